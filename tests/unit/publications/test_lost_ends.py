"""Tables that have lost their end, in the middle of a row or between two."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.beds import mental_illness_csv, monthly_beds_csv
from support.discharge import (
    CRITERIA_HEADER,
    DAYS_AUGUST,
    MonthlyCsv,
    Trust,
    Workbook,
    discharge_workbook,
    lines_of,
    reason_rows,
)
from support.fixtures.winter_sitrep import trusts
from support.loading import released
from support.nhs_111 import HARBOUR, MOORLAND, nhs_111_csv
from support.organisation_lists import successor_list
from support.winter_sitrep import TRUST_ROW, winter_workbook
from support.winter_sitrep import Workbook as WinterWorkbook

from everyweek.publications.discharge import monthly_csv, tidy_daily, tidy_delay_reasons, workbook
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.organisation_data_service import successor_list as successors

TUESDAY = [replace(one, day="2025-12-02") for one in (HARBOUR, MOORLAND)]


@pytest.mark.parametrize("text", [monthly_beds_csv(), mental_illness_csv(), nhs_111_csv()])
def test_a_table_without_totals_that_ends_in_its_last_row_is_refused(text: str) -> None:
    with pytest.raises(FaultyPublication, match="breaks off in the middle of its last line"):
        released(text.removesuffix("\n"))


def test_a_file_that_lost_its_end_is_refused() -> None:
    with pytest.raises(
        FaultyPublication, match=r"row 4: 2 December 2025 has far fewer .* Found: 1\. Expected: about 2"
    ):
        released(nhs_111_csv((HARBOUR, MOORLAND, TUESDAY[0])))


def test_a_flag_with_a_figure_under_it_is_refused() -> None:
    text = nhs_111_csv()
    first = text.splitlines()[1]

    with pytest.raises(FaultyPublication, match=r"row 2, column 'meets_60s_target': A flag is neither 0 nor 1"):
        released(text.replace(first, first[:-1] + "800"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            ("ZZ1,2022-04-30,1", "ZZ2,2022-04-30,1", "ZZ1,2022-05-30,1", "ZZ1,2022-05-31,1"),
            r"row 5: The month from May 2022 has far fewer organisations .* Found: 1\. Expected: about 2",
        ),
        (
            (*(f"ZZ{n}0,2022-04-{d},1" for d in ("01", "02") for n in range(10)),)[:-1],
            r"row 20: 2 April 2022 has far fewer organisations than the day before",
        ),
    ],
)
def test_a_tidy_table_cut_off_between_two_rows_is_refused(rows: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        tidy_daily.read(lines_of(CRITERIA_HEADER, *rows))


def test_delay_reasons_of_fewer_trusts_than_the_month_before_are_refused() -> None:
    rows = [
        *reason_rows("ZZ1", "2024-06-01", [1] * 37),
        *reason_rows("ZZ2", "2024-06-01", [1] * 37),
        *reason_rows("ZZ1", "2024-07-01", [1] * 37),
    ]

    with pytest.raises(FaultyPublication, match="The month from July 2024 has far fewer organisations"):
        tidy_delay_reasons.read(lines_of("nhs_trust22_name,nhs_trust22_code,date,delay_reason,delay_count", *rows))


def test_trusts_that_lack_a_delay_reason_are_named() -> None:
    table = MonthlyCsv().with_days().with_reasons()
    table.rows.pop()

    remarks = [remark.message for release in monthly_csv.read(table.document()) for remark in release.remarks]

    assert "ZZ2 lack a row for some of the 37 delay reasons." in remarks
    assert DAYS_AUGUST[0].month == 8


def test_a_sheet_that_lacks_many_trusts_is_refused() -> None:
    lost = {
        ("D&V, Norovirus", row, column): "" for row in range(TRUST_ROW + 40, TRUST_ROW + 50) for column in range(1, 12)
    }

    with pytest.raises(FaultyPublication, match=r"lacks 10 of the 50 trusts .* the first that is missing is ZZ040"):
        released(winter_workbook(WinterWorkbook(trusts=[quiet(one) for one in trusts()], cells=lost)))


def quiet(one):
    """A trust without norovirus, so that its absence changes no sum."""
    return replace(one, figures={**one.figures, "beds_closed_norovirus": 0, "beds_closed_norovirus_empty": 0})


def test_a_day_whose_columns_changed_places_in_most_trusts_is_refused() -> None:
    # 100 without criteria, of whom 40 left and 60 stay; on the second day those who stay and all stand the wrong way.
    many = [
        Trust(f"ZZ{number:03}", "A TRUST", days=((100, 30, 10, 60), (60, 20, 10, 90)), weeks=((500, 400, 300),))
        for number in range(3)
    ]

    with pytest.raises(FaultyPublication, match="In 3 of 6 returns patients without criteria"):
        workbook.read(discharge_workbook(Workbook(trusts=many, missing=(0, 0))))


def test_a_day_on_which_all_of_england_stays_less_than_leaves_is_refused() -> None:
    many = [
        Trust(f"ZZ{number:03}", "A TRUST", days=((100, 30, 10, 60), (100, 60, 10, 30)), weeks=((500, 400, 300),))
        for number in range(50)
    ]

    with pytest.raises(FaultyPublication, match=r"discharged by 1700 \(2 April 2022\) is above not discharged"):
        workbook.read(discharge_workbook(Workbook(trusts=many, missing=(0, 0))))


def test_a_list_of_successors_without_any_is_refused() -> None:
    with pytest.raises(FaultyPublication, match="There is no succession in it"):
        successors.read(Document(Path("a.csv"), successor_list().encode()))
