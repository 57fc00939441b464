"""Saving what a party says, while several people type into it."""

from collections.abc import Callable
from typing import Any

import pytest
from support.assessing import BELONGS, DURING, LEAD, OUTSIDER, SPEAKS_FOR_SYSTEM, an_assessment
from support.cast import Cast

from everyweek.web.assess.conversation.errors import (
    BaseUnknown,
    ConversationError,
    NotYourParty,
    SpeaksOfAPatient,
    TooLong,
    UnknownPlaceInFramework,
    WrongAnswer,
)
from everyweek.web.assess.conversation.models import AnswerSave, PartyAnswer
from everyweek.web.assess.conversation.saving import Saved, save_answer
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.errors import RoundIsClosed
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

Save = Callable[..., Saved]


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    return an_assessment(cast)


@pytest.fixture
def save(cast: Cast, assessment: Assessment) -> Save:
    """Saves for the hospital of Fenwick; with a mark of its own each time, unless one is given."""
    made = iter(range(10_000))

    def save(text: str = "", *, who: str = BELONGS, **more: Any) -> Saved:
        asked = {"theme": "kettle", "question": "boils", "party": "acute", "value": "", "wanted": "", "base": 0}
        key = f"save-{next(made):05}"
        return save_answer(
            by=cast.reader(who), assessment=assessment, text=text, now=DURING, **{**asked, "key": key, **more}
        )

    return save


def test_the_first_words_begin_the_assessment_and_are_kept(save: Save, assessment: Assessment) -> None:
    saved = save("It boils by seven.", value="yes")

    answer = PartyAnswer.objects.get()
    assessment.refresh_from_db()
    assert (saved.value, saved.text, saved.version, saved.merged) == ("yes", "It boils by seven.", 1, False)
    assert (answer.value, answer.text, answer.version, answer.updated_at) == ("yes", "It boils by seven.", 1, DURING)
    assert assessment.begun_at == DURING


def test_two_who_began_from_the_same_words_both_find_theirs(save: Save) -> None:
    save("It boils by seven.")

    save("It boils by seven. On Sundays by nine.", base=1)
    second = save("The kettle boils by seven.", base=1, who=LEAD)

    assert (second.text, second.version, second.merged) == ("The kettle boils by seven. On Sundays by nine.", 3, True)
    assert [one.text for one in AnswerSave.objects.all()] == [
        "It boils by seven.",
        "It boils by seven. On Sundays by nine.",
        "The kettle boils by seven.",
    ]


def test_two_who_both_begin_an_answer_both_find_their_words(save: Save) -> None:
    save("From the ward.")

    second = save("From the lead.", who=LEAD)

    assert "From the ward." in second.text
    assert "lead." in second.text


def test_the_same_save_sent_again_after_a_broken_connection_counts_once(save: Save) -> None:
    save("One.", key="the-same-key")
    save("One. Two.", base=1, who=LEAD)

    again = save("One.", key="the-same-key")

    assert (again.text, again.version) == ("One. Two.", 2)
    assert AnswerSave.objects.count() == 2


def test_other_words_under_the_same_key_are_a_save_of_their_own_and_count_once_too(save: Save) -> None:
    save("One.", key="the-same-key", value="yes")

    other = [save("One. Two.", key="the-same-key", value="yes") for _ in range(2)]

    assert [(one.value, one.text, one.version) for one in other] == [("yes", "One. Two.", 2)] * 2
    assert [one.text for one in AnswerSave.objects.all()] == ["One.", "One. Two."]


def test_an_answer_of_somebody_else_is_not_undone_by_a_save_that_is_sent_again(save: Save) -> None:
    save("One.")
    save("One. Two.", base=1, key="the-same-key")
    save("One.", base=1, value="no", who=LEAD)

    again = save("One. Two.", base=1, key="the-same-key")

    assert (again.value, again.version) == ("no", 3)


def test_a_save_of_what_is_there_already_is_none(save: Save) -> None:
    save("One.", value="yes")

    again = save("One.", value="yes", base=1)

    assert again.version == 1
    assert AnswerSave.objects.count() == 1


