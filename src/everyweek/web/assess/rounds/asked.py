"""A round as somebody wants it, and the check that it can be one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.organisations.known import directory, name_of

LONGEST_TITLE, LONGEST_ABOUT = 120, 5000
MOST_PLACES = 2000
WITHOUT_A_TITLE = f"Give the round a title of 1 to {LONGEST_TITLE} characters"
ALL_PARTIES = tuple(PARTIES)


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """A round as somebody wants it. opens_at, deadline_at: instants.

    parties  : whose answers are asked for, as keys of PARTIES.
    system   : the board among whose places it is; "" for one of national support.
    previous : the round that movement is told from.
    """

    title: str
    framework: FrameworkVersion
    opens_at: datetime
    deadline_at: datetime
    parties: tuple[str, ...] = ALL_PARTIES
    about: str = ""
    system: str = ""
    previous: AssessmentRound | None = None


def checked_round(asked: RoundAsked, *, now: datetime, before: AssessmentRound | None = None) -> RoundAsked:
    """The round as it is kept. Raises NotAnAssessmentRound with what is wrong.

    before : the round as it was, when one is changed: what it has already is not refused.
    """
    title = " ".join(asked.title.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise NotAnAssessmentRound("title", WITHOUT_A_TITLE)
    if len(asked.about) > LONGEST_ABOUT:
        raise NotAnAssessmentRound("about", f"At most {LONGEST_ABOUT:,} characters; this has {len(asked.about):,}")
    if asked.deadline_at <= asked.opens_at:
        raise NotAnAssessmentRound("deadline", "The deadline must be after the day on which the round opens")
    if asked.deadline_at <= now and (before is None or before.deadline_at != asked.deadline_at):
        raise NotAnAssessmentRound("deadline", "The deadline has passed already. Give a later one")
    parties = tuple(party for party in PARTIES if party in asked.parties)
    if not parties:
        raise NotAnAssessmentRound("parties", "Choose at least one whose answers are asked for")
    _check_framework(asked, before)
    _check_previous(asked, before)
    return replace(asked, title=title, parties=parties, about=asked.about.replace("\r\n", "\n").strip())


def check_places(places: Sequence[Place], *, system: str, there: Collection[int] = ()) -> None:
    """Raises NotAnAssessmentRound when none is asked, or one cannot be. there: how many the round has already."""
    if not places and not there:
        raise NotAnAssessmentRound("places", "No place would be asked. Make places first, or choose others")
    if len(places) + len(there) > MOST_PLACES:
        raise NotAnAssessmentRound("places", f"A round has at most {MOST_PLACES:,} places; make two of it")
    for place in places:
        if system and place.system != system:
            whose, ours = (name_of(code, directory()) for code in (place.system, system))
            raise NotAnAssessmentRound(
                "places", f"{place.name} is a place of {whose}, and this round is among those of {ours}. Leave it out"
            )
        if place.ended_at is not None:
            raise NotAnAssessmentRound(
                "places", f"{place.name} was ended, so nothing more is asked of it. Leave it out"
            )


def _check_framework(asked: RoundAsked, before: AssessmentRound | None) -> None:
    framework = asked.framework
    if before is not None and before.framework_id == framework.pk:
        return
    if framework.withdrawn_at is not None:
        raise NotAnAssessmentRound(
            "framework", f"“{framework.title}” was withdrawn. Choose another framework or version"
        )
    if framework.system and framework.system != asked.system:
        whose = name_of(framework.system, directory())
        raise NotAnAssessmentRound("framework", f"“{framework.title}” is a framework of {whose} alone. Choose another")


def _check_previous(asked: RoundAsked, before: AssessmentRound | None) -> None:
    if asked.previous is None:
        return
    if before is not None and asked.previous.pk == before.pk:
        raise NotAnAssessmentRound("previous", "A round cannot come before itself. Choose another, or none")
    if asked.previous.framework.key != asked.framework.key:
        raise NotAnAssessmentRound(
            "previous",
            f"“{asked.previous.title}” asked another framework, so movement cannot be told. Choose another, or none",
        )
    if asked.previous.opens_at >= asked.opens_at:
        raise NotAnAssessmentRound("previous", f"“{asked.previous.title}” did not open before this one")
