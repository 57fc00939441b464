"""The published schema of model files and the reader are made of the same words: what one knows the other knows."""

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.flow_files import as_json, broken, files
from support.flow_models import models
from support.written_models import FILE

from everyweek.flow.errors import FaultyModel
from everyweek.flow.grammar.amounts import DISTRIBUTIONS
from everyweek.flow.grammar.emitting import EMITS
from everyweek.flow.grammar.model import CHANGE, INSIDE, INTERVAL, MODEL, PATHWAY, POOL, STREAM
from everyweek.flow.grammar.steps import CONDITIONS, STEPS
from everyweek.flow.reading.amounts import distribution
from everyweek.flow.reading.model import model_of, read_model
from everyweek.flow.reading.nodes import Node
from everyweek.flow.reading.steps import StepReader
from everyweek.flow.reading.texts import from_toml, from_yaml
from everyweek.flow.schema.model_schema import model_schema
from everyweek.flow.schema.reference_page import reference_page
from everyweek.flow.steps import Step
from everyweek.flow.writing.texts import written
from everyweek.flow.writing.values import values_of

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = model_schema()
VALID = jsonschema.Draft202012Validator(SCHEMA)
MODELS = sorted((ROOT / "docs" / "models").glob("*.yaml"))
quietly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def within(name: str) -> jsonschema.Draft202012Validator:
    """The schema of a part alone."""
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})


def of_part(name: str, part: Any) -> jsonschema.Draft202012Validator:
    """The schema of a part of the model, found where it stands."""
    found = SCHEMA["properties"][name]
    inner = found.get("additionalProperties") or found["anyOf"][1]
    return jsonschema.Draft202012Validator(inner | {"$defs": SCHEMA["$defs"]})


def test_the_schema_is_one_and_stands_where_it_is_published() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert json.loads((ROOT / "docs" / "reference" / "model.schema.json").read_text(encoding="utf-8")) == SCHEMA


def test_the_reference_is_made_of_the_same_words() -> None:
    page = reference_page()

    assert (ROOT / "docs" / "reference" / "steps.md").read_text(encoding="utf-8").endswith(page)
    assert [word for word in (*MODEL.known, *STEPS, *CONDITIONS, *DISTRIBUTIONS) if f"`{word}`" not in page
            and f"### {word}\n" not in page] == []  # fmt: skip
    anchors = {line.lstrip("# ").lower().replace(" ", "-") for line in page.splitlines() if line.startswith("#")}
    assert {link for link in re.findall(r"\]\(#([^)]+)\)", page) if link not in anchors} == set()


def test_the_file_of_every_step_is_valid() -> None:
    assert [error.message for error in VALID.iter_errors(as_json(yaml.safe_load(FILE)))] == []


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_every_model_in_the_docs_is_valid_and_can_be_written_anew(path: Path) -> None:
    found = as_json(yaml.safe_load(path.read_text(encoding="utf-8")))

    assert [f"{error.json_path}: {error.message[:200]}" for error in VALID.iter_errors(found)] == []
    model = read_model(path)
    assert model_of(from_yaml(written(model))) == model
    assert model_of(from_toml(written(model, "toml"))) == model


@pytest.mark.parametrize("words", STEPS, ids=str)
def test_the_example_of_a_step_is_valid_and_read(words: str) -> None:
    example = yaml.safe_load(STEPS[words].example)
    faults: list[Any] = []

    found = StepReader(("minor", "major")).step(Node(example, "", faults))

    assert isinstance(found, Step)
    assert faults == []
    assert within("step").is_valid(example)


@pytest.mark.parametrize("words", CONDITIONS, ids=str)
def test_the_example_of_a_condition_is_valid_and_read(words: str) -> None:
    example = yaml.safe_load(CONDITIONS[words].example)
    faults: list[Any] = []

    found = StepReader(("minor", "major")).condition(Node(example, "", faults))

    assert found is not None
    assert faults == []
    assert within("condition").is_valid(example)


@pytest.mark.parametrize("words", DISTRIBUTIONS, ids=str)
def test_the_example_of_a_distribution_is_valid_and_read(words: str) -> None:
    example = yaml.safe_load(DISTRIBUTIONS[words].example)
    faults: list[Any] = []

    found = distribution(Node(example, "", faults))

    assert (faults, found.faults()) == ([], ())
    assert within("distribution").is_valid(example)


