"""NHS 111 by day: what is read, what stands for nothing sent, the column that cannot be right, and what is refused."""

import math
from dataclasses import replace
from datetime import date

import pytest
from support.loading import cell, released
from support.nhs_111 import HARBOUR, HEADER, MOORLAND, ContractDay, nhs_111_csv, nothing_sent

from everyweek.publications.errors import FaultyPublication
from everyweek.publications.release import Release
from everyweek.tables import MissingBecause

WRONG = replace(HARBOUR, abandoned=1000)
"""Abandoned calls equal the calls received, of which 900 were answered."""


def reason(release: Release, code: str, column: str) -> MissingBecause | None:
    return (None, *MissingBecause)[release.figures.reasons[column][release.figures.codes.index(code)]]


def test_a_day_of_contracts_is_read_with_the_name_of_its_region() -> None:
    release = released(nhs_111_csv())

    assert (release.publication, release.form, release.edition) == ("nhs_111_daily", "tidy", date(2025, 12, 1))
    assert "reshaped by others" in release.title
    assert release.figures.codes == ("111ZZ1", "111ZZ2")
    assert (release.figures.starts[0], release.figures.ends[0]) == (date(2025, 12, 1), date(2025, 12, 2))
    assert cell(release, "111ZZ1", "calls_answered_within_60") == 720
    assert cell(release, "111ZZ1", "calls_abandoned") == 60
    assert release.remarks == ()


def test_abandoned_calls_that_cannot_be_right_are_not_used_for_any_row() -> None:
    release = released(nhs_111_csv((MOORLAND, WRONG)))

    (remark,) = release.remarks
    assert "more than the calls received in 1 of 2 rows, first 111ZZ1 (Harbour) on 2025-12-01" in remark.message
    assert (remark.place.row, remark.place.column) == (3, "calls_abandoned")
    assert remark.found == "900 answered and 1,000 abandoned"
    assert remark.rule == "answered and abandoned calls are at most the calls received"
    assert remark.action == "the column calls_abandoned is not used for any row of this file"
    assert math.isnan(cell(release, "111ZZ2", "calls_abandoned"))
    assert reason(release, "111ZZ1", "calls_abandoned") is MissingBecause.NOT_USED
    assert cell(release, "111ZZ1", "calls_answered") == 900


def test_a_contract_with_zeros_everywhere_sent_nothing() -> None:
    release = released(nhs_111_csv((HARBOUR, nothing_sent("111ZZ2", day="2025-12-01"))))

    assert math.isnan(cell(release, "111ZZ2", "calls_received"))
    assert reason(release, "111ZZ2", "calls_received") is MissingBecause.NOT_SUBMITTED
    assert release.remarks[0].message == "1 rows have 0 in every count, first 111ZZ2 (Nothing) on 2025-12-01."
    assert release.remarks[0].action == "counted as not submitted"


def test_days_on_which_no_contract_has_a_call_are_not_loaded() -> None:
    padding = [nothing_sent(code, day=day) for day in ("2025-12-02", "2025-12-03") for code in ("111ZZ1", "111ZZ2")]

    release = released(nhs_111_csv((HARBOUR, MOORLAND, *padding)))

    assert release.edition == date(2025, 12, 1)
    assert len(release.figures.codes) == 2
    assert "On 2 days, 2025-12-02 to 2025-12-03, no contract has a call" in release.remarks[0].message
    assert (release.remarks[0].place.row, release.remarks[0].action) == (4, "these days are not loaded")


def test_a_blank_is_not_submitted() -> None:
    release = released(nhs_111_csv((replace(HARBOUR, received="", abandoned=""),)))

    assert reason(release, "111ZZ1", "calls_received") is MissingBecause.NOT_SUBMITTED
    assert cell(release, "111ZZ1", "calls_answered") == 900


def test_more_calls_triaged_than_answered_are_remarked_on_and_kept() -> None:
    release = released(nhs_111_csv((replace(HARBOUR, triaged=950),)))

    assert cell(release, "111ZZ1", "calls_triaged") == 950
    assert release.remarks[0].rule == "calls triaged are at most calls answered"
    assert (release.remarks[0].found, release.remarks[0].expected) == ("950", "at most 900")


def test_percentages_may_be_left_out_of_the_file() -> None:
    rows = [",".join(row.text().split(",")[:9]) for row in (HARBOUR, MOORLAND)]
    header = ",".join(HEADER.split(",")[:9])

    assert released("\n".join([header, *rows]) + "\n\n").figures.codes == ("111ZZ1", "111ZZ2")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            replace(HARBOUR, answered=1001),
            r"row 2, column 'calls_answered': There are more calls answered than calls rec",
        ),
        (replace(HARBOUR, within_60=901), r"more calls answered within 60 seconds than calls answered. Found: 901"),
        (replace(HARBOUR, percentages=(72.0, 6.2)), r"row 2: The percent answered within 60 is .* Expected: 80.0"),
        (replace(HARBOUR, percentages=(80.0, 6.0)), r"row 2: The percent abandoned is not what the counts make"),
        (replace(HARBOUR, received="lots"), r"row 2, column 'calls_received': A figure is not a number. Found: lots"),
        (replace(HARBOUR, received=-1), r"column 'calls_received': A count is negative or not whole. Found: -1"),
        (replace(HARBOUR, triaged=8.5), r"column 'calls_triaged': A count is negative or not whole. Found: 8.5"),
        (replace(HARBOUR, day="1 December"), r"row 2, column 'date': The date is not a day. Found: 1 December"),
        (replace(HARBOUR, code=""), r"row 2: A row has no contract code. Found: Harbour"),
        (nothing_sent("111ZZ1", day="2025-12-01"), r"There is no contract with a call in it"),
    ],
)
def test_a_wrong_value_refuses_the_file_and_says_where(row: ContractDay, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(nhs_111_csv((row,)))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("week_ending", "mood", r"row 1, column 'mood': The column 'mood' is not known"),
        ("week_ending", "date", r"row 1, column 'date': A column stands twice"),
        ("calls_triaged", "week_ending", r"row 1, column 'week_ending': A column stands twice"),
        ("region_code,", "", r"row 1: A column is missing. Expected: region_code"),
        ("111ZZ2", "111ZZ1", r"row 3: 111ZZ1 \(Moorland\) stands twice on 2025-12-01. Found: rows 2 and 3"),
        (",80.0,6.2,0", "", r"row 2: The row does not fit the header. Found: 10 cells. Expected: 13"),
        (",80.0,6.2,0", ",80.0,6.2,0,1", r"row 2: The row does not fit the header. Found: 14 cells"),
    ],
)
def test_a_wrong_shape_refuses_the_file(old: str, new: str, sentence: str) -> None:
    text = nhs_111_csv()
    assert old in text

    with pytest.raises(FaultyPublication, match=sentence):
        released(text.replace(old, new, 1))


def test_two_columns_that_have_changed_places_are_found_by_the_percentages() -> None:
    header = HEADER.replace("calls_received", "?").replace("calls_abandoned", "calls_received")

    with pytest.raises(FaultyPublication, match="There are more calls answered than calls received"):
        released(nhs_111_csv(header=header.replace("?", "calls_abandoned")))
