"""The measures of the winter situation report, worked out by hand on a trust's day."""

import numpy as np
import pytest
from support.winter_sitrep import APPLEBRIDGE_FIGURES

from everyweek.measures import evaluate
from everyweek.measures.winter import MEASURES
from everyweek.publications.winter_sitrep.columns import COLUMNS
from everyweek.publications.winter_sitrep.publication import PUBLICATION

WORKED_OUT = {
    "ambulance_arrivals": 100,
    "handovers_30_to_60_minutes": 12,
    "handovers_over_60_minutes": 3,
    "handovers_over_30_minutes_share": 0.15,  # 12 + 3 of 100
    "ae_diverts": 1,
    "general_and_acute_beds_open_daily": 500,
    "general_and_acute_beds_occupied_daily": 475,
    "general_and_acute_occupancy_daily": 0.95,  # 475 of 500
    "adult_critical_care_occupancy_daily": 0.8,  # 8 of 10
    "stays_over_7_days": 200,
    "stays_over_14_days": 120,
    "stays_over_21_days": 80,
    "beds_closed_by_norovirus": 7,
}


def test_every_measure_of_a_day_is_as_worked_out_by_hand() -> None:
    columns = {name: np.array([float(figure)]) for name, figure in APPLEBRIDGE_FIGURES.items()}
    reasons = {name: np.zeros(1, dtype=np.int8) for name in columns}

    results = {one.name: float(evaluate(one, columns=columns, reasons=reasons).value[0]) for one in MEASURES}

    assert results == pytest.approx(WORKED_OUT)


def test_every_measure_is_made_of_columns_that_are_kept_and_is_of_days() -> None:
    (dataset,) = PUBLICATION.datasets

    assert {column for one in MEASURES for column in (*one.numerator, *one.denominator)} <= set(COLUMNS)
    assert {(one.publication, one.every) for one in MEASURES} == {(dataset.key, dataset.every)}


def test_what_is_counted_in_a_day_adds_up_over_a_week_and_what_stands_there_averages() -> None:
    adds_up = {one.name for one in MEASURES if one.kind == "count" and one.over_time == "adds"}

    assert adds_up == {
        "ambulance_arrivals",
        "handovers_30_to_60_minutes",
        "handovers_over_60_minutes",
        "ae_diverts",
    }
