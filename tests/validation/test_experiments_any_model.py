"""Whatever a model holds, its outcomes have all figures, in any blocks, and come back from a table to the last bit."""

import pickle

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from support.flow_models import models

from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.comparing import compare
from everyweek.flow.experiments.outcome import Block, Outcomes, blocks_of, joined, outcomes_of
from everyweek.flow.experiments.showing import as_text
from everyweek.flow.model import Model
from everyweek.flow.summary import intervals_of, pools_of


@pytest.mark.slow
@seed(20_261_122)
@settings(
    max_examples=25, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(models())
def test_outcomes_of_any_model(model: Model) -> None:
    asked = Asked(model, 3_000.0, 500.0, seed=2, by_hour=True)

    found = outcomes_of(asked, Block(0, 3))

    assert pickle.loads(pickle.dumps(asked)).digest() == found.heading.asked
    assert joined(outcomes_of(asked, block) for block in blocks_of(3, 2)).same_as(found)
    assert Outcomes.from_table(found.as_table()).same_as(found)
    assert len(set(found.names)) == len(found.names) == found.values.shape[1]
    assert {row.told for row in compare(found, {"the same": found}).rows} <= {
        "exactly the same",
        "not in any pair",
        "too few replications",
    }
    assert as_text(compare(found, {"the same": found})).count("\n") == len(found.names) + 3
    assert len(pools_of(found)) == len(model.pools)
    assert sum(one.number for one in intervals_of(found) if not one.group) >= 0
    assert not np.isinf(found.values).any()
