"""Event tables of a replication: the rows that a hospital would have written down of the same patients."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from everyweek.flow.checking.check import faults_in
from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import Chance, OfClass
from everyweek.flow.distributions import Exponential, Fixed, Lognormal, Sample
from everyweek.flow.emitting.event_tables import event_tables, said_source
from everyweek.flow.emitting.sources import Always, At, Number, PerClass, PerMilestone, PerOutcome, PerStream, Source
from everyweek.flow.emitting.writing import plain_emits
from everyweek.flow.errors import FaultyModel, FlowError
from everyweek.flow.model import MONDAY, Emits, Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import days, hours, minutes, per_hour
from everyweek.flow.reading.model import model_of
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import (
    Assign,
    Branch,
    Delay,
    Inside,
    Leave,
    Mark,
    Pathway,
    Release,
    Seize,
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream
from everyweek.measures.events.catalogue import find_event_measures
from everyweek.tables.check_table import check_table
from everyweek.tables.event_table import TableName, schema_of
from everyweek.tables.event_tables import EVENT_TABLES
from everyweek.warehouse.engines.duckdb import observations_of

BEGAN = datetime(2026, 4, 6, 8, 30, tzinfo=UTC)
ATTENDANCE: dict[str, Source] = {
    "department_type": PerClass({"minor": "type 3", "major": "type 1"}),
    "arrival_mode": PerStream({"on foot": "walk in", "by ambulance": "ambulance"}),
    "acuity": Number("acuity"),
    "arrived_at": At("arrival"),
    "seen_at": At("seen"),
    "departed_at": At("departure"),
    "disposal": PerOutcome({"home": "discharged", "gave up": ""}),
}
STEPS = (
    Seize(("cubicles",)),
    Mark("seen"),
    Branch((Way(OfClass(("major",)), (Assign("acuity", Sample((2.0,))),)),), otherwise=()),
    Delay({"minor": Fixed(minutes(30)), "major": Fixed(hours(5))}, name="care"),
    Release("cubicles"),
    Branch((Way(OfClass(("major",)), (Leave("home"),)),), otherwise=()),
    Leave("gave up"),
)


def model(*emits: Emits, **more: Any) -> Model:
    """One comes on foot at 08:40 and 09:40, and one by ambulance at 08:50 and 12:50."""
    parts: dict[str, Any] = {
        "streams": (
            Stream("on foot", AtTimes((minutes(10), minutes(70))), "department", {"minor": 1.0}),
            Stream("by ambulance", AtTimes((minutes(20), minutes(260))), "department", {"major": 1.0}),
        ),
        "classes": ("minor", "major"),
        "pools": (Pool("cubicles", 3), Pool("nurses", 2)),
        "starts": MONDAY + timedelta(hours=8, minutes=30),
        **more,
    }
    return Model("a department", pathways=(Pathway("department", STEPS),), emits=emits, **parts)


def run(made: Model, *, minutes: float = 420.0, **more: Any) -> Replication:
    return replicate(compiled(made), minutes=minutes, seed=1, **more)


def at(hour: int, minute: int) -> datetime:
    return BEGAN.replace(hour=hour, minute=minute)


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


def said(*emits: Emits, **more: Any) -> str:
    return "\n".join(map(str, faults_in(model(*emits, **more))))


NEEDED: Mapping[str, Source] = {"department_type": Always("type 1"), "arrived_at": At("arrival")}


@pytest.mark.parametrize(
    ("table", "since", "columns", "sentence"),
    [
        ("visit", "arrival", {}, "No model emits a table of this name. It may emit incident, attendance, stay."),
        ("occupancy", "arrival", {}, "No model emits a table of this name"),
        ("attendance", "nowhere", {}, "There is no milestone “nowhere”"),
        ("attendance", "arrival", {"colour": Always("red")}, "There is no column “colour”. There is organisation,"),
        ("attendance", "arrival", {"seen_at": At("nowhere")}, "column “seen_at”: There is no milestone “nowhere”"),
        ("attendance", "arrival", {"seen_at": Always("now")}, "It is an instant, and cannot come from a word"),
        ("attendance", "arrival", {"disposal": At("seen")}, "It is a word, and cannot come from a milestone"),
        ("attendance", "arrival", {"disposal": Number("acuity")}, "It is a word, and cannot come from an attribute"),
        ("attendance", "arrival", {"acuity": Number("age")}, "There is no attribute “age”"),
        ("attendance", "arrival", {"arrived_at": At("seen")}, "“seen” some may never pass"),
        ("attendance", "arrival", {"seen_at": At("seen", ("nowhere",))}, "There is no milestone “nowhere”"),
        ("attendance", "arrival", {"department_type": Always("type 9")}, "“type 9” is not known. Known are: type 1"),
        ("attendance", "arrival", {"department_type": Always("")}, "It has to be there, and cannot be empty"),
        ("attendance", "arrival", {"department_type": Always(1)}, "It is a word, and “1” is not"),
        ("attendance", "arrival", {"acuity": Always("high")}, "It is a whole number, and “high” is not"),
        ("attendance", "arrival", {"acuity": Always(7)}, "7 is not from 1 to 5"),
        ("attendance", "arrival", {"acuity": PerClass({"minor": 1})}, "for the class “major”"),
        ("attendance", "arrival", {"arrival_mode": PerStream({"by air": "air"})}, "There is no stream “by air”"),
        ("attendance", "arrival", {"department_type": PerOutcome({})}, "who are still inside and have no outcome"),
        ("attendance", "arrival", {"disposal": PerMilestone({"nowhere": ""})}, "There is no milestone “nowhere”"),
        (
            "attendance",
            "arrival",
            {"department_type": PerMilestone({"seen": "type 1"})},
            "also for those who have passed none of these milestones",
        ),
    ],
)
def test_what_is_wrong_with_an_event_table_is_said_with_its_place(
    table: Any, since: str, columns: Mapping[str, Source], sentence: str
) -> None:
    text = said(Emits(table, since, {**NEEDED, **columns}))

    assert f"event table 1 “{table}”" in text
    assert sentence in text


def test_a_column_that_has_to_be_there_is_asked_for() -> None:
    assert "The column “category” has to be there" in said(Emits("incident", columns={"called_at": At("arrival")}))


FILE: dict[str, Any] = {
    "name": "a department",
    "classes": ["minor", "major"],
    "streams": {"walk in": {"pathway": "all", "rate": "4 per hour", "classes": {"minor": 0.5, "major": 0.5}}},
    "pathways": {"all": [{"mark": "seen"}, {"assign": "acuity", "value": 3}, {"leave": "home"}]},
}
EMITS: dict[str, Any] = {
    "table": "attendance",
    "columns": {
        "organisation": "RXX",
        "department_type": {"by class": {"minor": "type 3", "major": "type 1"}},
        "arrival_mode": {"by stream": {"walk in": "walk in"}},
        "acuity": {"attribute": "acuity"},
        "arrived_at": "arrival",
        "seen_at": {"milestone": "seen"},
        "disposal": {"by outcome": {"home": None}},
    },
}
BY_MILESTONE = {"by milestone": {"seen": "admitted", "departure": "discharged"}}


def test_event_tables_are_read_from_a_file_and_written_back() -> None:
    by_number = {
        "table": "attendance",
        "since": "seen",
        "columns": {
            **EMITS["columns"],
            "acuity": 5,
            "disposal": BY_MILESTONE,
            "departed_at": {"milestone": ["departure", "seen"]},
        },
    }

    found = model_of({**FILE, "emits": [EMITS, by_number]})

    first, second = found.emits
    assert (first.since, second.since, second.columns["acuity"]) == ("arrival", "seen", Always(5))
    assert second.columns["departed_at"] == At("departure", ("seen",))
    assert second.columns["disposal"] == PerMilestone({"seen": "admitted", "departure": "discharged"})
    assert first.columns == {
        "organisation": Always("RXX"),
        "department_type": PerClass({"minor": "type 3", "major": "type 1"}),
        "arrival_mode": PerStream({"walk in": "walk in"}),
        "acuity": Number("acuity"),
        "arrived_at": At("arrival"),
        "seen_at": At("seen"),
        "disposal": PerOutcome({"home": ""}),
    }
    assert model_of({**FILE, "emits": plain_emits(found.emits)}).emits == found.emits


@pytest.mark.parametrize(
    ("emits", "sentence"),
    [
        ({"table": "occupancy", "columns": {}}, "emits › 1 › table: “occupancy” is no event table that a model emits"),
        ({"columns": {}}, "emits › 1: “table” is missing"),
        ({"table": "stay", "columns": {"bed": "3"}}, "emits › 1 › columns › bed: There is no column of this name"),
        ({"table": "stay", "columns": {"ward": {"by moon": {}}}}, "emits › 1 › columns › ward › by moon"),
        ({"table": "attendance", "columns": {"acuity": "three"}}, "“three” is no number"),
        ({"table": "stay", "columns": {"admitted_at": "nowhere"}}, "There is no milestone “nowhere”"),
        ({"table": "stay", "columns": {"admitted_at": {"milestone": []}}}, "At least one milestone is expected"),
    ],
)
def test_what_is_wrong_with_event_tables_in_a_file_is_said_with_its_place(emits: Any, sentence: str) -> None:
    with pytest.raises(FaultyModel) as refused:
        model_of({**FILE, "emits": [emits]})

    assert sentence in str(refused.value)


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


def test_to_read_a_model_with_event_tables_loads_neither_arrow_nor_an_engine() -> None:
    script = (
        "import sys, everyweek.flow.reading.model, everyweek.tables.check_table, everyweek.warehouse.engines.duckdb, "
        "everyweek.warehouse.engines.spark; "
        "print(*sorted({'pyarrow', 'duckdb', 'numba', 'pyspark', 'sqlalchemy'} & sys.modules.keys()))"
    )

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert loaded.stdout.split() == []


@pytest.mark.parametrize("name", ["attendance", "occupancy"])
def test_simulated_tables_are_what_event_tables_promise(name: TableName) -> None:
    found = event_tables(run(small_department(), minutes=7 * 1_440.0))[name]

    check_table(name, found)

    assert found.num_rows > 300
    assert isinstance(found.schema, pa.Schema)
