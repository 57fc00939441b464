"""Every line of figures says on which row of its file it stands, so that a finding about it can."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from support.daily import Given, release_of
from support.good_files import readable_files
from support.loading import released
from support.time_series import DECEMBER_2010, NOVEMBER_2010, OCTOBER_2010, TimeSeries, time_series_workbook
from support.winter_sitrep import DECEMBER, TRUST_ROW, Workbook, winter_workbook

from everyweek.publications.document import Document
from everyweek.publications.marks import tidy
from everyweek.publications.periods import month_of
from everyweek.publications.publication import publications
from everyweek.publications.quality.places import Lines
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Figures, Line, figures_of
from everyweek.reference import ENGLAND
from everyweek.warehouse.incoming import SheetRows

OF_FIGURES = tuple(reader.words for publication in publications() for reader in publication.readers)
GOOD_FILES = {words: content for words, content in readable_files().items() if words.startswith(OF_FIGURES)}
DAY = date(2024, 4, 1)


def cells_of(document: Document, *, sheet: str, row: int) -> list[object]:
    """A row as a person finds it: by the sheet's name and the number beside it."""
    return list(document.sheets[sheet][row - 1] if document.is_workbook else document.rows[row - 1])


def speaks_of(cells: list[object], *, code: str, start: date) -> bool:
    """Whether a row has the organisation's code, or, in a table of England alone, the month."""
    if code == ENGLAND:
        return any(month_of(cell) == start for cell in cells if isinstance(cell, date))
    return code in {tidy(cell).upper() for cell in cells}


@pytest.mark.parametrize("words", GOOD_FILES)
def test_each_line_stands_on_the_row_it_names(words: str) -> None:
    document = Document(path=Path("a file"), content=GOOD_FILES[words])

    releases = read_releases(document)

    for release in releases:
        figures = release.figures
        assert figures.rows, release.publication
        for rows in figures.rows:
            assert rows.numbers.dtype == np.int32
            assert rows.numbers.shape == (len(figures.codes),)
            assert rows.numbers.any()
            for code, start, row in zip(figures.codes, figures.starts, rows.numbers.tolist(), strict=True):
                assert row == 0 or speaks_of(cells_of(document, sheet=rows.sheet, row=row), code=code, start=start)


def place_of(figures: Figures, column: str, line: int) -> tuple[str, int]:
    """The sheet and row of a column's figure."""
    (found,) = [rows for rows in figures.rows if column in rows.columns]
    return found.sheet, int(found.numbers[line])


def test_a_trust_of_a_winter_workbook_has_a_row_in_each_sheet() -> None:
    # The columns C to E hold region, code and name: ambulances have the second trust first, beds the first.
    swapped = {
        ("Ambulance Arrivals and Delays", row, column): value
        for row, (code, name) in ((TRUST_ROW, ("ZZ2", "B")), (TRUST_ROW + 1, ("ZZ1", "A")))
        for column, value in ((3, code), (4, name))
    }
    figures = released(winter_workbook(Workbook(cells=swapped))).figures

    first = figures.codes.index("ZZ1")
    assert place_of(figures, "beds_open", first) == ("G&A beds", TRUST_ROW + 1)
    assert place_of(figures, "handovers_over_60", first) == ("Ambulance Arrivals and Delays", TRUST_ROW + 2)
    assert figures.starts[first] == DECEMBER[0]


def test_a_month_of_the_time_series_has_a_row_in_both_sheets_once_performance_begins() -> None:
    series = TimeSeries(months=(OCTOBER_2010, NOVEMBER_2010, DECEMBER_2010))

    figures = released(time_series_workbook(series)).figures

    assert [place_of(figures, "attendances_type1", line) for line in range(3)] == [
        ("Activity", 15),
        ("Activity", 16),
        ("Activity", 17),
    ]
    # October has no row of performance, so November stands on the first.
    assert [place_of(figures, "timed_attendances_type1", line)[1] for line in range(3)] == [0, 15, 16]


def line_on(row: int | None, *, code: str = "ZZ1", sheet: str = "") -> Line:
    return Line(code, code, "", DAY, DAY + timedelta(days=1), cells={}, row=row, sheet=sheet)


def test_lines_of_several_sheets_or_without_rows_have_none_together() -> None:
    apart = figures_of([line_on(4, sheet="A"), line_on(5, code="ZZ2", sheet="B")], columns=())
    unknown = figures_of([line_on(None)], columns=())
    some = figures_of([line_on(None, sheet="A"), line_on(5, code="ZZ2", sheet="A")], columns=())

    assert (apart.rows, unknown.rows) == ((), ())
    assert (some.rows[0].sheet, some.rows[0].numbers.tolist()) == ("A", [0, 5])


def lines_with(*rows: SheetRows) -> Lines:
    """A release of one line, ZZ1 on a day, that stands on some rows."""
    return Lines(replace(release_of([Given("attendances", "ZZ1", {DAY: 5.0})]), rows=rows))


def on(row: int, sheet: str = "", *columns: str) -> SheetRows:
    return SheetRows(np.array([row], dtype=np.int32), sheet, frozenset(columns))


def test_a_figure_is_found_by_organisation_period_and_column() -> None:
    lines = lines_with(on(7, "Beds", "beds_open"), on(9, "Ambulances", "handovers"))

    assert lines.place("ZZ1", DAY, columns=["handovers"]) == ("Ambulances", 9)
    assert lines.place("ZZ1", DAY, columns=["something else"]) is None
    assert lines.place("ZZ2", DAY, columns=["handovers"]) is None
    assert lines.place("ZZ1", DAY + timedelta(days=1), columns=["handovers"]) is None


def test_a_line_of_several_sheets_has_a_row_only_if_it_is_the_same_in_all_that_have_it() -> None:
    alike = lines_with(on(7, "Beds", "a"), on(7, "Ambulances", "b"), on(0, "Critical care", "c"))
    apart = lines_with(on(7, "Beds", "a"), on(9, "Ambulances", "b"))
    nowhere = lines_with(on(0, "Beds", "a"))

    assert alike.place("ZZ1", DAY, columns=()) == ("", 7)
    assert alike.place("ZZ1", DAY, columns=["a", "b"]) == ("", 7)
    assert apart.place("ZZ1", DAY, columns=()) is None
    assert nowhere.place("ZZ1", DAY, columns=()) is None


def test_a_file_without_figures_or_rows_has_no_place_for_anything() -> None:
    without_figures = Lines(replace(lines_with(on(7)).release, figures=()))

    assert without_figures.place("ZZ1", DAY, columns=()) is None
    assert lines_with().place("ZZ1", DAY, columns=()) is None