@pytest.mark.parametrize(
    ("name", "part"),
    [("pools", POOL), ("streams", STREAM), ("pathways", PATHWAY), ("inside", INSIDE), ("intervals", INTERVAL)],
)
def test_the_example_of_a_part_is_valid(name: str, part: Any) -> None:
    assert [error.message for error in of_part(name, part).iter_errors(as_json(yaml.safe_load(part.example)))] == []


def test_the_examples_of_all_parts_together_are_a_model() -> None:
    file = {
        "name": "examples",
        "classes": ["minor", "major"],
        "pools": {"cubicles": yaml.safe_load(POOL.example) | {"changes": yaml.safe_load(CHANGE.example)}},
        "streams": {"walk in": yaml.safe_load(STREAM.example)},
        "pathways": {
            "department": yaml.safe_load(PATHWAY.example),
            "ward": [{"delay": "1 d", "name": "stay"}, "leave"],
        },
        "inside": yaml.safe_load(INSIDE.example),
        "intervals": {"stay": yaml.safe_load(INTERVAL.example)},
        "emits": yaml.safe_load(EMITS.example),
    }

    found = model_of(file)

    assert (found.pools[0].changes[0].by, found.inside[0].number, found.intervals[0].edges) == (6, 24, (240.0, 720.0))


def test_the_same_model_three_times_is_the_same_model() -> None:
    texts = dict(
        re.findall(r"```(yaml|toml|python)\n(.*?)```", reference_page().partition("## The file")[0], re.DOTALL)
    )
    names: dict[str, Any] = {}

    exec(texts["python"], names)

    assert model_of(from_yaml(texts["yaml"])) == model_of(from_toml(texts["toml"])) == names["model"]


def test_every_word_of_a_change_is_in_its_example_or_excludes_another() -> None:
    assert set(CHANGE.known) - set(yaml.safe_load(CHANGE.example)) == {"to"}
    assert set(MODEL.known) == set(SCHEMA["properties"])


@settings(max_examples=6, deadline=None, derandomize=True)
@given(models())
def test_every_model_that_is_written_is_valid(model: Any) -> None:
    assert [error.message for error in VALID.iter_errors(values_of(model))] == []
    assert VALID.is_valid(as_json(yaml.safe_load(written(model))))


@settings(quietly, max_examples=50)
@given(files)
def test_whatever_the_schema_accepts_the_reader_does_not_stumble_over(file: Any) -> None:
    accepted = VALID.is_valid(file)

    with contextlib.suppress(FaultyModel):
        model_of(file)

    assert accepted


@settings(quietly, max_examples=50)
@given(st.data())
def test_a_file_with_anything_in_it_is_a_model_or_said_to_be_wrong_and_no_model_is_invalid(data: Any) -> None:
    file = yaml.safe_load(FILE)
    file["pathways"]["department"].pop()  # where nobody comes
    file = data.draw(broken(file))

    is_a_model = True
    try:
        model_of(file)
    except FaultyModel:
        is_a_model = False

    assert not is_a_model or [error.message for error in VALID.iter_errors(as_json(file))] == []


def put(part: str, value: Any) -> Any:
    file = {"name": "x", "pools": {"beds": 2}, "streams": {}, "pathways": {"p": ["leave"]}}
    return file | {part: value}


@pytest.mark.parametrize(
    "file",
    [
        {"name": "x"},
        put("colour", "red"),
        put("pools", {"beds": "many"}),
        put("pools", {"beds": {"capacity": {"Someday": 3}}}),
        put("streams", {"all": {"pathway": "p"}}),
        put("streams", {"all": {"pathway": "p", "rate": "8"}}),
        put("streams", {"all": {"pathway": "p", "rate": "8 an hour", "times": ["5 minutes"]}}),
        put("starts", "someday"),
        put("pathways", {"p": [{"sit": 1}]}),
        put("pathways", {"p": [{"seize": "beds", "which": "any"}]}),
        put("pathways", {"p": [{"mark": "seen", "units": 2}]}),
        put("pathways", {"p": [{"delay": "5 parsecs"}]}),
        put("pathways", {"p": [{"delay": {"gamma": {"mean": "5 minutes"}}}]}),
        put("pathways", {"p": [{"branch": [{"pool": "beds", "is": "many"}]}]}),
        put("pathways", {"p": [{"branch": [{"chance": 1, "stepz": []}]}]}),
        put("pathways", {"p": [{"wait until": "noon"}]}),
        put("intervals", {"stay": {"since": "arrival"}}),
    ],
)
def test_what_cannot_be_meant_is_refused_by_the_schema_and_by_the_reader(file: Any) -> None:
    assert not VALID.is_valid(file)
    with pytest.raises(FaultyModel):
        model_of(file)
