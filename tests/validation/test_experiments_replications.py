"""How many replications are enough, against sim-tools (its `ReplicationsAlgorithm`) on the same series."""

import warnings

import numpy as np
import pytest
from support.flow_experiments import by_hand

from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, Outcomes
from everyweek.flow.experiments.replications import Wanted, enough_replications, running_means

pytestmark = pytest.mark.slow  # loading sim-tools takes seconds: it brings plotly and pandas
RNG = np.random.default_rng(20_261_122)
SERIES = {
    "steady": RNG.normal(100, 8, 400),
    "skewed": RNG.gamma(1.5, 20, 400),
    "rare": RNG.gamma(0.2, 10, 400),
    "large": 1e9 + RNG.normal(0, 1e7, 400),
}


@pytest.mark.parametrize("name", SERIES)
def test_means_and_half_widths_are_those_of_sim_tools(name: str) -> None:
    from sim_tools.output_analysis import OnlineStatistics

    means, half_widths = running_means(SERIES[name][:, None], np.ones((400, 1)))

    theirs = OnlineStatistics(alpha=0.05)
    for place, value in enumerate(SERIES[name]):
        theirs.update(value)
        if place >= 2:
            assert means[place, 0] == pytest.approx(theirs.mean, rel=1e-12)
            assert half_widths[place, 0] == pytest.approx(theirs.half_width, rel=1e-9)


@pytest.mark.parametrize("precision", [0.3, 0.1, 0.07, 0.02])
@pytest.mark.parametrize("look_ahead", [0, 5])
def test_the_number_of_replications_is_that_of_sim_tools(precision: float, look_ahead: int) -> None:
    figures = {name: Figure("mean waiting", name) for name in SERIES}
    wanted = [Wanted(figure, precision, relative=True) for figure in figures.values()]
    asked: list[Block] = []

    def run(block: Block) -> Outcomes:
        asked.append(block)
        part = slice(block.first, block.first + block.number)
        return by_hand({figures[name]: SERIES[name][part] for name in SERIES}, first=block.first)

    ours = enough_replications(run, wanted, at_most=400, look_ahead=look_ahead)

    theirs = _by_sim_tools(precision, look_ahead)
    assert {one.wanted.figure.of: one.number for one in ours.reached} == theirs
    assert len(ours.outcomes) == sum(block.number for block in asked)
    assert len(asked) == 25 or not ours.unmet


def _by_sim_tools(precision: float, look_ahead: int) -> dict[str, int | None]:
    from sim_tools.output_analysis import ReplicationsAlgorithm

    class Known:
        def single_run(self, replication_index: int) -> dict[str, float]:
            return {name: float(values[replication_index]) for name, values in SERIES.items()}

    # what they multiply and round down is sometimes a hair below a whole number
    # their limit counts without the look-ahead, which grows: 400 replications are there for 380 and 19
    limit = 400 if look_ahead == 0 else 380
    search = ReplicationsAlgorithm(half_width_precision=precision, look_ahead=look_ahead, replication_budget=limit)
    search._klimit = lambda: look_ahead * max(search.n, 100) // 100  # type: ignore[method-assign]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs say with a warning what ours say in the result
        found, _ = search.select(Known(), list(SERIES))
    return found
