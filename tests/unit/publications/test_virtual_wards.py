"""Virtual wards: boards added up, capped occupancy, footnotes, missing boards, and what is refused."""

import math
from dataclasses import replace
from datetime import date

import pytest
from support.loading import cell, released
from support.virtual_wards import ENGLAND, HARBOUR, MOORLAND, Board, WardBook, virtual_ward_workbook

from everyweek.publications.errors import FaultyPublication, NotRecognised
from everyweek.publications.release import Release
from everyweek.tables import MissingBecause

FULL = Board("ZZB", "Invented Moorland Integrated Care Board", 54, 55, 100_000, occupancy="100%*")
ENGLAND_WITH_FULL = Board("-", "ENGLAND", 254, 205, 1_100_000)


def read(book: WardBook) -> Release:
    return released(virtual_ward_workbook(book))


def test_a_month_of_boards_is_read() -> None:
    release = read(WardBook())

    assert (release.publication, release.form, release.edition) == ("virtual_wards", "workbook", date(2023, 7, 1))
    assert release.figures.codes == ("ZZA", "ZZB")
    assert release.figures.names[0] == "Invented Harbour and Vale Integrated Care Board"
    assert release.figures.ends[0] == date(2023, 8, 1)
    assert (cell(release, "ZZA", "capacity"), cell(release, "ZZA", "patients")) == (200, 150)
    assert release.published_on == date(2023, 8, 10)
    assert release.remarks == ()


def test_the_population_is_kept_in_hundred_thousands_too_so_that_a_rate_is_one_sum_over_another() -> None:
    release = read(WardBook())

    assert cell(release, "ZZB", "population") == 250_000
    assert cell(release, "ZZB", "population_in_hundred_thousands") == 2.5


@pytest.mark.parametrize("capped", ["100%*", "100% *", "*"])
def test_an_occupancy_that_is_capped_keeps_its_counts_and_is_remarked_on(capped: str) -> None:
    full = replace(FULL, occupancy=capped)

    release = read(WardBook(boards=(HARBOUR, full), england=ENGLAND_WITH_FULL))

    (remark,) = release.remarks
    assert (cell(release, "ZZB", "patients"), cell(release, "ZZB", "capacity")) == (55, 54)
    assert (remark.place.row, remark.found, remark.expected) == (19, "55 patients", "at most 54")
    assert remark.rule == "patients on virtual wards are at most their capacity"
    assert remark.action.startswith("both counts are kept")


def test_a_board_that_is_missing_is_named_with_the_note_that_says_why() -> None:
    england = replace(HARBOUR, code="-", name="ENGLAND*")
    book = WardBook(boards=(HARBOUR,), england=england, notes=("*Moorland is not in it.", "Contact: nobody"))

    asterisk, missing = read(book).remarks

    assert asterisk.message == "England is printed with an asterisk: *Moorland is not in it."
    assert "1 of the integrated care boards of July 2023 has no figures: ZZB Invented Moorland ICB" in missing.message
    assert missing.action == "figures of its region and of England are made of the others"


def test_a_board_that_sent_nothing_is_missing_too() -> None:
    silent = Board("ZZB", "Invented Moorland Integrated Care Board", "-", "-", 250_000)
    england = replace(ENGLAND, capacity=200, patients=150)

    release = read(WardBook(boards=(HARBOUR, silent), england=england))

    assert math.isnan(cell(release, "ZZB", "capacity"))
    assert "ZZB" in release.remarks[0].message
    assert release.incomplete == frozenset()


def test_boards_short_of_an_england_with_an_asterisk_make_no_figure_for_england() -> None:
    release = read(WardBook(boards=(HARBOUR,), england=replace(ENGLAND, name="ENGLAND *")))

    assert release.incomplete == frozenset({date(2023, 7, 1)})
    assert release.remarks[0].message.endswith("no note says why")
    assert release.remarks[1].found == "300 printed for England"
    assert release.remarks[1].action == "no figure for a region or England is made of this month"


