"""The winter situation report as a workbook: its layouts, and what is refused."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from support.loading import released
from support.winter_sitrep import (
    APPLEBRIDGE,
    DATE_ROW,
    DECEMBER,
    ENGLAND_ROW,
    FIRST,
    HEADER_ROW,
    HELPER_ROW,
    TRUST_ROW,
    Workbook,
    trust,
    winter_workbook,
)

from everyweek.measures.evaluate import REASONS
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, NotRecognised
from everyweek.publications.release import Release
from everyweek.publications.winter_sitrep import workbook
from everyweek.tables import MissingBecause

HALF_PAST_SIX = datetime(2018, 12, 3, 6, 30)  # noqa: DTZ001 (a spreadsheet knows no time zone)
BEDS, AMBULANCES, CRITICAL = "G&A beds", "Ambulance Arrivals and Delays", "Adult critical care"


def figure(release: Release, code: str, day: date, column: str) -> float:
    lines = list(zip(release.figures.codes, release.figures.starts, strict=True))
    return float(release.figures.columns[column][lines.index((code, day))])


def reason(release: Release, code: str, day: date, column: str) -> MissingBecause | None:
    lines = list(zip(release.figures.codes, release.figures.starts, strict=True))
    return REASONS[release.figures.reasons[column][lines.index((code, day))]]


@pytest.mark.parametrize("layout", ["2016", "2017", "2018"])
def test_every_layout_gives_a_line_for_each_trust_and_day(layout: str) -> None:
    release = released(winter_workbook(Workbook(layout=layout, changed={("ZZ2", 1, "beds_occupied"): 955})))

    assert (release.publication, release.form, release.edition) == ("winter_sitrep", "workbook", date(2018, 12, 5))
    assert release.figures.codes == ("ZZ1",) * 3 + ("ZZ2",) * 3
    assert release.periods == tuple((day, date(2018, 12, day.day + 1)) for day in DECEMBER)
    assert figure(release, "ZZ2", DECEMBER[0], "beds_occupied") == 930
    assert figure(release, "ZZ2", DECEMBER[1], "beds_occupied") == 955
    assert figure(release, "ZZ1", DECEMBER[2], "adult_critical_care_open") == 10
    assert figure(release, "ZZ1", DECEMBER[0], "beds_closed_norovirus_empty") == 2
    assert figure(release, "ZZ1", DECEMBER[0], "ae_diverts") == 1


def test_ambulances_and_long_stays_are_joined_to_the_beds_by_the_code() -> None:
    release = released(winter_workbook(Workbook()))

    assert figure(release, "ZZ1", DECEMBER[0], "ambulance_arrivals") == 100
    assert figure(release, "ZZ1", DECEMBER[0], "handovers_30_to_60") == 12
    assert figure(release, "ZZ1", DECEMBER[0], "handovers_over_60") == 3
    assert figure(release, "ZZ1", DECEMBER[0], "stays_over_14") == 120


def test_what_a_winter_did_not_collect_is_not_collected() -> None:
    of_2017 = released(winter_workbook(Workbook(layout="2017")))
    of_2016 = released(winter_workbook(Workbook(layout="2016")))

    assert reason(of_2017, "ZZ1", DECEMBER[0], "stays_over_14") == MissingBecause.NOT_COLLECTED
    assert reason(of_2016, "ZZ1", DECEMBER[0], "ambulance_arrivals") == MissingBecause.NOT_COLLECTED


def test_in_2016_core_and_escalation_beds_need_not_add_up() -> None:
    undivided = trust("ZZ3", "Coldharbour Invented Hospital NHS Trust", core_beds_open=0, escalation_beds_open=0)

    release = released(winter_workbook(Workbook(layout="2016", trusts=(APPLEBRIDGE, undivided))))

    assert figure(release, "ZZ3", DECEMBER[0], "beds_open") == 500
    (remark,) = (remark for remark in release.remarks if remark.rule.startswith("core and escalation"))
    assert remark.message.startswith("ZZ3 Coldharbour Invented Hospital NHS Trust: on 3 days, first 3 December 2018,")
    assert (remark.found[0], remark.expected[:3], remark.action) == ("0", "500", "kept as published")


def test_sheets_that_no_measure_is_made_of_are_remarked_on() -> None:
    release = released(winter_workbook(Workbook(layout="2016")))

    assert [remark.message for remark in release.remarks] == [
        "The sheet 'Trusts with Pressures' is not used.",
        "The sheet 'A&E attendances' is not used.",
    ]


@pytest.mark.parametrize("day", [43437, "3 December 2018", "03-Dec-18", HALF_PAST_SIX])
def test_a_day_may_be_written_as_a_number_or_in_words(day: object) -> None:
    release = released(winter_workbook(Workbook(layout="2017", days=(day, *DECEMBER[1:]))))

    assert release.periods[0] == (date(2018, 12, 3), date(2018, 12, 4))


def test_the_title_block_says_when() -> None:
    release = released(winter_workbook(Workbook(revised="9 April 2019")))

    assert (release.published_on, release.revised_on) == (date(2019, 3, 8), date(2019, 4, 9))
    assert release.is_revised
    assert not released(winter_workbook(Workbook())).is_revised


def test_a_title_block_with_another_period_is_remarked_on() -> None:
    release = released(winter_workbook(Workbook(period="3rd December 2018 to 3rd March 2019")))

    (remark,) = release.remarks
    assert remark.found == "3 December 2018 to 5 December 2018 in the sheets"
    assert remark.expected == "3 December 2018 to 3 March 2019"


def test_a_cell_without_a_number_keeps_its_reason() -> None:
    changed = {("ZZ1", 0, "stays_over_21"): "-", ("ZZ1", 1, "stays_over_21"): "*"}

    release = released(winter_workbook(Workbook(changed=changed)))

    assert reason(release, "ZZ1", DECEMBER[0], "stays_over_21") == MissingBecause.NOT_SUBMITTED
    assert reason(release, "ZZ1", DECEMBER[1], "stays_over_21") == MissingBecause.SUPPRESSED
    assert figure(release, "ZZ1", DECEMBER[2], "stays_over_21") == 80


def test_a_trust_that_one_sheet_lacks_is_not_submitted_there() -> None:
    cells = {(AMBULANCES, TRUST_ROW + 1, column): None for column in range(FIRST + 9)}
    england = {(AMBULANCES, ENGLAND_ROW, FIRST + at): figure for at, figure in enumerate((100, 12, 3) * 3)}

    release = released(winter_workbook(Workbook(cells={**cells, **england})))

    assert reason(release, "ZZ2", DECEMBER[0], "ambulance_arrivals") == MissingBecause.NOT_SUBMITTED
    (remark,) = release.remarks
    assert remark.message == "The sheet lacks what other sheets have: 1 trust (ZZ2)."
    assert remark.place.sheet == AMBULANCES


def test_a_day_that_one_sheet_lacks_is_not_collected_there() -> None:
    rows = range(DATE_ROW - 1, TRUST_ROW + 2)
    cells = {("A&E diverts", row, FIRST + 2): None for row in rows}

    release = released(winter_workbook(Workbook(cells=cells)))

    assert reason(release, "ZZ1", DECEMBER[2], "ae_diverts") == MissingBecause.NOT_COLLECTED
    assert [remark.message for remark in release.remarks] == [
        "The sheet lacks what other sheets have: 1 day (first 5 December 2018)."
    ]


def test_without_an_england_row_the_sums_are_not_checked() -> None:
    nowhere = released(winter_workbook(Workbook(with_england=False)))
    one_sheet = {("A&E diverts", ENGLAND_ROW, column): None for column in range(FIRST + 3)}

    in_one_sheet = released(winter_workbook(Workbook(cells=one_sheet)))

    assert [remark.message for remark in nowhere.remarks] == [
        "There is no England row, so the sums of the trusts could not be checked."
    ]
    assert [remark.message for remark in in_one_sheet.remarks] == [
        "The sheet lacks what other sheets have: the England row."
    ]


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (
            Workbook(cells={(BEDS, HEADER_ROW, FIRST): "Spare beds"}),
            r"sheet 'G&A beds', row 15, column 'F': The column 'Spare beds' is not known: the layout has changed\.",
        ),
        (Workbook(cells={(BEDS, HEADER_ROW, 4): "Trust"}), r"no row with the headers Code and Name"),
        (Workbook(days=()), r"There is no day in the sheet"),
        (Workbook(trusts=()), r"There is no trust in the sheet"),
        (
            Workbook(cells={(BEDS, DATE_ROW, FIRST): None, (BEDS, DATE_ROW - 1, FIRST): None}),
            r"row 15, column 'F': No day stands over the column",
        ),
        (
            Workbook(cells={(BEDS, DATE_ROW, FIRST + 5): "02-04 Dec 18"}),
            r"row 14, column 'K': The header is not one day\. Found: 02-04 Dec 18",
        ),
        (Workbook(cells={(BEDS, DATE_ROW, FIRST): 7}), r"The header is not one day\. Found: 7"),
        (Workbook(cells={(BEDS, DATE_ROW, FIRST): "31 Nov 18"}), r"The header is not one day\. Found: 31 Nov 18"),
        (Workbook(cells={(BEDS, DATE_ROW, FIRST): "1 Nov 1918"}), r"The header is not one day\. Found: 1 Nov 1918"),
        (Workbook(cells={(BEDS, DATE_ROW, FIRST): "1 Mut 18"}), r"The header is not one day\. Found: 1 Mut 18"),
        (
            Workbook(layout="2017", cells={(BEDS, DATE_ROW, FIRST + 5): date(2018, 12, 2)}),
            r"The days are not in order\. Found: 2 December 2018 to the right of 3 December 2018",
        ),
        (
            Workbook(layout="2017", cells={(BEDS, DATE_ROW, FIRST + 5): date(2018, 12, 3)}),
            r"3 December 2018 has a column twice \(core_beds_open\)",
        ),
        (
            Workbook(layout="2017", cells={(BEDS, DATE_ROW, FIRST + 5): None}),
            r"3 December 2018 has a column twice \(core_beds_open\)",
        ),
        (
            Workbook(cells={(BEDS, DATE_ROW - 1, FIRST + 1): date(2018, 12, 4)}),
            r"row 13, column 'G': Two rows above the column name different days",
        ),
        (
            Workbook(
                cells={(CRITICAL, row, FIRST + 1): None for row in (HEADER_ROW, *range(ENGLAND_ROW, TRUST_ROW + 2))}
            ),
            r"3 December 2018 lacks a column that other days have.* also adult_critical_care_occupied",
        ),
        (
            Workbook(cells={("A&E diverts", HEADER_ROW, FIRST): None}),
            r"row 18, column 'F': A figure stands under no header\. Found: 1",
        ),
        (
            Workbook(cells={(BEDS, TRUST_ROW, FIRST): "many"}),
            r"row 18, column 'F': A figure is not a number\. Found: many",
        ),
        (Workbook(trusts=(APPLEBRIDGE, APPLEBRIDGE)), r"ZZ1 \(Applebridge.*\) stands twice\. Found: rows 18 and 19"),
        (
            Workbook(
                cells={(BEDS, HELPER_ROW, 3): "-", (BEDS, HELPER_ROW, 4): "ENGLAND", (BEDS, HELPER_ROW, FIRST): 1}
            ),
            r"The organisation - \(ENGLAND\) stands twice\. Found: rows 16 and 17",
        ),
        (
            Workbook(cells={(BEDS, TRUST_ROW + 1, 3): ""}),
            r"row 19, column 'F': A row with figures has no organisation\. Found: Fenwick",
        ),
        (
            Workbook(cells={(BEDS, TRUST_ROW + 3, FIRST): 12}),
            r"row 21, column 'F': A row with figures has no organisation",
        ),
    ],
)
def test_a_workbook_with_something_wrong_in_it_is_refused(book: Workbook, sentence: str) -> None:
    content = winter_workbook(book)

    with pytest.raises(FaultyPublication, match=sentence):
        released(content)


def test_a_sheet_under_a_new_name_is_remarked_on() -> None:
    release = released(winter_workbook(Workbook(more_sheets=("Total G&A beds",))))

    (remark,) = release.remarks
    assert remark.message == "The sheet 'Total G&A beds' is not known."
    assert "its figures are missing" in remark.action


def test_a_workbook_with_one_sheet_of_ours_is_not_ours() -> None:
    out = io.BytesIO()
    other = xlsxwriter.Workbook(out, {"in_memory": True})
    other.add_worksheet("Adult critical care")
    other.close()

    with pytest.raises(NotRecognised):
        released(out.getvalue())


def test_a_text_file_is_no_workbook() -> None:
    assert not workbook.recognise(Document(Path("a.csv"), b"Code,Name\n"))
