"""Frameworks as sheets of rows: written, read again, and what is wrong with a sheet named by its cell."""

from collections.abc import Sequence
from typing import Any

import pytest
from support.small_frameworks import LEVELS, agreed, framework, ladders, question, theme

from everyweek.maturity.errors import FaultyFramework
from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import built_in
from everyweek.maturity.tables import Rows, framework_from_rows, rows_in_one, rows_of

HEAD = ("Theme key", "Theme", "Question key", "Question")
GIVEN = {"key": "tea", "version": "2", "title": "Tea", "source": "Invented.", "levels": {"all": LEVELS}}


def faults_of(sheets: dict[str, Rows], **more: Any) -> list[str]:
    with pytest.raises(FaultyFramework) as raised:
        framework_from_rows(sheets, **more)
    return [str(fault) for fault in raised.value.faults]


def changed(rows: Rows, row: int, column: str, text: str) -> list[list[str]]:
    """The rows with one cell changed, named as a spreadsheet names it."""
    cells = [list(one) for one in rows]
    place = ord(column) - ord("A")
    cells[row - 1] += [""] * (place + 1 - len(cells[row - 1]))
    cells[row - 1][place] = text
    return cells


def full() -> Framework:
    own = [{"number": number, "name": f"Own {number}", "meaning": "Ours."} for number in (1, 2, 3, 4)]
    own[0].pop("meaning")
    return ladders(
        theme("mug", question("rim", rungs=own, was=["pot/rim", "jug/rim"], help="Look."), "handle", was=["beaker"]),
        theme("spoon", question("bowl", measures=["incidents", "attendances"]), setting="in hospital"),
    )


@pytest.mark.parametrize(
    "one",
    [*built_in(), full(), framework(), framework(agreed("biscuits"))],
    ids=lambda one: f"{one.key} {len(one.themes)}",
)
def test_a_framework_survives_being_kept_in_sheets_and_in_one_table(one: Framework) -> None:
    assert framework_from_rows(rows_of(one)) == one
    assert framework_from_rows({"everything": rows_in_one(one)}) == one


def test_the_sheets_are_laid_out_as_people_expect_them() -> None:
    sheets = rows_of(framework(theme("kettle", *("water", "heat", "lid")), agreed("biscuits", setting="in hospital")))

    assert list(sheets) == ["Framework", "Levels", "Questions"]
    assert sheets["Framework"][:3] == (("Field", "Value"), ("Key", "tea"), ("Version", "1"))
    assert sheets["Levels"] == (
        ("Name", "Lowest score", "Highest score", "Meaning"),
        ("Cold", "0", "1", ""),
        ("Warm", "2", "2", ""),
        ("Hot", "3", "", ""),
    )
    assert sheets["Questions"][0][:4] == ("Theme key", "Theme", "Kind", "Setting")
    assert [row[9] for row in sheets["Questions"]] == ["Question key", "water", "heat", "lid", ""]
    assert sheets["Questions"][4][:4] == ("biscuits", "Biscuits", "agreed", "in hospital")


def test_one_table_holds_all_sheets_below_one_another() -> None:
    rows = rows_in_one(full())

    assert rows[0] == ("Framework",)
    assert [row[0] for row in rows if len(row) == 1] == ["Framework", "Rungs", "Questions"]
    assert () in rows


def test_a_table_of_nothing_but_questions_is_enough_when_the_rest_is_given() -> None:
    rows = [
        HEAD,
        ("kettle", "The kettle", "water", "Is there water?"),
        ("", "", "heat", "Is there heat?"),
        (),
        ("kettle", "", "lid", "Is there a lid?"),
        ("mug", "The mug", "rim", "Is it whole?"),
    ]

    found = framework_from_rows({"my questions.csv": rows}, given={**GIVEN, "levels": {"all": LEVELS[:1]}})

    assert (found.key, found.version, found.levels.all[0].name) == ("tea", "2", "Cold")
    assert [(one.key, one.kind, len(one.questions)) for one in found.themes] == [
        ("kettle", "scored", 3),
        ("mug", "scored", 1),
    ]


def test_columns_may_stand_in_any_order_with_others_between_them_and_our_own_names_over_them() -> None:
    rows = [
        ("Notes", "QUESTION-KEY", "question", "theme key", "Theme"),
        ("ask Ann", "water", "Is there water?", "kettle", "Kettle"),
    ]

    found = framework_from_rows({"s": rows}, given={**GIVEN, "levels": {"all": LEVELS[:1]}})

    assert found.theme("kettle").question("water").text == "Is there water?"


def test_a_cell_that_was_guarded_against_being_calculated_is_read_as_it_was() -> None:
    rows = [(*HEAD, "Help"), ("kettle", "Kettle", "water", "Is there water?", "'- half full counts")]

    found = framework_from_rows({"s": rows}, given={**GIVEN, "levels": {"all": LEVELS[:1]}})

    assert found.theme("kettle").question("water").help == "- half full counts"


