"""One measure of one organisation."""

import re

import pytest
from django.test import Client
from support.site import words

FOUR_HOUR = "/organisation/ZZ3/four_hour_performance/"


def test_it_shows_figure_month_standard_verdict_and_the_chart_in_words(client: Client) -> None:
    html = client.get(FOUR_HOUR).content.decode()
    page = words(html)

    assert "A&amp;E 4-hour performance, all types" in page
    assert "March 2025" in page
    assert "Ambition 78% by March 2025" in page
    assert re.search(r'role="img" aria-label="Chart of A&amp;E 4-hour performance', html)
    assert html.count("<svg") == 2  # the chart and an icon
    assert "chart.svg?size=narrow" in html


def test_the_chart_names_the_rule_set_and_its_version(client: Client) -> None:
    assert "Rules: plotthedots 0.2" in client.get(FOUR_HOUR).content.decode()
    assert "Rules: mdc-workbook" in client.get(f"{FOUR_HOUR}?rules=mdc-workbook").content.decode()


def test_the_merger_is_marked_and_limits_begin_anew_there_unless_one_set_is_chosen(client: Client) -> None:
    html = client.get(FOUR_HOUR).content.decode()

    assert "begun anew 1 time" in html
    assert ">merged<" in html
    assert "begun anew" not in client.get(f"{FOUR_HOUR}?limits=one").content.decode()


def test_limits_from_few_months_are_said_to_be_on_trial_and_give_no_promise(client: Client) -> None:
    page = words(client.get(FOUR_HOUR).content)

    assert "These limits are on trial" in page
    assert "Expect to" not in page


def test_every_month_is_in_the_table_newest_first_with_limits_and_file(client: Client) -> None:
    html = client.get(FOUR_HOUR).content.decode()

    months = re.findall(r'<th scope="row" class="ew-table__nowrap">([^<]+)</th>', html)
    assert months[0] == "March 2025"
    assert months[-1].endswith("2022") or "April 2022 to" in months[-1]
    assert "Monthly-AE-March-2025.csv" in html or "March-2025" in html


def test_months_of_the_field_test_are_not_applicable_and_never_zero(client: Client) -> None:
    page = words(client.get(f"{FOUR_HOUR}?months=all").content)

    assert "not applicable: this organisation was not asked for it" in page
    assert "Fourteen trusts tested other standards and did not report this one" in page
    assert " 0.0%" not in page


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/organisation/ZZA/category_2_mean/", "not for integrated care boards"),
        ("/organisation/ZZ1/category_2_mean/", "does not run ambulances"),
        ("/organisation/ZZ8/attendances/", "is an ambulance service: it has no emergency department"),
        ("/organisation/ZZA/category_2_p90/", "90th centile does not add up"),
        ("/organisation/ZZW01/four_hour_performance_type1/", "nobody to measure"),
        ("/organisation/RAJ/attendances/", "None of the files that are loaded holds this measure"),
    ],
)
def test_a_measure_that_is_not_there_says_why(client: Client, address: str, reason: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert reason in words(answer.content)
    assert "data-chart=" not in answer.content.decode()


def test_as_first_published_and_as_revised_differ_where_a_revision_was_loaded(client: Client) -> None:
    tables = {
        vintage: [
            client.get(f"/organisation/{code}/attendances/figures.csv?vintage={vintage}").content.decode()
            for code in ("ZZ1", "ZZ2", "ZZ3", "ZZ4")
        ]
        for vintage in ("latest", "first")
    }

    assert tables["latest"] != tables["first"]


def test_rolled_up_and_as_it_was_differ_where_trusts_merged(client: Client) -> None:
    as_was = client.get("/organisation/ZZ3/attendances/figures.csv").content
    rolled_up = client.get("/organisation/ZZ3/attendances/figures.csv?organisations=rolled-up").content

    assert as_was != rolled_up


def test_a_switch_that_nobody_knows_is_the_default(client: Client) -> None:
    odd = client.get(f"{FOUR_HOUR}?rules=nelson&months=%00&vintage=later")

    assert odd.status_code == 200
    assert "Rules: plotthedots 0.2" in odd.content.decode()


def test_every_switch_is_a_link_and_says_which_is_chosen(client: Client) -> None:
    html = client.get(f"{FOUR_HOUR}?vintage=first").content.decode()

    assert '<span aria-current="true">As first published</span>' in html
    assert 'href="/organisation/ZZ3/four_hour_performance/?vintage=first&amp;rules=mdc-workbook"' in html
    assert 'href="/organisation/ZZ3/four_hour_performance/"' in html


def test_it_says_where_the_figures_come_from_and_how_they_are_worked_out(client: Client) -> None:
    page = words(client.get(FOUR_HOUR).content)

    assert "How this is worked out" in page
    assert "attendances_type1" in page
    assert "loaded 1 June 2026 at 03:00" in page


def test_a_group_says_of_how_many_organisations_each_month_is_made(client: Client) -> None:
    page = words(client.get("/organisation/england/four_hour_performance/").content)

    assert "In 14 of 36 months (April 2022 to May 2023) 1 organisation is left out, for want of a figure" in page
    assert "Made of" in page
    assert "4 of 5" in page


def test_one_organisation_says_nothing_of_what_it_is_made(client: Client) -> None:
    page = words(client.get("/organisation/ZZ1/four_hour_performance/").content)

    assert "Made of" not in page
    assert "left out, for want" not in page
