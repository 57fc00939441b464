"""Tidy copies of the winter situation report: their layouts, their oddities, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from support.loading import released
from support.winter_sitrep import APPLEBRIDGE, CAST, DECEMBER, Workbook, winter_workbook
from support.winter_sitrep_tidy import FLU, TIDY_2020, TWO_ENGLANDS, Row, slipped, tidy_csv, tidy_rows

from everyweek.measures.evaluate import REASONS
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.release import Release
from everyweek.publications.winter_sitrep.columns import COLUMNS, TIDY_HEADERS
from everyweek.tables import MissingBecause

LONG_STAYS = "No. beds occupied by long-stay patients (> 7 days)"
SUMMER_TIME = date(2021, 3, 28)
AROUND_SUMMER_TIME = tuple(SUMMER_TIME + timedelta(days=day) for day in range(-2, 4))


def figure(release: Release, code: str, day: date, column: str) -> float:
    return float(release.figures.columns[column][line(release, code, day)])


def reason(release: Release, code: str, day: date, column: str) -> MissingBecause | None:
    return REASONS[release.figures.reasons[column][line(release, code, day)]]


def line(release: Release, code: str, day: date) -> int:
    return list(zip(release.figures.codes, release.figures.starts, strict=True)).index((code, day))


def of_2021() -> list[Row]:
    return tidy_rows(days=AROUND_SUMMER_TIME, headers=TIDY_2020, england=TWO_ENGLANDS)


def test_a_copy_says_what_the_workbook_says() -> None:
    copy = released(tidy_csv(tidy_rows()))
    original = released(winter_workbook(Workbook()))

    assert (copy.form, copy.edition) == ("tidy", date(2018, 12, 5))
    assert copy.title == "Urgent and emergency care daily situation report (reshaped by others)"
    assert (copy.figures.codes, copy.figures.starts) == (original.figures.codes, original.figures.starts)
    for column in set(COLUMNS) & set(TIDY_HEADERS.values()):
        assert copy.figures.columns[column].tolist() == original.figures.columns[column].tolist()


def test_what_a_copy_leaves_out_is_not_collected() -> None:
    release = released(tidy_csv(tidy_rows()))

    assert reason(release, "ZZ1", DECEMBER[0], "ambulance_arrivals") == MissingBecause.NOT_COLLECTED
    assert reason(release, "ZZ1", DECEMBER[0], "stays_over_14") == MissingBecause.NOT_COLLECTED


def test_england_of_trusts_with_a_type_1_department_may_have_less() -> None:
    rows = tidy_rows(headers=TIDY_2020, england=TWO_ENGLANDS)
    rows[1]["G&A Beds Open"] = rows[1]["G&A beds occ'd"] = "1400"
    rows[1]["Occupancy rate"] = "1.0"

    release = released(tidy_csv(rows))

    assert release.figures.codes == ("ZZ1",) * 3 + ("ZZ2",) * 3


def test_columns_that_no_measure_is_made_of_are_remarked_on() -> None:
    release = released(tidy_csv(tidy_rows(headers=TIDY_2020, england=TWO_ENGLANDS, unused=FLU)))

    (remark,) = release.remarks
    assert "no. beds occupied by flu patients (critical care)" in remark.message


def test_a_column_that_nobody_fills_on_a_day_is_not_collected_and_a_gap_is_not_submitted() -> None:
    rows = tidy_rows()
    for row in rows[:3]:
        row[LONG_STAYS] = ""
    rows[4][LONG_STAYS], rows[7][LONG_STAYS] = "", "-"
    rows[3][LONG_STAYS] = rows[6][LONG_STAYS] = "200"

    release = released(tidy_csv(rows))

    assert reason(release, "ZZ1", DECEMBER[0], "stays_over_7") == MissingBecause.NOT_COLLECTED
    assert reason(release, "ZZ1", DECEMBER[1], "stays_over_7") == MissingBecause.NOT_SUBMITTED
    assert reason(release, "ZZ1", DECEMBER[2], "stays_over_7") == MissingBecause.NOT_SUBMITTED
    assert figure(release, "ZZ2", DECEMBER[1], "stays_over_7") == 200


def test_beds_that_a_copy_leaves_blank_are_remarked_on() -> None:
    rows = tidy_rows()
    for header, england in (
        ("CC Adult Open", "10"),
        ("CC Adult Occ", "8"),
        ("Critical care beds occupancy rate", ".8"),
    ):
        rows[1][header], rows[0][header] = "", england

    release = released(tidy_csv(rows))

    assert reason(release, "ZZ1", DECEMBER[0], "adult_critical_care_open") == MissingBecause.NOT_SUBMITTED
    (remark,) = release.remarks
    assert remark.message.startswith("1 row with no adult critical care beds open. A tidy copy leaves out 0 of 0")
    assert remark.place.row == 3


def test_a_row_without_a_figure_is_left_out_and_a_trust_may_change_its_name() -> None:
    rows = tidy_rows()
    empty = dict.fromkeys(rows[0], "")
    rows.append({**empty, "Code": "ZZ1", "Name": "Applebridge and Fenwick NHS Trust", "Date": "2018-12-03"})
    rows[7]["Name"] = "Applebridge and Fenwick NHS Trust"

    release = released(tidy_csv(rows))

    assert release.figures.names[:3] == (APPLEBRIDGE.name, APPLEBRIDGE.name, "Applebridge and Fenwick NHS Trust")
    (remark,) = release.remarks
    assert remark.message == "1 row with no figure at all (ZZ1)."
    assert (remark.place.row, remark.action) == (11, "they are left out")


def test_rows_that_stand_a_day_early_after_the_clocks_went_forward_are_put_on_their_day() -> None:
    whole = released(tidy_csv(of_2021()))

    release = released(tidy_csv(slipped(of_2021(), after=SUMMER_TIME)))

    assert release.fingerprint == whole.fingerprint
    (remark,) = release.remarks
    assert remark.message.startswith("When the clocks went forward on 28 March 2021, all figures but closures")
    assert (remark.found, remark.expected) == ("12 rows", "figures of 29 March 2021 to 31 March 2021")


def test_rows_without_closures_are_not_moved_when_no_day_stands_twice() -> None:
    rows = of_2021()
    for row in rows[-4:]:
        row["Closures"] = row["Diverts"] = ""

    release = released(tidy_csv(rows))

    assert release.edition == date(2021, 3, 31)
    assert reason(release, "ZZ1", date(2021, 3, 31), "ae_diverts") == MissingBecause.NOT_COLLECTED


def test_rates_that_were_cut_down_to_whole_numbers_are_remarked_on_and_not_used() -> None:
    rows = tidy_rows()
    for row in rows:
        row["Occupancy rate"] = "0"

    release = released(tidy_csv(rows))

    (remark,) = release.remarks
    assert remark.message == (
        "The occupancy rates (general and acute beds open) were cut down to whole numbers by whoever copied it."
    )
    assert (remark.place.row, remark.found) == (3, "0")
    assert remark.expected == "0.9500, beds occupied over beds open"


def test_a_blank_line_in_the_file_is_passed_over() -> None:
    text = tidy_csv(tidy_rows()).replace("\n-,", "\n\n-,", 1)

    assert len(released(text).figures.codes) == 6


def changed(row: int, **cells: str) -> Callable[[list[Row]], None]:
    def change(rows: list[Row]) -> None:
        rows[row].update(cells)

    return change


def doubled(rows: list[Row]) -> None:
    rows.append(rows[1])


def halved(rows: list[Row]) -> None:
    """One row of a trust and day as two, each with a half: nobody says why, so it is not put together."""
    half = {header: "" for header in rows[1] if header not in ("Code", "Name", "Date")}
    rows.append({**rows[1], **dict.fromkeys(("Closures", "Diverts"), "")})
    rows[1].update({**half, "Closures": "0", "Diverts": "1"})


def england_alone(rows: list[Row]) -> None:
    del rows[1:3], rows[2:4], rows[3:]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (doubled, r"row 11: ZZ1 \(Applebridge.*\) stands twice on 3 December 2018\. Found: rows 3 and 11"),
        (halved, r"row 11: ZZ1 \(Applebridge.*\) stands twice on 3 December 2018"),
        (changed(1, Delays30="some"), r"row 3, column 'Delays30': A figure is not a number\. Found: some"),
        (changed(1, Date="03/12/2018"), r"row 3, column 'Date': The date cannot be read\. Found: 03/12/2018"),
        (changed(1, Date=""), r"row 3, column 'Date': The date cannot be read\. Found: nothing"),
        (changed(1, Code=""), r"row 3: A row has no organisation code\. Found: applebridge"),
        (changed(0, Name="ENGLAND (half of it)"), r"row 2: A row has no organisation code\. Found: england \(half"),
        (england_alone, r"There is no trust in it"),
    ],
)
def test_a_copy_with_something_wrong_in_it_is_refused(spoil: Callable[[list[Row]], None], sentence: str) -> None:
    rows = tidy_rows(CAST)
    spoil(rows)

    with pytest.raises(FaultyPublication, match=sentence):
        released(tidy_csv(rows))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("Diverts", "Delays60", r"row 1, column 'Q': A column stands twice\. Found: Delays60"),
        ("Diverts", "Ward moves", r"row 1, column 'Q': The column 'Ward moves' is not known: the layout has changed"),
        (",0,1\n", ",0,1,5\n", r"row 2: The row does not fit the header\. Found: 18 cells\. Expected: 17"),
    ],
)
def test_a_copy_of_another_shape_is_refused(before: str, after: str, sentence: str) -> None:
    text = tidy_csv(tidy_rows((APPLEBRIDGE,))).replace(before, after, 1)

    with pytest.raises(FaultyPublication, match=sentence):
        released(text)


def test_a_header_alone_is_refused() -> None:
    header = tidy_csv(tidy_rows()).split("\n", 1)[0]

    with pytest.raises(FaultyPublication, match="There is no row in it"):
        released(header)
