"""Effects as data: what the figures say of a case study, and what is known of each intervention."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words

from everyweek.reference.interventions import interventions
from everyweek.web.learn.library.draft import DraftEffect

pytestmark = pytest.mark.django_db(transaction=False)
FEBRUARY_2024 = "2024-02"
"""In the sample the 4-hour performance of ZZ1 rises from about 73% to about 83% in the spring of 2024."""


def effect(**more: Any) -> DraftEffect:
    given = {"outcome": "seen within four hours", "design": "before and after", "words": "more were seen in time"}
    return DraftEffect(**{**given, "intervention": "sdec", **more})


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return words(answer.content)


def test_a_case_study_shows_that_its_effect_is_in_the_figures_with_the_chart(client: Client) -> None:
    published(effects=(effect(measure="four_hour_performance", organisation="ZZ1", began=FEBRUARY_2024),))

    answer = client.get("/library/red-bag/")

    said = words(answer.content)
    assert "Seen in the data The mean was 7" in said
    assert "in the 12 months before February 2024, and 8" in said
    assert "It is sustained: of the newest 7 months, up to March 2025, all are better than the mean before." in said
    assert "Before and after is not proof" in said
    html = answer.content.decode()
    assert 'src="/library/red-bag/effects/1/chart.svg"' in html
    assert 'href="/organisation/ZZ1/four_hour_performance/?span=all"' in html
    assert "February 2024 marked. Seen in the data." in html


@pytest.mark.parametrize("size", ["wide", "narrow", "nonsense"])
def test_the_chart_has_the_change_on_it(client: Client, size: str) -> None:
    published(effects=(effect(measure="four_hour_performance", organisation="ZZ1", began=FEBRUARY_2024),))

    answer = client.get(f"/library/red-bag/effects/1/chart.svg?size={size}")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "The change" in answer.content.decode()


def test_a_change_out_of_view_is_not_drawn(client: Client) -> None:
    published(effects=(effect(measure="four_hour_performance", organisation="ZZ1", began="2010-02"),))

    drawn = client.get("/library/red-bag/effects/1/chart.svg").content.decode()

    assert "The change" not in drawn
    assert "The figures do not hold every one of the 12 months before February 2010." in page(
        client, "/library/red-bag/"
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "Not a published measure."),
        ({"measure": "no_such_measure", "organisation": "ZZ1"}, "Not a published measure."),
        ({"measure": "four_hour_performance"}, "It is not of one organisation with published figures."),
        ({"measure": "four_hour_performance", "organisation": "QQQ"}, "No figures of this organisation are loaded."),
        ({"measure": "four_hour_performance", "organisation": "ZZ1"}, "The month of the change is not known."),
        (
            {"measure": "virtual_ward_capacity", "organisation": "ZZ8", "began": FEBRUARY_2024},
            "No figures of this organisation are loaded.",
        ),
    ],
)
def test_what_cannot_be_seen_says_why(client: Client, more: dict[str, str], why: str) -> None:
    published(effects=(effect(**more),))

    assert f"Cannot be seen {why}" in page(client, "/library/red-bag/")


def test_a_measure_without_monthly_figures_cannot_be_seen(client: Client) -> None:
    published(
        effects=(
            effect(measure="nhs_111_answered_within_60_seconds", organisation="ZZ8", began=FEBRUARY_2024),
            effect(measure="overnight_general_and_acute_occupancy", organisation="ZZ1", began=FEBRUARY_2024),
        )
    )

    said = page(client, "/library/red-bag/")

    assert "Cannot be seen There are no monthly figures of this measure." in said


def test_an_evidence_summary_does_not_say_of_each_study_elsewhere_that_it_cannot_be_seen(client: Client) -> None:
    published(kind="evidence summary", effects=(effect(), effect(measure="four_hour_performance")))

    assert "Cannot be seen" not in page(client, "/library/red-bag/")


@pytest.mark.parametrize("number", [0, 2, 99999999])
def test_an_effect_that_is_not_there_has_no_chart(client: Client, number: int) -> None:
    published(effects=(effect(),))

    assert client.get(f"/library/red-bag/effects/{number}/chart.svg").status_code == 404
    assert client.get("/library/red-bag/effects/1/chart.svg").status_code == 404


def test_the_verdict_follows_what_is_loaded(empty_client: Client) -> None:
    published(effects=(effect(measure="four_hour_performance", organisation="ZZ1", began=FEBRUARY_2024),))

    assert "No figures of this organisation are loaded." in page(empty_client, "/library/red-bag/")


def test_each_of_the_ten_has_its_page_and_links_its_measures_guide_and_resources(client: Client) -> None:
    published("guide", kind="guide", title="A guide to it", topics={"intervention": ("sdec",)}, levers=("a_lever",))

    everything = client.get("/library/what-works/").content.decode()
    one = client.get("/library/what-works/sdec/").content.decode()

    for intervention in interventions():
        assert f'href="/library/what-works/{intervention.key}/"' in everything
        assert intervention.name in words(everything)
    assert 'href="/library/guide/"' in one
    assert 'href="/library/?intervention=sdec"' in one
    assert 'href="/measures/conversion/"' in one
    said = words(one)
    assert "1 resource about it in the library" in said
    assert "Before and after, or by correlation, in several places. In 20 evaluations" in said
    assert "Levers of the simulator What its resources say may be tried in a simulation: a lever" in said
    assert "No effect of it is in the library yet." in said


@pytest.mark.parametrize("key", [one.key for one in interventions()])
def test_no_page_of_an_intervention_fails(client: Client, key: str) -> None:
    assert "Measures it is thought to act on" in page(client, f"/library/what-works/{key}/")


def test_an_intervention_that_is_none_of_the_ten_is_not_there(client: Client) -> None:
    for address in ("/library/what-works/none/", "/library/what-works/none/forest.svg"):
        assert client.get(address).status_code == 404


def test_studies_of_one_outcome_are_put_together_and_drawn(client: Client) -> None:
    published("one", title="First place", effects=(effect(ratio=0.5, ratio_lower=0.4, ratio_upper=0.625),))
    published("two", title="Second place", effects=(effect(ratio=0.8, ratio_lower=0.64, ratio_upper=1.0),))
    published("three", title="Third place", effects=(effect(ratio=1.0, ratio_lower=0.8, ratio_upper=1.25),))

    said, drawn = page(client, "/library/what-works/sdec/"), client.get("/library/what-works/sdec/forest.svg")

    # Equal limits, so the mean of logs: the third root of 0.4; its error is 0.2043, and t with 2 degrees is 4.303.
    assert (
        "Seen within four hours, before and after: 3 studies together give a ratio of 0.74 (95% limits 0.31 to 1.77)."
        in said
    )
    assert "0.5 0.4 to 0.625 Before and after First place" in said
    svg = drawn.content.decode()
    for name in ("Seen within four hours", "First place", "Second place", "Third place", "Together (3)"):
        assert name in svg
    assert client.get("/library/what-works/sdec/forest.svg?size=narrow").status_code == 200


def test_what_is_of_different_outcomes_or_was_found_in_different_ways_is_never_put_together(client: Client) -> None:
    ratio = {"ratio": 0.8, "ratio_lower": 0.7, "ratio_upper": 0.9}
    published(
        effects=(
            effect(**ratio),
            effect(**ratio, design="compared"),
            effect(**ratio, outcome="something else"),
            effect(**ratio, outcome="what experts think", design="estimate"),
            effect(**ratio, outcome="what experts think", design="estimate"),
        )
    )

    said = page(client, "/library/what-works/sdec/")

    assert "There is no summary: no two of these effects are of the same outcome" in said
    assert "together give" not in said


def test_studies_without_limits_are_in_the_table_and_are_not_put_together_and_it_is_said_why(client: Client) -> None:
    published(effects=(effect(ratio=0.8), effect(ratio=0.7), effect(ratio=-1), effect(words="nothing measured")))

    said = page(client, "/library/what-works/sdec/")

    assert "no summary. There are 4 studies of it here, and none of them has a ratio with 95% limits" in said
    assert "Seen within four hours nothing measured – –" in said
    assert client.get("/library/what-works/sdec/forest.svg").status_code == 200


def test_effects_without_a_ratio_have_no_picture(client: Client) -> None:
    published(effects=(effect(),))

    assert b"forest.svg" not in client.get("/library/what-works/sdec/").content
    assert client.get("/library/what-works/sdec/forest.svg").status_code == 404


def test_what_stands_inside_a_network_is_in_the_evidence_of_those_inside_alone(cast: Cast, client: Client) -> None:
    ratio = {"ratio": 0.8, "ratio_lower": 0.7, "ratio_upper": 0.9}
    topics = {"intervention": ("sdec",)}
    published(
        "inside", title="Inside it", network=cast.networks["learning"], topics=topics, levers=("hidden_lever",),
        effects=(effect(**ratio, measure="four_hour_performance", organisation="ZZ1", began=FEBRUARY_2024),),
    )  # fmt: skip
    published("open", title="For everybody", topics=topics, effects=(effect(**ratio),))
    may = ("learning network's member", "learning network's lead")

    for who in ("nobody", *cast.people):
        browser = reader(cast[who]) if who != "nobody" else reader()
        said = words(browser.get("/library/what-works/sdec/").content)
        plot = browser.get("/library/what-works/sdec/forest.svg").content.decode()
        seen = ("Inside it" in said, "hidden lever" in said, "2 studies together" in said, "2 resources about" in said)
        assert seen == ((who in may,) * 4), who
        assert ("Together (2)" in plot) == (who in may), who
        assert browser.get("/library/inside/effects/1/chart.svg").status_code == (200 if who in may else 404), who


def test_script_in_an_effect_is_shown_and_not_run(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    published(
        title=bad, effects=(effect(outcome=bad, words=bad, ratio=0.8, measure="four_hour_performance", unit=bad),)
    )

    for address in ("/library/red-bag/", "/library/what-works/sdec/", "/library/what-works/sdec/forest.svg"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert bad not in answer.content.decode()


def test_the_library_and_a_resource_lead_to_what_works(client: Client) -> None:
    published(topics={"intervention": ("sdec",)})

    assert 'href="/library/what-works/"' in client.get("/library/").content.decode()
    assert 'href="/library/what-works/sdec/"' in client.get("/library/red-bag/").content.decode()


def test_a_picture_of_extreme_ratios_is_drawn_at_its_edge(client: Client) -> None:
    published(
        effects=(
            effect(outcome="one", ratio=1e-9, ratio_lower=0.0, ratio_upper=1e9),
            effect(outcome="two", ratio=1e12, ratio_lower=1e11, ratio_upper=1e13),
        )
    )

    assert client.get("/library/what-works/sdec/forest.svg").status_code == 200


def test_the_page_of_the_evidence_is_never_kept_by_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/library/what-works/sdec/")["Cache-Control"]
