"""What the documents say of frameworks is true: their examples are run as they stand."""

import csv
import doctest
import re
from pathlib import Path
from typing import Any

import pytest

from everyweek.maturity.compare import FEWEST_KNOWN, HIGH_SHARE, LOW_SHARE, MOST_OF_THEM
from everyweek.maturity.errors import FaultyFramework
from everyweek.maturity.mapping import map_answers
from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.maturity.tables import framework_from_rows
from everyweek.measures import MEASURES

DOCUMENTS = Path(__file__).resolve().parents[3] / "docs"
EXPLANATION = (DOCUMENTS / "explanation" / "maturity.md").read_text(encoding="utf-8")
HOW_TO = (DOCUMENTS / "how-to" / "write-a-framework.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


FALLS_AT_HOME, RUNGS = blocks(HOW_TO, "yaml")


@pytest.mark.parametrize(("text", "names"), [(EXPLANATION, {}), (HOW_TO, {"FALLS_AT_HOME": FALLS_AT_HOME})])
def test_the_examples_of_a_document_say_what_they_print(text: str, names: dict[str, Any]) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    examples = doctest.DocTestParser().get_doctest(text, dict(names), "document", None, None)

    runner.run(examples)

    assert examples.examples
    assert runner.summarize(verbose=False).failed == 0


def test_the_ladder_that_is_shown_can_be_added_to_a_framework() -> None:
    head = FALLS_AT_HOME[: FALLS_AT_HOME.index("chosen:")]
    text = f"{head}{RUNGS}themes: [{{key: a, name: A, kind: rubric, questions: [{{key: b, text: B?}}]}}]"

    found = read_framework(text)

    assert [level.name for level in found.levels.all] == ["Beginning", "Growing", "Everyday"]


def test_the_fault_that_is_shown_is_the_one_that_is_said() -> None:
    shown = re.search(r"FaultyFramework: (levels, all 3.*)", HOW_TO)
    assert shown is not None

    with pytest.raises(FaultyFramework) as raised:
        read_framework(FALLS_AT_HOME.replace("lowest: 1}", "lowest: 3}"))

    assert str(raised.value.faults[0]) == shown[1]


def test_the_csv_file_that_is_shown_is_a_second_version_of_the_framework_that_is_shown() -> None:
    (text,) = blocks(HOW_TO, "csv")

    second = framework_from_rows({"falls.csv": list(csv.reader(text.splitlines()))}, measures=MEASURES)

    first = read_framework(FALLS_AT_HOME, measures=MEASURES)
    found = map_answers(first, second, {"pick_up/within_two_hours": "yes", "pick_up/with_a_chair": "no"})
    assert found.answers == {"pick_up/within_two_hours": "yes"}
    assert [one.what for one in found.lost] == ["pick_up/with_a_chair"]
    assert read_framework(as_mapping(second)) == second


def test_the_thresholds_in_the_explanation_are_those_of_the_code() -> None:
    assert f"{HIGH_SHARE:.0%}".replace("%", " %") + " of the points or more" in EXPLANATION
    assert f"{LOW_SHARE:.0%}".replace("%", " %") + " or less, and the opposite" in EXPLANATION
    assert (MOST_OF_THEM, "at least half are worse" in EXPLANATION) == (0.5, True)
    assert (FEWEST_KNOWN, "fewer than two measures" in EXPLANATION) == (2, True)
