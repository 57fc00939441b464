"""The dated standards, ambitions and plans."""

from datetime import date

import pytest

from everyweek.measures import MEASURES
from everyweek.reference import standards_for, standards_in_force
from everyweek.reference.faults import FaultyStandard
from everyweek.reference.rows import data_folder
from everyweek.reference.standards import read_standards


def labels(measure, day):
    return [standard.label for standard in standards_in_force(measure, day)]


def test_the_four_hour_steps_follow_one_another_beside_the_standing_standard():
    standing = "95% within four hours"

    assert labels("four_hour_performance", date(2022, 12, 1)) == [standing]
    assert labels("four_hour_performance", date(2024, 3, 31)) == [standing, "76% by March 2024"]
    assert labels("four_hour_performance", date(2024, 4, 1)) == [standing, "78% by March 2025"]
    assert labels("four_hour_performance", date(2026, 3, 31)) == [standing, "78% by March 2026"]
    assert labels("four_hour_performance", date(2027, 3, 1)) == [standing, "82% by March 2027"]
    assert labels("four_hour_performance", date(2029, 3, 1)) == [standing, "85% by March 2029"]
    assert labels("four_hour_performance", date(2009, 1, 1)) == []


def test_category_2_has_the_eighteen_minute_standard_and_the_thirty_minute_ambition():
    values = [(one.kind, one.value) for one in standards_in_force("category_2_mean", date(2025, 1, 1))]

    assert values == [("standard", 1080), ("ambition", 1800)]


@pytest.mark.parametrize(
    ("measure", "minutes"),
    [
        ("category_1_mean", 7),
        ("category_1_p90", 15),
        ("category_2_mean", 18),
        ("category_2_p90", 40),
        ("category_3_p90", 120),
        ("category_4_p90", 180),
    ],
)
def test_the_ambulance_standards_are_in_seconds_and_upper_limits(measure, minutes):
    standing = [one for one in standards_for(measure) if one.kind == "standard"]

    assert [(one.value, one.direction) for one in standing] == [(minutes * 60, "at_most")]


def test_a_measure_nobody_set_a_standard_for_has_none():
    assert standards_for("conversion") == ()


def test_a_value_exactly_on_the_standard_meets_it():
    at_least, at_most = standards_for("four_hour_performance")[0], standards_for("category_1_mean")[0]

    assert at_least.is_met_by(0.95)
    assert not at_least.is_met_by(0.9499)
    assert at_most.is_met_by(420)
    assert not at_most.is_met_by(421)


GOOD = {
    "measure": "m",
    "kind": "plan",
    "value": "0.5",
    "direction": "at_least",
    "in_force_from": "2024-04-01",
    "due_by": "2025-03-31",
    "label": "half",
    "source": "s",
    "confidence": "seen",
}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "wish"},
        {"direction": "up"},
        {"confidence": "hearsay"},
        {"value": "most"},
        {"value": "-1"},
        {"value": "true"},
        {"in_force_from": "spring"},
        {"due_by": "2024-04-01"},
        {"due_by": "later"},
        {"deadline": "2025-03-31"},
        {"label": None},
    ],
)
def test_a_faulty_standard_is_refused_with_the_number_of_its_entry(tmp_path, fault):
    file = tmp_path / "standards.yaml"
    entry = {key: text for key, text in (GOOD | fault).items() if text is not None}
    file.write_text("- " + "\n  ".join(f"{key}: {text}" for key, text in entry.items()), encoding="utf-8")

    with pytest.raises(FaultyStandard, match=r"standards\.yaml, entry 1"):
        read_standards(file)


@pytest.mark.parametrize("text", ["measure: m", "- just words"])
def test_a_file_of_another_shape_is_refused(tmp_path, text):
    file = tmp_path / "standards.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FaultyStandard):
        read_standards(file)


def test_every_entry_says_where_it_is_from_and_shares_are_shares():
    measures = ("four_hour_performance", "category_1_mean", "category_2_mean", "category_3_p90")
    everything = [one for measure in measures for one in standards_for(measure)]

    assert all(one.source and one.label for one in everything)
    assert all(one.value <= 1 for one in everything if one.measure == "four_hour_performance")


@pytest.mark.parametrize(
    ("measure", "value", "direction"),
    [
        ("general_and_acute_occupancy", 0.92, "at_most"),
        ("general_and_acute_occupancy_daily", 0.92, "at_most"),
        ("virtual_ward_occupancy", 0.80, "at_least"),
        ("virtual_ward_capacity_per_100k", 40, "at_least"),
        ("nhs_111_abandoned", 0.03, "at_most"),
    ],
)
def test_the_rest_of_the_chain_has_its_ambitions(measure, value, direction):
    assert [(one.value, one.direction) for one in standards_for(measure)] == [(value, direction)]


def test_the_virtual_ward_ambition_ended_with_2023():
    assert labels("virtual_ward_capacity_per_100k", date(2023, 12, 31)) == [
        "40 to 50 for every 100,000 by December 2023"
    ]
    assert labels("virtual_ward_capacity_per_100k", date(2024, 1, 1)) == []


def test_every_standard_is_of_a_measure_that_exists():
    standards = read_standards(data_folder().joinpath("standards.yaml"))

    assert {one.measure for one in standards} - MEASURES.keys() == set()
