"""Models of which theory knows the answer: ours is within what chance allows at a fixed seed.

The models stand in `support/flow_queues.py`, `flow_networks.py` and `flow_over_time.py`; how the tolerance is derived,
and how often all of them together would give a false alarm, in `support/flow_comparisons.py`.
"""

import numpy as np
import pytest
from support import flow_networks, flow_over_time, flow_queues
from support import queueing_theory as theory
from support.flow_comparisons import FALSE_ALARMS, Case, slower, times_its_error
from support.markov_chains import after, chain, in_the_long_run

CASES = [*flow_queues.cases(), *flow_networks.cases(), *flow_over_time.cases()]
NOTICED = 0.05
"""So much more time for everything must be noticed in every model."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ours_is_as_in_theory(case: Case) -> None:
    found = case.found()

    assert all(one.is_as_in_theory for one in found), "; ".join(map(str, found))
    assert min(one.would_notice for one in found) < 0.1  # else nothing was shown


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_model_in_which_everything_takes_a_little_longer_is_not_as_in_theory(case: Case) -> None:
    found = case.found(slower(case.model, NOTICED))

    assert not all(one.is_as_in_theory for one in found), "; ".join(map(str, found))


def test_one_false_alarm_among_all_comparisons_is_to_be_expected_for_one_seed_in_fifty_at_most() -> None:
    comparisons = sum(len(case.quantities) for case in CASES)

    assert comparisons / FALSE_ALARMS < 1 / 50
    assert times_its_error(24) == pytest.approx(4.33, abs=0.01)  # Student's t, 23 degrees of freedom; normal: 3.66


def test_the_formulae_agree_with_chains_that_are_solved() -> None:
    servers, load = 3, 2.2

    def leads(n: int) -> list[tuple[int, float]]:
        return [(n + 1, load if n < 300 else 0.0), (n - 1, float(min(n, servers)))] if n else [(1, load)]

    found = chain(0, leads)

    shares = in_the_long_run(found)

    assert found.expected(shares, lambda n: n >= servers) == pytest.approx(theory.erlang_c(servers, load))
    assert found.expected(shares, lambda n: max(n - servers, 0)) == pytest.approx(
        load * theory.wait_of_several(servers, load)
    )
    assert theory.waits_by_priority(servers, [load]) == pytest.approx([theory.wait_of_several(servers, load)])
    assert theory.erlang_b(2, 1.0) == pytest.approx(1 / 5)  # 1/2 over 1 + 1 + 1/2, by hand
    assert theory.shares_with_little_room(2, 1.0, 2)[-1] == pytest.approx(1 / 5)
    assert theory.wait_of_any_service(0.8, 1.0) == pytest.approx(4.0)
    begun = np.eye(len(found.states))[0]
    assert np.allclose(after(found, after(found, begun, 30.0), 30.0), after(found, begun, 60.0), atol=1e-10)


def test_what_is_known_of_infinitely_many_servers_is_right_by_hand() -> None:
    two_an_hour_of_three_hours = theory.inside_by_hour([2.0], theory.longer_than_fixed(3.0), hours=5)

    assert two_an_hour_of_three_hours == pytest.approx([0, 2, 4, 6, 6, 6])
    far = np.array([1e6])
    assert theory.longer_than_lognormal(6.0, 9.0)(far) == pytest.approx(6.0)
    assert theory.longer_than_gamma(6.0, 9.0)(far) == pytest.approx(6.0)
    assert theory.longer_than_gamma(6.0, 6.0)(np.array([2.0])) == pytest.approx(
        theory.longer_than_exponential(6.0)(np.array([2.0]))
    )
