"""What a filled-in return would change is shown first, cell by cell, and nothing is changed by that."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import (
    LEAD,
    an_assessment,
    open_now,
)
from support.brought_returns import brought, taken, typed
from support.cast import Cast
from support.people import reader
from support.returns import changed, filled, workbook_of

from everyweek.web.assess.conversation.queries import agreed_answers
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Fenwick, half answered, in a round that is open now."""
    now = timezone.now()
    return filled(cast, an_assessment(cast, now=now - timedelta(days=40), **open_now(now)), now=now)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """The browser of whoever leads the assessment of Fenwick."""
    return reader(cast[LEAD])


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_return_that_comes_back_as_it_was_taken_changes_nothing(
    lead: Client, assessment: Assessment, form: str
) -> None:
    page = brought(lead, assessment, taken(lead, assessment, form), name=f"return.{form}")

    assert "Nothing to change" in page
    assert "Use these answers" not in page


def test_a_preview_says_what_would_change_and_changes_nothing(lead: Client, assessment: Assessment) -> None:
    file = typed(lead, assessment, {("kettle/pours", "Answer"): "Yes", ("bread/sliced", "Answer"): "no"})

    page = brought(lead, assessment, file)

    assert "2 changes" in page
    assert "Does it pour?" in page
    assert "nothing agreed" in page
    assert agreed_answers(assessment)["kettle/pours"] == "no"


def test_sheets_may_be_renamed_and_rows_sorted(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {("bread/sliced", "Answer"): "Yes"})
    rows = sheets["Return"]
    renamed = {"Mine": [*rows[:3], *reversed(rows[3:])], "1": sheets["Scores"], "About": sheets["Cover"]}

    page = brought(lead, assessment, workbook_of(renamed))

    assert "1 change<" in page
    assert "Mine, row 6" in page


def test_a_formula_counts_as_what_it_gives(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "=FORMULA Yes"}))

    assert "1 change<" in page


def test_a_cell_that_is_no_answer_is_named_with_its_place(lead: Client, assessment: Assessment) -> None:
    day = timezone.localdate() - timedelta(days=1)
    file = typed(
        lead,
        assessment,
        {
            ("kettle/pours", "Answer"): "maybe",
            ("cup/warmth", "Where you want to be"): "boiling",
            ("bread/sliced", "Answer"): "Yes",
            ("kettle", "Target"): "9",
            ("bread", "Target"): "many",
            ("cup", "Target"): "Tepid",
            ("saucer", "Agreed on"): "soon",
            ("saucer", "Target by"): day,
        },
    )

    page = brought(lead, assessment, file)

    assert "Return, row 5, column F: “maybe” is neither yes nor no." in page
    assert "Return, row 8, column G: “boiling” is none of 1 Cold, 2 Warm, 3 Hot." in page
    assert "Scores, row 4, column I: The score you want to reach must be a whole number from 0 to 2." in page
    assert "Scores, row 5, column I: “many” is no whole number of points from 0 to 2." in page
    assert "Scores, row 6, column I: There is no level called “Tepid”." in page
    assert "Scores, row 7, column H: “soon” is no day." in page
    assert "Use these answers" not in page


def test_an_empty_cell_leaves_what_is_agreed(lead: Client, assessment: Assessment) -> None:
    file = typed(
        lead, assessment, {("kettle/boils", "Answer"): "", ("bread/sliced", "Note and evidence"): "words without it"}
    )

    page = brought(lead, assessment, file)

    assert "The answer is empty in Return, row 4: what is agreed there stays as it is." in page
    assert "words without an answer in Return, row 7" in page
    assert "Nothing to change" in page


def test_questions_that_the_framework_does_not_have_are_listed(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    row = ["kettle/whistles", *sheets["Return"][3][1:]]
    sheets["Return"].append(row)

    page = brought(lead, assessment, workbook_of(sheets))

    assert "Not questions of this framework, and not used: “kettle/whistles” (Return, row 10)." in page


def test_the_same_question_twice_with_two_answers_is_an_error(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    twice = list(sheets["Return"][3])
    twice[5] = "No"
    sheets["Return"].append(twice)

    page = brought(lead, assessment, workbook_of(sheets))

    assert "Return, row 10: This question stands also in Return, row 4, with another answer. Keep one." in page
