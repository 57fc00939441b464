"""Event tables as a model declares them, in Python or in a file: read, written back, and wrong at some place."""

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from support.emitting import NEEDED, model

from everyweek.flow.checking.check import faults_in
from everyweek.flow.emitting.sources import Always, At, Number, PerClass, PerMilestone, PerOutcome, PerStream, Source
from everyweek.flow.emitting.writing import plain_emits
from everyweek.flow.errors import FaultyModel
from everyweek.flow.model import Emits
from everyweek.flow.reading.model import model_of


def said(*emits: Emits, **more: Any) -> str:
    return "\n".join(map(str, faults_in(model(*emits, **more))))


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


def test_to_read_a_model_with_event_tables_loads_neither_arrow_nor_an_engine() -> None:
    script = (
        "import sys, everyweek.flow.reading.model, everyweek.tables.check_table, everyweek.warehouse.engines.duckdb, "
        "everyweek.warehouse.engines.spark; "
        "print(*sorted({'pyarrow', 'duckdb', 'numba', 'pyspark', 'sqlalchemy'} & sys.modules.keys()))"
    )

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert loaded.stdout.split() == []
