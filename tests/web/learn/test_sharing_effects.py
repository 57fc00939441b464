"""Effects as data in the form of sharing: row by row, without a script, and what cannot be true is said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.cast import Cast
from support.library import FULL, draft
from support.people import reader
from support.sharing import begun_by, decided, sent_by, written_by
from support.site import words

from everyweek.web.learn.library.draft import DraftEffect, DraftSource, ResourceDraft
from everyweek.web.learn.library.forms import ContentForm, content_as_typed
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.starting.loading import starting_resources

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)
LEAST = {"kind": "case study", "title": "Red bags", "licence": "MIT"}
EFFECT = {
    "effect_1_words": "More patients within four hours: from 70% to 76%",
    "effect_1_measure": "four_hour_performance",
    "effect_1_organisation": "Applebridge Invented Hospitals NHS Trust (ZZ1)",
    "effect_1_began": "mar 2025",
    "effect_1_before": "70",
    "effect_1_after": "76.5",
}


def form(**typed: Any) -> ContentForm:
    return ContentForm({**LEAST, **typed}, today=TODAY)


def drafted(before: ResourceDraft | None = None, **typed: Any) -> ResourceDraft:
    filled = form(**typed)
    assert filled.is_valid(), filled.errors
    return filled.draft(before or draft())


def test_an_effect_is_kept_as_data_with_what_follows_from_the_rest() -> None:
    [kept] = drafted(**EFFECT, intervention=["sdec"]).effects

    assert kept == DraftEffect(
        outcome="A&E 4-hour performance, all types",
        design="before and after",
        words="More patients within four hours: from 70% to 76%",
        intervention="sdec",
        measure="four_hour_performance",
        organisation="ZZ1",
        began="2025-03",
        before=70.0,
        after=76.5,
        unit="%",
    )


def test_everything_about_an_effect_is_kept() -> None:
    more = {
        "effect_1_unit": "days",
        "effect_1_before_n": "1,090",
        "effect_1_after_n": "80",
        "effect_1_design": "compared",
        "effect_1_outcome": "length of stay",
        "effect_1_intervention": "ucr",
        "effect_1_ratio": "0.875",
        "effect_1_ratio_lower": ".8",
        "effect_1_ratio_upper": "0.95",
        "effect_1_p_value": "3e-3",
        "effect_1_source": "1",
    }

    [kept] = drafted(**EFFECT, **more, sources="A report", intervention=["sdec", "ucr"]).effects

    assert (kept.unit, kept.before_n, kept.after_n, kept.design) == ("days", 1090, 80, "compared")
    assert (kept.outcome, kept.intervention, kept.source) == ("length of stay", "ucr", 1)
    assert (kept.ratio, kept.ratio_lower, kept.ratio_upper, kept.p_value) == (0.875, 0.8, 0.95, 0.003)


def test_each_row_that_is_filled_brings_one_more_up_to_the_most_and_an_emptied_one_goes_away() -> None:
    words_of = {f"effect_{number}_words": f"Effect {number}" for number in range(1, 6)}
    rows = [ContentForm(initial=dict(list(words_of.items())[:many]), today=TODAY).rows for many in range(6)]

    kept = drafted(**{**words_of, "effect_2_words": " "}).effects

    assert rows == [1, 2, 3, 4, 5, 5]
    assert [one.words for one in kept] == ["Effect 1", "Effect 3", "Effect 4", "Effect 5"]


def test_what_has_more_effects_than_are_asked_for_keeps_them_all() -> None:
    many = draft(effects=tuple(DraftEffect(outcome=f"{n}", design="estimate", words=f"{n}") for n in range(9)))

    again = drafted(many, **{**content_as_typed(many)})

    assert again.effects == many.effects


@pytest.mark.parametrize(
    ("typed", "box", "sentence"),
    [
        ({"began": "2025"}, "began", "Write the month too, such as March 2025."),
        ({"began": "July 2027"}, "began", "Give a date between 1948 and today: “July 2027” is not."),
        ({"began": "soon"}, "began", "Write a year, a month or a day"),
        ({"words": " \u200b"}, "words", "Say in a sentence what changed, or empty every box of this effect."),
        ({"words": "a" * 601}, "words", "This has 601 characters; at most 600 can be kept."),
        ({"organisation": "The moon"}, "organisation", "No organisation is known here as “The moon”."),
        ({"measure": "happiness"}, "measure", "Choose a measure from the list."),
        ({"design": "magic"}, "design", "Choose from the list."),
        ({"before": "lots"}, "before", "Write a number alone, such as 7.2: “lots” is none."),
        ({"before": "nan"}, "before", "Write a number alone"),
        ({"before": "1e400"}, "before", "“1e400” is too large"),
        ({"before": "1e13"}, "before", "“1e13” is too large: write a number below 1,000,000,000,000."),
        ({"before": "7,2"}, "before", "Write a number alone"),
        ({"after": ""}, "after", "Write the number after as well"),
        ({"after": "104"}, "after", "A&E 4-hour performance, all types is a percentage: write a number from 0 to 100."),
        ({"measure": "nhs_111_calls", "after": "-3"}, "after", "Calls to NHS 111 cannot be below 0."),
        ({"before_n": "3.5"}, "before_n", "Write a whole number, such as 90: “3.5” is none."),
        ({"after_n": "3,000,000,000"}, "after_n", "Write a whole number"),
        ({"ratio": "0"}, "ratio", "A ratio is above 0."),
        ({"ratio": "0.9", "ratio_lower": "0.8"}, "ratio_upper", "Write both limits, or none."),
        ({"ratio_lower": "0.8", "ratio_upper": "0.9"}, "ratio", "Write the ratio to which the limits belong."),
        (
            {"ratio": "0.9", "ratio_lower": "0.95", "ratio_upper": "0.8"},
            "ratio_lower",
            "The lower limit is above the upper one.",
        ),
        (
            {"ratio": "0.7", "ratio_lower": "0.8", "ratio_upper": "0.9"},
            "ratio",
            "The ratio lies outside of its limits.",
        ),
        ({"p_value": "1.2"}, "p_value", "A p value lies between 0 and 1."),
        ({"source": "2"}, "source", "There is no source 2: 0 are listed below, counted from 1."),
    ],
)
def test_what_cannot_be_true_of_an_effect_is_said_beside_its_box(
    typed: dict[str, str], box: str, sentence: str
) -> None:
    filled = form(**EFFECT | {f"effect_1_{name}": value for name, value in typed.items()})

    assert not filled.is_valid()
    assert sentence in filled.errors[f"effect_1_{box}"][0]


def test_what_an_effect_came_to_may_stand_alone() -> None:
    [kept] = drafted(effect_1_words="Four beds fewer", effect_1_after="-4", effect_1_unit="beds").effects

    assert (kept.before, kept.after, kept.outcome) == (None, -4, "Four beds fewer")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("A report | javascript:alert(1)", "“A report”: Give a whole web address that begins with https://"),
        ("| https://example.org", "has no title: write one before the bar."),
        ("a" * 401, "has 401 characters; a title can have 400 at most."),
        ("\n".join(f"Report {number}" for number in range(60)), "This has 60 lines; at most 50 can be kept."),
    ],
)
def test_what_is_no_source_is_said(typed: str, sentence: str) -> None:
    filled = form(sources=typed)

    assert not filled.is_valid()
    assert sentence in filled.errors["sources"][0]


def test_of_sources_that_were_there_before_what_was_known_stays() -> None:
    seen = DraftSource("A report", "https://example.org/a", was_read=False, note="what it says")

    kept = drafted(draft(sources=(seen,)), sources="A report | https://example.org/a\nA | B | example.org/b\n").sources

    assert kept == (seen, DraftSource("A | B", "https://example.org/b", was_read=True))


def test_each_resource_that_comes_with_the_product_stays_as_it_is_when_it_is_saved_unchanged() -> None:
    for one in [*starting_resources(), draft(**FULL)]:
        again = drafted(one, **content_as_typed(one))

        unordered = replace(one, measures=tuple(sorted(one.measures)), summary=" ".join(one.summary.split()))
        topics = {kind: values for kind, values in one.topics.items() if values}
        assert again == replace(unordered, topics=topics), one.key


def test_the_page_shows_a_row_for_one_more_and_keeps_what_is_wrong(cast: Cast) -> None:
    one = begun_by(cast)
    browser, address = reader(cast["contributor"]), f"/library/share/{one.pk}/"
    typed = {**LEAST, **EFFECT, "network": "*", "authors": "A", "measures": ["four_hour_performance"]}

    wrong = browser.post(address, {**typed, "version": one.version, "effect_1_after": "104"})
    browser.post(address, {**typed, "version": one.version})
    again = browser.get(address).content.decode()

    assert words(wrong.content).count("is a percentage: write a number from 0 to 100.") == 2
    assert 'href="#id_effect_1_after"' in wrong.content.decode()
    assert 'value="104"' in wrong.content.decode()
    assert "Effect 2 (leave it empty if there is none)" in words(again.encode())
    assert 'value="March 2025"' in again
    assert "Effect 3" not in again
    assert "Which measures should it move? (1 chosen)" in words(again.encode())


def test_what_is_said_of_an_effect_is_looked_through_for_patients_too(cast: Cast) -> None:
    effect = DraftEffect(outcome="x", design="estimate", words="Mrs Smith, 84, went home")
    one = written_by(cast, effects=(effect,), sources=(DraftSource("Letter to 943 476 5919"),))

    read = words(reader(cast["contributor"]).get(f"/library/share/{one.pk}/send/").content)

    assert "Effects: This looks like the name and age of a patient: “Mrs Smith, 84”" in read
    assert "Sources: This is an NHS number" in read


def test_script_in_an_effect_or_a_source_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    effect = DraftEffect(outcome=bad, design="estimate", words=bad, unit=bad, before=1, after=2)
    one = sent_by(cast, effects=(effect,), sources=(DraftSource(bad, "https://example.org/?<script>"),))

    for who, address in (("reviewer", "review"), ("contributor", "share")):
        page = reader(cast[who]).get(f"/library/{address}/{one.pk}/").content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


def test_the_reviewer_says_what_the_effects_rest_on_and_the_page_looks_into_the_figures(cast: Cast) -> None:
    effect = drafted(**EFFECT).effects[0]
    one = sent_by(cast, effects=(effect,), measures=("four_hour_performance",))
    browser = reader(cast["reviewer"])
    page = browser.get(f"/library/review/{one.pk}/").content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]

    answer = browser.post(
        f"/library/review/{one.pk}/",
        {"once": once, "version": one.version, "decision": "accepted", "words": "Good.", "evidence": "one place"},
    )

    resource = Resource.objects.get()
    read = words(reader().get(f"/library/{resource.slug}/").content)
    assert answer.status_code == 302
    assert "since March 2025; 70 → 76.5 %; before and after" in words(page.encode())
    assert (resource.evidence, resource.effects.get().organisation) == ("one place", "ZZ1")
    assert "They rest on: before and after, in one place." in read
    assert 'class="ew-effect"' in reader().get(f"/library/{resource.slug}/").content.decode()


def test_what_is_not_accepted_gets_no_grade(cast: Cast) -> None:
    decided(cast, sent_by(cast), "declined")

    assert Submission.objects.get().shown["evidence"] == ""
