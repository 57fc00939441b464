"""The models of docs/models: each is read, runs, and gives what theory or those who published it say."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.flow_comparisons import SEED
from support.published_models import call_centre, facts, pathway_2
from support.published_units import beds_missing, numbers_in_units, stroke_days, stroke_loads, treatment_centre
from support.queueing_theory import erlang_b

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Quantiles
from everyweek.flow.model import Model
from everyweek.flow.reading.model import read_model
from everyweek.flow.running import replicate

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "models"
MODELS = sorted(FOLDER.glob("*.yaml"))
A_DAY = 1_440.0


def model(name: str) -> Model:
    return read_model(FOLDER / f"{name}.yaml")


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_of_the_documentation_runs_and_says_where_its_figures_are_from(path: Path) -> None:
    found = read_model(path)

    run = replicate(compiled(found), minutes=30 * A_DAY, seed=SEED)

    assert run.arrived > 20
    assert run.left > 0
    assert any(source in found.about for source in ("github.com", "doi.org", "NHS England", "BMC Health"))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


def test_there_is_a_ward_a_stroke_unit_a_treatment_centre_a_call_centre_and_an_ambulance_handover() -> None:
    named = {path.stem for path in MODELS}

    assert named >= {"ward", "stroke-unit", "treatment-centre", "call-centre", "ambulance-handover"}


def test_the_call_centre_of_the_documentation_is_the_one_that_is_held_against_what_was_published() -> None:
    written, built = model("call-centre"), call_centre(facts("call-centre-111"), operators=13, nurses=9)

    assert (written.pools, written.streams) == (built.pools, built.streams)
    assert written.pathways == built.pathways


def test_the_ward_of_the_documentation_is_bristol_as_it_is_held_against_what_was_published() -> None:
    known = facts("discharge-to-assess-beds")
    written, built = model("ward"), pathway_2(known["areas"]["Bristol"], known["begins"])

    assert (written.pools[0].capacity, written.starts) == (built.pools[0].capacity, built.starts)
    assert written.streams == built.streams
    stay, same_stay = (one.pathways[0].steps[place] for one, place in ((written, 3), (built, 1)))
    assert stay.times.mean == pytest.approx(same_stay.times.mean, rel=1e-5)  # type: ignore[union-attr]
    rest, same_rest = (one.inside[0].remaining for one in (written, built))
    assert isinstance(rest, Quantiles)
    assert isinstance(same_rest, Quantiles)
    assert rest.mean == pytest.approx(same_rest.mean, rel=0.02)  # fewer quantiles, straight between them
    assert [one.number for one in written.inside] == [97, 31]


def test_stroke_patients_would_find_a_bed_missing_as_often_as_theory_and_the_publication_say() -> None:
    """Both units have a Poisson number inside, so that exactly n over at most n is Erlang's B."""
    published, loads = facts("stroke-unit"), stroke_loads()

    days = stroke_days(model("stroke-unit"), runs=60)

    for unit, (ours, tolerance) in numbers_in_units(days).items():
        assert abs(ours - loads[unit]) < tolerance < 0.05 * loads[unit]
    found = beds_missing(days)
    for unit in ("acute", "rehabilitation"):
        for beds, share in published[unit].items():
            exact = erlang_b(beds, loads[unit])
            assert abs(exact - share) < 0.0101  # they give two decimals, of a simulation
            ours, tolerance = found[unit][beds]
            assert abs(ours - exact) < tolerance < 0.35 * exact
    assert round(1 / erlang_b(10, loads["acute"])) == pytest.approx(published["abstract"][10], abs=1)
    assert round(1 / erlang_b(14, loads["acute"])) == pytest.approx(published["abstract"][14], abs=3)


def test_the_treatment_centre_is_as_published_within_what_chance_allows() -> None:
    found = treatment_centre(model("treatment-centre"), runs=300)

    assert [one.name for one in found if not one.overlaps] == []
    assert len(found) == 8


def test_more_beds_shorten_the_wait_of_ambulances() -> None:
    """The same patients with the same luck: beds are missing, cubicles are kept, crews wait at the door."""
    as_it_is = model("ambulance-handover")
    beds = as_it_is.pool("beds")
    more = replace(
        as_it_is, pools=tuple(replace(beds, capacity=300) if pool == beds else pool for pool in as_it_is.pools)
    )

    handover = {}
    for name, one in (("as it is", as_it_is), ("more beds", more)):
        runs = [
            replicate(compiled(one), minutes=60 * A_DAY, warm_up=20 * A_DAY, seed=SEED, replication=i) for i in (0, 1)
        ]
        tallies = np.sum([run.tallies[1].sum(axis=0) for run in runs], axis=0)
        handover[name] = tallies[1] / tallies[0]

    assert handover["more beds"] < handover["as it is"]
