"""Event tables of a replication: the rows that a hospital would have written down of the same patients."""

from dataclasses import replace

import pytest
from support.emitting import ATTENDANCE, NEEDED, at, model, run

from everyweek.flow.distributions import Sample
from everyweek.flow.emitting.event_tables import event_tables, said_source
from everyweek.flow.emitting.sources import Always, At, Number, PerClass, PerMilestone, PerOutcome
from everyweek.flow.errors import FlowError
from everyweek.flow.model import Emits
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import days
from everyweek.flow.steps import Assign, Inside, Leave, Pathway
from everyweek.flow.streams import AtTimes, Stream
from everyweek.tables.event_table import schema_of
from everyweek.tables.event_tables import EVENT_TABLES


def test_every_patient_has_a_row_with_what_happened_until_the_end_of_the_run() -> None:
    tables = event_tables(run(model(Emits("attendance", columns=ATTENDANCE))), organisation="RXX")

    rows = tables["attendance"].to_pylist()

    assert [tuple(row.values()) for row in rows] == [
        ("RXX", "type 3", "walk in", None, at(8, 40), None, at(8, 40), None, at(9, 10), None),
        ("RXX", "type 1", "ambulance", 2, at(8, 50), None, at(8, 50), None, at(13, 50), "discharged"),
        ("RXX", "type 3", "walk in", None, at(9, 40), None, at(9, 40), None, at(10, 10), None),
        ("RXX", "type 1", "ambulance", 2, at(12, 50), None, at(12, 50), None, None, None),
    ]


def test_a_row_is_there_since_a_milestone_and_the_same_table_may_be_emitted_twice() -> None:
    everybody = Emits("stay", "seen", {"admitted_at": At("seen"), "ward": Always("all")})
    gone = Emits("stay", "departure", {"admitted_at": At("arrival"), "ward": Always("gone")})

    stays = event_tables(run(model(everybody, gone)))["stay"]

    assert stays.column("ward").to_pylist() == ["all"] * 4 + ["gone"] * 3
    assert stays.schema == schema_of(EVENT_TABLES["stay"])
    assert set(stays.column("organisation").to_pylist()) == {"simulated"}


def test_pools_are_looked_at_every_hour_by_the_clock() -> None:
    found = event_tables(run(model(), minutes=200.0))["occupancy"]

    assert [tuple(row.values()) for row in found.to_pylist()] == [
        ("simulated", "cubicles", at(9, 0), 3, 2),
        ("simulated", "cubicles", at(10, 0), 3, 2),
        ("simulated", "cubicles", at(11, 0), 3, 1),
        ("simulated", "nurses", at(9, 0), 2, 0),
        ("simulated", "nurses", at(10, 0), 2, 0),
        ("simulated", "nurses", at(11, 0), 2, 0),
    ]


@pytest.mark.parametrize(
    ("named", "expected"), [((), "RAA"), (("RXX",), "RXX"), (("RXX", "RXX"), "RXX"), (("RXX", "RYY"), "RAA")]
)
def test_pools_belong_to_the_organisation_that_the_model_names(named: tuple[str, ...], expected: str) -> None:
    emits = [Emits("stay", columns={"organisation": Always(one), "admitted_at": At("arrival")}) for one in named]

    tables = event_tables(run(model(*emits)), organisation="RAA")

    assert set(tables["occupancy"].column("organisation").to_pylist()) == {expected}


def test_who_came_in_the_warm_up_is_left_out_unless_asked_for_and_who_was_inside_at_first_always() -> None:
    inside = (Inside("department", "care", 2, {"minor": 1.0}),)
    found = run(model(Emits("attendance", columns=ATTENDANCE), inside=inside), warm_up=60.0)

    without, everybody = event_tables(found), event_tables(found, with_warm_up=True)

    assert without["attendance"].column("arrived_at").to_pylist() == [at(9, 40), at(12, 50)]
    assert everybody["attendance"].num_rows == 4
    assert without["occupancy"].column("at").to_pylist()[0] == at(10, 0)
    assert everybody["occupancy"].column("at").to_pylist()[0] == at(9, 0)


