"""The census of critical care: England by two codes, authorities in place of trusts, what was not yet collected."""

from datetime import date
from pathlib import Path

import pytest
from support.beds import CRITICAL_CARE_HEADER, Census, critical_care_csv
from support.loading import cell, load, released, value
from support.publications import write

from everyweek.measures.evaluate import REASONS
from everyweek.publications.errors import FaultyPublication
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

AUGUST = ("2010-08-01", "August", 2010)
JULY_2007 = ("2007-07-01", "July", 2007)
ADULTS_ALONE = ((20, None), None, None)
MONTHLY = (
    Census("ZZ1", *AUGUST, beds=((10, 8), (0, 0), (4, 3))),
    Census("ZZ2", *AUGUST, beds=((10.5, 5), (2, 1), (0, 0))),
    Census("ENG", *AUGUST, beds=((20.5, 13), (2, 1), (4, 3)), name="ENGLAND"),
)
EARLIER = (
    Census("ZZ1", "2002-07-01", "July", 2002, beds=((8, None), None, None)),
    Census("NA", "2002-07-01", "July", 2002, beds=((8, None), None, None), name="ENGLAND"),
)
AUTHORITIES = (
    Census("Q30", *JULY_2007, beds=((12, None), None, None), name="AN INVENTED TRUST'S NAME"),
    Census("Q31", *JULY_2007, beds=((8, None), None, None), name="ANOTHER'S"),
    Census("NA", *JULY_2007, beds=ADULTS_ALONE, name="ENGLAND"),
)


def test_england_is_no_organisation_whether_its_code_is_na_or_eng() -> None:
    release = released(critical_care_csv([*EARLIER, *MONTHLY]))

    assert (release.publication, release.form, release.edition) == (
        "critical_care_monthly",
        "tidy",
        date(2010, 8, 1),
    )
    assert release.figures.codes == ("ZZ1", "ZZ1", "ZZ2")
    assert cell(release, "ZZ2", "adult_critical_care_open") == 10.5
    assert cell(release, "ZZ2", "paediatric_intensive_care_occupied") == 1
    assert cell(release, "ZZ2", "non_medical_transfers") == 0


def test_what_the_census_did_not_ask_before_august_2010_was_not_collected() -> None:
    figures = released(critical_care_csv([*EARLIER, *MONTHLY])).figures

    reasons = [REASONS[code] for code in figures.reasons["adult_critical_care_occupied"]]
    assert reasons == [MissingBecause.NOT_COLLECTED, None, None]


def test_occupancy_and_beds_of_england_are_made_of_the_organisations(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", critical_care_csv([*EARLIER, *MONTHLY])))

    august = date(2010, 8, 1)
    assert value(warehouse, "critical_care_beds_open_census", "england", date(2002, 7, 1)) == 8
    assert value(warehouse, "critical_care_beds_open_census", "england", august) == 20.5
    assert value(warehouse, "critical_care_occupancy_census", "england", august) == 13 / 20.5
    assert value(warehouse, "critical_care_occupancy_census", "ZZ1", august) == 0.8


def test_strategic_health_authorities_count_for_england_and_lose_the_names_that_are_not_theirs(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    text = critical_care_csv(AUTHORITIES)
    release = released(text)
    load(warehouse, write(tmp_path, "a.csv", text))

    assert release.figures.names == ("Strategic health authority Q30", "Strategic health authority Q31")
    (remark,) = release.remarks
    assert (remark.place.row, remark.found) == (2, "Q30 AN INVENTED TRUST'S NAME")
    assert value(warehouse, "critical_care_beds_open_census", "england", date(2007, 7, 1)) == 20


def test_trusts_beside_strategic_health_authorities_would_count_beds_twice() -> None:
    both = (*AUTHORITIES[:2], Census("ZZ1", *JULY_2007, beds=((0, None), None, None)), AUTHORITIES[2])

    with pytest.raises(FaultyPublication, match=r"row 4, column 'org_code': .* side by side in July 2007\. Found: ZZ1"):
        released(critical_care_csv(both))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(2, "month"): "July"}, r"row 2, column 'date': The row does not say a period\. Found: 2010-08-01 July 2010"),
        ({(2, "date"): "2010-08-02"}, r"Found: 2010-08-02 August 2010"),
        ({(2, "month"): "Autumn"}, r"Expected: a month's first day, its name and its year, such as 2010-08-01"),
        ({(4, "number_of_adult_critical_care_beds_open"): 21}, r"row 4, .* do not add up to England .* August 2010"),
        ({(3, "org_code"): "ZZ1"}, r"row 3: ZZ1 stands twice"),
        ({(2, "adult_critical_care_beds_percent_occupied"): 0.5}, r"row 2, .* in 1 of 2 rows: columns have been mixed"),
    ],
)
def test_what_contradicts_itself_is_refused(changed: dict[tuple[int, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(critical_care_csv(MONTHLY, changed=changed))


def test_a_column_that_is_not_known_is_refused() -> None:
    renamed = critical_care_csv(MONTHLY).replace(CRITICAL_CARE_HEADER[-1], "opinion")

    with pytest.raises(FaultyPublication, match=r"The column 'opinion' is not known"):
        released(renamed)
