"""Discharge tables that others reshaped: trusts by day, and delay reasons by month."""

from datetime import date

import numpy as np
import pytest
from support.discharge import (
    CRITERIA_HEADER,
    PATIENTS_HEADER,
    REASONS_HEADER,
    lines_of,
    reason_rows,
    text_file,
)

from everyweek.measures.evaluate import REASONS
from everyweek.publications.discharge import tidy_daily, tidy_delay_reasons
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.recognise import read_releases, reader_of
from everyweek.tables import MissingBecause


def refusal(document: Document) -> str:
    with pytest.raises(FaultyPublication) as caught:
        read_releases(document)
    return str(caught.value)


def test_each_table_is_told_by_its_header() -> None:
    assert reader_of(lines_of(CRITERIA_HEADER)).recognise is tidy_daily.recognise
    assert reader_of(lines_of(PATIENTS_HEADER)).recognise is tidy_daily.recognise
    assert reader_of(lines_of(REASONS_HEADER)).recognise is tidy_delay_reasons.recognise


def test_criteria_are_read_by_trust_and_day() -> None:
    release = tidy_daily.read(
        lines_of(CRITERIA_HEADER, "ZZ1,2022-04-01,111", "ZZ1,2022-04-02,NA", "NEW01,2022-04-01,7")
    )

    assert (release.publication, release.form, release.edition) == (
        "discharge_criteria_daily",
        "tidy",
        date(2022, 4, 2),
    )
    assert release.figures.codes == ("ZZ1", "ZZ1", "NEW01")
    assert release.figures.names[0].startswith("Applebridge")
    assert release.figures.names[2] == "NEW01"
    assert release.figures.ends[0] == date(2022, 4, 2)
    np.testing.assert_array_equal(release.figures.columns["no_criteria_to_reside"], [111, np.nan, 7])
    assert REASONS[release.figures.reasons["no_criteria_to_reside"][1]] is MissingBecause.NOT_SUBMITTED
    assert release.remarks == ()


def test_a_day_with_nobody_was_not_submitted() -> None:
    release = tidy_daily.read(lines_of(CRITERIA_HEADER, "ZZ1,2022-06-19,0", "ZZ2,2022-06-19,5"))

    np.testing.assert_array_equal(release.figures.columns["no_criteria_to_reside"], [np.nan, 5])
    assert "1 of 2 returns show 0 for all patients without criteria to reside" in release.remarks[0].message
    assert "the first is ZZ1 on 19 June 2022" in release.remarks[0].message


def test_discharges_are_read_and_from_june_2023_there_is_a_total_only() -> None:
    release = tidy_daily.read(lines_of(PATIENTS_HEADER, "ZZ1,2022-04-01,30,10,40", "ZZ1,2023-06-01,NA,NA,35"))

    figures = release.figures
    assert release.publication == "discharge_patients_daily"
    np.testing.assert_array_equal(figures.columns["discharged"], [40, 35])
    np.testing.assert_array_equal(figures.columns["discharged_by_1700"], [30, np.nan])
    np.testing.assert_array_equal(figures.columns["not_discharged"], [np.nan, np.nan])
    assert REASONS[figures.reasons["not_discharged"][0]] is MissingBecause.NOT_COLLECTED


