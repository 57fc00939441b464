"""What is measured of simulated event tables is what one counts by hand, and they are what event tables promise."""

import numpy as np
import pyarrow as pa
import pytest
from support.emitting import run

from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Exponential, Fixed, Lognormal
from everyweek.flow.emitting.event_tables import event_tables, said_source
from everyweek.flow.emitting.sources import Always, At, PerMilestone, Source
from everyweek.flow.model import Emits, Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import hours, minutes, per_hour
from everyweek.flow.steps import Branch, Delay, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import Poisson, Stream
from everyweek.measures.events.catalogue import find_event_measures
from everyweek.tables.check_table import check_table
from everyweek.tables.event_table import TableName
from everyweek.warehouse.engines.duckdb import observations_of


def small_department() -> Model:
    """Patients of whom some wait long for one of few beds."""
    steps = (
        Seize(("cubicles",)),
        Mark("seen"),
        Delay(Exponential(minutes(100))),
        Branch(
            (Way(Chance(0.3), (Mark("decision"), Seize(("beds",)), Mark("left"), Release("cubicles"),
                               Delay(Lognormal(hours(9), hours(9))), Release("beds"), Leave("admitted"))),),
            otherwise=(),
        ),
        Mark("left"),
        Release("cubicles"),
        Leave("home"),
    )  # fmt: skip
    columns: dict[str, Source] = {
        "department_type": Always("type 1"),
        "arrived_at": At("arrival"),
        "seen_at": At("seen"),
        "decision_to_admit_at": At("decision"),
        "departed_at": At("left"),
        "disposal": PerMilestone({"decision": "admitted", "left": "discharged"}),
    }
    return Model(
        "a small department",
        (Pool("cubicles", 12), Pool("beds", 12)),
        (Stream("all", Poisson(per_hour(4)), "department"),),
        (Pathway("department", steps),),
        emits=(Emits("attendance", columns=columns),),
        intervals=(Interval("in the department", "arrival", "left", edges=(240.0, 720.0)),),
    )


def test_the_simulated_4_hour_percentage_is_what_one_counts_by_hand_and_what_the_engine_counts_while_it_runs() -> None:
    found = run(small_department(), minutes=28 * 1_440.0, warm_up=2 * 1_440.0)
    tables = event_tables(found)
    [four_hours] = find_event_measures("four_hour_performance")
    rows, left = found.rows, found.compiled.names.milestones.index("left")
    counted = rows.arrived >= found.warm_up
    stay = (rows.milestones[:, left] - rows.arrived)[counted]

    by_quarter = observations_of(tables, [four_hours], by="quarter", source=said_source(found))

    [one] = by_quarter
    assert (one.numerator, one.denominator) == (np.sum(stay <= 240.0), np.sum(~np.isnan(stay)))
    assert one.value == pytest.approx(np.sum(stay <= 240.0) / np.sum(~np.isnan(stay)), rel=1e-12)
    assert one.source == said_source(found)
    assert (found.bins[0, 0, 0], found.tallies[0, 0, 0]) == (one.numerator, one.denominator)
    assert 0.3 < one.value < 0.95  # some wait long, as is meant


def test_exactly_four_hours_is_within_also_late_in_a_simulated_year() -> None:
    """There the last bit of a time is a few nanoseconds, and a difference of two is hardly ever exactly four hours."""
    steps = (Delay(Fixed(hours(4))), Leave("home"))
    columns = {"department_type": Always("type 1"), "arrived_at": At("arrival"), "departed_at": At("departure")}
    made = Model(
        "four hours",
        (),
        (Stream("all", Poisson(per_hour(2)), "department"),),
        (Pathway("department", steps),),
        emits=(Emits("attendance", columns=columns),),
    )
    found = run(made, minutes=350 * 1_440.0)

    years = observations_of(event_tables(found), find_event_measures("four_hour_performance"), by="quarter")

    assert [one.value for one in years] == [1.0] * len(years)
    assert sum(one.denominator or 0.0 for one in years) == found.left


@pytest.mark.parametrize("name", ["attendance", "occupancy"])
def test_simulated_tables_are_what_event_tables_promise(name: TableName) -> None:
    found = event_tables(run(small_department(), minutes=7 * 1_440.0))[name]

    check_table(name, found)

    assert found.num_rows > 300
    assert isinstance(found.schema, pa.Schema)
