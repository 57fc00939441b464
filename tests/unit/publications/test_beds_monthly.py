"""Monthly beds by trust: whole beds with rates from unrounded ones, months as text, what is refused, what is said."""

import math
from datetime import date
from pathlib import Path

import pytest
from support.beds import APPLEBRIDGE, BRACKWATER, MONTHLY_HEADER, MonthOfBeds, monthly_beds_csv
from support.loading import cell, load, released, value
from support.publications import write

from everyweek.publications.errors import FaultyPublication
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

APRIL, MAY = date(2022, 4, 1), date(2022, 5, 1)


def test_every_kind_of_bed_is_read_by_its_header() -> None:
    release = released(monthly_beds_csv())

    assert (release.publication, release.form, release.edition) == ("beds_monthly", "tidy", MAY)
    assert release.periods == ((APRIL, MAY), (MAY, date(2022, 6, 1)))
    assert cell(release, "ZZ1", "general_and_acute_open") == 500
    assert cell(release, "ZZ1", "adult_general_and_acute_occupied") == 420
    assert cell(release, "ZZ1", "paediatric_general_and_acute_open") == 50
    assert cell(release, "ZZ1", "adult_critical_care_occupied") == 15
    assert cell(release, "ZZ2", "paediatric_intensive_care_open") == 0
    assert cell(release, "ZZ1", "neonatal_intensive_care_occupied") == 4


def test_months_are_text_and_yet_in_the_order_of_the_calendar() -> None:
    release = released(monthly_beds_csv(months=("April 2022", "August 2022", "May 2023")))

    assert [start for start, _ in release.periods] == [APRIL, date(2022, 8, 1), date(2023, 5, 1)]


