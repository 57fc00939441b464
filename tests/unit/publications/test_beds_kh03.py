"""KH03 as tables that others made: quarters, England under R's NA, sums, and the table that says not what it counts."""

from datetime import date
from pathlib import Path

import pytest
from support.beds import (
    ACUTE,
    KH03_HEADER,
    MENTAL,
    MENTAL_HEADER,
    Overnight,
    kh03_csv,
    mental_illness_csv,
)
from support.loading import cell, load, released, value
from support.publications import write

from everyweek.publications.beds.kh03_columns import quarter_of_financial_year
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.periods import NotADate
from everyweek.warehouse import Warehouse

JULY = date(2020, 7, 1)


def test_the_year_is_that_of_the_quarters_last_month_and_not_the_financial_year() -> None:
    release = released(kh03_csv(quarters=((2020, "December"), (2021, "March"))))

    assert release.edition == date(2021, 1, 1)
    assert release.periods == ((date(2020, 10, 1), date(2021, 1, 1)), (date(2021, 1, 1), date(2021, 4, 1)))


def test_beds_are_fractions_and_england_is_no_organisation() -> None:
    release = released(kh03_csv())

    assert (release.publication, release.form) == ("kh03_overnight", "tidy")
    assert release.figures.codes == ("ZZ1", "ZZ2")
    assert cell(release, "ZZ1", "general_and_acute_open") == 500.25
    assert cell(release, "ZZ1", "total_occupied") == 480.5
    assert cell(release, "ZZ2", "mental_illness_occupied") == 190.5
    assert release.remarks == ()


