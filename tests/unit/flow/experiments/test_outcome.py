"""Outcomes of replications: the same in any blocks, and kept, sent and read again to the last bit."""

import ast
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from support.flow_experiments import WAIT, by_hand, department

from everyweek.flow.compiling.compile import Compiled, compiled
from everyweek.flow.errors import Fault, FaultyModel, FlowError, Unstable
from everyweek.flow.experiments import outcome
from everyweek.flow.experiments.asked import FLOW, SOURCES, Asked, canonical
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import (
    CAPACITY,
    IN_USE,
    WAITING,
    Block,
    Outcomes,
    blocks_of,
    joined,
    outcomes_of,
    outcomes_of_runs,
)
from everyweek.flow.model import MONDAY, Model
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate

ASKED = Asked(department(), minutes=10 * 1_440.0, warm_up=1_440.0, seed=3, by_hour=True)


@pytest.fixture(scope="module")
def found() -> Outcomes:
    return outcomes_of(ASKED, Block(0, 5))


def test_blocks_of_any_size_put_together_in_any_order_are_the_same_to_the_last_bit(found: Outcomes) -> None:
    parts = [outcomes_of(ASKED, block) for block in reversed(blocks_of(5, 2))]

    assert joined(parts).same_as(found)
    assert not joined(parts[1:]).same_as(found)
    assert not replace(found, heading=replace(found.heading, seed=4)).same_as(found)
    assert len(found) == 5


def test_a_model_is_checked_and_compiled_once_for_all_blocks_of_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Model] = []

    def once(model: Model) -> Compiled:
        made.append(model)
        return compiled(model)

    monkeypatch.setattr(outcome, "compiled", once)
    monkeypatch.setattr(outcome, "PROGRAMS", {})
    short = [replace(ASKED, minutes=600.0, warm_up=0.0, seed=seed) for seed in range(outcome.MOST_PROGRAMS + 1)]

    for block in range(3):  # each time sent from another process, so that it is another object
        outcomes_of(pickle.loads(pickle.dumps(short[0])), Block(block, 1))
    several = len(made)
    for other in short:
        outcomes_of(other, Block(0, 1))

    assert several == 1
    assert (len(made), len(outcome.PROGRAMS)) == (len(short), outcome.MOST_PROGRAMS)


def test_a_table_of_arrow_and_a_file_of_parquet_give_the_same_to_the_last_bit(found: Outcomes, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(found.as_table(), tmp_path / "outcomes.parquet", row_group_size=2)
    in_pieces = pa.concat_tables([found.as_table().slice(0, 3), found.as_table().slice(3)])

    assert Outcomes.from_table(pq.read_table(tmp_path / "outcomes.parquet")).same_as(found)
    assert Outcomes.from_table(in_pieces).same_as(found)
    assert found.as_table().column_names[:2] == ["replication", "cubicles: mean wait, minutes"]


def test_what_is_not_a_number_and_outcomes_without_hours_come_back_too() -> None:
    odd = by_hand({WAIT: [np.nan, -0.0, np.inf]})

    again = Outcomes.from_table(odd.as_table())

    assert again.same_as(odd)
    assert again.hours is None
    assert not again.same_as(replace(odd, values=odd.values + 0.0))  # minus nought is not nought


def test_a_table_that_says_not_what_it_is_of_is_refused() -> None:
    with pytest.raises(FlowError, match="does not say what they are of"):
        Outcomes.from_table(pa.table({"replication": [1]}))


def test_figures_are_those_of_the_replications(found: Outcomes) -> None:
    runs = [_run(number) for number in range(5)]

    np.testing.assert_array_equal(
        found.column(Figure("mean wait", "beds", unit="minutes")), [run.mean_wait[1] for run in runs]
    )
    np.testing.assert_array_equal(
        found.column(Figure("occupancy", "cubicles", unit="share")), [run.occupancy[0] for run in runs]
    )
    np.testing.assert_array_equal(found.column(Figure("longest queue", "beds")), [run.longest[1] for run in runs])
    np.testing.assert_array_equal(found.column(Figure("left")), [run.left for run in runs])
    assert outcomes_of_runs(runs).same_as(replace(outcomes_of_runs(runs), values=found.values))
    with pytest.raises(KeyError, match="no figure “trolleys: served, patients”"):
        found.column(Figure("served", "trolleys"))


@pytest.mark.parametrize("group", ["", "minor", "major"])
def test_times_are_counted_as_the_rows_of_patients_say(found: Outcomes, group: str) -> None:
    rows, name = _run(2).rows, "time in the department"
    there = (rows.arrived >= ASKED.warm_up) & ~np.isnan(rows.milestones[:, 1])
    if group:
        there &= rows.group == ("minor", "major").index(group)
    took = (rows.milestones[:, 1] - rows.arrived)[there]

    assert found.column(Figure("number", name, group))[2] == len(took)
    assert found.column(Figure("mean", name, group, "minutes"))[2] == pytest.approx(took.mean(), rel=1e-12)
    share = found.column(Figure("within", name, group, "share", 240.0))[2]
    assert share == pytest.approx(np.mean(took <= 240.0), rel=1e-12)


def test_hours_of_the_week_are_means_over_the_weeks_after_the_warm_up(found: Outcomes) -> None:
    looks = _run(1).looks
    tuesday_nine = (looks.minutes >= 1_440.0) & (looks.minutes % 10_080.0 == (24 + 9) * 60.0)

    assert tuesday_nine.sum() == 2
    assert found.hours is not None
    at = found.hours[1, 1, 24 + 9]
    assert at[IN_USE] == looks.in_use[tuesday_nine, 1].mean()
    assert at[WAITING] == looks.waiting[tuesday_nine, 1].mean()
    assert at[CAPACITY] == 60.0


def test_a_run_from_half_past_two_is_looked_at_on_the_hour_and_hours_that_did_not_come_have_no_number() -> None:
    later = replace(ASKED.model, starts=MONDAY + timedelta(hours=2, minutes=30))

    hours = outcomes_of(replace(ASKED, model=later, minutes=300.0, warm_up=0.0), Block(0, 1)).hours

    assert hours is not None
    assert np.flatnonzero(~np.isnan(hours[0, 0, :, CAPACITY])).tolist() == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "no outcomes to put together"),
        ([by_hand({WAIT: [1.0, 2.0]}), by_hand({WAIT: [3.0]}, first=1)], "Replication 1 is there twice"),
        ([by_hand({WAIT: [1.0]}), by_hand({WAIT: [3.0]}, seed=2, first=1)], "are not of the same scenario"),
    ],
)
def test_what_does_not_belong_together_is_not_put_together(parts: list[Outcomes], said: str) -> None:
    with pytest.raises(FlowError, match=said):
        joined(parts)