def test_numbers_may_be_the_same_for_all_or_differ_by_class_and_be_missing() -> None:
    columns = {"department_type": Always("type 1"), "arrived_at": At("arrival")}
    by_class = Emits("attendance", columns={**columns, "acuity": PerClass({"minor": "", "major": 1})})
    always = Emits("attendance", columns={**columns, "acuity": Always(4)})

    acuity = event_tables(run(model(by_class, always)))["attendance"].column("acuity").to_pylist()

    assert acuity == [None, 1, None, 1, 4, 4, 4, 4]


def test_what_has_happened_so_far_is_told_by_the_first_milestone_that_was_passed() -> None:
    so_far = PerMilestone({"departure": "discharged", "seen": "admitted"})
    one_cubicle = (Pool("cubicles", 1), Pool("nurses", 2))

    found = run(model(Emits("attendance", columns={**ATTENDANCE, "disposal": so_far}), pools=one_cubicle))

    # The second comes out at 14:10, the third at 14:40, and the fourth is seen then: the run ends at 15:30.
    [disposal] = event_tables(found)["attendance"].select(["disposal"])
    assert disposal.to_pylist() == ["discharged", "discharged", "discharged", "admitted"]
    assert event_tables(run(model(*found.compiled.model.emits, pools=one_cubicle), minutes=300.0))["attendance"].column(
        "disposal"
    ).to_pylist() == ["discharged", "admitted", None, None]


def test_an_instant_is_that_of_the_first_of_several_milestones_that_was_passed() -> None:
    one_cubicle = (Pool("cubicles", 1), Pool("nurses", 2))
    left = {**ATTENDANCE, "departed_at": At("departure", ("seen", "arrival"))}

    found = run(model(Emits("attendance", columns=left), pools=one_cubicle), minutes=300.0)

    # The second is treated from 09:10 to 14:10, and behind it two wait when the run ends at 13:30.
    times = event_tables(found)["attendance"].column("departed_at").to_pylist()
    assert times == [at(9, 10), at(9, 10), at(9, 40), at(12, 50)]


def test_an_attribute_that_its_column_cannot_hold_is_refused() -> None:
    steps = (Assign("acuity", Sample((1e12,))), Leave("home"))
    made = replace(
        model(Emits("attendance", columns={**NEEDED, "acuity": Number("acuity")})),
        pathways=(Pathway("department", steps),),
    )

    with pytest.raises(FlowError, match=r"“acuity” came to 1e\+12, and the column holds 1 to 5"):
        event_tables(run(made))


def test_a_column_whose_words_are_all_missing_is_there_and_empty() -> None:
    columns = {**ATTENDANCE, "disposal": PerOutcome({"home": "", "gave up": ""})}

    found = event_tables(run(model(Emits("attendance", columns=columns))))["attendance"]

    assert found.column("disposal").null_count == 4


def test_a_run_without_rows_has_no_event_tables() -> None:
    with pytest.raises(FlowError, match="keeps_rows=True"):
        event_tables(run(model(), keeps_rows=False))


def test_a_run_in_which_nobody_came_has_tables_without_rows() -> None:
    nobody = (Stream("on foot", AtTimes((days(9),)), "department", {"minor": 1.0}),)
    columns = {"department_type": Always("type 1"), "arrived_at": At("arrival")}

    tables = event_tables(run(model(Emits("attendance", columns=columns), streams=nobody)))

    assert tables["attendance"].num_rows == 0


def test_where_simulated_rows_come_from_is_one_sentence() -> None:
    found = run(model(), minutes=2_880.0, warm_up=1_440.0)

    assert said_source(found) == "simulated: model “a department”, seed 1, replication 0, 2 days with 1 of warm-up"
