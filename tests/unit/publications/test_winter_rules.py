"""What must hold of the winter situation report, and what is only remarked on."""

import math
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from support.loading import released
from support.winter_sitrep import (
    APPLEBRIDGE,
    BRACKWATER,
    CAST,
    ENGLAND_ROW,
    FIRST,
    HEADER_ROW,
    TRUST_ROW,
    Workbook,
    trust,
    winter_workbook,
)
from support.winter_sitrep_tidy import TIDY_2020, TWO_ENGLANDS, Row, tidy_csv, tidy_rows

from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.release import Release

WEEK = tuple(date(2018, 12, 3) + timedelta(days=day) for day in range(7))
OF_THE_WEEK = "3rd December 2018 - 9th December 2018"
STAYS, BEDS, AMBULANCES = "Beds Occ by long stay patients", "G&A beds", "Ambulance Arrivals and Delays"


COLDHARBOUR = trust("ZZ3", "Coldharbour Invented Hospital NHS Trust")


def test_a_file_in_which_everything_holds_has_no_remark() -> None:
    assert released(winter_workbook(Workbook())).remarks == ()


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (
            Workbook(cells={(STAYS, ENGLAND_ROW, FIRST + 1): 999}),
            r"row 16, column 'G': The trusts do not add up to the row 'ENGLAND' \(.* 1 of 3 days differ\)",
        ),
        (
            Workbook(changed={("ZZ1", 1, "ae_diverts"): -1}),
            r"row 18, column 'G': ZZ1 Applebridge.* on 4 December 2018: not a count \(A&E diverts\)\. Found: -1",
        ),
        (
            Workbook(cells={("A&E diverts", TRUST_ROW, FIRST): 1.5, ("A&E diverts", ENGLAND_ROW, FIRST): 2.5}),
            r"not a count \(A&E diverts\)\. Found: 1\.5\. Expected: a whole number, 0 or more",
        ),
        (
            Workbook(
                cells={
                    (BEDS, HEADER_ROW, FIRST + 2): "Total beds occ'd",
                    (BEDS, HEADER_ROW, FIRST + 3): "Total Beds Open",
                }
            ),
            r"beds occupied are at most those open \(3 December 2018; 1 of 3 days\).* Found: 1,500\..* at most 1,405",
        ),
        (
            Workbook(
                cells={
                    (STAYS, HEADER_ROW, FIRST + 3): "> 21 days",
                    (STAYS, HEADER_ROW, FIRST + 5): "> 7 days",
                }
            ),
            r"row 16, column 'I': In all trusts together it does not hold that stays over 21 days are at most",
        ),
        (
            Workbook(
                cells={
                    (AMBULANCES, HEADER_ROW, FIRST): "Delay >60 mins",
                    (AMBULANCES, HEADER_ROW, FIRST + 2): "Arriving by ambulance",
                }
            ),
            r"handovers over 30 minutes are at most the arrivals by ambulance",
        ),
        (
            Workbook(
                cells={
                    (BEDS, HEADER_ROW, FIRST): "Escalation Beds Open",
                    (BEDS, HEADER_ROW, FIRST + 1): "Core Beds Open",
                }
            ),
            r"escalation beds are at most the core beds",
        ),
        (
            Workbook(cells={(BEDS, TRUST_ROW, FIRST + 4): 0.9}),
            r"row 18, column 'J': ZZ1 .* the printed rate is not .* Found: 0\.9000\. Expected: 0\.9500, .* 475 of 500",
        ),
    ],
)
def test_a_workbook_in_which_a_rule_does_not_hold_is_refused(book: Workbook, sentence: str) -> None:
    content = winter_workbook(book)

    with pytest.raises(FaultyPublication, match=sentence):
        released(content)


def swapped(one: str, other: str) -> Callable[[list[Row]], None]:
    def swap(rows: list[Row]) -> None:
        for row in rows:
            row[one], row[other] = row[other], row[one]

    return swap


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (swapped("G&A Beds Open", "G&A beds occ'd"), r"general and acute beds occupied are at most those open"),
        (swapped("CC Adult Open", "G&A Beds Open"), r"general and acute beds occupied are at most those open"),
        (swapped("G&A beds occ'd", "CC Adult Occ"), r"adult critical care beds occupied are at most those open"),
        (swapped("Closures", "Critical care beds occupancy rate"), r"not a count \(A&E closures\)"),
    ],
)
def test_a_copy_with_two_columns_in_each_others_place_is_refused(
    spoil: Callable[[list[Row]], None], sentence: str
) -> None:
    rows = tidy_rows()
    spoil(rows)

    with pytest.raises(FaultyPublication, match=sentence):
        released(tidy_csv(rows))


