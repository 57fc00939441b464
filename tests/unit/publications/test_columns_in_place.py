"""Two columns in each other's place, where nothing printed beside them tells: what England always shows does."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.clinical_outcomes import clinical_outcomes_csv
from support.fixtures.ambulance import SERVICES, outcomes, service
from support.fixtures.emergency_department import providers
from support.loading import released
from support.publications import INDICATORS, Provider, ambulance_csv, provider_csv
from support.time_series import NOVEMBER_2010, OCTOBER_2010, TimeSeries, time_series_workbook

from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.far_apart import check_far_apart

HERE = Place("a.csv")
JANUARY = (2024, 1)


def test_a_column_above_one_that_it_is_always_far_below_is_refused_with_both_sums() -> None:
    columns = {"small": np.array([9.0, 1.0, np.nan]), "large": np.array([2.0, 3.0, 100.0])}

    with pytest.raises(FaultyPublication, match=r"In all 2 rows together, small is above large.*Found: 10\..*below 5"):
        check_far_apart(columns, pairs=[("small", "large")], place=lambda _: HERE, fewest=2)


def test_a_pair_of_which_the_file_has_one_column_or_few_rows_is_not_held() -> None:
    columns = {"small": np.array([9.0]), "large": np.array([2.0])}

    check_far_apart(columns, pairs=[("small", "other"), ("other", "large")], place=lambda _: HERE, fewest=1)
    check_far_apart(columns, pairs=[("small", "large")], place=lambda _: HERE, fewest=2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda one: replace(one, admissions=(one.admissions[0], one.admissions[2], one.attendances[1])),
            "19 of 39 providers have more admissions via other than attendances other",
        ),
        (
            lambda one: replace(one, waits=(one.admissions[0] * 2, one.waits[1])),
            "providers have more waits 4 to 12 hours and waits over 12 hours than admissions via type1 and",
        ),
        (
            lambda one: replace(one, other_admissions=one.admissions[0] * 3),
            "other emergency admissions is above admissions via type1",
        ),
        (
            lambda one: replace(one, booked_over=(0, one.booked[1] + 1, 0)),
            "providers have more booked over four hours type2 than booked attendances type2",
        ),
    ],
)
def test_any_two_columns_of_a_month_that_are_far_apart_tell_when_they_changed_places(change, sentence: str) -> None:
    spoilt = [change(one) if one.attendances[0] else one for one in providers()]

    with pytest.raises(FaultyPublication, match=sentence):
        released(provider_csv(spoilt))


def test_in_a_few_providers_columns_may_be_the_other_way_round() -> None:
    one = Provider("ZZ1", attendances=(1000, 5, 10), over_four_hours=(300, 0, 0), other_admissions=900)

    assert released(provider_csv((one,))).remarks == ()


def test_more_waits_over_12_hours_than_4_to_12_are_remarked_on_and_kept() -> None:
    turned = [replace(one, waits=one.waits[::-1]) for one in providers()]

    (remark,) = released(provider_csv(turned)).remarks

    assert remark.message == "More patients wait over 12 hours than 4 to 12 hours from the decision to admit."
    assert remark.action.startswith("kept as published")


def test_admissions_of_england_that_changed_places_are_refused() -> None:
    # Column I is type 1 (280 a month), J type 2 (5), K type 3 (15); their sum stays.
    turned = {(row, column): value for row in (14, 15) for column, value in ((6, 15), (8, 280))}

    with pytest.raises(FaultyPublication, match="admissions_via_other is above admissions_via_type1"):
        released(time_series_workbook(TimeSeries(months=(OCTOBER_2010, NOVEMBER_2010), activity=turned)))


def test_a_figure_under_the_operational_standard_is_refused() -> None:
    # Column P of the sheet of activity; the first month stands on row 15.
    with pytest.raises(FaultyPublication, match=r"row 15, column 'P': The operational standard is no share.*Found: 10"):
        released(time_series_workbook(TimeSeries(activity={(14, 15): 10})))


def systems(column: str, value: object) -> str:
    """One service's month with an indicator changed, in its row and in its groups'."""
    changed = {(*JANUARY, code, column): value for code in (service(0).code, "ZZ9", "Eng")}
    return ambulance_csv({JANUARY: (service(0),)}, indicators=(*INDICATORS, "A56"), changed=changed)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("A56", 849, r"column 'A56': The incidents are not those that ended on the telephone.*Expected: 850"),
        ("A26", 4000, r"column 'A26': A26 is above A32, which is so in no published row.*Expected: below 3,600"),
        ("A12", 201, r"column 'A12': A12 is above A11"),
    ],
)
def test_a_service_whose_indicators_cannot_be_is_refused(column: str, value: object, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(systems(column, value))


def test_patients_taken_nowhere_above_those_taken_to_hospital_in_all_services_are_refused() -> None:
    turned = [replace(service(number), to_emergency_department=20, elsewhere=1) for number in range(SERVICES)]

    with pytest.raises(FaultyPublication, match=r"In all 8 rows together, A55 is above A53"):
        released(ambulance_csv({JANUARY: turned}))


def test_outcomes_that_changed_places_in_all_services_are_refused() -> None:
    turned = [replace(outcomes(number), circulation_returned=15) for number in range(SERVICES)]

    with pytest.raises(FaultyPublication, match="R2n is above R1r"):
        released(clinical_outcomes_csv({(2018, 1): turned}))


def test_a_mean_of_patients_nobody_counted_is_refused() -> None:
    counted = {(code, "K1n"): "." for code in (outcomes(0).code, "ZZ9", "Eng")}

    with pytest.raises(FaultyPublication, match="K1m is a mean, and K1n, the patients it is of, is missing"):
        released(clinical_outcomes_csv({(2018, 1): (outcomes(0),)}, changed=counted), name=str(Path("a.csv")))