def test_occupancy_of_a_group_is_beds_over_beds_and_none_without_beds(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", monthly_beds_csv()))

    assert value(warehouse, "general_and_acute_occupancy", "ZZ1", APRIL) == 460 / 500
    assert value(warehouse, "general_and_acute_occupancy", "england", APRIL) == 745 / 800
    assert value(warehouse, "general_and_acute_beds_open", "england", MAY) == 800
    assert value(warehouse, "adult_general_and_acute_occupancy", "ZZ1", APRIL) == 420 / 450
    assert value(warehouse, "adult_critical_care_occupancy", "ZZ1", APRIL) == 0.75
    assert value(warehouse, "neonatal_intensive_care_occupancy", "ZZ1", APRIL) == 0.5
    (april, _) = warehouse.series("paediatric_intensive_care_occupancy", "ZZ1").observations
    assert (april.value, april.missing_because) == (None, MissingBecause.NO_DENOMINATOR)


def test_na_is_a_missing_number_and_never_zero() -> None:
    absent = {
        (2, "neonatal_intensive_care_bed_available"): "NA",
        (2, "neonatal_intensive_care_bed_occupied"): "NA",
        (2, "neonatal_intensive_care_occupancy_rate"): "NA",
    }

    assert math.isnan(cell(released(monthly_beds_csv(changed=absent)), "ZZ1", "neonatal_intensive_care_open"))


@pytest.mark.parametrize(
    ("beds", "printed"),
    [((10, 4), 0.339), ((1, 0), 0.458), ((0, 0), 0.929)],
    ids=["10.4 and 3.5", "1.2 and 0.49", "0.4 and 0.4"],
)
def test_a_rate_from_unrounded_beds_is_no_difference(beds: tuple[int, int], printed: float) -> None:
    trust = MonthOfBeds("ZZ1", (*APPLEBRIDGE.beds[:3], beds, *APPLEBRIDGE.beds[4:]))
    text = monthly_beds_csv(
        [trust], months=("April 2022",), changed={(2, "adult_critical_care_occupancy_rate"): printed}
    )

    assert [remark.rule for remark in released(text).remarks] == [""]


def test_a_rate_that_rounding_cannot_explain_is_remarked_on_and_not_used() -> None:
    trusts = [MonthOfBeds(f"ZZ{number}", APPLEBRIDGE.beds) for number in range(10, 35)]
    text = monthly_beds_csv(trusts, months=("April 2022",), changed={(4, "general_acute_beds_occupancy_rate"): 0.85})

    release = released(text)

    (remark,) = [one for one in release.remarks if one.rule]
    assert str(remark.place).endswith("row 4, column 'general_acute_beds_occupancy_rate'")
    assert (remark.found, remark.expected) == ("0.850", "460.00 of 500.00, which is 0.920")
    assert cell(release, "ZZ12", "general_and_acute_occupied") == 460


def test_two_columns_that_were_swapped_are_told_by_the_rates() -> None:
    open_, taken = "adult_general_acute_beds_available", "adult_general_acute_beds_occupied"
    swapped = ",".join({open_: taken, taken: open_}.get(name, name) for name in MONTHLY_HEADER)
    text = monthly_beds_csv().replace(",".join(MONTHLY_HEADER), swapped)

    with pytest.raises(FaultyPublication, match=r"row 2, .*occupied over beds open, in 4 of 4 rows: columns have been"):
        released(text)


def test_more_beds_occupied_than_open_is_remarked_on_once_an_organisation() -> None:
    crowded = MonthOfBeds("ZZ9A", ((500, 510), (500, 510), (0, 0), (0, 0), (0, 0), (0, 0)))
    trusts = [*(MonthOfBeds(f"ZZ{number}") for number in range(10, 50)), crowded]

    remarks = [one for one in released(monthly_beds_csv(trusts)).remarks if "at most" in one.rule]

    assert [remark.place.row for remark in remarks] == [42, 42]
    assert remarks[0].message == (
        "ZZ9A: more general and acute beds occupied than open in 2 months between April 2022 and May 2022."
    )
    assert (remarks[0].found, remarks[0].expected) == ("510.0 occupied", "at most the 500.0 open")


def test_adults_and_children_that_do_not_add_up_are_remarked_on_once_a_month() -> None:
    off = MonthOfBeds("ZZ3", ((500, 460), (450, 420), (50, 20), (0, 0), (0, 0), (0, 0)))
    near = MonthOfBeds("ZZ4", ((500, 460), (450, 420), (51, 39), (0, 0), (0, 0), (0, 0)))

    remarks = [one for one in released(monthly_beds_csv([off, near])).remarks if "add up" in one.rule]

    assert [(remark.place.row, remark.found, remark.expected) for remark in remarks] == [
        (2, "460", "440, the sum of its parts"),
        (4, "460", "440, the sum of its parts"),
    ]
    assert "occupied do not add up in April 2022 for 1 organisation (ZZ3)" in remarks[0].message


def test_a_file_cut_off_between_two_rows_is_told_by_its_last_month() -> None:
    text = monthly_beds_csv([APPLEBRIDGE, BRACKWATER]).strip().rsplit("\n", 1)[0]

    with pytest.raises(
        FaultyPublication, match=r"row 4: The month from May 2022 has far fewer .* Found: 1\. Expected: about 2"
    ):
        released(text)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(3, "general_acute_beds_available"): "many"}, r"row 3, column 'general_acute_beds_available': A cell is not"),
        ({(3, "general_acute_beds_available"): -1}, r"row 3, column 'general_acute_beds_available': A number is neg"),
        ({(2, "date"): "Spring"}, r"row 2, column 'date': The row does not say a period\. Found: Spring\."),
        ({(2, "date"): "NA"}, r"Expected: a month and a year, such as April 2022"),
        ({(2, "nhs_trust22_code"): "NA"}, r"row 2, column 'nhs_trust22_code': A row has no organisation code"),
        ({(3, "nhs_trust22_code"): "ZZ1"}, r"row 3: ZZ1 stands twice .* April 2022\. Found: rows 2 and 3"),
        ({(3, "neonatal_intensive_care_occupancy_rate"): "0.5,1"}, r"row 3: The row does not fit .* 21 cells"),
    ],
)
def test_a_bad_cell_is_refused_with_its_row_and_column(changed: dict[tuple[int, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(monthly_beds_csv(changed=changed))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("adult_critical_care_occupancy_rate", "rates", r"The column 'rates' is not known: the layout has changed"),
        ("adult_critical_care_occupancy_rate", "date", r"column 'date': A column stands twice"),
    ],
)
def test_a_changed_header_is_refused(old: str, new: str, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(monthly_beds_csv().replace(old, new))


def test_a_missing_column_is_refused_by_its_name() -> None:
    shorter = [line.rsplit(",", 1)[0] for line in monthly_beds_csv().splitlines()]

    with pytest.raises(
        FaultyPublication, match=r"A column is missing\. Expected: neonatal_intensive_care_occupancy_ra"
    ):
        released("\n".join(shorter))


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(FaultyPublication, match="There is no organisation in it"):
        released(",".join(MONTHLY_HEADER) + "\n")
