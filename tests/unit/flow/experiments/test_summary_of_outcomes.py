"""A summary is the same of replications here and of outcomes from elsewhere."""

import numpy as np
import pytest
from support.flow_experiments import department

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.outcome import Block, outcomes_of
from everyweek.flow.running import replicate
from everyweek.flow.summary import intervals_of, pools_of

ASKED = Asked(department(), minutes=10 * 1_440.0, warm_up=1_440.0, seed=3)


def test_runs_and_outcomes_give_the_same_summary() -> None:
    program = compiled(ASKED.model)
    runs = [replicate(program, minutes=ASKED.minutes, warm_up=ASKED.warm_up, seed=3, replication=n) for n in range(4)]
    outcomes = outcomes_of(ASKED, Block(0, 4))

    assert pools_of(runs) == pools_of(outcomes)
    assert intervals_of(runs) == intervals_of(outcomes)
    beds = pools_of(outcomes)[1]
    assert beds.longest == max(run.longest[1] for run in runs)
    assert beds.in_use.mean == pytest.approx(np.mean([run.mean_in_use[1] for run in runs]))


def test_times_have_their_shares_within_each_limit() -> None:
    found = intervals_of(outcomes_of(ASKED, Block(0, 4)))

    assert [(one.name, one.group) for one in found[:3]] == [
        ("time in the department", ""),
        ("time in the department", "minor"),
        ("time in the department", "major"),
    ]
    assert [limit.minutes for limit in found[0].within] == [60.0, 240.0]
    hour, four_hours = (limit.share for limit in found[0].within)
    assert 0 < hour.mean < four_hours.mean < 1
    assert 0 < four_hours.half_width < 0.1
    assert found[0].number == found[1].number + found[2].number
    assert found[3].within == ()