def test_measures_of_a_quarter_are_averages_of_its_days(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", kh03_csv()))

    assert value(warehouse, "overnight_general_and_acute_occupancy", "ZZ1", JULY) == 460.5 / 500.25
    assert value(warehouse, "overnight_general_and_acute_occupancy", "ZZ2", JULY) is None
    assert value(warehouse, "overnight_beds_open", "england", JULY) == 752.75
    assert value(warehouse, "overnight_beds_occupied", "england", JULY) == 681
    assert value(warehouse, "overnight_mental_illness_occupancy", "england", JULY) == 190.5 / 200


def test_a_few_crowded_quarters_are_remarked_on_with_the_first_row() -> None:
    others = [Overnight(f"ZZ{number}", "AN INVENTED NHS TRUST") for number in range(10, 50)]
    crowded = Overnight("ZZ3", "COLDHARBOUR INVENTED HOSPITAL NHS TRUST", beds=((136, 189), *ACUTE.beds[1:]))

    remarks = released(kh03_csv([crowded, *others])).remarks

    assert [(remark.place.row, remark.place.column) for remark in remarks] == [
        (2, "total_on_beds_occupied"),
        (2, "general_acute_on_beds_occupied"),
    ]
    assert remarks[1].message == (
        "ZZ3 COLDHARBOUR INVENTED HOSPITAL NHS TRUST: more general and acute beds occupied than open in the quarter "
        "from July 2020."
    )


def test_a_rate_of_no_beds_that_says_something_is_remarked_on() -> None:
    others = [Overnight(f"ZZ{number}", "AN INVENTED NHS TRUST") for number in range(10, 50)]
    nobody = Overnight("ZZ3", "COLDHARBOUR INVENTED HOSPITAL NHS TRUST", beds=((0, 1), *ACUTE.beds[1:]))
    text = kh03_csv([nobody, *others], changed={(2, "general_acute_on_beds_percent_occupied"): 0.5})

    (remark,) = [one for one in released(text).remarks if "printed" in one.rule]

    assert remark.expected == "none: 1.00 of no beds"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(2, "quarter"): "Q3"}, r"row 2, column 'year': The row does not say a period\. Found: 2020 September Q3\."),
        ({(2, "period_end"): "July"}, r"Expected: a year, the quarter's last month and the quarter, such as 2010"),
        ({(2, "year"): "0"}, r"Found: 0 September Q2"),
        ({(2, "year"): "2020-21"}, r"Found: 2020-21 September Q2"),
        ({(3, "org_code"): "NA"}, r"row 3, column 'org_code': A row has no .* Found: 'NA' beside 'BRACKWATER"),
        ({(3, "org_code"): "A TRUST"}, r"Found: 'A TRUST' beside .* Expected: a code, such as R0A; only England"),
        ({(2, "maternity_on_beds_available"): 41}, r"row 2, column 'total_on_beds_available': The row of ZZ1 does not"),
        ({(4, "org_code"): "ENG", (4, "total_on_beds_occupied"): "NA", (4, "maternity_on_beds_occupied"): 21},
         r"row 4, column 'maternity_on_beds_occupied': The organisations do not add up to England .* July 2020"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(changed: dict[tuple[int, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(kh03_csv(changed=changed))


def test_a_quarter_without_an_england_row_is_refused_because_rows_are_missing() -> None:
    with pytest.raises(
        FaultyPublication, match=r"no England row for the period from July 2020: the table is not whole"
    ):
        released(kh03_csv(with_england=False))


def test_sectors_that_were_swapped_are_told_by_the_rates() -> None:
    one, other = "maternity_on_beds_available", "general_acute_on_beds_available"
    swapped = ",".join({one: other, other: one}.get(name, name) for name in KH03_HEADER)
    organisations = [Overnight(f"ZZ{number}", "A TRUST", beds=((10, 9), (0, 0), (40, 20), (0, 0))) for number in (1, 2)]
    text = kh03_csv(organisations).replace(",".join(KH03_HEADER), swapped)

    with pytest.raises(FaultyPublication, match=r"printed rate is not general and acute .* columns have been mixed up"):
        released(text)


@pytest.mark.parametrize("words", [("2020", "June"), ("2020-22", "June"), ("2020-21", "May")])
def test_a_financial_year_and_a_month_that_are_no_quarter_are_refused(words: tuple[str, str]) -> None:
    with pytest.raises(NotADate):
        quarter_of_financial_year(*words)


def test_the_table_with_title_rows_is_of_its_own_and_says_that_it_does_not_say_which_beds() -> None:
    release = released(mental_illness_csv())

    assert (release.publication, release.form, release.edition) == ("kh03_mental_illness", "tidy", date(2013, 7, 1))
    assert cell(release, "ZZ2", "mental_illness_open") == 12_000
    assert [remark.rule for remark in release.remarks] == ["a column says what it counts"]


def test_the_table_with_title_rows_does_not_stand_in_place_of_the_full_one(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    full = kh03_csv([ACUTE, MENTAL], quarters=((2013, "September"),))
    load(warehouse, write(tmp_path, "full.csv", full), write(tmp_path, "poor.csv", mental_illness_csv()))

    quarter = date(2013, 7, 1)
    assert value(warehouse, "overnight_mental_illness_occupancy", "ZZ2", quarter) == 190.5 / 200
    assert value(warehouse, "overnight_general_and_acute_occupancy", "ZZ1", quarter) == 460.5 / 500.25
    assert value(warehouse, "mental_illness_occupancy_in_whole_beds", "ZZ2", quarter) == 11_000 / 12_000


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(6, "beds_av"): 1_200}, r"column 'beds_av': The beds of the quarter from July 2013 are not .* Found: 9,200"),
        ({(6, "beds_av"): 90_000}, r"the file counts other beds, or is not whole\. .* Expected: 15,000 to 30,000"),
        ({(6, "date"): "01/08/2013"}, r"row 6, column 'date': The row does not say a period\. Found: 01/08/2013"),
        ({(6, "date"): "September"}, r"Expected: the first day of a quarter's last month, such as 01/09/2013"),
        ({(6, "occ_av"): "full"}, r"row 6, column 'occ_av': A cell is not a number\. Found: full"),
    ],
)
def test_a_table_of_other_beds_or_quarters_is_refused(changed: dict[tuple[int, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(mental_illness_csv(changed=changed))


def test_open_and_occupied_that_were_swapped_are_told_without_rates() -> None:
    header = (*MENTAL_HEADER[:3], "occ_av", "beds_av")

    with pytest.raises(FaultyPublication, match=r"mental illness beds are occupied than open in 2 of 2 rows: columns"):
        released(mental_illness_csv(header=header))


def test_title_rows_alone_are_refused() -> None:
    with pytest.raises(FaultyPublication, match=r"row 4: A column is missing\. Expected: date, org_code"):
        released("Title: ,KH03 Returns,,,\n")