FIFTY_TRUSTS = tuple(trust(f"ZZ{number}", "A Trust") for number in range(100, 150))
LONGEST_STAYS = "No. beds occupied by long-stay patients (> 21 days)"


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("Delays30", LONGEST_STAYS, r"handovers over 30 minutes are at most the stays over 21 days"),
        ("No. beds closed due to norovirus etc.", LONGEST_STAYS, r"beds closed by norovirus are at most stays over 21"),
        ("Delays60", "Diverts", r"A&E diverts are at most handovers over 60 minutes"),
    ],
)
def test_in_all_of_england_columns_that_are_far_apart_tell_when_they_are_in_each_others_place(
    one: str, other: str, sentence: str
) -> None:
    rows = tidy_rows(FIFTY_TRUSTS)
    swapped(one, other)(rows)

    with pytest.raises(FaultyPublication, match=sentence):
        released(tidy_csv(rows))


def test_in_a_few_trusts_figures_that_are_far_apart_in_england_may_be_the_other_way_round() -> None:
    rows = tidy_rows(CAST)
    swapped("Delays60", "Diverts")(rows)

    assert released(tidy_csv(rows)).remarks == ()


def test_england_of_some_trusts_with_more_than_all_of_them_is_refused() -> None:
    rows = tidy_rows(headers=TIDY_2020, england=TWO_ENGLANDS)
    rows[1]["Delays30"] = "25"

    with pytest.raises(FaultyPublication, match=r"'ENGLAND \(Type 1 Acute Trusts\)'.*Expected: at most 24, the sum"):
        released(tidy_csv(rows))


def test_a_copy_without_england_is_refused_where_columns_are_in_each_others_place_all_the_same() -> None:
    rows = tidy_rows(england=())
    swapped("G&A Beds Open", "G&A beds occ'd")(rows)

    with pytest.raises(FaultyPublication, match=r"^a file\.csv: In all trusts together"):
        released(tidy_csv(rows))


def test_england_without_a_figure_that_trusts_have_is_remarked_on() -> None:
    release = released(winter_workbook(Workbook(cells={(STAYS, ENGLAND_ROW, FIRST + 1): "-"})))

    (remark,) = release.remarks
    assert remark.message == (
        "The row 'ENGLAND' has no figure (beds of patients who stayed over 14 days) on 1 day on which trusts have one."
    )


def test_more_handovers_over_60_minutes_than_of_30_to_60_on_most_days_are_remarked_on() -> None:
    slow = trust("ZZ3", "Coldharbour Invented Hospital NHS Trust", handovers_30_to_60=10, handovers_over_60=40)

    release = released(winter_workbook(Workbook(trusts=(slow,))))

    (remark,) = release.remarks
    assert remark.message.startswith(
        "On 3 of 3 days there are more handovers over 60 minutes than of 30 to 60, first on"
    )
    assert (remark.found, remark.expected) == ("40 over 60 minutes", "at most the 10 of 30 to 60 minutes")
    assert remark.place.row == 16


def test_a_trust_that_contradicts_itself_is_remarked_on_and_kept_as_published() -> None:
    changed = {("ZZ1", 1, "beds_occupied"): 510}

    release = released(winter_workbook(Workbook(changed=changed)))

    (remark,) = release.remarks
    assert remark.message == (
        "ZZ1 Applebridge Invented Hospitals NHS Trust: on 1 day, 4 December 2018, it does not hold that general and "
        "acute beds occupied are at most those open."
    )
    assert (remark.place.sheet, remark.place.row, remark.place.column) == ("G&A beds", 18, "N")
    assert remark.found == "510 (general and acute beds occupied)"
    assert remark.expected == "at most 500 (general and acute beds open)"
    assert remark.action == "kept as published"
    assert figures(release, "ZZ1", "beds_occupied") == [475, 510, 475]


def test_of_many_trusts_that_contradict_themselves_twelve_are_described_and_the_rest_named() -> None:
    trusts = [trust(f"ZZ{letter}", "A Trust", handovers_over_60=89) for letter in "ABCDEFGHIJKLMN"]
    quiet = trust("ZZ1", "Applebridge", ambulance_arrivals=1000)

    release = released(winter_workbook(Workbook(trusts=(quiet, *trusts), cells={})))

    of_arrivals = [remark for remark in release.remarks if "arrivals by ambulance" in remark.rule]
    assert len(of_arrivals) == 13
    assert of_arrivals[-1].message.startswith("Of 2 more of the trusts it does not hold on some days that handovers")
    assert of_arrivals[-1].message.endswith(": ZZM, ZZN.")


# Zeros that stand for nothing ----------------------------------------------------------------------------------------


def week(changed: dict[tuple[str, int, str], object], *, trusts: tuple = CAST) -> Release:
    return released(winter_workbook(Workbook(days=WEEK, trusts=trusts, changed=changed, period=OF_THE_WEEK)))


def figures(release: Release, code: str, column: str) -> list[float | None]:
    values = release.figures.columns[column][[one == code for one in release.figures.codes]]
    return [None if math.isnan(value) else float(value) for value in values]


def only(release: Release) -> Remark:
    (remark,) = release.remarks
    return remark


