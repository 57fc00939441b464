"""Telling the people of a board that a place of theirs gave them something, or took it back; never what it says."""

from datetime import datetime

from django.urls import reverse

from everyweek.web.assess.consent.models import SharedReturn
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.vocabulary import Audience
from everyweek.web.people.models import Role
from everyweek.web.people.notifications.actions import notify

KIND = "assessment-shared"


def tell_of_submission(assessment: Assessment, shared: SharedReturn, *, now: datetime) -> None:
    """A line for everybody who speaks for the board or administers it."""
    again = assessment.shared.filter(is_submission=True).count() > 1
    _tell(
        assessment,
        key=f"submitted-{shared.pk}",
        title=f"{assessment.place.name} submitted its self-assessment{' again' if again else ''}",
        text=f"It is part of the round “{assessment.round.title}”. You can see its results now.",
        now=now,
    )


def tell_of_share(assessment: Assessment, shared: SharedReturn, audience: Audience, *, now: datetime) -> None:
    """The same of a draft that was shared early with the board; what others are given concerns them alone."""
    if audience != "system":
        return
    _tell(
        assessment,
        key=f"shared-{shared.pk}",
        title=f"{assessment.place.name} shares the draft of its self-assessment with you",
        text=f"It is part of the round “{assessment.round.title}”, and has not been submitted by this.",
        now=now,
    )


def tell_of_taking_back(assessment: Assessment, audience: Audience, *, now: datetime) -> None:
    """That the board sees nothing of the place any more."""
    if audience != "system":
        return
    _tell(
        assessment,
        key=f"taken-back-{assessment.pk}-{assessment.version}",
        title=f"{assessment.place.name} took back its self-assessment",
        text=f"You see nothing of it in the round “{assessment.round.title}” until it is shared again.",
        now=now,
    )


def speakers_of_board(system: str) -> list[int]:
    """Who holds a role at the board by which they speak for it or administer it."""
    held = Role.objects.filter(
        until=None,
        person__is_active=True,
        organisation=system,
        kind__in=("executive_contact", "system_administrator"),
    )
    return sorted(set(held.values_list("person_id", flat=True)))


def _tell(assessment: Assessment, *, key: str, title: str, text: str, now: datetime) -> None:
    notify(
        speakers_of_board(assessment.place.system),
        kind=KIND,
        key=key,
        title=title,
        text=text,
        address=reverse("assessment-results", kwargs={"assessment_round": assessment.round.key}),
        now=now,
    )