@pytest.mark.parametrize(("first", "number"), [(-1, 3), (0, 0)])
def test_a_block_has_replications(first: int, number: int) -> None:
    with pytest.raises(ValueError, match="none that can be run"):
        Block(first, number)


def test_what_is_asked_can_be_sent_and_has_one_name_in_every_process() -> None:
    sent = pickle.dumps(ASKED)
    code = "import pickle, sys; print(pickle.loads(sys.stdin.buffer.read()).digest())"

    there = subprocess.run(
        [sys.executable, "-c", code],
        input=sent,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )

    assert pickle.loads(sent) == ASKED
    assert there.stdout.decode().strip() == ASKED.digest()


def test_the_name_of_what_is_asked_changes_with_every_setting_but_not_with_words_for_readers() -> None:
    others = [
        replace(ASKED, seed=4),
        replace(ASKED, minutes=1.0),
        replace(ASKED, warm_up=0.0),
        replace(ASKED, by_hour=False),
        replace(ASKED, model=department(beds=61)),
    ]

    names = {asked.digest() for asked in (ASKED, *others)}

    assert len(names) == 6
    assert replace(ASKED, model=replace(ASKED.model, about="Invented.")).digest() == ASKED.digest()
    with pytest.raises(TypeError, match="has no text"):
        canonical(object())
    assert canonical(MONDAY) == "2026-04-06T00:00:00"
    assert replace(ASKED, minutes=np.float64(ASKED.minutes)).digest() == ASKED.digest()


def test_whatever_makes_outcomes_is_of_the_version_of_the_engine() -> None:
    here = "everyweek.flow.experiments"
    tree = ast.parse(Path(outcome.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    makers = {f"{name.rpartition('.')[2]}.py" for name in imported if name and name.startswith(f"{here}.")}

    counted = {path.name for pattern in SOURCES for path in FLOW.glob(pattern) if path.parent.name == "experiments"}

    assert makers - {"asked.py"} <= counted
    assert "hours.py" in counted


@pytest.mark.parametrize(
    "error",
    [FaultyModel((Fault("here", "Wrong."),)), Unstable(pool="beds", inside=9, waiting=8, day=1.5)],
    ids=["faulty", "unstable"],
)
def test_errors_of_a_run_come_back_from_another_process_as_they_are(error: FlowError) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)


def test_the_figure_of_a_run_names_no_pool() -> None:
    assert [figure.text for figure in (Figure("arrived"), Figure("served", "beds"))] == [
        "arrived, patients",
        "beds: served, patients",
    ]
    assert Figure("arrived").divided_by is None


def test_a_model_without_classes_has_its_times_once() -> None:
    model: Model = department()
    plain = replace(model, classes=(), streams=(replace(model.streams[0], classes={}),), intervals=model.intervals[:1])

    found = outcomes_of(Asked(plain, 1_440.0), Block(7, 1))

    assert [figure.text for figure in found.heading.figures if figure.of == "time in the department"] == [
        "time in the department: number, patients",
        "time in the department: mean, minutes",
        "time in the department: within 60 minutes, share",
        "time in the department: within 240 minutes, share",
    ]
    assert found.replications.tolist() == [7]


def _run(number: int) -> Replication:
    return replicate(
        compiled(ASKED.model), minutes=ASKED.minutes, warm_up=ASKED.warm_up, seed=ASKED.seed, replication=number
    )


@pytest.mark.parametrize(
    "other",
    [{"seed": 4}, {"warm_up": 0.0}, {"minutes": 9 * 1_440.0}, {"model": department(beds=61)}],
    ids=["seed", "warm-up", "length", "model"],
)
def test_replications_of_two_scenarios_are_not_summed_up_as_one(other: dict[str, Any]) -> None:
    two = replace(ASKED, **other)
    run = replicate(compiled(two.model), minutes=two.minutes, warm_up=two.warm_up, seed=two.seed, replication=1)

    with pytest.raises(FlowError, match="Replications 0 and 1 are not of one model, seed, length and warm-up"):
        outcomes_of_runs([_run(0), run])
