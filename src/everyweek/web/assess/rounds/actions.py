"""Making rounds and changing them: longer for one place, closing, opening again, places that join later."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from everyweek.web.assess.places.keys import free_keys, stem_of
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds.asked import RoundAsked, check_places, checked_round
from everyweek.web.assess.rounds.changing import (
    check_goes_on,
    check_keeps_what_was_answered,
    check_stays_before_later_ones,
    checked_longer,
)
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.rounds.reminders import announce_opening, pass_over_what_is_due
from everyweek.web.assess.rounds.telling import tell_place, tell_places
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.audit.actions import record
from everyweek.web.people.champions.deadlines import deadline_in_words
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

AT_ONCE = 500
AT_THIS_MOMENT = (
    "Somebody made a round of the same title at this very moment. Look at theirs first, or choose another title"
)


@transaction.atomic
def make_assessment_round(*, by: Reader, asked: RoundAsked, places: Iterable[Place], now: datetime) -> AssessmentRound:
    """Make a round in which these places are asked; those who take part for them are told when it opens.

    Raises NotPermitted, and NotAnAssessmentRound with the field that is wrong.
    """
    check(by, "assessment-round.make")
    check(by, "assessment-round.run", AssessmentRound(system=asked.system))
    one, chosen = checked_round(asked, now=now), _each_once(places)
    check_places(chosen, system=one.system)
    try:
        with transaction.atomic():
            made = AssessmentRound.objects.create(
                key=_free_key(one.title), made_by_id=by.identity, created_at=now, updated_at=now, **_columns(one)
            )
    except IntegrityError as problem:
        raise NotAnAssessmentRound("title", AT_THIS_MOMENT) from problem
    _ask(made, chosen, now=now)
    record(
        by=by,
        action="assessment-round.made",
        of=("assessment-round", made.key),
        after={**_plain(made), "places": len(chosen)},
        organisation=made.system,
        now=now,
    )
    pass_over_what_is_due(made, now=now)
    announce_opening(made, now=now)
    return made


@transaction.atomic
def change_assessment_round(
    *, by: Reader, of: AssessmentRound, asked: RoundAsked, seen_version: int, now: datetime
) -> AssessmentRound:
    """Change a round; when its deadline moves, everybody who takes part is told. Whose round it is stays.

    The framework can be changed as long as no place has begun, and a party left out as long as it has not answered.
    Raises NotPermitted, ChangedMeanwhile, NotAnAssessmentRound.
    """
    found = locked_round(of, seen_version)
    check(by, "assessment-round.run", found)
    one = checked_round(replace(asked, system=found.system), now=now, before=found)
    before, moved = _plain(found), one.deadline_at != found.deadline_at
    if moved:
        check_goes_on(found, then="move its deadline", field="deadline")
    hold_every_assessment(found)
    check_keeps_what_was_answered(found, one)
    check_stays_before_later_ones(found, one)
    differs = any(getattr(found, column) != value for column, value in _columns(one).items())
    for column, value in _columns(one).items():
        setattr(found, column, value)
    after = _plain(found)
    changed = [key for key in after if after[key] != before[key]]
    if differs:
        _keep(found, now=now)
        record(
            by=by,
            action="assessment-round.changed",
            of=("assessment-round", found.key),
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
            organisation=found.system,
            now=now,
        )
    if moved:
        pass_over_what_is_due(found, now=now)
        title = f"{found.title}: the deadline is now {deadline_in_words(found.deadline_at)}"
        tell_places(found, what=f"moved-{found.version}", title=title, now=now)
    return found


@transaction.atomic
def add_places(*, by: Reader, of: AssessmentRound, places: Iterable[Place], seen_version: int, now: datetime) -> int:
    """Ask further places in a round; how many joined. Raises NotPermitted, ChangedMeanwhile, NotAnAssessmentRound."""
    found = locked_round(of, seen_version)
    check(by, "assessment-round.run", found)
    check_goes_on(found, then="ask further places", field="places")
    there = set(found.assessments.values_list("place_id", flat=True))
    new = [place for place in _each_once(places) if place.pk not in there]
    if not new:
        raise NotAnAssessmentRound("places", "Choose at least one place that is not in the round yet")
    check_places(new, system=found.system, there=there)
    _ask(found, new, now=now)
    _keep(found, now=now)
    record(
        by=by,
        action="assessment-round.places-added",
        of=("assessment-round", found.key),
        after={"places": [place.key for place in new]},
        organisation=found.system,
        now=now,
    )
    pass_over_what_is_due(found, of={place.pk for place in new}, now=now)
    announce_opening(found, now=now)
    return len(new)


@transaction.atomic
def give_longer(
    *, by: Reader, of: Assessment, deadline_at: datetime, why: str, seen_version: int, now: datetime
) -> Assessment:
    """Give one place longer than the others, with the reason. Raises NotPermitted, ChangedMeanwhile,
    NotAnAssessmentRound.
    """
    found = AssessmentRound.objects.select_for_update(no_key=True).get(pk=of.round_id)
    one = Assessment.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=of.pk)
    one.round = found
    check(by, "assessment.manage", one)
    if one.version != seen_version:
        raise ChangedMeanwhile("The deadline of this place")
    spelt = checked_longer(one, deadline_at=deadline_at, why=why, now=now)
    before = one.deadline_at
    one.deadline_at, one.why_longer, one.version, one.updated_at = deadline_at, spelt, one.version + 1, now
    one.save(update_fields=("deadline_at", "why_longer", "version", "updated_at"))
    pass_over_what_is_due(found, of={one.place_id}, now=now)
    record(
        by=by,
        action="assessment.given-longer",
        of=("assessment", f"{found.key}/{one.place.key}"),
        before={"deadline": before.isoformat() if before else ""},
        after={"deadline": deadline_at.isoformat(), "why": spelt},
        organisation=one.place.system,
        now=now,
    )
    tell_place(
        one,
        key=f"longer-{one.pk}-{one.version}",
        title=f"{found.title}: {one.place.name} has until {deadline_in_words(deadline_at)}",
        text=f"Why: {spelt}",
        now=now,
    )
    return one


@transaction.atomic
def close(*, by: Reader, of: AssessmentRound, seen_version: int, now: datetime) -> AssessmentRound:
    """Accept nothing any more. Raises NotPermitted and ChangedMeanwhile."""
    return _set_closed(by, of, seen_version, closed_at=now, now=now)


@transaction.atomic
def reopen(*, by: Reader, of: AssessmentRound, seen_version: int, now: datetime) -> AssessmentRound:
    """Accept answers again. Raises NotPermitted and ChangedMeanwhile."""
    return _set_closed(by, of, seen_version, closed_at=None, now=now)


def _set_closed(
    by: Reader, of: AssessmentRound, seen_version: int, *, closed_at: datetime | None, now: datetime
) -> AssessmentRound:
    found = locked_round(of, seen_version)
    check(by, "assessment-round.run", found)
    if (found.closed_at is None) == (closed_at is None):
        return found
    hold_every_assessment(found)
    found.closed_at = closed_at
    _keep(found, now=now)
    what = "closed" if closed_at else "reopened"
    record(
        by=by,
        action=f"assessment-round.{what}",
        of=("assessment-round", found.key),
        organisation=found.system,
        now=now,
    )
    words = "is closed: nothing is accepted any more" if closed_at else "is open again"
    tell_places(found, what=f"{what}-{found.version}", title=f"{found.title} {words}", now=now)
    return found


def locked_round(of: AssessmentRound, seen_version: int) -> AssessmentRound:
    """The round, so that nobody else changes it before we have. Raises ChangedMeanwhile."""
    found = AssessmentRound.objects.select_for_update(no_key=True).get(pk=of.pk)
    if found.version != seen_version:
        raise ChangedMeanwhile("This round")
    return found


def hold_every_assessment(of: AssessmentRound) -> None:
    """Wait for whatever is being saved in any of them, so that nothing is accepted after the close, or for questions
    that are exchanged under it.
    """
    list(Assessment.objects.select_for_update(no_key=True).filter(round=of).order_by("pk").values_list("pk"))


def _ask(found: AssessmentRound, places: Sequence[Place], *, now: datetime) -> None:
    rows = [Assessment(round=found, place=place, updated_at=now) for place in places]
    Assessment.objects.bulk_create(rows, batch_size=AT_ONCE)


def _keep(found: AssessmentRound, *, now: datetime) -> None:
    found.version, found.updated_at = found.version + 1, now
    found.save()


def _each_once(places: Iterable[Place]) -> list[Place]:
    return sorted({place.pk: place for place in places}.values(), key=lambda place: (place.system, place.name))


def _free_key(title: str) -> str:
    stem = stem_of(title, otherwise="round")
    taken = AssessmentRound.objects.filter(key__startswith=stem).values_list("key", flat=True)
    return next(free_keys([title], taken=taken, otherwise="round"))


def _columns(asked: RoundAsked) -> dict[str, object]:
    return {
        "title": asked.title,
        "about": asked.about,
        "framework": asked.framework,
        "system": asked.system,
        "parties": list(asked.parties),
        "opens_at": asked.opens_at,
        "deadline_at": asked.deadline_at,
        "previous": asked.previous,
    }


def _plain(found: AssessmentRound) -> dict[str, object]:
    """What the chain of changes keeps of a round."""
    return {
        "title": found.title,
        "framework": f"{found.framework.key} {found.framework.version}",
        "asked_parties": [PARTIES[party] for party in found.parties],
        "opens_at": found.opens_at.isoformat(),
        "deadline_at": found.deadline_at.isoformat(),
        "previous": found.previous.key if found.previous else "",
    }
