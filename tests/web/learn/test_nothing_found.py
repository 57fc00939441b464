"""Nothing found: what to take away and how much is found then, what was understood, what is near."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words

from everyweek.web.learn.finding import nothing_found
from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.finding.queries import how_many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    published("one", title="Ward rounds", kind="guide", topics={"intervention": ("sdec",), "setting": ("care home",)})
    published("two", title="Ward visits", kind="guide", topics={"intervention": ("sdec",)})
    published("three", title="The red bag", kind="tool")
    make_index()


def html(client: Client, **asked: Any) -> str:
    return client.get("/library/", asked).content.decode()


def test_a_word_that_is_nowhere_is_named_and_near_topics_and_people_are_offered(client: Client) -> None:
    page = html(client, q="zebras quagga")

    assert "Nothing that you may read holds “zebras” or “quagga”" in words(page)
    assert "Ask a network : somebody may have done it" in words(page)
    assert 'href="/networks/"' in page
    assert 'href="/library/share/"' in page
    assert "Same day emergency care (2)" in words(page)


def test_each_choice_is_said_with_how_much_is_found_without_it(client: Client) -> None:
    page = html(client, q="ward", type="tool", setting="care home")

    assert "Take away all choices : 2 resources" in words(page)
    assert "Take away “Tools and templates” : 1 resource" in words(page)
    assert "Take away “Care home”" not in words(page)
    assert 'href="/library/?q=ward&amp;setting=care+home"' in page
    assert "holds “ward”" not in words(page)


def test_a_phrase_is_offered_without_its_quotation_marks_and_one_of_two_left_out(client: Client) -> None:
    one, two = html(client, q='"rounds ward"'), html(client, q='"red bag" "ward rounds"')

    assert "Without the quotation marks : 2 resources" in words(one)
    assert 'href="/library/?q=rounds+ward"' in one
    assert "Without “red bag” : 1 resource" in words(two)
    assert "Without “ward rounds” : 1 resource" in words(two)


def test_a_slip_that_was_looked_for_as_typed_is_offered_put_right(client: Client) -> None:
    page = html(client, q="rouns", exactly="1")

    assert "With its spelling put right : 1 resource" in words(page)


def test_what_an_abbreviation_was_understood_as_is_said(client: Client) -> None:
    page = words(html(client, q="UCR"))

    assert "“ucr” was also looked for as “urgent community response”" in page


def test_the_topic_nearest_to_the_words_is_offered(client: Client) -> None:
    page = html(client, q="emergency days", type="event")

    assert "Same day emergency care (2)" in words(page)
    assert 'href="/library/?intervention=sdec"' in page


def test_at_most_five_questions_more_are_asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(questions: Any, who: Any) -> Any:
        asked.append(len(questions))
        return how_many(questions, who)

    monkeypatch.setattr(nothing_found, "how_many", counting)
    html(client, q='"a b" "c d" "e f"', type=["tool", "event"], setting=["NHS 111", "care home"], exactly="1")

    assert asked == [5]


def test_no_count_tells_of_what_a_reader_may_not_read(cast: Cast) -> None:
    published("inside", title="Ward inside", kind="tool", network=cast.networks["learning"])
    asked = {"q": "ward", "type": "event"}

    inside = words(html(reader(cast["learning network's member"]), **asked))
    outside = words(html(reader(cast["member"]), **asked))

    assert "Take away “Event write-ups” : 3 resources" in inside
    assert "Take away “Event write-ups” : 2 resources" in outside


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "zebra " * 2_000},
        {"q": "<script>alert(1)</script>", "type": "<script>"},
        {"q": '"' * 30, "type": "no"},
        {"q": "😀", "type": "no"},
        {"q": "' OR 1=1; --", "year": "1 OR 1"},
        {"q": "", "measure": "none"},
    ],
)
def test_no_question_fails_and_no_script_runs(client: Client, asked: dict[str, str]) -> None:
    page = html(client, **asked)

    assert "Nothing found" in page
    assert "<script>alert" not in page


def test_choices_are_folded_and_what_is_chosen_stands_above(client: Client) -> None:
    page = html(client, q="ward", type="guide")

    assert "Narrow down (1 chosen)" in words(page)
    assert '<details class="ew-narrow">' in page
    assert page.index('class="ew-chosen"') > page.index("resources found")
