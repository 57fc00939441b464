"""Stroke units and a treatment centre, as others published them: what is looked at in our models of docs/models."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from support.flow_comparisons import SEED, times_its_error
from support.published_models import A_DAY, Compared, facts, mean_and_error

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.model import Model
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate

# Stroke services


def stroke_loads() -> dict[str, float]:
    """The mean number in each unit, by Little: how many come a day, and how long they stay."""
    of_stroke = 0.24 * 7.4 + 0.13 * 4.6 + 0.63 * 7.0
    acute = of_stroke / 1.2 + 1.8 / 9.3 + 4.0 / 3.6 + 3.8 / 3.2
    stroke = 0.24 / 1.2 + 1 / 21.8
    neurological = 0.11 / 3.6 + 1 / 31.7
    other = 0.05 / 3.2 + 1 / 28.6
    rehabilitation = (
        stroke * (0.4 * 30.3 + 0.6 * 28.4) + 0.01 / 9.3 * 18.7 + neurological * 27.6 + other * 16.1
    )  # fmt: skip
    return {"acute": acute, "rehabilitation": rehabilitation}


UNITS = {"acute": 0, "rehabilitation": 1}
YEARS, WARM_DAYS = 8, 3 * 365


def stroke_days(model: Model, *, runs: int) -> list[NDArray[np.int64]]:
    """Of each replication beds in use of both units once a day, for five years after three, as was published."""
    program = compiled(model)
    long = (YEARS * 365) * A_DAY
    return [
        replicate(program, minutes=long, seed=SEED, replication=one).looks.in_use[24 * WARM_DAYS :: 24]
        for one in range(runs)
    ]


def beds_missing(seen: list[NDArray[np.int64]]) -> dict[str, dict[int, tuple[float, float]]]:
    """Of each unit and number of beds, how often exactly so many over at most so many are in use, and a tolerance.

    Twelve are compared in one test, and share its tolerance.
    """
    times = times_its_error(len(seen), among=12)
    found: dict[str, dict[int, tuple[float, float]]] = {}
    for unit, place in UNITS.items():
        found[unit] = {}
        for beds in range(8, 17):
            shares = np.array([np.mean(one[:, place] == beds) / np.mean(one[:, place] <= beds) for one in seen])
            mean, error = mean_and_error(shares)
            found[unit][beds] = float(mean), times * float(error)
    return found


def numbers_in_units(seen: list[NDArray[np.int64]]) -> dict[str, tuple[float, float]]:
    """The mean number in each unit, and a tolerance."""
    mean, error = mean_and_error(np.array([one.mean(axis=0) for one in seen]))
    times = times_its_error(len(seen), among=2)
    return {unit: (float(mean[place]), times * float(error[place])) for unit, place in UNITS.items()}


# Treatment centre

WAITS = {
    "wait for triage": ("arrival", "triage"),
    "wait for registration": ("after triage", "registration"),
    "wait for examination": ("after registration", "examination"),
    "wait for treatment, no trauma": ("after examination", "treatment"),
    "wait for stabilisation": ("after triage", "stabilisation"),
    "wait for treatment, trauma": ("after stabilisation", "trauma treatment"),
}


def _of_a_day(run: Replication) -> list[float]:
    """As published: waits of all whose service began, whether or not it ended."""
    rows = run.rows
    at = dict(zip(run.compiled.names.milestones, rows.milestones.T, strict=True)) | {"arrival": rows.arrived}
    waits = [float(np.nanmean(at[until] - at[since])) for since, until in WAITS.values()]
    return [float(len(rows.arrived)), *waits, float(np.count_nonzero(~np.isnan(rows.left)))]


def treatment_centre(model: Model, *, runs: int) -> list[Compared]:
    """Each number beside the published mean of fifty days.

    How much days differ is not published of the fifty. Ours should differ as much, so that the band is that of a mean
    of fifty of ours, three and a half of its errors each way: one false alarm among all eight for one seed in 270.
    """
    known = facts("treatment-centre")
    program = compiled(model)
    seen = np.array(
        [
            _of_a_day(replicate(program, minutes=60.0 * known["hours"], seed=SEED, replication=one))
            for one in range(runs)
        ]
    )
    mean, error = mean_and_error(seen)
    of_fifty = 3.5 * error * sqrt(runs / known["replications"])
    return [
        Compared(name, published, published - float(band), published + float(band), float(ours), 3.5 * float(own))
        for (name, published), band, ours, own in zip(known["published"].items(), of_fifty, mean, error, strict=True)
    ]
