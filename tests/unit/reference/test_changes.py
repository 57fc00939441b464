"""What happened to an organisation, told in sentences."""

from datetime import date

import pytest

from everyweek.reference import directory


def told(code):
    return [(change.kind, change.sentence) for change in directory().changes(code)]


def test_the_trust_that_goes_on_is_told_to_have_merged_and_where_its_own_figures_begin():
    ((kind, sentence),) = told("ZZ3")

    assert kind == "merged"
    assert sentence == (
        "1 October 2024: merged with Dunmarsh Invented District Hospital NHS Trust (ZZ4) and became Coldharbour and "
        "Dunmarsh Invented Hospitals NHS Foundation Trust; figures before this date are another organisation's."
    )


def test_the_trust_that_ends_is_told_to_have_become_part_of_the_other():
    ((kind, sentence),) = told("ZZ4")

    assert kind == "goes_on_as"
    assert sentence == (
        "1 October 2024: became part of Coldharbour and Dunmarsh Invented Hospitals NHS Foundation Trust (ZZ3); "
        "its figures are counted there from this date."
    )


def test_an_organisation_to_which_nothing_happened_has_no_changes():
    assert told("ZZ1") == []


def test_a_new_code_made_of_two_trusts_is_told_to_be_formed_from_them():
    first = directory().changes("R0A")[0]

    assert first.kind == "formed"
    assert first.organisations == ("RM2", "RW3")
    assert first.sentence.startswith("1 October 2017: formed from University Hospital of South Manchester")


def test_a_centre_under_a_new_code_is_told_to_follow_the_old_one():
    assert told("NNJ07") == [
        (
            "formed",
            "1 May 2022: follows Loughborough Urgent Care Centre (NJS05), where figures before this date are.",
        )
    ]


def test_a_division_is_told_on_both_sides_with_the_month_in_which_the_figures_moved():
    manchester = directory().changes("R0A")[1]

    assert manchester.kind == "took_over_part"
    assert (manchester.on, manchester.figures_from) == (date(2021, 10, 1), date(2021, 4, 1))
    assert [(change.kind, change.organisations) for change in directory().changes("RW6")] == [
        ("divided", ("R0A",)),
        ("divided", ("RM3",)),
    ]
    assert directory().changes("RW6")[0].sentence.endswith("its figures are counted there from 1 April 2021.")


def test_taking_over_a_part_and_a_new_name_on_one_day_are_one_change():
    ((_, sentence),) = told("RM3")

    assert sentence == (
        "1 October 2021: took over part of the work of Pennine Acute Hospitals NHS Trust (RW6) and became Northern "
        "Care Alliance NHS Foundation Trust; figures before this date are not alike."
    )


def test_a_mere_new_name_is_told_to_be_the_same_organisation():
    change = directory().changes("RCB")[-1]

    assert (change.kind, change.organisations) == ("renamed", ())
    assert change.sentence == (
        "1 June 2021: renamed from York Teaching Hospital NHS Foundation Trust to York and Scarborough Teaching "
        "Hospitals NHS Foundation Trust; it is the same organisation."
    )
    assert not change.breaks_the_series


def test_an_icb_divided_between_three_names_all_three():
    (change,) = directory().changes("QNQ")

    assert change.organisations == ("QRL", "S0E4D", "S9B9J")
    assert " (QRL), NHS Thames Valley Integrated Care Board (S0E4D) and NHS Surrey and Sussex " in change.sentence
    assert change.breaks_the_series


def test_an_organisation_that_ended_without_a_successor_is_told_to_have_closed(directory_of):
    organisations = directory_of(names="R01,region,R,,\nP01,trust,Priory Trust,,2019-07-01", parents="P01,R01,,,")

    (change,) = organisations.changes("P01")

    assert change.kind == "closed"
    assert change.sentence == "1 July 2019: Priory Trust closed; no organisation took its place."


@pytest.mark.parametrize(("code", "arrived"), [("RRK", "RR1"), ("RAX", "RY9"), ("RW4", "RY1"), ("TAJ", "RYK")])
def test_a_chart_is_marked_where_the_figures_moved_not_on_the_legal_day(code, arrived):
    change = next(change for change in directory().changes(code) if arrived in change.organisations)

    assert change.figures_from != change.on


def test_changes_come_oldest_first():
    days = [change.on for change in directory().changes("RA7")]

    assert days == [date(2020, 4, 1), date(2026, 7, 1)]