def test_boards_that_the_reference_does_not_know_are_not_counted_as_missing() -> None:
    stranger = replace(HARBOUR, code="ZZ77")

    assert read(WardBook(boards=(stranger,), england=replace(HARBOUR, code="-", name="ENGLAND"))).remarks == ()


def test_blank_headers_beside_the_table_are_passed_over() -> None:
    assert read(WardBook(cells={(15, 11): " ", (15, 12): "\u00a0"})).figures.codes == ("ZZA", "ZZB")


def test_a_sheet_without_an_england_row_is_remarked_on() -> None:
    assert "no England row" in read(WardBook(england=None)).remarks[0].message


def test_a_figure_that_england_lacks_is_not_held_against_the_sum() -> None:
    assert read(WardBook(england=replace(ENGLAND, patients="-"))).remarks == ()


def test_a_revised_month_says_so() -> None:
    release = read(WardBook(revised="14th September 2023"))

    assert (release.revised_on, release.is_revised) == (date(2023, 9, 14), True)


def test_no_capacity_has_no_occupancy() -> None:
    closed = replace(MOORLAND, capacity=0, patients=0)

    release = read(WardBook(boards=(HARBOUR, closed), england=replace(ENGLAND, capacity=200, patients=150)))

    assert cell(release, "ZZB", "capacity") == 0


def test_a_mark_in_a_count_keeps_its_reason() -> None:
    book = WardBook(boards=(HARBOUR, replace(MOORLAND, patients="-")), england=replace(ENGLAND, patients=150))

    release = read(book)

    board = release.figures.codes.index("ZZB")
    assert list(MissingBecause)[release.figures.reasons["patients"][board] - 1] is MissingBecause.NOT_SUBMITTED


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (WardBook(month="Summer"), r"column 'Month:': The title block does not say which month it is. Found: Summer"),
        (WardBook(cells={(15, 6): "Beds per head"}), r"row 16: A column is missing. Expected: capacity_per_100k"),
        (WardBook(cells={(15, 10): "Step-up beds"}), r"row 16, column 'K': The column 'Step-up beds' is not known"),
        (WardBook(cells={(17, 5): "many"}), r"row 18, column 'F': A figure is not a number. Found: many"),
        (WardBook(cells={(17, 5): -3}), r"row 18, column 'F': The capacity is negative or not whole. Found: -3"),
        (WardBook(cells={(17, 8): 149.5}), r"row 18, column 'I': The patients is negative or not whole"),
        (WardBook(cells={(17, 9): 0.5}), r"row 18: The occupancy is not what .* make. Found: 0.5. Expected: 0.75"),
        (WardBook(cells={(17, 6): 25}), r"row 18: The capacity per 100k is not what .* Found: 25. Expected: 20"),
        (WardBook(cells={(19, 5): 7}), r"row 20: A row with figures has no integrated care board. Found: '' ''"),
        (WardBook(boards=(HARBOUR, HARBOUR)), r"row 19: The integrated care board ZZA .* stands twice. Found: rows 18"),
        (WardBook(boards=()), r"There is no integrated care board in it"),
        (
            WardBook(england=replace(ENGLAND, capacity=301)),
            r"row 17: The boards do not add up to England \(capacity\). Found: 301 printed .* Expected: 300,",
        ),
    ],
)
def test_a_wrong_shape_or_value_refuses_the_file_and_says_where(book: WardBook, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        read(book)


def test_two_columns_that_have_changed_places_are_found_by_the_printed_occupancy() -> None:
    cells = {(row, 5): board.patients for row, board in enumerate((ENGLAND, HARBOUR, MOORLAND), start=16)}
    cells |= {(row, 8): board.capacity for row, board in enumerate((ENGLAND, HARBOUR, MOORLAND), start=16)}

    with pytest.raises(FaultyPublication, match="is not what capacity, patients and population make"):
        read(WardBook(cells=cells))


def test_a_workbook_without_the_table_is_something_else() -> None:
    with pytest.raises(NotRecognised):
        read(WardBook(cells={(15, 3): "Trust code"}))
