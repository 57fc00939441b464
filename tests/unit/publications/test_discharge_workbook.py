"""The discharge report's workbook: days, weeks, what was not submitted, and what is refused."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from support.discharge import (
    APPLEBRIDGE,
    BRACKWATER,
    DAY_LABELS,
    SILENT,
    Trust,
    Workbook,
    discharge_workbook,
    text_file,
)

from everyweek.publications.discharge import workbook
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.recognise import reader_of
from everyweek.publications.release import Release

FIRST, SECOND = date(2022, 4, 1), date(2022, 4, 2)


def figure(release: Release, code: str, day: date, column: str) -> float:
    figures = release.figures
    (line,) = [one for one in range(len(figures.codes)) if (figures.codes[one], figures.starts[one]) == (code, day)]
    return float(figures.columns[column][line])


def refusal(book: Workbook) -> str:
    with pytest.raises(FaultyPublication) as caught:
        workbook.read(discharge_workbook(book))
    return str(caught.value)


def remarks(book: Workbook) -> str:
    return " ".join(remark.message for release in workbook.read(discharge_workbook(book)) for remark in release.remarks)


def test_it_is_told_by_its_headers_and_a_community_report_is_not_it() -> None:
    assert reader_of(discharge_workbook()).recognise is workbook.recognise
    assert not workbook.recognise(discharge_workbook(Workbook(title="Community Discharge Situation Report")))
    assert not workbook.recognise(text_file("Number of patients who no longer meet the criteria to reside\n"))


def test_days_are_read_under_labels_whose_times_were_dragged_along() -> None:
    criteria, patients, _ = workbook.read(discharge_workbook())

    assert (criteria.publication, patients.publication) == ("discharge_criteria_daily", "discharge_patients_daily")
    assert criteria.edition == SECOND
    assert figure(criteria, "ZZ1", SECOND, "no_criteria_to_reside") == 90
    assert figure(patients, "ZZ1", SECOND, "discharged_by_1700") == 20
    assert figure(patients, "ZZ1", SECOND, "discharged_after_1700") == 10
    assert figure(patients, "ZZ1", SECOND, "discharged") == 30
    assert figure(patients, "ZZ1", SECOND, "not_discharged") == 60


def test_weeks_are_read_from_their_label_not_from_the_date_beside_it() -> None:
    *_, weeks = workbook.read(discharge_workbook())

    assert weeks.publication == "discharge_bed_days_weekly"
    assert weeks.periods == ((FIRST, date(2022, 4, 8)),)
    assert weeks.edition == FIRST
    assert figure(weeks, "ZZ2", FIRST, "additional_bed_days_14") == 600


def test_a_return_that_is_0_throughout_was_not_submitted() -> None:
    criteria, patients, weeks = workbook.read(discharge_workbook())

    assert np.isnan(figure(criteria, "ZZ3", FIRST, "no_criteria_to_reside"))
    assert np.isnan(figure(patients, "ZZ3", FIRST, "discharged"))
    assert np.isnan(figure(weeks, "ZZ3", FIRST, "additional_bed_days_7"))
    assert figure(criteria, "ZZ3", SECOND, "no_criteria_to_reside") == 50
    assert [remark.action for remark in criteria.remarks] == ["counted as not submitted"]


def test_a_day_with_patients_and_nobody_discharged_is_a_figure() -> None:
    stuck = replace(APPLEBRIDGE, days=((100, 0, 0, 100), (90, 20, 10, 60)))

    _, patients, _ = workbook.read(discharge_workbook(Workbook(trusts=(stuck, BRACKWATER, SILENT))))

    assert figure(patients, "ZZ1", FIRST, "discharged") == 0


def test_dashes_are_not_submitted_and_a_0_printed_for_england_is_no_figure_then() -> None:
    dashes = tuple(replace(trust, days=(("-",) * 4, trust.days[1])) for trust in (APPLEBRIDGE, BRACKWATER, SILENT))

    criteria, *_ = workbook.read(discharge_workbook(Workbook(trusts=dashes, missing=(3, 0))))

    assert np.isnan(figure(criteria, "ZZ1", FIRST, "no_criteria_to_reside"))
    assert criteria.remarks == ()


def test_table_1_is_held_against_the_trusts_without_figures() -> None:
    criteria, *_ = workbook.read(discharge_workbook(Workbook(missing=(0, 0))))

    (remark,) = [one for one in criteria.remarks if one.rule.startswith("trusts without figures")]
    assert "On 1 of 2 days" in remark.message
    assert (remark.found, remark.expected) == ("0 said to be missing", "1, the trusts without figures")


def test_the_cover_says_when_it_was_published_and_revised() -> None:
    revised, *_ = workbook.read(discharge_workbook())
    plain, *_ = workbook.read(discharge_workbook(Workbook(with_cover=False)))

    assert (revised.published_on, revised.revised_on, revised.is_revised) == (
        date(2022, 5, 12),
        date(2022, 8, 11),
        True,
    )
    assert (plain.published_on, plain.is_revised) == (None, False)


def test_a_workbook_without_weeks_is_read_and_tables_that_are_not_are_named() -> None:
    book = Workbook(with_weeks=False, more_sheets=("Table 4", "Table 5"))

    assert len(workbook.read(discharge_workbook(book))) == 2
    assert "Not read: Table 4, Table 5." in remarks(book)


def test_a_total_of_discharges_alone_is_read_too() -> None:
    labels = (DAY_LABELS[0], "Number of patients discharged", DAY_LABELS[3])
    trust = Trust("ZZ1", "APPLEBRIDGE", days=((100, 40, 60),))  # type: ignore[arg-type]
    book = Workbook(trusts=(trust,), day_labels=(labels,), missing=(0,), with_weeks=False)

    _, patients = workbook.read(discharge_workbook(book))

    assert figure(patients, "ZZ1", FIRST, "discharged") == 40
    assert np.isnan(figure(patients, "ZZ1", FIRST, "discharged_by_1700"))


def test_england_may_have_a_few_more_discharges_than_its_trusts_for_hospices() -> None:
    said = remarks(Workbook(cells={("Table 2", 7, 5): 81}))

    assert (
        "1 of 4 figures printed for England and the regions are not the sum of the trusts' (discharged by 1700)" in said
    )
    assert "count discharges to a hospice" in said
    assert "The widest gap: England, 1 April 2022." in said


def test_trusts_that_are_far_from_england_are_refused() -> None:
    said = refusal(Workbook(cells={("Table 2", 7, 4): 400}))

    assert "The trusts do not add up to England (no criteria to reside, 1 April 2022)" in said
    assert "sheet 'Table 2', row 8" in said
    assert "Found: 400 printed for England. Expected: about 300" in said


def test_a_trust_whose_day_does_not_add_up_is_remarked_on() -> None:
    odd = replace(APPLEBRIDGE, days=((100, 30, 10, 55), (90, 20, 10, 60)))

    said = remarks(Workbook(trusts=(odd, BRACKWATER, SILENT)))

    assert "In 1 of 6 returns patients without criteria to reside are not those discharged" in said
    assert "ZZ1 on 1 April 2022" in said


def test_columns_that_changed_places_are_refused() -> None:
    swapped = ("Number of patients discharged by 17:00", DAY_LABELS[0], *DAY_LABELS[2:])

    said = refusal(Workbook(day_labels=(swapped, swapped)))

    assert "Columns may have changed places" in said


def test_discharges_by_17_and_after_that_changed_places_are_refused() -> None:
    swapped = (DAY_LABELS[0], DAY_LABELS[2], DAY_LABELS[1], DAY_LABELS[3])

    said = refusal(Workbook(day_labels=(swapped, swapped)))

    assert "More patients are discharged after 17:00 than by 17:00" in said
    assert "Found: 115 by 17:00 and 145 after." in said


def test_a_workbook_without_table_1_is_read_all_the_same() -> None:
    criteria, *_ = workbook.read(discharge_workbook(Workbook(cells={("Table 1", 0, 1): "Table 1: Something else"})))

    assert [remark.message for remark in criteria.remarks][-1].startswith("Not read: Table 1.")


def test_an_organisation_without_a_code_is_remarked_on_and_left_out() -> None:
    cells = {("Table 2", 17, 3): "NOBODY KNOWS", ("Table 2", 17, 4): 7, ("Table 2", 18, 3): "A footnote"}

    criteria, *_ = workbook.read(discharge_workbook(Workbook(cells=cells)))

    assert set(criteria.figures.codes) == {"ZZ1", "ZZ2", "ZZ3"}
    assert any("An organisation (NOBODY KNOWS) has no code" in remark.message for remark in criteria.remarks)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({("Table 2", 14, 5): "many"}, "row 15, column 'F': A figure is not a number. Found: many"),
        ({("Table 2", 14, 5): -3}, "row 15, column 'F': A figure is negative. Found: -3"),
        (
            {("Table 2", 15, 2): "ZZ1"},
            "row 16: The organisation ZZ1 (BRACKWATER INVENTED HOSPITALS NHS TRUST) stands twice",
        ),
        (
            {("Table 2", 15, 2): "Z"},
            "row 16, column 'C': There is no organisation code. Found: Z. Expected: a code such as RAJ",
        ),
        ({("Table 2", 6, 5): "Number of cats"}, "row 7, column 'F': The column 'Number of cats' is not known"),
        ({("Table 2", 13, 2): "Code"}, "There is no table of trusts in it. Expected: Region, Org Code, Org Name"),
        (
            {("Table 2", row, column): " " for row in (2, 4) for column in (8, 9, 10)},
            "column 'I': 'Number of patients who no longer meet the criteria to reside' stands twice for 1 April 2022",
        ),
        (
            {("Table 2", row, column): " " for row in (2, 4) for column in (4, 5, 6)},
            "row 7, column 'E': A column has no date above it. Expected: a day or a week",
        ),
        (
            {("Table 2", row, column): " " for row in (14, 15, 16) for column in range(4, 12)},
            "row 14: There is no trust in it. Expected: a row a trust",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(cells: dict[tuple[str, int, int], object], said: str) -> None:
    assert said in refusal(Workbook(cells=cells))
