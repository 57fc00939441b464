"""Everything that is wrong in a model file is said with its place, whatever the file means to do."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.written_models import FILE, GOOD

from everyweek.flow.errors import FaultyModel
from everyweek.flow.reading.model import model_of, read_model


def test_what_the_model_itself_says_is_wrong_is_said_of_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(FILE)

    with pytest.raises(FaultyModel, match="step 12 \\(leave\\): Nobody ever comes here"):
        read_model(tmp_path / "model.yaml")


@pytest.mark.parametrize(("name", "content"), [("m.yaml", b"a: [b"), ("m.toml", b"a = "), ("m.yaml", b"\xff\xfe\x00")])
def test_rubbish_is_said_to_be_none(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(FaultyModel, match="It is not the YAML or TOML that it should be"):
        read_model(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyModel, match=r"nowhere\.yaml: It cannot be read: No such file"):
        read_model(tmp_path / "nowhere.yaml")


def put(path: str, value: Any) -> Any:
    """The file with something else at a place; a step by its number from 0."""
    found = yaml.safe_load(FILE)
    at, keys = found, path.split(" › ")
    for key in keys[:-1]:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[int(keys[-1]) if isinstance(at, list) else keys[-1]] = value
    return found


STEP = "pathways › department › 3"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "the file: Here stands a list, where names with values are expected."),
        ({"name": "x"}, "the file: “pathways” is missing."),
        ({"about": {}}, "about: Here stands names with values, where words are expected."),
        (None, "Here stands nothing"),
        (put("colour", "red"), "colour: “colour” is not known here. Known are: name, about"),
        (put("starts", "someday"), "starts: “someday” is no local time"),
        (put("starts", "2026-04-06T08:00+01:00"), "is no local time"),
        (put("pools › chairs", "many"), "pools › chairs: “many” is no number."),
        (put("pools › chairs", 1.5), "“1.5” is no whole number."),
        (put("pools › chairs", True), "“True” is no number."),
        (put("pools › beds", {}), "pools › beds: “capacity” is missing."),
        (put("pools › nurses › capacity", {"Mon": 3}), "144 hours of the week have no number"),
        (put("pools › beds › changes", [{}]), "changes › 1: “from” is missing."),
        (put("streams › known", {}), "Exactly one of “rate”, “times” is expected here."),
        (put("streams › walk in › classes › minor", "most%"), "“most%” is no number."),
        (put("streams › walk in › attributes › frailty", {"normal": 1}), "“normal” is not known here"),
        (put("streams › walk in › attributes › frailty", {}), "One kind of distribution is expected here"),
        (put("inside", [{}]), "inside › 1: “pathway” is missing."),
        (put("intervals › stay", {}), "intervals › stay: “since” is missing."),
        (put(STEP, {"delay": {"gamma": {"mean": "1 hour"}}}), "“standard deviation” is missing."),
        (put(STEP, {"delay": {"exponential": {}}}), "“mean” is missing."),
        (put(STEP, {"delay": {"weibull": {"shape": 2}}}), "“scale” is missing."),
        (put(STEP, {"delay": {"triangular": {}}}), "“least” is missing."),
        (put(STEP, {"delay": "5"}), "Its time cannot be drawn: it needs a unit, such as “5 minutes”."),
        (put(STEP, {"sit": 1}), "Here stands names with values, where one step is expected: seize, release"),
        (put(STEP, {"mark": "seen", "units": 2}), "“units” is not known here. Known are: mark, name."),
        (put(STEP, {"release": "a place", "if held": "yes please"}), "“yes please” is neither true nor false."),
        (put(STEP, {"assign": "frailty"}), "“value” is missing."),
        (put(STEP, {"wait until": "Noday 08:00"}), "“Noday 08:00” is no instant of the week."),
        (put(STEP, {"wait until": "Mon 24:00"}), "is no instant of the week."),
        (
            put(STEP, {"branch": [{"steps": []}]}),
            "where one condition is expected: chance",
        ),
        (put(STEP, {"branch": [{"attribute": "frailty"}]}), "branch › 1: “is” is missing."),
        (put(STEP, {"seize": "beds", "renege": {"after": "1 hour"}}), "“steps” is missing."),
        (put(STEP, {"seize": "beds", "balk": {"when": []}}), "“steps” is missing."),
        (put(STEP, {"seize": "beds", "ageing": [{"to": 1}]}), "“after” is missing."),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(found: Any, sentence: str) -> None:
    with pytest.raises(FaultyModel) as told:
        model_of(found)

    assert sentence in str(told.value)


def said_of(tmp_path: Path, text: str | bytes, name: str = "m.yaml") -> str:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FaultyModel) as told:
        read_model(tmp_path / name)
    return str(told.value)


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("m.yaml", LAUGHS, "line 6: it has more than 1,000,000 parts, and no model has."),
        ("m.yaml", "a: &a [*a]", "line 1: *a repeats what does not end before it."),
        ("m.yaml", "a: " + "[" * 300_000, "line 1: more than 200 lists and names stand within one another."),
        ("m.yaml", "- " * 300_000, "more than 200 lists and names stand within one another."),
        ("m.yaml", "\n".join(" " * level + "a:" for level in range(300)), "line 201: more than 200"),
        ("m.yaml", "name: x\nname: y", "line 2: “name” stands here for the second time."),
        ("m.yaml", "name: x\n---\nname: y", "line 2: a second document begins here, and a model is one."),
        ("m.yaml", "a: !!python/object/apply:os.system [ls]", "line 1: the tag tag:yaml.org,2002:python/object"),
        ("m.yaml", "? [a]\n: 1", "line 1: a list or names with values cannot be a name."),
        ("m.yaml", "a:\n\tb: 1", "line 2: found character that cannot start any token."),
        ("m.yaml", "a: 1\nis: >= 5", "line 2: did not find expected comment or line break. Words that begin with > or"),
        ("m.yaml", b"\x00" * 99, "It is not the YAML or TOML that it should be"),
        ("m.yaml", b"a" * 16_000_001, "it has more than 16 million bytes."),
        ("m.yaml", "", "the file: Here stands nothing, where names with values are expected."),
        ("m.yaml", "name: x\npathways: {p: [leave]}\nclasses:", "classes: Here stands nothing, where a list is"),
        ("m.toml", "a = " + "[" * 100_000, "more than 200 lists and names stand within one another."),
        ("m.toml", "a = " + "[" * 250 + "]" * 250, "more than 200 lists and names stand within one another."),
        ("m.toml", ".".join("a" * 50_000) + " = 1", "more than 200 names are joined by dots."),
        ("m.toml", "name = 'x'\nname = 'y'", "Cannot overwrite a value"),
        ("m.toml", "a = " + "9" * 5_000, "Exceeds the limit (4300 digits)"),
        ("m.toml", "a = 0x" + "f" * 5_000, "it has a whole number of more than 18 digits."),
        (
            "m.toml",
            "name = 1979-05-27T07:32:00Z\npathways.p = 07:32:00",
            "Here stands “07:32:00”, where one step is expected",
        ),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_text_that_means_harm_or_nothing_is_said_to_be_wrong(
    tmp_path: Path, name: str, text: str | bytes, sentence: str
) -> None:
    assert sentence in said_of(tmp_path, text, name)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("beds: 2", "beds: " + "9" * 1_000_000, "pools › beds: “" + "9" * 80 + "…” is no number."),
        ("beds: 2", "beds: 1e30", "no whole number of units from nought to 1,000,000"),
        ("beds: 2", "beds: .inf", "“.inf” is no number."),
        ("1 per hour", "1e400 per hour", "inf per hour is no rate."),
        ("1 per hour", "1e9 per hour", "More than 1,000,000 patients come in an hour, which no service has."),
        ("1 per hour", "9 " * 100_000, "…” is no rate."),
        ("[leave]", "[{delay: {lognormal: {mean: 1e300 weeks, standard deviation: 1 s}}}, leave]", "which no service"),
        ("[leave]", "[{delay: {gamma: {shape: -4, scale: 1 s}}}, leave]", "There is no such distribution"),
        ("[leave]", "[{delay: {lognormal: {mu: 999, sigma: 9, unit: 1 s}}}, leave]", "There is no such distribution"),
        ("[leave]", "[{delay: {lognormal: {mu: 1, sigma: 50, unit: 1}}}, leave]", "There is no such distribution"),
        ("[leave]", "[{assign: age, value: {lognormal: {mu: 100, sigma: 26, unit: 1}}}, leave]", "is not finite"),
        ("[leave]", "[{delay: {lognormal: {median: 2 h, mean: 1 h}}}, leave]", "is above its median"),
        ("[leave]", "[{delay: {lognormal: {median: 2 h, share: 5%, value: 3 h}}}, leave]", "between a half and 1"),
        ("[leave]", "[{delay: {weibull: {shape: 0.001, scale: 1 h}}}, leave]", "its shape is 0.001"),
        ("[leave]", "[{wait until: Mon 08:30:15}, leave]", "is no instant of the week"),
        ("[leave]", "[{branch: [{pool: beds, is: many}], otherwise: []}, leave]", "such as “>= 3”"),
        ("[leave]", "[{release: beds, if held: 1}, leave]", "“1” is neither true nor false."),
        (
            "[leave]",
            "[{seize: beds, units: 1e9}, {release: beds}, leave]",
            "Units are whole numbers from 1 to 1,000,000",
        ),
        ("[leave]", "{steps: [leave], about: [x]}", "pathways › p › about: Here stands a list, where words"),
        ("[leave]", "{about: x}", "pathways › p: “steps” is missing."),
        ("[leave]", "[leaf]", "pathways › p › 1: Here stands “leaf”, where one step is expected: seize"),
        ("[leave]", "[{seize: beds, delay: 5 min}]", "“seize” and “delay” stand in one step. Give each a line"),
        ("[leave]", "[{delay: {minor: 5 min}}]", "delay › minor: This is neither a class nor a kind of distribution"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_number_or_a_word_out_of_all_proportion_is_said_with_its_place(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    assert sentence in said_of(tmp_path, GOOD.replace(before, after))


def test_a_hundred_faults_are_enough_for_one_time(tmp_path: Path) -> None:
    wrong = "".join(f"  p{number}: many\n" for number in range(500))
    nowhere = "".join(f"  s{number}: {{pathway: q, rate: 1 per hour}}\n" for number in range(500))

    assert "100 things are wrong" in said_of(tmp_path, f"name: x\npools:\n{wrong}pathways: {{p: [leave]}}\n")
    assert "100 things are wrong" in said_of(tmp_path, f"name: x\nstreams:\n{nowhere}pathways: {{p: [leave]}}\n")