def test_a_day_with_nothing_but_zeros_is_a_day_on_which_nothing_was_submitted() -> None:
    changed = {("ZZ1", 2, column): 0 for column in APPLEBRIDGE.figures}

    release = week(changed)

    assert figures(release, "ZZ1", "beds_open") == [500, 500, None, 500, 500, 500, 500]
    assert figures(release, "ZZ1", "ae_closures") == [0, 0, None, 0, 0, 0, 0]
    assert only(release).message == (
        "On 1 of the trusts' days there is nothing but zeros (ZZ1 1), first ZZ1 Applebridge Invented Hospitals NHS "
        "Trust on 5 December 2018."
    )


def test_no_beds_at_all_where_there_are_beds_on_most_days_was_not_submitted() -> None:
    beds = ("core_beds_open", "escalation_beds_open", "beds_open", "beds_occupied", "stays_over_7", "stays_over_14")
    changed = {("ZZ1", 0, column): 0 for column in (*beds, "stays_over_21")}

    release = week(changed)

    assert figures(release, "ZZ1", "beds_occupied")[:2] == [None, 475]
    assert figures(release, "ZZ1", "core_beds_open")[:2] == [None, 480]
    assert figures(release, "ZZ1", "ambulance_arrivals")[:2] == [100, 100]
    assert "there are 0 general and acute beds open and 0 occupied (ZZ1 1)" in only(release).message


def test_a_trust_without_a_unit_has_no_beds_in_it_and_that_is_no_gap() -> None:
    release = week({})

    assert figures(release, "ZZ2", "paediatric_intensive_care_open") == [0] * 7


def test_nobody_arriving_at_a_busy_department_was_not_submitted() -> None:
    changed = {("ZZ1", 0, "ambulance_arrivals"): 0, ("ZZ1", 1, "ambulance_arrivals"): 0}
    none_late = {("ZZ1", 1, "handovers_30_to_60"): 0, ("ZZ1", 1, "handovers_over_60"): 0}

    release = week({**changed, **none_late})

    assert figures(release, "ZZ1", "ambulance_arrivals")[:3] == [None, None, 100]
    assert figures(release, "ZZ1", "handovers_30_to_60")[:3] == [12, None, 12]
    assert only(release).message.startswith("On 2 of the trusts' days nobody arrives by ambulance (ZZ1 2), first ZZ1")


def test_nobody_arriving_where_few_ever_do_is_a_figure() -> None:
    few = trust("ZZ3", "Coldharbour", ambulance_arrivals=19, handovers_30_to_60=0, handovers_over_60=0)

    release = week({("ZZ3", 0, "ambulance_arrivals"): 0}, trusts=(few,))

    assert figures(release, "ZZ3", "ambulance_arrivals")[:2] == [0, 19]
    assert release.remarks == ()


def test_no_long_stay_in_a_full_hospital_was_not_submitted() -> None:
    changed = {("ZZ1", 0, column): 0 for column in ("stays_over_7", "stays_over_14", "stays_over_21")}

    release = week({**changed, ("ZZ1", 1, "stays_over_7"): 0}, trusts=(APPLEBRIDGE, BRACKWATER, COLDHARBOUR))

    assert figures(release, "ZZ1", "stays_over_7")[:3] == [None, None, 200]
    assert figures(release, "ZZ1", "stays_over_14")[:3] == [None, 120, 120]
    assert "nobody has stayed over 7 days (ZZ1 2)" in only(release).message


@pytest.mark.parametrize("beds", [{"beds_occupied": 99, "core_beds_open": 80, "beds_open": 100}, {}])
def test_no_long_stay_in_a_small_hospital_or_one_that_never_has_any_is_a_figure(beds: dict[str, int]) -> None:
    usually = 20 if beds else 19
    stays = {"stays_over_7": usually, "stays_over_14": 9, "stays_over_21": 5}
    small = trust("ZZ3", "Coldharbour", **stays, **beds)

    release = week({("ZZ3", 0, column): 0 for column in stays}, trusts=(small, BRACKWATER))

    assert figures(release, "ZZ3", "stays_over_7")[:2] == [0, usually]


def test_a_workbook_without_beds_keeps_its_zeros() -> None:
    book = Workbook(without=("G&A beds",), changed={("ZZ1", 0, column): 0 for column in APPLEBRIDGE.figures})

    release = released(winter_workbook(book))

    assert figures(release, "ZZ1", "stays_over_7") == [0, 200, 200]
    assert figures(release, "ZZ1", "beds_open") == [None, None, None]


@pytest.mark.parametrize("headers", [("Delays30", "Delays60", "Closures", "Diverts"), ("Delays30", "Delays60")])
def test_a_copy_with_few_columns_is_read_without_asking_for_the_others(headers: tuple[str, ...]) -> None:
    rows = [{key: row[key] for key in ("Code", "Name", "Date", *headers)} for row in tidy_rows()]
    for row in rows:
        row["G&A Beds Open"] = ""

    release = released(tidy_csv(rows))

    assert figures(release, "ZZ1", "handovers_30_to_60") == [12, 12, 12]
