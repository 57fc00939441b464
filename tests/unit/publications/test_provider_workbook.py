"""A month of A&E figures as a workbook: its layouts, and what is refused."""

import io
import math
import zipfile
from datetime import date

import pytest
from support.loading import cell, released
from support.publications import APPLEBRIDGE, BRACKWATER, Provider, Workbook, provider_workbook

from everyweek.publications.errors import FaultyPublication, NotRecognised, UnreadableFile


@pytest.mark.parametrize("layout", ["2015", "2017", "2022"])
def test_every_layout_gives_the_same_figures(layout: str) -> None:
    release = released(provider_workbook(Workbook(layout=layout)))

    assert cell(release, "ZZ1", "over_four_hours_type1") == 300
    assert cell(release, "ZZ1", "waits_over_12_hours") == 10
    assert cell(release, "ZZ2", "other_emergency_admissions") == 100


def test_the_title_block_says_when() -> None:
    release = released(provider_workbook(Workbook(period="May 26", published="11th June 2026", revised="9 July 2026")))

    assert release.edition == date(2026, 5, 1)
    assert (release.published_on, release.revised_on) == (date(2026, 6, 11), date(2026, 7, 9))
    assert release.is_revised


def test_a_workbook_that_was_not_revised_says_so() -> None:
    assert not released(provider_workbook(Workbook())).is_revised


def test_an_unreadable_mark_in_the_england_row_is_remarked_on() -> None:
    release = released(provider_workbook(Workbook(england={22: "#VALUE!"})))

    assert any("England row has no figure (other emergency admissions)" in remark.message for remark in release.remarks)


def test_a_sheet_without_an_england_row_is_remarked_on() -> None:
    release = released(provider_workbook(Workbook(with_england=False)))

    assert any("no England row" in remark.message for remark in release.remarks)


def test_a_missing_wait_leaves_the_wait_of_4_to_12_hours_missing() -> None:
    release = released(provider_workbook(Workbook(cells={(18, 25): "-"}, england={24: 500, 25: 100})))

    assert math.isnan(cell(release, "ZZ1", "waits_4_to_12_hours"))


@pytest.mark.parametrize(
    ("book", "sentence"),
    [
        (Workbook(period="Winter"), r"column 'Period:': The title block does not say which month"),
        (Workbook(cells={(15, 4): "Type 9 Departments"}), r"A column is missing. Expected: attendances_type1"),
        (
            Workbook(cells={(15, 16): "Share of something"}),
            r"row 16, column 'Q': The column 'Share of something' is not",
        ),
        (Workbook(cells={(18, 7): 99}), r"row 19, column 'H': The row does not add up \(total attendances\)"),
        (Workbook(cells={(18, 25): 101}), r"row 19, column 'Z': More waits over 12 hours than over 4 hours"),
        (Workbook(cells={(18, 4): -1}), r"A count is negative"),
        (Workbook(cells={(18, 4): 0.5}), r"A count is not whole"),
        (Workbook(cells={(18, 1): "?"}), r"row 19: A row with figures has no organisation"),
        (Workbook((APPLEBRIDGE, APPLEBRIDGE)), r"row 20: The organisation ZZ1 .* stands twice. Found: rows 19 and 20"),
        (Workbook(()), "There is no provider in it"),
        (
            Workbook((Provider("ZZ1", attendances=(5, 0, 0), over_four_hours=(9, 0, 0)),)),
            "A count is negative|More att",
        ),
    ],
)
def test_a_wrong_shape_or_value_refuses_the_file_and_says_where(book: Workbook, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(provider_workbook(book))


def test_a_workbook_of_something_else_is_not_recognised() -> None:
    with pytest.raises(NotRecognised, match="a workbook with the sheets System Level Data, System Mapping, Budget"):
        released(provider_workbook(Workbook(sheet="Budget", cells={(15, 1): "Colour"})))


def test_a_damaged_workbook_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="download it again"):
        released(provider_workbook(Workbook())[:3000])


def test_a_workbook_with_two_providers_keeps_their_order() -> None:
    assert released(provider_workbook(Workbook((BRACKWATER, APPLEBRIDGE)))).figures.codes == ("ZZ2", "ZZ1")


def test_a_workbook_with_a_damaged_sheet_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="The workbook cannot be opened"):
        released(with_damaged_sheets(provider_workbook(Workbook())))


def with_damaged_sheets(content: bytes) -> bytes:
    """The same workbook, its sheets cut off in the middle of a tag."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w") as damaged:
        for name in whole.namelist():
            part = whole.read(name)
            damaged.writestr(name, part[: len(part) // 2] + b"<" if "/sheet" in name else part)
    return out.getvalue()


def test_a_sheet_without_a_printed_total_is_read_all_the_same() -> None:
    book = Workbook(cells={(15, 7): "Percentage, misplaced"})

    assert len(released(provider_workbook(book)).figures.codes) == 3
