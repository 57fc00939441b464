"""What a reader may see of assessments, and what others can see of one's own.

Whoever takes part for a place sees what that place gave out, to whomever. People of a board see what their places gave
to the board; people of a region, and national support, what was given to the region; people of a place that shares with
peers, what other places share with peers in the same round. Nobody sees anything else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from everyweek.web.assess.consent.models import SharedReturn
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.vocabulary import AUDIENCES, TAKE_PART_BY_BELONGING, Audience
from everyweek.web.people.assessment_predicates import is_of_board, is_of_region
from everyweek.web.people.reader import Reader

NEWEST = Q(newest_to_system=True) | Q(newest_to_region=True) | Q(newest_to_peers=True)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a reader may see of one place in a round.

    pk     : of the SharedReturn.
    is_own : the reader takes part for the place.
    """

    pk: int
    assessment: int
    place: str
    name: str
    system: str
    number: int
    is_submission: bool
    to_system: bool
    to_region: bool
    to_peers: bool
    at: datetime
    is_own: bool


FIELDS = (
    "pk",
    "assessment_id",
    "assessment__place__key",
    "assessment__place__name",
    "assessment__place__system",
    "number",
    "is_submission",
    "newest_to_system",
    "newest_to_region",
    "newest_to_peers",
    "at",
    "assessment__place_id",
)


def shared_with(reader: Reader, found: AssessmentRound) -> tuple[Shared, ...]:
    """What this reader may see in a round: of each place the newest that was given to them, by name of the place."""
    own = places_of(reader)
    may_see = _may_see(reader, found, own)
    if may_see is None:
        return ()
    rows = SharedReturn.objects.filter(may_see, NEWEST, assessment__round=found).order_by(
        "assessment__place__name", "assessment_id", "-number"
    )
    newest: dict[int, Shared] = {}
    for *values, place in rows.values_list(*FIELDS):
        newest.setdefault(values[1], Shared(*values, is_own=place in own))
    return tuple(newest.values())


def shared_by(reader: Reader, assessment: Assessment) -> Shared | None:
    """What this reader may see of one assessment; None when nothing."""
    return next((one for one in shared_with(reader, assessment.round) if one.assessment == assessment.pk), None)


def places_of(reader: Reader) -> frozenset[int]:
    """The numbers of the places for which a reader takes part: named, or at one of its hospitals or services."""
    from everyweek.web.assess.places.models import PlaceMember, PlaceParty

    if not reader.is_signed_in:
        return frozenset()
    named = PlaceMember.objects.filter(person=reader.identity, ended_at=None).values_list("place_id", flat=True)
    belongs = PlaceParty.objects.filter(party__in=TAKE_PART_BY_BELONGING, organisation__in=reader.organisations())
    return frozenset(named) | frozenset(belongs.values_list("place_id", flat=True))


def _may_see(reader: Reader, found: AssessmentRound, own: frozenset[int]) -> Q | None:
    """The condition on copies; None when there is nothing that the reader could see."""
    ways: list[Q] = []
    if own:
        ways.append(Q(assessment__place__in=own))
        shares = SharedReturn.objects.filter(assessment__round=found, assessment__place__in=own, newest_to_peers=True)
        if shares.exists():
            ways.append(Q(newest_to_peers=True))
    if reader.holds("national_support"):
        ways.append(Q(newest_to_region=True))
    if reader.organisations():
        systems = found.assessments.values_list("place__system", flat=True).distinct()
        boards = [system for system in systems if is_of_board(reader, system)]
        counted = [system for system in systems if is_of_region(reader, system)]
        ways += [Q(newest_to_system=True, assessment__place__system__in=boards)] if boards else []
        ways += [Q(newest_to_region=True, assessment__place__system__in=counted)] if counted else []
    if not ways:
        return None
    either = ways[0]
    for way in ways[1:]:
        either |= way
    return either


@dataclass(frozen=True, slots=True)
class Seen:
    """What one audience sees of an assessment now. since : None when it sees nothing."""

    audience: Audience
    words: str
    since: datetime | None
    number: int
    is_submission: bool
    by: str


def is_given_out(assessment: Assessment) -> bool:
    """Whether anybody outside the place sees anything of it now."""
    return SharedReturn.objects.filter(NEWEST, assessment=assessment).exists()


def what_others_see(assessment: Assessment) -> tuple[Seen, ...]:
    """For each audience what it can see right now, and since when."""
    rows = SharedReturn.objects.filter(NEWEST, assessment=assessment).select_related("by").defer("content")
    by_audience = {audience: row for row in rows for audience in AUDIENCES if getattr(row, f"newest_to_{audience}")}
    return tuple(_seen(audience, words, by_audience.get(audience)) for audience, words in AUDIENCES.items())


def _seen(audience: str, words: str, row: SharedReturn | None) -> Seen:
    return Seen(
        audience=audience,  # type: ignore[arg-type]  # a key of AUDIENCES
        words=words,
        since=row.at if row else None,
        number=row.number if row else 0,
        is_submission=bool(row and row.is_submission),
        by=row.by.name if row and row.by else "",
    )


def audiences_with_newest(assessment: Assessment, content: dict[str, Any]) -> dict[str, bool]:
    """By audience that sees something, whether it is what is agreed now."""
    rows = SharedReturn.objects.filter(NEWEST, assessment=assessment)
    return {
        audience: row.content == content
        for row in rows
        for audience in AUDIENCES
        if getattr(row, f"newest_to_{audience}")
    }