def test_other_sheets_are_not_looked_at() -> None:
    sheets: dict[str, Rows] = {"Read me": [("Please fill in", "the sheets")], **rows_of(framework()), "Chart": [()]}

    assert framework_from_rows(sheets) == framework()


def test_a_fault_is_named_by_its_cell() -> None:
    sheets: dict[str, Rows] = dict(rows_of(framework()))
    questions = changed(sheets["Questions"], 3, "K", "<b>Is it hot?</b>")
    questions = changed(questions, 4, "J", "")
    questions = changed(questions, 4, "M", "incidents, nonsense")
    levels = changed(sheets["Levels"], 3, "B", "1")
    about = changed(sheets["Framework"], 11, "B", "eleven")
    about = changed(about, 12, "B", "perhaps")

    found = faults_of({"Framework": about, "Levels": levels, "Questions": questions}, measures=["incidents"])

    assert found == [
        "Framework, row 12, column B: It says “perhaps” and must say yes or no.",
        "Levels, row 3, column B: Cold ends at 1, and Warm begins at 1: they overlap.",
        "Framework, row 11, column B: It says “eleven” and must be a whole number, such as 3.",
        "Questions, row 3, column K: It holds HTML (“<b”). Write plain words.",
        "Questions, row 4, column J: It is missing, or empty.",
        "Questions, row 4, column M: There is no measure “nonsense”. `everyweek measures` lists them all.",
    ]


def test_a_missing_question_is_said_at_the_row_where_its_theme_begins() -> None:
    sheets: dict[str, Rows] = dict(rows_of(built_in()[0]))
    sheets["Questions"] = [row for row in sheets["Questions"] if row[9] != "never_bedded" or row[0] != "sdec"]

    found = faults_of(sheets)

    assert found == [
        "Questions, row 2: Same day emergency care has 7 questions; this framework asks 8 for each intervention."
    ]


def test_rows_of_one_theme_that_contradict_one_another_are_named() -> None:
    rows = [
        (*HEAD, "Theme was"),
        ("kettle", "Kettle", "water", "Is there water?", "pot, pan"),
        ("kettle", "Kettles", "heat", "Is there heat?", "pot; pan"),
    ]

    found = faults_of({"Questions": rows}, given={**GIVEN, "levels": {"all": LEVELS[:1]}})

    (said,) = found
    assert said == (
        "Questions, row 3, column B: It says “Kettles”, and Questions, row 2, column B says something else of the same "
        "theme."
    )


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({}, "the file: No table of questions was found. It has the columns “Theme key”, “Question key”, “Question”."),
        ({"s": [("a", "b")]}, "the file: No table of questions was found."),
        ({"Questions": [("Theme key", "Question")]}, "Questions, row 1: The column “Theme” is missing. The row holds "),
        ({"Levels": [("Name",)], "Questions": [HEAD]}, "Levels, row 1: The column “Lowest score” is missing. The row"),
        ({"Questions": [HEAD]}, "Questions: It has no theme. A framework asks about one thing at least."),
        ({"Questions": [HEAD] * 2001}, "Questions: It has 2,001 rows; a framework has at most 2,000."),
        (
            {"Framework": [("Colour", "red")], "Questions": [HEAD]},
            "Framework, row 1, column A: There is no field “Colour”. There are: Key, Version, Title,",
        ),
        ({"Questions": [HEAD, ("", "Kettle", "a", "A?")]}, "framework “levels” “all” 3 “lowest”: Hot begins at 3, and"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_why(sheets: dict[str, Rows], said: str) -> None:
    assert faults_of(sheets, given=GIVEN)[0].startswith(said)


def test_a_question_without_a_theme_is_named_at_the_cell_where_the_theme_should_be() -> None:
    rows = [HEAD, ("", "Kettle", "a", "A?"), ("", "Kettle", "b", "B?"), ("", "Kettle", "c", "C?")]

    assert faults_of({"Questions": rows}, given=GIVEN) == ["Questions, row 2, column A: It is missing, or empty."]


def test_what_no_sheet_says_is_named_as_a_field_of_the_framework() -> None:
    found = faults_of({"Questions": [HEAD, ("kettle", "Kettle", "a", "A?")]})

    assert "framework “version”: It is missing, or empty." in found
    assert "framework “levels” “all”: There is no level. Scores need levels to fall into." in found


@pytest.mark.parametrize("columns", [("Theme", "Question key", "Question"), ("Theme", "Theme key", "Question")])
def test_a_missing_column_is_named_without_all_that_follows_from_it(columns: Sequence[str]) -> None:
    found = faults_of({"Questions": [columns, ("kettle", "water", "Is there water?")]}, given=GIVEN)

    (said,) = found
    assert said.startswith("Questions, row 1: The column “")
    assert "is missing. The row holds “Theme”" in said
