"""Frameworks read from values, text and files: what is refused, in which words, and that it is all said at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.small_frameworks import RUNGS, agreed, framework, ladders, question, theme, values

from everyweek.maturity.errors import Fault, FaultyFramework
from everyweek.maturity.framework import Framework, Level
from everyweek.maturity.reading import as_mapping, as_yaml, built_in, read_framework

TEXT = """
key: tea
version: 1.0
title: Tea
source: Invented.
levels:
  official: no
  all: [{name: Cold, lowest: 0}, {name: Hot, lowest: 2}]
themes:
  - key: kettle
    name: The kettle
    kind: scored
    questions:
      - {key: water, text: Is there water?}
      - {key: heat, text: Is there heat?}
"""


def faults_of(source: Any, **more: Any) -> list[str]:
    with pytest.raises(FaultyFramework) as raised:
        read_framework(source, **more)
    return [str(fault) for fault in raised.value.faults]


def test_text_is_read_as_it_is_written_also_where_yaml_would_see_a_number_or_a_no() -> None:
    found = read_framework(TEXT.replace("key: heat", "key: no"))

    assert found.version == "1.0"
    assert [one.key for one in found.themes[0].questions] == ["water", "no"]
    assert found.levels.all == (Level("Cold", 0), Level("Hot", 2))
    assert (found.wording, found.theme_word, found.levels.official) == ("local", "theme", False)


def test_a_version_that_is_a_number_in_json_is_taken_as_its_digits() -> None:
    assert framework(version=2024).version == "2024"


def test_a_file_its_bytes_its_text_and_json_are_all_the_same_framework(tmp_path: Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(TEXT, encoding="utf-8-sig")

    found = read_framework(TEXT)

    assert read_framework(file) == found
    assert read_framework(file.read_bytes()) == found
    assert read_framework(json.dumps(as_mapping(found))) == found


@pytest.mark.parametrize("one", built_in(), ids=lambda one: one.key)
def test_a_framework_survives_being_kept_as_json_and_as_text(one: Framework) -> None:
    kept = json.loads(json.dumps(as_mapping(one)))

    assert kept == as_mapping(one)
    assert read_framework(kept) == one
    assert read_framework(as_yaml(one)) == one


def test_a_framework_with_everything_in_it_survives_being_kept() -> None:
    own = [{"number": number, "name": f"Own {number}", "meaning": "Ours."} for number in (1, 2, 3, 4)]
    full = ladders(
        theme("mug", question("rim", rungs=own, was=["pot/rim"], measures=["incidents"], help="Look at it.")),
        chosen=1,
        theme_word="thing",
        theme_words="things",
        questions_per_theme=1,
        about="Two lines,\nof which this is one.",
    )

    assert read_framework(json.loads(json.dumps(as_mapping(full)))) == full
    assert read_framework(as_yaml(full)) == full


def test_everything_that_is_wrong_is_said_at_once_in_the_order_in_which_it_stands() -> None:
    found = faults_of(
        values(
            theme("kettle", "water", "heat", "lid", kind="scord"),
            theme("kettle", "water", "heat", "lid", name="Kettle again", kinds="scored"),
            version="",
            chosen=7,
        )
    )

    assert found == [
        "version: It is missing, or empty.",
        "themes 1 (kettle), kind: It says “scord” and must say “scored” or “agreed” or “rubric”.",
        "themes 2 (kettle): There is no field “kinds”. Did you mean “kind”?",
        "themes 2 (kettle), key: “kettle” is there already, as number 1. A theme's key is its own.",
        "chosen: 7 are to be chosen of 2.",
    ]


def test_the_message_of_the_error_holds_every_fault() -> None:
    with pytest.raises(FaultyFramework) as raised:
        read_framework(values(version="", title=""))

    assert str(raised.value) == "version: It is missing, or empty. title: It is missing, or empty."
    assert raised.value.faults[0] == Fault("version", "It is missing, or empty.")


def test_a_missing_question_is_said_of_its_theme_by_name() -> None:
    source = as_mapping(built_in()[0])
    themes = source["themes"]
    assert isinstance(themes, list)
    virtual_wards = next(one for one in themes if one["key"] == "virtual_wards")
    del virtual_wards["questions"][3]

    found = faults_of(source)

    (said,) = found
    assert said == (
        "themes 7 (virtual_wards), questions: Virtual wards has 7 questions; this framework asks 8 for each "
        "intervention."
    )


def test_one_question_is_not_called_several() -> None:
    found = faults_of(
        values(theme("kettle", "water"), levels={"all": [{"name": "Any", "lowest": 0}]}, questions_per_theme=2)
    )

    assert found == ["themes 1 (kettle), questions: Kettle has 1 question; this framework asks 2 for each theme."]


def test_an_agreed_theme_may_have_no_prompt_or_as_many_as_are_asked_for() -> None:
    own = theme("kettle", "water", "heat", "lid")

    assert framework(own, agreed("biscuits"), questions_per_theme=3).themes[1].questions == ()
    assert len(faults_of(values(own, agreed("biscuits", "crisp"), questions_per_theme=3))) == 1


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "levels, all: There is no level. Scores need levels to fall into."),
        (
            [{"name": "Warm", "lowest": 1}],
            "levels, all 1 (Warm), lowest: Warm begins at 1; a score of 0 would have no level.",
        ),
        (
            [{"name": "Cold", "lowest": 0}, {"name": "Hot", "lowest": 0}],
            "levels, all 2 (Hot), lowest: Hot begins at 0, and Cold at 0. Lowest comes first.",
        ),
        (
            [{"name": "Cold", "lowest": 0, "highest": 2}, {"name": "Hot", "lowest": 2}],
            "levels, all 2 (Hot), lowest: Cold ends at 2, and Hot begins at 2: they overlap.",
        ),
        (
            [{"name": "Cold", "lowest": 0, "highest": 0}, {"name": "Hot", "lowest": 2}],
            "levels, all 2 (Hot), lowest: Cold ends at 0, and Hot begins at 2: there is a gap.",
        ),
        (
            [{"name": "Cold", "lowest": 0}, {"name": "Hot", "lowest": 4}],
            "levels, all 2 (Hot), lowest: Hot begins at 4, and a theme has 3 questions: no place could reach it.",
        ),
        (
            [{"name": "Cold", "lowest": 0}, {"name": "Hot", "lowest": 2, "highest": 8}],
            "levels, all 2 (Hot), highest: Hot ends at 8, and the most questions of a theme are 3.",
        ),
        (
            [{"name": "Cold", "lowest": 0}, {"name": "cold", "lowest": 2}],
            "levels, all 2 (cold), name: “cold” is there already, as number 1. Each level needs a name of its own.",
        ),
        (
            [{"name": "Cold", "lowest": 0, "lowset": 2}],
            "levels, all 1 (Cold): There is no field “lowset”. Did you mean “lowest”?",
        ),
    ],
)
def test_levels_that_leave_a_score_without_one_or_with_two_are_refused(levels: list[Any], said: str) -> None:
    assert faults_of(values(levels={"all": levels})) == [said]


def test_levels_of_a_framework_that_is_only_agreed_may_begin_anywhere() -> None:
    found = framework(agreed("biscuits"), levels={"all": [{"name": "One", "lowest": 1}, {"name": "Two", "lowest": 2}]})

    assert [level.name for level in found.levels.all] == ["One", "Two"]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"kind": "agreed"}, "agreed_with: The level of Kettle is agreed with somebody. Say with whom."),
        ({"agreed_with": "me"}, "agreed_with: Kettle is scored and not agreed, so nobody agrees its level."),
        ({"questions": []}, "questions: Kettle has no question, so it has no score."),
        ({"questions": {}}, "questions: Kettle has no question, so it has no score."),
        ({"questions": "water"}, "questions: It must be a list, each entry beginning with a hyphen."),
        ({"questions": ["water"]}, "questions 1: It must hold fields, each with a name and a colon."),
        ({"intervention": "tea"}, "intervention: It says “tea” and must be one of sdec, acute_frailty,"),
        ({"setting": "at home"}, "setting: It says “at home” and must say “in hospital” or “out of hospital”."),
        ({"key": "My Kettle"}, "key: “My Kettle” cannot be a key. A key begins with a small letter,"),
        ({"key": "k" * 61}, "key: It has 61 characters; at most 60 are taken."),
        ({"was": ["a/b"]}, "was: “a/b” is no earlier name. It must be the key of a theme."),
        ({"name": None}, "name: It must be words. Put quotes around it."),
        ({"meaning": 1.5}, "meaning: It must be words. Put quotes around it."),
        ({"meaning": "x" * 2001}, "meaning: It has 2,001 characters; at most 2,000 are taken."),
        ({"meaning": "Now <script>alert(1)</script>"}, "meaning: It holds HTML (“<s”). Write plain words."),
        ({"meaning": "Now\x07"}, "meaning: It holds a character that cannot be seen (U+0007) after “Now”. Type"),
        ({"meaning": "\u202enow"}, "meaning: It holds a character that cannot be seen (U+202E) at its beginning."),
        ({"rungs": []}, "There is no field “rungs”."),
    ],
)
def test_what_is_wrong_with_a_theme_is_said_in_a_sentence(spoiled: dict[str, Any], said: str) -> None:
    found = faults_of(values({**theme("kettle", "water", "heat", "lid"), **spoiled}))

    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"text": ""}, "text: It is missing, or empty."),
        ({"text": "x" * 501}, "text: It has 501 characters; at most 500 are taken."),
        ({"text": "Is lid there?"}, "text: “Is lid there?” is there already, as number 1. It would be counted twice."),
        ({"key": "lid"}, "key: “lid” is there already, as number 1. A question's key is its own."),
        ({"measures": ["nonsense"]}, "measures: There is no measure “nonsense”. `everyweek measures` lists them all."),
        ({"measures": "incidents"}, "measures: It must be a list of words, in square brackets."),
        ({"measures": [1]}, "measures: It must be a list of words, in square brackets."),
        ({"measures": ["incidents"] * 21}, "measures: It has 21 entries; at most 20 are taken."),
        ({"was": ["heat"]}, "was: “heat” is no earlier name. It must be theme/question, such as"),
        ({"rungs": RUNGS}, "rungs: Kettle is scored, so its questions have no rungs. Leave them out."),
    ],
)
def test_what_is_wrong_with_a_question_is_said_in_a_sentence(spoiled: dict[str, Any], said: str) -> None:
    source = values(theme("kettle", "lid", question("heat") | spoiled, "water"))

    found = faults_of(source, measures=["incidents"])

    assert found[0].startswith("themes 1 (kettle), questions 2 (")
    assert said in found[0]


def test_measures_are_not_checked_for_a_framework_that_was_accepted_before() -> None:
    found = framework(theme("kettle", question("heat", measures=["gone", "gone", " "]), "lid", "water"))

    assert found.themes[0].questions[0].measures == ("gone",)


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"rungs": []}, "themes 1 (mug), questions 1 (rim): Its theme is a rubric, and the framework has no rungs."),
        ({"rungs": RUNGS[:1]}, "rungs: A ladder has two rungs at least."),
        ({"rungs": RUNGS[1:]}, "rungs 1 (Some), number: Rungs are counted 1, 2, 3 from the lowest; this is rung 1 and"),
        ({"rungs": [*RUNGS, {"number": 5, "name": "some"}]}, "rungs 5 (some), name: “some” is there already"),
        ({"levels": {"all": [{"name": "Cold", "lowest": 0}]}}, "levels, all: Every theme is a rubric, whose levels"),
        ({"levels": "none"}, "levels: It must hold fields, each with a name and a colon."),
        ({"levels": {"official": "perhaps"}}, "levels, official: It says “perhaps” and must say yes or no."),
        ({"chosen": "two"}, "chosen: It says “two” and must be a whole number, such as 3."),
        ({"chosen": True}, "chosen: It says “True” and must be a whole number, such as 3."),
        ({"questions_per_theme": 5000}, "questions_per_theme: It says 5,000; at most 40 are taken."),
        ({"themes": []}, "themes: It has no theme. A framework asks about one thing at least."),
        ({"themes": [theme(f"t{number}", "a") for number in range(41)]}, "themes: It has 41 entries; at most 40"),
        ({"wording": "stolen"}, "wording: It says “stolen” and must say “ours” or “official” or “local”."),
    ],
)
def test_what_is_wrong_with_a_ladder_or_the_whole_is_said_in_a_sentence(spoiled: dict[str, Any], said: str) -> None:
    source = values({**theme("mug", "rim"), "kind": "rubric"}, levels={}, rungs=RUNGS) | spoiled

    assert faults_of(source)[0].startswith(said)


def test_the_ladder_of_a_question_must_be_as_long_as_the_others() -> None:
    rubric = theme("mug", question("rim", rungs=RUNGS[:3]), kind="rubric")

    found = faults_of(values(rubric, levels={}, rungs=RUNGS))

    assert found == ["themes 1 (mug), questions 1 (rim), rungs: It has 3 rungs, and the framework has 4. Use as many."]


def test_a_line_is_named_where_the_text_has_one() -> None:
    found = faults_of(TEXT.replace("Is there heat?", "<b>").replace("The kettle", ""))

    assert found == [
        "themes 1 (kettle), name (line 11): It is missing, or empty.",
        "themes 1 (kettle), questions 2 (heat), text (line 15): It holds HTML (“<b”). Write plain words.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file: There is nothing in it."),
        ("just words", "the file: It must hold fields, each with a name and a colon: key, title, …"),
        ("a: &x [1]\nb: *x\n", "line 1: It uses & or * to repeat a part. Write the part out, or put such text in"),
        ("a: *x\n", "line 1: It uses & or * to repeat a part."),
        ("a: !!python/object:os.system x\n", "line 1: It uses a tag that begins with !. Leave it out,"),
        ("[" * 40, "line 1: It is nested too deep for a framework."),
        ("a: b: c\n", "line 1: It is not YAML that can be read: mapping values are not allowed in this context."),
        ("a: 1\n---\nb: 2\n", "line 2: It is not YAML that can be read: but found another document."),
        ("a: \x07\n", "the file: It is not YAML that can be read: it has characters that no text has."),
        ("a: 1\na: 2\n", "line 2: “a” is there twice. Keep one of them."),
        ("[a, b]: 1\n", "line 1: Before a colon stands one word; here stands a list."),
        ("x" * 500_001, "the file: It has 500,001 characters; a framework has at most 500,000."),
        (b"\xff\xfe\x00", "the file: It is not text in UTF-8. Save it so, and bring it again."),
        (b"x" * 2_000_001, "the file: It has 2,000,001 bytes; at most 2,000,000 are taken."),
    ],
)
def test_a_text_that_is_no_framework_is_refused_before_anything_is_made_of_it(text: str | bytes, said: str) -> None:
    assert faults_of(text)[0].startswith(said)


def test_a_text_that_would_swell_to_fill_the_memory_is_refused() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + level)}: &{chr(98 + level)} [{', '.join(['*' + chr(97 + level)] * 9)}]\n" for level in range(9)
    )

    assert faults_of(bomb)[0].startswith("line 1: It uses & or *")


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as out:
        out.truncate(3_000_000)

    assert faults_of(file) == ["the file: It has 3,000,000 bytes; at most 2,000,000 are taken."]


def test_of_very_many_fields_that_there_are_not_the_first_twenty_are_named_and_the_others_counted() -> None:
    found = faults_of(values() | {f"field {number}": "" for number in range(1030)})

    assert len(found) == 21
    assert found[0].startswith("the framework: There is no field “field 0”. There are: key, version, ")
    assert found[-1] == "the framework: There are 1,010 more that a framework does not have here."


def test_of_very_many_faults_the_first_hundred_are_said_and_the_others_counted() -> None:
    source = values(*(theme(f"t{number}", *(question("x", text="") for _ in range(4))) for number in range(40)))
    for one in source["themes"]:
        for asked in one["questions"]:
            asked["text"] = ""

    found = faults_of(source)

    # 40 themes with 4 questions without words, of which 3 have a key that is there before: 40 x 7 = 280
    assert len(found) == 101
    assert found[-1] == "and further on: There are 180 more. Put these right first."
