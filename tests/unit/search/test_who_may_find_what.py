"""Nobody finds, counts, completes, corrects by or sees a word of what they may not read; held against a plain list."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.findable import WORDS, WordsAsMeaning, document, index_of

from everyweek.search.answer import Question
from everyweek.search.document import Document
from everyweek.search.neighbours import complete, more_like
from everyweek.search.searching import search
from everyweek.search.writing import embed_missing

READERS = ("everybody", "network-1", "network-2", "person-7")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
libraries = st.lists(
    st.tuples(texts, texts, st.sets(st.sampled_from(READERS)), st.sampled_from(("guide", "tool"))), max_size=8
)
readers = st.sets(st.sampled_from(READERS)).map(frozenset)


def documents_of(library: list[tuple[str, str, set[str], str]]) -> list[Document]:
    return [
        document(f"d{number}", title, body=body, readers=audience, facets={"type": (kind,)})
        for number, (title, body, audience, kind) in enumerate(library)
    ]


def readable(documents: list[Document], who: frozenset[str]) -> list[Document]:
    return [one for one in documents if one.audience & who]


@settings(max_examples=60, deadline=None)
@given(library=libraries, who=readers, asked=texts)
def test_found_and_counted_is_exactly_what_holds_a_word_and_may_be_read(
    library: list[tuple[str, str, set[str], str]], who: frozenset[str], asked: str
) -> None:
    documents = documents_of(library)
    expected = [one for one in readable(documents, who) if {*asked.split()} & {*one.title.split(), *one.body.split()}]

    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), *documents)
        answer = search(index, Question(asked, readers=who, limit=100, exactly=True))
        index.close()

    assert {hit.key for hit in answer.hits} == {one.key for one in expected}
    counted = {kind: sum(kind in one.facets["type"] for one in expected) for kind in ("guide", "tool")}
    assert answer.facets.get("type", {}) == {kind: count for kind, count in counted.items() if count}


@settings(max_examples=40, deadline=None)
@given(library=libraries, who=readers, asked=texts)
def test_by_meaning_as_a_completion_and_as_a_neighbour_nothing_else_is_found_either(
    library: list[tuple[str, str, set[str], str]], who: frozenset[str], asked: str
) -> None:
    documents = documents_of(library)
    allowed = {one.key for one in readable(documents, who)}
    embedder = WordsAsMeaning()

    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), *documents)
        embed_missing(index.folder, embedder)  # type: ignore[arg-type]
        questions = [Question(asked, readers=who, mode=mode, limit=100) for mode in ("meaning", "both")]  # type: ignore[arg-type]
        answers = [search(index, question, embedder=embedder) for question in questions]  # type: ignore[arg-type]
        completed = complete(index, asked[:3], readers=who)
        near = {one.key: more_like(index, one.key, readers=who) for one in documents}
        index.close()

    assert all({hit.key for hit in answer.hits} <= allowed for answer in answers)
    assert {key for key, _ in completed} <= allowed
    assert all({key for key, _ in found} <= allowed for found in near.values())
    assert all(found == () for key, found in near.items() if key not in allowed)


def test_a_correction_tells_nothing_of_what_is_hidden(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("closed", "Reconfiguration of maternity", readers=["network-1"]))

    answer = search(index, Question("reconfigurtion"))

    assert (answer.instead, answer.total) == ("", 0)


def test_an_empty_audience_is_nobody(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "ward", readers=[]))

    assert search(index, Question("ward", readers=frozenset(READERS))).total == 0
    assert search(index, Question("", readers=frozenset())).total == 0