def test_of_two_answers_the_later_holds_and_the_earlier_stays_in_its_save(save: Save, cast: Cast) -> None:
    save("Words.")
    save("Words.", value="no", base=1)

    later = save("Words.", value="yes", base=1, who=LEAD)

    assert (later.value, later.replaced, later.merged) == ("yes", "no", True)
    assert list(AnswerSave.objects.values_list("value", "by__email")) == [
        ("", cast[BELONGS].email),
        ("no", cast[BELONGS].email),
        ("yes", cast[LEAD].email),
    ]


def test_who_only_writes_does_not_undo_an_answer_that_was_chosen_meanwhile(save: Save) -> None:
    save("Words.")
    save("Words.", value="no", base=1)

    later = save("Words. More.", value="", base=1, who=LEAD)

    assert (later.value, later.text, later.replaced) == ("no", "Words. More.", "")


def test_on_a_ladder_today_and_the_wanted_rung_are_kept(save: Save) -> None:
    saved = save("Lukewarm.", theme="cup", question="warmth", value="2", wanted="3")

    assert (saved.value, saved.wanted) == ("2", "3")


def test_lines_of_windows_and_what_no_database_holds_are_made_plain(save: Save) -> None:
    saved = save("One\r\ntwo\x00 \ud800.")

    assert saved.text == "One\ntwo ?."


def test_saves_are_no_entries_of_the_chain_of_changes(save: Save) -> None:
    before = AuditEntry.objects.count()

    save("Words.")

    assert AuditEntry.objects.count() == before


REFUSED: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"theme": "oven"}, UnknownPlaceInFramework, "no intervention “oven”"),
    ({"question": "sings"}, UnknownPlaceInFramework, "no question “sings”"),
    ({"party": "cooks"}, UnknownPlaceInFramework, "no party “cooks”"),
    ({"party": "system"}, NotYourParty, "You do not speak for “Integrated care system”"),
    ({"value": "maybe"}, WrongAnswer, "“maybe” is no answer to this question: it takes yes or no"),
    ({"wanted": "yes"}, WrongAnswer, "is no answer"),
    ({"text": "Bed 4, 943 476 5919, waits."}, SpeaksOfAPatient, "“943 476 5919” is an NHS number"),
    ({"text": "x" * 10_001}, TooLong, "10,001 characters, and at most 10,000"),
    ({"base": 7}, BaseUnknown, "a version of the answer that does not exist"),
    ({"base": -1}, BaseUnknown, "a version of the answer that does not exist"),
    ({"key": "short"}, ConversationError, "without its own mark"),
)
"""What is asked, the error, and what of its sentence."""


def test_what_cannot_be_saved_is_refused_with_a_sentence(save: Save) -> None:
    for asked, problem, sentence in REFUSED:
        with pytest.raises(problem, match=sentence):
            save(**{"text": "Words.", **asked})

    assert not AnswerSave.objects.exists()


def test_who_leads_writes_for_every_party_and_others_for_theirs(save: Save) -> None:
    save("For the system.", party="system", who=LEAD)
    save("For the system, too.", party="system", who=SPEAKS_FOR_SYSTEM, base=1)

    assert PartyAnswer.objects.get().text == "For the system, too."


@pytest.mark.parametrize("who", [OUTSIDER, "administrator of a board", "national support", "champion"])
def test_nobody_from_outside_the_place_saves_anything(save: Save, who: str) -> None:
    with pytest.raises(NotPermitted):
        save("Words.", who=who)


def test_after_the_close_nothing_is_saved_and_a_sentence_says_who_can_open_it(
    save: Save, cast: Cast, assessment: Assessment
) -> None:
    close(by=cast.reader("national support"), of=assessment.round, seen_version=assessment.round.version, now=DURING)

    with pytest.raises(RoundIsClosed, match="National support can open it again"):
        save("Too late.")

    assert not PartyAnswer.objects.exists()
