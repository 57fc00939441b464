"""The days on which a figure began to be counted in another way."""

from datetime import date

import pytest

from everyweek.measures import MEASURES
from everyweek.reference import directory, method_changes
from everyweek.reference.faults import FaultyMethodChange
from everyweek.reference.method_changes import all_method_changes, read_method_changes

FIELD_TEST_BEGINS, FIELD_TEST_ENDS = date(2019, 5, 1), date(2023, 6, 1)


def field_test_days(organisation, **others):
    changes = method_changes("four_hour_performance", organisation, directory=directory(), **others)
    return [change.on for change in changes if change.concerns == "field_test_trusts"]


@pytest.mark.parametrize(
    ("organisation", "days"),
    [
        ("RGT", [FIELD_TEST_BEGINS, FIELD_TEST_ENDS]),
        ("RD3", [FIELD_TEST_BEGINS]),  # Poole had merged before the trusts returned
        ("R0D", [FIELD_TEST_ENDS]),  # and Dorset did not exist when they began
        ("RAJ", []),
        ("england", [FIELD_TEST_BEGINS, FIELD_TEST_ENDS]),
        ("Y61", [FIELD_TEST_BEGINS, FIELD_TEST_ENDS]),  # East of England: Cambridge, West Suffolk, Bedfordshire
        ("QUE", [FIELD_TEST_ENDS]),  # Cambridgeshire and Peterborough began in July 2022
        ("QGH", []),  # Herefordshire and Worcestershire has no field-test trust
        ("ZZ3", [date(2022, 4, 1), FIELD_TEST_ENDS]),
        ("ZZ1", []),
        ("NOBODY", []),
    ],
)
def test_the_field_test_concerns_its_trusts_and_the_groups_that_count_one(organisation, days):
    assert field_test_days(organisation) == days


def test_rolled_up_to_today_dorset_has_the_field_test_of_poole():
    assert field_test_days("R0D", rolled_up_on=date(2026, 1, 1)) == [FIELD_TEST_BEGINS, FIELD_TEST_ENDS]


def test_the_return_of_the_field_test_trusts_breaks_the_series_and_booked_appointments_do_not():
    changes = method_changes("four_hour_performance", "england", directory=directory())

    assert [(change.name, change.breaks_the_series) for change in changes] == [
        ("field_test_trusts_stop", False),
        ("booked_appointments", False),
        ("field_test_trusts_return", True),
        ("same_day_emergency_care_attendances", False),
    ]


def test_same_day_emergency_care_breaks_admissions_and_not_attendances():
    july = {
        measure: [
            change.breaks_the_series
            for change in method_changes(measure, "RAJ", directory=directory())
            if change.on == date(2025, 7, 1)
        ]
        for measure in ("emergency_admissions", "conversion", "attendances", "attendances_type1")
    }

    assert july == {
        "emergency_admissions": [True],
        "conversion": [True],
        "attendances": [False],
        "attendances_type1": [],
    }


def test_the_new_delay_reasons_of_may_2024_break_the_delay_measures_of_everyone():
    changes = method_changes("delay_capacity_share", "NOBODY", directory=directory())

    assert [(change.on, change.breaks_the_series) for change in changes] == [(date(2024, 5, 27), True)]


def test_a_measure_that_was_always_counted_alike_has_no_change_of_method():
    assert method_changes("category_2_mean", "england", directory=directory()) == ()


def test_every_change_is_of_measures_that_exist_and_has_a_name_of_its_own():
    unknown = {measure for change in all_method_changes() for measure in change.measures} - MEASURES.keys()
    names = [change.name for change in all_method_changes()]

    assert unknown == set()
    assert len(names) == len(set(names))


GOOD = {
    "name": "n",
    "effective_on": "2024-04-01",
    "concerns": "everyone",
    "title": "t",
    "sentence": "s",
    "breaks_the_series": "true",
    "measures": "[m]",
    "source": "s",
    "confidence": "seen",
}


@pytest.mark.parametrize(
    "fault",
    [
        {"concerns": "some"},
        {"confidence": "hearsay"},
        {"title": "7"},
        {"effective_on": "spring"},
        {"breaks_the_series": "perhaps"},
        {"measures": "m"},
        {"measures": "[]"},
        {"measures": "[1]"},
        {"until": "2025-01-01"},
        {"sentence": None},
    ],
)
def test_a_faulty_change_of_method_is_refused_with_the_number_of_its_entry(tmp_path, fault):
    file = tmp_path / "method_changes.yaml"
    entry = {key: text for key, text in (GOOD | fault).items() if text is not None}
    file.write_text("- " + "\n  ".join(f"{key}: {text}" for key, text in entry.items()), encoding="utf-8")

    with pytest.raises(FaultyMethodChange, match=r"method_changes\.yaml, entry 1"):
        read_method_changes(file)


@pytest.mark.parametrize("text", ["name: n", "- just words"])
def test_a_file_of_another_shape_is_no_list_of_changes(tmp_path, text):
    file = tmp_path / "method_changes.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FaultyMethodChange):
        read_method_changes(file)
