"""Offering a plan to a network to test at scale, and how the network decides: every step is kept with its words."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.checks import checked_words
from everyweek.web.plan.plans.holding import held
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.proposals.errors import CannotBeOffered, NotInThisState
from everyweek.web.plan.proposals.models import Proposal, ProposalStep
from everyweek.web.plan.proposals.telling import tell_leads, tell_team

LONGEST = 10_000
OPEN = ("sent", "questions")
DECISIONS = {
    "asked": "Ask something first",
    "accepted": "Take it up: it is to be tested at scale",
    "declined": "Do not take it up",
}
STATE_AFTER = {"asked": "questions", "accepted": "accepted", "declined": "declined"}
MEANWHILE = {
    "sent": "It waits for the network.",
    "questions": "The network asked something that has no answer yet.",
    "accepted": "The network has taken it up already.",
    "declined": "The network has decided not to take it up.",
    "withdrawn": "It was taken back by those who work on the plan.",
}


@transaction.atomic
def offer(*, by: Reader, plan: ImprovementPlan, network: Network, words: str, asks_for: str, now: datetime) -> Proposal:
    """Offer a plan to a network, whose people read the plan from now on; its leads are told.

    words : why it should be tested at scale; asks_for : what is needed for that.
    Raises CannotBeOffered, NotAPlan, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan)
    check(by, "network.write", network)
    if network.ended_at is not None:
        raise CannotBeOffered("network", f"{network.name} is closed, so nothing can be offered to it. Choose another.")
    if plan.proposals.filter(network=network, state__in=(*OPEN, "accepted")).exists():
        raise CannotBeOffered("network", f"This plan is offered to {network.name} already.")
    said = checked_words(words, field="words", longest=LONGEST)
    if not said:
        raise CannotBeOffered("words", "Write in a few sentences why others should try this.")
    made = Proposal.objects.create(
        plan=plan,
        network=network,
        words=said,
        asks_for=checked_words(asks_for, field="asks_for", longest=LONGEST),
        made_by_id=by.identity,
        created_at=now,
        updated_at=now,
    )
    step = _add_step(made, "sent", by=by, words=said, now=now)
    tell_leads(made, step, now=now)
    return made


@transaction.atomic
def decide(*, by: Reader, proposal: Proposal, decision: str, words: str, seen_version: int, now: datetime) -> Proposal:
    """What a lead of the network decides, or asks; those who work on the plan are told. decision : of DECISIONS.

    Raises NotInThisState, CannotBeOffered, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    proposal = _held(by, proposal, "proposal.decide", OPEN, seen_version)
    if decision not in DECISIONS:
        raise CannotBeOffered("decision", "Choose what you decide.")
    said = _said(words, "Say why, or what you ask: those who work on the plan read it.")
    _move(proposal, STATE_AFTER[decision], now=now)
    tell_team(proposal, _add_step(proposal, decision, by=by, words=said, now=now), now=now)
    return proposal


@transaction.atomic
def answer(*, by: Reader, proposal: Proposal, words: str, seen_version: int, now: datetime) -> Proposal:
    """Answer what the network asked. Raises NotInThisState, CannotBeOffered, ChangedMeanwhile, NotPermitted."""
    proposal = _held(by, proposal, "proposal.change", ("questions",), seen_version)
    said = _said(words, "Write the answer.")
    _move(proposal, "sent", now=now)
    tell_leads(proposal, _add_step(proposal, "answered", by=by, words=said, now=now), now=now)
    return proposal


@transaction.atomic
def take_back(*, by: Reader, proposal: Proposal, words: str, seen_version: int, now: datetime) -> Proposal:
    """Take it back: people of the network read the plan no more, unless they may otherwise.

    Raises NotInThisState, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    proposal = _held(by, proposal, "proposal.change", (*OPEN, "accepted"), seen_version)
    said = checked_words(words, field="words", longest=LONGEST)
    _move(proposal, "withdrawn", now=now)
    tell_leads(proposal, _add_step(proposal, "withdrawn", by=by, words=said, now=now), now=now)
    return proposal


def _held(by: Reader, proposal: Proposal, permission: str, states: tuple[str, ...], seen_version: int) -> Proposal:
    """The row, held, when this may be done with it in its state by somebody who has seen it as it is."""
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("network", "plan")
    found = rows.get(pk=proposal.pk)
    check(by, permission, found)
    if found.state not in states:
        raise NotInThisState(f"{MEANWHILE[found.state]} Nothing was changed.")
    if found.version != seen_version:
        raise ChangedMeanwhile("The offer")
    hold_writer(by)
    return found


def _said(words: str, empty: str) -> str:
    said = checked_words(words, field="words", longest=LONGEST)
    if not said:
        raise CannotBeOffered("words", empty)
    return said


def _move(proposal: Proposal, state: str, *, now: datetime) -> None:
    proposal.state, proposal.version, proposal.updated_at = state, proposal.version + 1, now
    proposal.save(update_fields=("state", "version", "updated_at"))


def _add_step(proposal: Proposal, what: str, *, by: Reader, words: str, now: datetime) -> ProposalStep:
    """Keep a step, and write it into the chain as one of the network, without a word of what it says."""
    step = ProposalStep.objects.create(proposal=proposal, what=what, words=words, by_id=by.identity, at=now)
    record(
        by=by,
        action=f"proposal.{what}",
        of=("proposal", str(proposal.pk)),
        after={"version": proposal.version},
        network=proposal.network.key,
        now=now,
    )
    return step
