"""Assessments of the tests with something agreed in them, given out through the actions."""

from datetime import datetime
from typing import Any

from support.assessing import DURING, LEAD, a_place, a_round, named, the_assessment
from support.cast import Cast

from everyweek.web.assess.consent import actions
from everyweek.web.assess.conversation.agreeing import settle
from everyweek.web.assess.conversation.positions import PositionAsked, set_position
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound

GOOD = {"kettle/boils": "yes", "kettle/pours": "yes", "bread/fresh": "yes", "bread/sliced": "yes", "cup/warmth": "3"}
MIDDLING = {**GOOD, "kettle/pours": "no", "cup/warmth": "2"}
POOR = dict.fromkeys(("kettle/boils", "kettle/pours", "bread/fresh", "bread/sliced"), "no") | {"cup/warmth": "1"}
"""Answers to every question of the small framework."""


def agreed(
    cast: Cast,
    assessment: Assessment,
    answers: dict[str, str],
    *,
    note: str = "",
    level: str = "",
    who: str = LEAD,
    now: datetime = DURING,
) -> Assessment:
    """Settle these answers; level : of the theme that is agreed and not scored."""
    by = cast.reader(who)
    for key, value in answers.items():
        theme, question = key.split("/")
        row = assessment.agreed.filter(theme=theme, question=question).first()
        settle(
            by=by, assessment=assessment, theme=theme, question=question, value=value, note=note, parties=("acute",),
            seen_version=row.version if row else 0, now=now,
        )  # fmt: skip
    if level:
        asked = PositionAsked(level=level, agreed_with="Sam Lead", agreed_on=now.date())
        positioned(cast, assessment, "saucer", asked, who=who, now=now)
    return fresh(assessment)


def positioned(
    cast: Cast, assessment: Assessment, theme: str, asked: PositionAsked, *, who: str = LEAD, now: datetime = DURING
) -> None:
    """Say where the place stands and wants to be on a theme."""
    row = assessment.positions.filter(theme=theme).first()
    version = row.version if row else 0
    set_position(by=cast.reader(who), assessment=assessment, theme=theme, asked=asked, seen_version=version, now=now)


def fresh(assessment: Assessment) -> Assessment:
    """The assessment, read anew."""
    return the_assessment(assessment.round, assessment.place)


def submitted(
    cast: Cast, assessment: Assessment, *, who: str = LEAD, now: datetime = DURING, **more: Any
) -> Assessment:
    """Submit it as it is."""
    one = fresh(assessment)
    actions.submit(by=cast.reader(who), assessment=one, seen_version=one.version, now=now, **more)
    return fresh(one)


def shared(cast: Cast, assessment: Assessment, audience: Any, *, who: str = LEAD, now: datetime = DURING) -> Assessment:
    """Share it as it is."""
    one = fresh(assessment)
    actions.share(by=cast.reader(who), assessment=one, audience=audience, seen_version=one.version, now=now)
    return fresh(one)


def taken_back(
    cast: Cast, assessment: Assessment, audience: Any, *, who: str = LEAD, now: datetime = DURING
) -> Assessment:
    """Take it back."""
    one = fresh(assessment)
    actions.take_back(by=cast.reader(who), assessment=one, audience=audience, seen_version=one.version, now=now)
    return fresh(one)


def places_with_leads(cast: Cast, **names: tuple[str, str, str]) -> dict[str, Any]:
    """Places by name: (system, acute trust, who leads)."""
    made = {}
    for name, (system, acute, who) in names.items():
        made[name] = a_place(cast, name.title(), system=system, acute=acute, community="")
        named(cast, made[name], who, leads=True)
    return made


def a_round_with(cast: Cast, places: dict[str, Any], **more: Any) -> tuple[AssessmentRound, dict[str, Assessment]]:
    """A round over these places, and the assessment of each."""
    found = a_round(cast, *places.values(), **more)
    return found, {name: the_assessment(found, place) for name, place in places.items()}


def things_of_sharing(cast: Cast, things: dict[str, Any]) -> dict[str, Any]:
    """What addresses of sharing and of priorities can name, of the rounds that are among things already."""
    places = things["assessment_round place"]
    rounds = things["assessment_round"]
    return {
        "assessment_round audience place": {words: parts | {"audience": "system"} for words, parts in places.items()},
        "assessment_round code": {
            f"{code}, in a round": {**next(iter(rounds.values())), "code": code} for code in ("ZZA", "ZZC")
        },
    }
