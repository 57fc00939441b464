"""Models that others published, built anew: their figures beside ours, by the rule that stands beside the figures.

The facts and figures with their sources are in `published/`, the models in `support/published_models.py`; what they
give is printed by `benchmarks/table_flow_validation.py`.
"""

import pytest
from support.published_models import calls, facts, waiting_for_beds

AREAS = tuple(facts("discharge-to-assess-beds")["areas"])
SCENARIOS = tuple(facts("call-centre-111")["scenarios"])


@pytest.mark.parametrize("area", AREAS)
def test_the_queue_for_community_beds_grows_as_published(area: str) -> None:
    found = waiting_for_beds(area, runs=100)

    assert len(found) == 11
    assert [one.name for one in found if not one.overlaps] == []
    assert [one.name for one in found if abs(one.apart) > 3.5] == []  # as far as five runs may be from their mean


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_centre_gives_what_another_engine_gives(scenario: str) -> None:
    found = calls(scenario, runs=100)

    assert len(found) == 4
    assert [one.name for one in found if not one.overlaps] == []


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_call_centre_gives_what_another_engine_gives_in_as_many_runs(scenario: str) -> None:
    found = calls(scenario, runs=300)

    assert [one.name for one in found if not one.overlaps] == []
