"""What an index answers."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.findable import WordsAsMeaning, document, index_of

from everyweek.search.answer import Answer, Question
from everyweek.search.index import Index
from everyweek.search.searching import search
from everyweek.search.words import Meanings
from everyweek.search.writing import embed_missing

LIBRARY = (
    document(
        "sdec", "Same day emergency care", summary="Open twelve hours a day", facets={"type": ("guide",)},
        day=date(2026, 3, 1),
    ),
    document(
        "bag", "Red bag pathway", body="Between care homes and hospital.", origin="Sutton",
        facets={"type": ("case study",), "topic": ("care homes", "handover")}, day=date(2026, 5, 1),
    ),
    document(
        "los", "Shorter stays", body="How the length of stay fell by a day.", files="An appendix about phlebotomy.",
        facets={"type": ("case study",), "topic": ("wards",)},
    ),
    document("secret", "Frailtyword of a network", summary="red", readers=["network-1"], facets={"type": ("guide",)}),
)  # fmt: skip
SAME = Meanings([("same day emergency care", "sdec"), ("length of stay", "los")])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(tmp_path_factory.mktemp("library"), *LIBRARY)


def keys(answer: Answer) -> list[str]:
    return [hit.key for hit in answer.hits]


def ask(index: Index, text: str, **more: object) -> Answer:
    return search(index, Question(text, **more), meanings=SAME)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("homes", ["bag"]),
        ("home", ["bag"]),
        ("SDEC", ["sdec"]),
        ("los", ["los"]),
        ("phlebotomy", ["los"]),
        ("sutton", ["bag"]),
        ('"red bag"', ["bag"]),
        ('"bag red"', []),
        ('"bag red" homes', []),
        ("theatres", []),
        ("DROP TABLE documents; --", []),
    ],
)
def test_words_phrases_abbreviations_and_files_are_found(index: Index, text: str, found: list[str]) -> None:
    answer = ask(index, text)

    assert keys(answer) == found
    assert answer.total == len(found)
    assert answer.mode == "words"


def test_a_word_in_the_title_counts_more_than_one_in_the_text(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("body", "Another", body="winter"), document("title", "Winter", body="another"))

    assert keys(ask(found, "winter")) == ["title", "body"]


def test_of_two_that_say_the_same_the_one_of_more_weight_leads_by_words_and_by_both(tmp_path: Path) -> None:
    light, other = document("a", "Winter", weight=0.9), document("b", "Winter")
    found = index_of(tmp_path, light, other, *(document(f"x{number}", "Summer") for number in range(3)))
    embedder = with_meaning(found)

    both = search(found, Question("winter"), embedder=embedder)  # type: ignore[arg-type]

    assert keys(ask(found, "winter")) == ["b", "a"]
    assert (keys(both), both.mode) == (["b", "a"], "both")


@pytest.mark.parametrize("text", ["", "   ", "?!", '"', "😀", "\x00", "\ud800", "---", '""'])
def test_a_question_without_words_is_everything_the_newest_first(index: Index, text: str) -> None:
    answer = ask(index, text)

    assert keys(answer) == ["bag", "sdec", "los"]
    assert answer.facets["type"] == {"guide": 1, "case study": 2}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=400), st.binary(max_size=100).map(lambda raw: raw.decode("latin-1"))))
def test_no_text_is_refused(index: Index, text: str) -> None:
    answer = ask(index, text)

    assert answer.total >= len(answer.hits)


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "ward " * 2_000, " OR ".join(["NOT"] * 50), "* ^ : ( ) - + {}", "NEAR(a b)"]
)
def test_long_questions_and_operators_are_only_words(index: Index, text: str) -> None:
    assert "secret" not in keys(ask(index, text))


def test_pages_of_an_answer_follow_one_another(index: Index) -> None:
    first, second = ask(index, "", limit=2), ask(index, "", limit=2, offset=2)

    assert keys(first) + keys(second) == ["bag", "sdec", "los"]
    assert first.total == second.total == 3


def test_chosen_values_narrow_the_answer_and_the_counts_of_the_other_facets(index: Index) -> None:
    answer = ask(index, "", chosen={"type": ("case study",), "topic": ("wards", "nothing")})

    assert keys(answer) == ["los"]
    assert answer.facets["type"] == {"case study": 1}
    assert answer.facets["topic"] == {"care homes": 1, "handover": 1, "wards": 1}


@pytest.mark.parametrize("chosen", [{"type": ("no such",)}, {"no such": ("guide",)}])
def test_a_value_that_no_document_has_finds_nothing(index: Index, chosen: dict[str, tuple[str, ...]]) -> None:
    assert ask(index, "", chosen=chosen).total == 0


def test_a_facet_of_which_nothing_is_chosen_narrows_nothing(index: Index) -> None:
    assert ask(index, "", chosen={"type": ()}).total == 3


def test_asked_for_words_are_marked_in_the_title_and_in_the_place_that_answers(index: Index) -> None:
    (hit,) = ask(index, "stays length").hits

    assert hit.title == (("Shorter ", False), ("stays", True))
    assert ("length of stay", True) in hit.excerpt or ("length", True) in hit.excerpt


def test_without_a_place_that_answers_the_excerpt_is_how_the_text_begins(tmp_path: Path) -> None:
    long = document("long", "Winter", summary="word " * 100)
    found = index_of(tmp_path, long)

    (hit,) = ask(found, "winter").hits

    assert hit.excerpt[0][0].endswith("word …")
    assert len(hit.excerpt[0][0]) < 270


def test_a_slip_is_put_right_and_said(index: Index) -> None:
    answer = ask(index, "Lenght of stay")

    assert answer.instead == "length of stay"
    assert keys(answer)[0] == "los"
    assert keys(ask(index, "lenght", exactly=True)) == []


@pytest.mark.parametrize("text", ["los", "stayed", "frailtywurd"])
def test_abbreviations_other_forms_and_what_is_hidden_are_nothing_to_put_right_by(index: Index, text: str) -> None:
    assert ask(index, text).instead == ""


def test_a_word_of_what_only_the_reader_may_read_is_not_put_right(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("open", "Frailtywort"), document("closed", "Frailtyword", readers=["me"]))

    inside = ask(found, "frailtyword", readers=frozenset({"everybody", "me"}))
    outside = ask(found, "frailtyword")

    assert (inside.instead, keys(inside)) == ("", ["closed"])
    assert (outside.instead, keys(outside)) == ("frailtywort", ["open"])


def test_how_many_words_were_too_many_is_told(index: Index) -> None:
    assert ask(index, " ".join(f"word{number}" for number in range(40))).left_out == 8


def with_meaning(index: Index) -> WordsAsMeaning:
    embedder = WordsAsMeaning()
    embed_missing(index.folder, embedder)  # type: ignore[arg-type]
    return embedder


def test_by_meaning_and_by_both_more_is_found_than_by_words(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("a", "ward round"), document("b", "ward visit"), document("c", "kitchen"))
    embedder = with_meaning(found)

    def asked(mode: str) -> Answer:
        return search(found, Question("round", mode=mode), embedder=embedder)  # type: ignore[arg-type]

    assert keys(asked("words")) == ["a"]
    assert keys(asked("meaning")) == ["a"]
    both = search(found, Question("visit ward zebra"), embedder=embedder)  # type: ignore[arg-type]
    assert (keys(both), both.mode) == (["b", "a"], "both")


def test_an_abbreviation_is_written_out_for_a_model_that_knows_none(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("a", "Same day emergency care"), document("b", "Another"))
    embedder = with_meaning(found)
    question = Question("SDEC", mode="meaning")

    without = search(found, question, embedder=embedder)  # type: ignore[arg-type]
    written_out = search(found, question, embedder=embedder, meanings=SAME)  # type: ignore[arg-type]

    assert keys(without) == []
    assert keys(written_out) == ["a"]


def test_what_only_its_meaning_found_is_said_to_be(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("a", "ward"), document("b", "bed"))
    embedder = with_meaning(found)
    embedder.of_question = lambda text: WordsAsMeaning().of_question("bed")  # type: ignore[method-assign]

    answer = search(found, Question("ward"), embedder=embedder)  # type: ignore[arg-type]

    assert {hit.key: hit.by_meaning for hit in answer.hits} == {"a": False, "b": True}


def test_a_phrase_must_occur_whatever_the_meaning(tmp_path: Path) -> None:
    found = index_of(tmp_path, document("a", "red bag"), document("b", "bag red"))
    embedder = with_meaning(found)

    assert keys(search(found, Question('"red bag"'), embedder=embedder)) == ["a"]  # type: ignore[arg-type]


def test_without_vectors_it_is_looked_for_by_words(index: Index) -> None:
    answer = search(index, Question("homes", mode="meaning"), embedder=WordsAsMeaning())  # type: ignore[arg-type]

    assert (keys(answer), answer.mode) == (["bag"], "words")
