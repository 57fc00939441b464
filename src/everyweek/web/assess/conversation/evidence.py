"""What a party shows for an answer beside its words: links, and charts of measures."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from everyweek.web.assess.conversation.asked import (
    QuestionAsked,
    check_about_nobody,
    check_speaks_for,
    question_asked,
)
from everyweek.web.assess.conversation.errors import SpeaksOfAPatient, WrongEvidence
from everyweek.web.assess.conversation.models import Evidence
from everyweek.web.assess.conversation.recording import record_change
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.discussion.text import BIDIRECTIONAL, without_turning
from everyweek.web.people.discussion.web_address import LONGEST_ADDRESS, read_address
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

LONGEST_TITLE = 200
ODD = re.compile(rf"[{BIDIRECTIONAL}\s\"'<>`\\\x00-\x1f\x7f]")
MOST = 20
"""Pieces of evidence that one party shows for one answer."""


@transaction.atomic
def add_link(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    party: str,
    address: str,
    title: str,
    now: datetime,
) -> Evidence:
    """Show a link for an answer: to the web, or to a page of this site (a resource of the library, a chart).

    Raises WrongEvidence, ConversationError, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    question_asked(assessment, theme, question)
    named = without_turning(title)
    if not named:
        raise WrongEvidence("title", "Say in a few words what the link shows")
    if len(named) > LONGEST_TITLE:
        raise WrongEvidence("title", f"The words have {len(named):,} characters. At most {LONGEST_TITLE} can be kept")
    for field, words in (("title", named), ("address", address)):
        try:
            check_about_nobody(words)
        except SpeaksOfAPatient as problem:
            raise WrongEvidence(field, str(problem)) from None
    made = Evidence(kind="link", title=named, address=checked_address(address))
    return _add(by, assessment, theme, question, party, made, now=now)


@transaction.atomic
def add_measure(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    party: str,
    measure: str,
    organisation: str,
    now: datetime,
) -> Evidence:
    """Show the chart of a measure of the theme, for an organisation of the place.

    Raises WrongEvidence, ConversationError, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    asked = question_asked(assessment, theme, question)
    if measure not in measures_to_show(asked):
        raise WrongEvidence("measure", "Choose one of the measures that belong to this theme")
    if organisation not in organisations_to_show(assessment):
        raise WrongEvidence("measure", "Choose a chart of an organisation of this place")
    made = Evidence(kind="measure", measure=measure, organisation=organisation)
    return _add(by, assessment, theme, question, party, made, now=now)


@transaction.atomic
def remove_evidence(*, by: Reader, evidence: Evidence, now: datetime) -> None:
    """Show it no more; whoever speaks for the party may. Raises ConversationError, RoundIsClosed, NotPermitted."""
    assessment = evidence.assessment
    check(by, "assessment.take-part", assessment)
    check_speaks_for(by, assessment, (evidence.party,))
    assessment = hold_open(assessment, now=now)
    hold_writer(by)
    if Evidence.objects.filter(pk=evidence.pk, removed_at=None).update(removed_at=now):
        record_change(assessment, "assessment.evidence-removed", by=by, now=now)


def measures_to_show(asked: QuestionAsked) -> tuple[str, ...]:
    """Keys of the measures that can be shown for a question: its own first, then those of its theme."""
    from everyweek.measures import MEASURES

    of_theme = (key for one in asked.theme.questions for key in one.measures)
    return tuple(key for key in dict.fromkeys((*asked.question.measures, *of_theme)) if key in MEASURES)


def organisations_to_show(assessment: Assessment) -> tuple[str, ...]:
    """Codes of the organisations of the place whose charts can be shown: its hospitals first, then the others."""
    rows = assessment.place.parties.exclude(organisation="").values_list("party", "organisation")
    order = ("acute", "community", "ambulance", "system")
    return tuple(dict.fromkeys(code for party in order for kind, code in rows if kind == party))


def checked_address(typed: str) -> str:
    """A web address, or a path of this site. Raises WrongEvidence."""
    text = typed.strip()
    if text.startswith("/") and not text.startswith(("//", "/\\")):
        if ODD.search(text) or len(text) > LONGEST_ADDRESS:
            raise WrongEvidence("address", "The path of a page of this site has no blanks and no quotation marks")
        return text
    try:
        return read_address(text, schemes=("http", "https"))
    except ValidationError as error:
        raise WrongEvidence("address", str(error.messages[0])) from None


def _add(
    by: Reader, assessment: Assessment, theme: str, question: str, party: str, made: Evidence, *, now: datetime
) -> Evidence:
    check(by, "assessment.take-part", assessment)
    check_speaks_for(by, assessment, (party,))
    assessment = hold_open(assessment, now=now)
    hold_writer(by)
    where: dict[str, Any] = {"assessment": assessment, "theme": theme, "question": question, "party": party}
    shown = Evidence.objects.filter(**where, removed_at=None)
    same = shown.filter(kind=made.kind, address=made.address, measure=made.measure, organisation=made.organisation)
    field = "address" if made.kind == "link" else "measure"
    if same.exists():
        raise WrongEvidence(field, "This is shown for the answer already")
    if shown.count() >= MOST:
        raise WrongEvidence(field, f"At most {MOST} links and charts are shown for one answer. Remove one first")
    for name, value in where.items():
        setattr(made, name, value)
    made.added_by_id, made.added_at = by.identity, now
    made.save()
    record_change(assessment, "assessment.evidence-added", by=by, now=now)
    return made
