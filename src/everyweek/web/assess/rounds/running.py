"""Whether a round accepts anything: asked by everything that writes into an assessment."""

from datetime import datetime

from everyweek.web.assess.rounds.errors import RoundIsClosed
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.organisations.known import directory, name_of

CLOSED = (
    "The round “{title}” was closed on {when}: nothing is accepted since then, and nothing was saved. {who} can open "
    "it again."
)
NOT_OPEN_YET = "The round “{title}” opens on {when}. Nothing is accepted before that, and nothing was saved."
ENDED = "{place} was ended on {when}, so nothing is accepted for it any more, and nothing was saved."


def hold_open(assessment: Assessment, *, now: datetime) -> Assessment:
    """The assessment as it is now, held until the transaction ends, so that its round is not closed under it.

    A deadline that has passed holds nobody up: what comes late is marked so. Raises RoundIsClosed.
    """
    rows = Assessment.objects.select_for_update(no_key=True, of=("self",))
    found = rows.get(pk=assessment.pk)
    fresh = (
        Assessment.objects.select_related("round__framework", "place")
        .defer("round__framework__content")
        .get(pk=found.pk)
    )
    check_open(fresh, now=now)
    return fresh


def check_open(assessment: Assessment, *, now: datetime) -> None:
    """Raises RoundIsClosed when nothing is accepted; for pages that want to say so before somebody types."""
    if sentence := why_not_open(assessment, now=now):
        raise RoundIsClosed(sentence)


def why_not_open(assessment: Assessment, *, now: datetime) -> str:
    """Why nothing is accepted, as a sentence; "" when it is."""
    found, place = assessment.round, assessment.place
    if found.closed_at is not None:
        who = f"Whoever administers {name_of(found.system, directory())}" if found.system else "National support"
        return CLOSED.format(title=found.title, when=moment_in_words(found.closed_at), who=who)
    if now < found.opens_at:
        return NOT_OPEN_YET.format(title=found.title, when=moment_in_words(found.opens_at))
    if place.ended_at is not None:
        return ENDED.format(place=place.name, when=moment_in_words(place.ended_at))
    return ""
