"""What of a round that was made can still be changed. Each check raises NotAnAssessmentRound, with the field."""

from datetime import datetime

from everyweek.web.assess.conversation.models import PartyAnswer
from everyweek.web.assess.rounds.asked import RoundAsked
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound
from everyweek.web.assess.rounds.models import LONGEST_WHY, Assessment, AssessmentRound
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.champions.deadlines import deadline_in_words


def check_goes_on(found: AssessmentRound, *, then: str, field: str) -> None:
    """A closed round accepts nothing, so that nobody is told of a deadline in it. then: what somebody wants to do."""
    if found.closed_at is not None:
        raise NotAnAssessmentRound(field, f"The round is closed. Open it again first, then {then}")


def check_keeps_what_was_answered(found: AssessmentRound, asked: RoundAsked) -> None:
    """Answers are to questions of a framework and by parties that are asked: without either no page shows them."""
    if asked.framework.pk != found.framework_id and found.assessments.exclude(begun_at=None).exists():
        raise NotAnAssessmentRound(
            "framework", "Places have begun to answer, so the framework stays. Make a new round for another one"
        )
    left_out = [party for party in found.parties if party not in asked.parties]
    said = PartyAnswer.objects.filter(assessment__round=found, party__in=left_out).exclude(value="", text="")
    if left_out and (first := said.first()):
        raise NotAnAssessmentRound(
            "parties", f"“{PARTIES[first.party]}” has answered already, so it stays. Tick it again"
        )


def check_stays_before_later_ones(found: AssessmentRound, asked: RoundAsked) -> None:
    """A round that tells its movement from this one must open after it, and ask the same framework."""
    for later in found.later.select_related("framework").defer("framework__content"):
        words = f"“{later.title}” tells its movement from this round, so"
        if later.opens_at <= asked.opens_at:
            raise NotAnAssessmentRound("opens", f"{words} this one must open before it")
        if later.framework.key != asked.framework.key:
            raise NotAnAssessmentRound("framework", f"{words} this one must ask the same framework")


def checked_longer(one: Assessment, *, deadline_at: datetime, why: str, now: datetime) -> str:
    """The reason as it is kept, when a place may be given until then."""
    check_goes_on(one.round, then="give longer", field="deadline")
    if one.place.ended_at is not None:
        raise NotAnAssessmentRound("deadline", f"{one.place.name} was ended, so nothing more is asked of it")
    spelt = " ".join(why.split())
    if not spelt or len(spelt) > LONGEST_WHY or not spelt.isprintable():
        raise NotAnAssessmentRound(
            "why", f"Write why, in 1 to {LONGEST_WHY} characters: the place and those who run the round read it"
        )
    if deadline_at <= one.round.deadline_at:
        words = deadline_in_words(one.round.deadline_at)
        raise NotAnAssessmentRound("deadline", f"That is not longer: the round’s own deadline is {words}")
    if deadline_at <= now:
        raise NotAnAssessmentRound("deadline", "That has passed already. Give a later one")
    return spelt
