"""The words of a comparison's page, from comparisons made by hand."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import path
from support.comparisons import compared, comparison, funnel, gap

from everyweek.web.compare import forward_links
from everyweek.web.compare.one_measure import phrases
from everyweek.web.compare.one_measure.presenters.compare_page import about_funnel
from everyweek.web.compare.one_measure.presenters.gaps import gaps
from everyweek.web.compare.one_measure.presenters.table import table
from everyweek.web.compare.one_measure.presenters.worked_out import worked_out

urlpatterns = [
    path("plan/<code>/<measure>/", lambda request: None, name="plan-for-gap"),
]


@pytest.fixture(autouse=True)
def site(client: Any) -> None:
    """The addresses of organisations depend on what is loaded: the sample."""


def test_a_rank_is_never_bare() -> None:
    row = compared("ZZ0", 0.7, rank=4, rank_lower=2, rank_upper=7)

    assert phrases.rank(row, 11) == "4th of 11, plausibly 2nd to 7th"
    assert phrases.rank(replace(row, rank_lower=4, rank_upper=4), 11) == "4th of 11, 95% sure"
    assert phrases.rank(replace(row, rank=None), 11) == ""


def test_a_gap_within_ordinary_variation_looks_different_from_a_real_one() -> None:
    found = gaps(comparison(gaps=(gap(is_real=False, sentence="Within ordinary variation."), gap("standard"))))

    assert found.first is not None
    assert (found.first.is_real, found.first.sentence) == (False, "Within ordinary variation.")
    assert [row.title for row in found.others] == ["To the ambition, 74.0%"]


def test_the_warning_not_to_add_stands_only_where_there_is_something_to_add() -> None:
    assert gaps(comparison()).caution
    assert not gaps(comparison(gaps=(gap(is_real=False),))).caution


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ranked": False, "why_not_ranked": "Neither is better."}, "Neither is better. So there is no gap to close."),
        ({"rows": (compared("ZZ0", None, is_itself=True, missing="it has no figure."),)}, "it has no figure."),
        ({}, "too few of the others have a figure"),
    ],
)
def test_where_there_is_no_gap_it_is_said_why(changes: dict[str, Any], reason: str) -> None:
    found = gaps(comparison(gaps=(), **changes))

    assert reason in found.nothing
    assert found.first is None


def test_links_forward_appear_with_the_pages_they_lead_to(settings: Any) -> None:
    as_it_is = forward_links.forward_links("four_hour_performance", "ZZ1")
    resources = forward_links.resources_address("sdec")

    settings.ROOT_URLCONF = __name__

    assert [(link.text, link.address) for link in as_it_is] == [
        ("Plan what to do about this gap", "/organisation/ZZ1/plan/four_hour_performance/"),
        ("What others did about this, in the library", "/library/?measure=four_hour_performance"),
    ]
    assert resources == "/library/?intervention=sdec"
    assert [link.address for link in forward_links.forward_links("four_hour_performance", "ZZ1")] == [
        "/plan/ZZ1/four_hour_performance/"
    ]
    assert forward_links.resources_address("sdec") == ""


def test_a_funnel_says_whether_its_limits_were_adjusted() -> None:
    adjusted, plain, none = (
        " ".join(about_funnel(comparison(**changes)))
        for changes in (
            {},
            {"funnel": funnel(is_adjusted=False)},
            {"funnel": None, "why_no_funnel": "A funnel is drawn for shares of people."},
        )
    )

    assert "48 times as much as chance alone" in adjusted
    assert "no more than chance" in plain
    assert none == "A funnel is drawn for shares of people."


def test_a_column_without_anything_in_it_is_left_out() -> None:
    rows = tuple(
        compared(f"ZZ{at}", 0.5, is_itself=at == 0, numerator=None, denominator=None, beside="unknown")
        for at in range(3)
    )

    found = table(comparison(rows=rows))

    assert found.heads == ("Value", "95% interval", "Months with a figure")
    assert found.says == ""


def test_those_without_a_figure_are_listed_by_reason_and_notes_are_said_once() -> None:
    rows = (
        compared("ZZ0", 0.5, is_itself=True, notes=("It merged in 2024.",)),
        compared("ZZ1", None, missing="it has no figure."),
        compared("ZZ2", None, missing="it has no figure."),
        compared("ZZ3", None, missing="it has a figure for 2 of the 12 months."),
    )

    found = table(comparison(rows=rows))

    assert [(group.reason, len(group.links)) for group in found.missing] == [
        ("It has no figure.", 2),
        ("It has a figure for 2 of the 12 months.", 1),
    ]
    assert found.notes == ("ZZ0: It merged in 2024.",)


def test_how_it_was_worked_out_speaks_only_of_what_is_on_the_page() -> None:
    with_all = " ".join(worked_out(comparison()))
    without = " ".join(
        worked_out(comparison(gaps=(), funnel=None, ranked=False, why_not_ranked="Nobody is ranked.", window_from=None))
    )

    assert "April 2024 to March 2025" in with_all
    assert "drawn 4,000 times" in with_all
    assert "additive method" in with_all
    assert "Nobody is ranked." in without
    assert "4,000" not in without
    assert "nobody’s target" not in without