def test_a_day_with_nobody_discharged_is_kept_with_a_remark() -> None:
    release = tidy_daily.read(lines_of(PATIENTS_HEADER, "ZZ1,2022-04-01,0,0,0", "", "ZZ2,2022-04-01,1,1,2"))

    np.testing.assert_array_equal(release.figures.columns["discharged"], [0, 2])
    assert "On 1 of 2 trust-days nobody was discharged" in release.remarks[0].message


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("ZZ1,2022-04-01,5", "", "ZZ1,2022-04-01,5"), "row 4: ZZ1 stands twice on 1 April 2022. Found: rows 2 and 4"),
        (("ZZ1,2022-04-01",), "row 2: The row does not fit the header. Found: 2 cells. Expected: 3"),
        (("ZZ1,01/04/2022,5",), "row 2, column 'date': A date is not a day. Found: 01/04/2022. Expected: such as"),
        (("2022-04-01,ZZ1,5",), "row 2, column 'nhs_trust22_code': There is no organisation code. Found: 2022-04-01"),
        (("ZZ1,2022-04-01,many",), "row 2, column 'do_not_meet_criteria_to_reside': A figure is not a number"),
        ((), "There is no trust in it. Expected: a row a trust and day"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(rows: tuple[str, ...], said: str) -> None:
    assert said in refusal(lines_of(CRITERIA_HEADER, *rows))


def test_discharges_that_do_not_add_up_are_refused() -> None:
    said = refusal(lines_of(PATIENTS_HEADER, "ZZ1,2022-04-01,30,10,40", "ZZ1,2022-04-02,40,10,30"))

    assert "row 3, column 'discharged_total': Discharges by 17:00 and after do not add up" in said
    assert "Found: 30. Expected: 50, the sum of the two" in said


def test_discharges_by_17_and_after_that_changed_places_are_refused() -> None:
    said = refusal(lines_of(PATIENTS_HEADER, "ZZ1,2022-04-01,10,30,40", "ZZ1,2023-06-01,NA,NA,35"))

    assert "More patients are discharged after 17:00 than by 17:00" in said


def test_a_file_that_breaks_off_is_refused() -> None:
    said = refusal(text_file(f"{CRITERIA_HEADER}\nZZ1,2022-04-01,111\nZZ1,2022-04-02,1"))

    assert "row 3: The file breaks off in the middle of its last line." in said
    assert "Found: ZZ1,2022-04-02,1. Expected: a line end" in said


def test_delay_reasons_are_read_by_trust_and_month_with_their_sum() -> None:
    rows = reason_rows("ZZ1", "2024-06-01", [2, *[1] * 36])

    release = tidy_delay_reasons.read(lines_of(REASONS_HEADER, *rows, ""))

    assert (release.publication, release.form, release.edition) == (
        "discharge_delay_reasons_monthly",
        "tidy",
        date(2024, 6, 1),
    )
    assert release.periods == ((date(2024, 6, 1), date(2024, 7, 1)),)
    assert len(release.figures.columns) == 38
    assert release.figures.columns["hospital_process_therapy_review"][0] == 2
    assert release.figures.columns["all_reasons"][0] == 38


def test_reasons_that_were_not_submitted_have_no_sum() -> None:
    silent = reason_rows("ZZ1", "2024-06-01", [""] * 37)
    nothing = reason_rows("ZZ2", "2024-06-01", [0] * 37)
    some = reason_rows("ZZ3", "2024-06-01", [0] * 36 + [4])

    release = tidy_delay_reasons.read(lines_of(REASONS_HEADER, *silent, *nothing, *some))

    np.testing.assert_array_equal(release.figures.columns["all_reasons"], [np.nan, np.nan, 4])
    assert "1 of 3 returns show 0 for all delay reasons; the first is ZZ2" in release.remarks[0].message


def test_the_list_of_the_day_counts_and_two_lists_in_one_file_are_refused() -> None:
    before, after = reason_rows("ZZ1", "2024-05-01", [1] * 18), reason_rows("ZZ1", "2024-06-01", [1] * 37)

    assert tidy_delay_reasons.read(lines_of(REASONS_HEADER, *before)).figures.columns["all_reasons"][0] == 18
    assert "months have different lists of delay reasons" in refusal(lines_of(REASONS_HEADER, *before, *after))


ONE_REASON = "Hospital process – Awaiting patient transport services"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (f"Trust,ZZ1,2024-06-01,{ONE_REASON},1",) * 2,
            "row 3, column 'delay_reason': A reason of ZZ1 stands twice in June",
        ),
        ((f"Trust,ZZ1,2024-06-01,{ONE_REASON},1",), "ZZ1 (Trust) lacks 36 of 37 delay reasons in June 2024"),
        ((f"Trust,ZZ1,2024-06-15,{ONE_REASON},1",), "row 2, column 'date': The date is not the first day of a month"),
        ((f"Trust,ZZ1,June,{ONE_REASON},1",), "The date is not the first day of a month. Found: June"),
        (
            (f"Trust,,2024-06-01,{ONE_REASON},1",),
            "row 2, column 'nhs_trust22_code': There is no organisation code. Found: nothing",
        ),
        (
            ("Trust,ZZ1,2024-06-01,Boredom,1",),
            "row 2, column 'delay_reason': A delay reason is not known: 'Boredom' is not",
        ),
        ((f"Trust,ZZ1,2024-06-01,{ONE_REASON},lots",), "row 2, column 'delay_count': A figure is not a number"),
        ((f"ZZ1,A Trust,2024-06-01,{ONE_REASON},1",), "There is no organisation code. Found: A TRUST"),
        (("Trust,ZZ1,2024-06-01",), "row 2: The row does not fit the header. Found: 3 cells. Expected: 5"),
        ((), "The file has no trust in it"),
    ],
)
def test_faulty_delay_reasons_are_refused(rows: tuple[str, ...], said: str) -> None:
    assert said in refusal(lines_of(REASONS_HEADER, *rows))
