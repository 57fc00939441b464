"""KH03 as a workbook: the layouts of 2010 and 2020, England's and the regions' sums, what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.beds import ACUTE, KH03, MENTAL, Kh03Workbook, Overnight, kh03_csv, kh03_workbook
from support.loading import cell, load, released, value
from support.publications import write

from everyweek.publications.errors import FaultyPublication, NotRecognised
from everyweek.warehouse import Warehouse

JULY = date(2020, 7, 1)
PRIMARY_CARE_TRUST = Overnight("5ZZ", "AN INVENTED PCT", region="Q39", beds=((57.5, 50), (0, 0), (0, 0), (0, 0)))
OF_2010 = Kh03Workbook(
    organisations=(PRIMARY_CARE_TRUST, replace(ACUTE, region="Q38")), layout="2010", year="2010-11", month="June"
)
FIRST = 17
"""The index of the first organisation's row in the layout of 2020."""


def test_a_quarter_is_read_with_its_days_of_release() -> None:
    release = released(kh03_workbook(Kh03Workbook(revised="18th February 2021")))

    assert (release.publication, release.form, release.edition) == ("kh03_overnight", "workbook", JULY)
    assert release.periods == ((JULY, date(2020, 10, 1)),)
    assert (release.published_on, release.revised_on) == (date(2020, 11, 19), date(2021, 2, 18))
    assert release.is_revised
    assert release.figures.codes == ("ZZ1", "ZZ2")
    assert cell(release, "ZZ1", "general_and_acute_occupied") == 460.5
    assert cell(release, "ZZ2", "mental_illness_open") == 200
    assert release.remarks == ()


def test_march_lies_in_the_second_year_of_the_financial_year() -> None:
    assert released(kh03_workbook(Kh03Workbook(month="March"))).edition == date(2021, 1, 1)


def test_the_layout_of_2010_has_its_header_in_row_6_and_strategic_health_authorities() -> None:
    release = released(kh03_workbook(OF_2010))

    assert release.periods == ((date(2010, 4, 1), date(2010, 7, 1)),)
    assert release.published_on is None
    assert release.figures.codes == ("5ZZ", "ZZ1")
    assert cell(release, "5ZZ", "general_and_acute_open") == 57.5
    assert release.remarks == ()


def test_a_sheet_without_headings_above_its_header_is_read_by_the_order_of_its_blocks() -> None:
    headings = {(4, column): "" for column in (6, 12, 18)}

    assert cell(released(kh03_workbook(replace(OF_2010, cells=headings))), "ZZ1", "total_occupied") == 480.5


def test_the_workbook_and_the_table_of_one_quarter_agree(warehouse: Warehouse, tmp_path: Path) -> None:
    workbook = tmp_path / "a.xlsx"
    workbook.write_bytes(kh03_workbook(Kh03Workbook()))
    load(warehouse, workbook, write(tmp_path, "a.csv", kh03_csv()))

    assert value(warehouse, "overnight_general_and_acute_beds_open", "england", JULY) == 500.25
    assert value(warehouse, "overnight_general_and_acute_beds_occupied", "england", JULY) == 460.5


def test_without_the_code_of_a_region_the_sums_by_region_are_not_checked_and_it_says_so() -> None:
    book = Kh03Workbook(cells={(14, 3): "Somewhere"})

    assert "no code of a region" in released(kh03_workbook(book)).remarks[0].message


def test_a_workbook_without_the_sheet_of_regions_is_read_all_the_same() -> None:
    assert released(kh03_workbook(Kh03Workbook(with_regions=False))).remarks == ()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {(FIRST, 7): "some"},
            r"sheet 'NHS Trust by Sector', row 18, column 'H': A cell is not a number\. Found: some",
        ),
        ({(FIRST, 7): 501.25}, r"row 18, column 'G': The row of ZZ1 does not add up \(total open\)"),
        ({(FIRST, 7): 501.25, (FIRST, 6): 541.25}, r"row 16, column 'G': The organisations do not add up to England"),
        ({(FIRST, 2): "August"}, r"row 18, column 'B': The row does not say a period\. Found: 2020-21 August"),
        ({(FIRST, 1): "", (FIRST, 2): ""}, r"row 18, column 'B': A row has beds and does not say when"),
        ({(FIRST + 1, 4): "ZZ1"}, r"ZZ1 stands twice for the period from 1 July 2020\. Found: rows 18 and 19"),
        ({(14, 8): "Stroke"}, r"row 15, column 'I': The column 'Stroke' is not known"),
        ({(14, 8): ""}, r"row 15: A column is missing\. Expected: learning_disabilities_open"),
        ({(13, 12): "Available"}, r"row 14, column 'M': A block of columns has another's heading"),
        ({(13, 24): "Staffed", (14, 24): "Total "}, r"row 14, column 'Y': .* Found: Staffed"),
        ({(1, 2): "Beds open day only by sector"}, r"of beds open by day only, which are not read"),
    ],
)
def test_what_does_not_fit_is_refused_with_sheet_row_and_column(
    cells: dict[tuple[int, int], object], sentence: str
) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(kh03_workbook(Kh03Workbook(cells=cells)))


def test_a_region_that_is_not_the_sum_of_its_organisations_is_refused() -> None:
    organisations = (ACUTE, replace(MENTAL, region="ZZ8R"))
    moved_from_one_region_to_the_other = {(FIRST, 6): 100, (FIRST + 1, 6): 400.25}

    with pytest.raises(
        FaultyPublication, match=r"sheet 'Region by Sector', row 18, column 'G': .*of ZZ8R \(REGION ZZ8R"
    ):
        released(
            kh03_workbook(Kh03Workbook(organisations=organisations, region_cells=moved_from_one_region_to_the_other))
        )


def test_notes_below_the_table_are_passed_over() -> None:
    book = Kh03Workbook(cells={(FIRST + 6, 3): "Source: an invented note"})

    assert released(kh03_workbook(book)).figures.codes == tuple(one.code for one in KH03)


def test_a_workbook_with_the_sheet_of_regions_alone_is_not_recognised() -> None:
    content = kh03_workbook(Kh03Workbook(cells={(14, 4): "Provider"}))

    with pytest.raises(NotRecognised):
        released(content)
