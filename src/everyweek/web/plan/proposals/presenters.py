"""An offer of a plan as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import day_in_words, moment
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.history import SOMEBODY
from everyweek.web.plan.proposals.actions import OPEN
from everyweek.web.plan.proposals.models import Proposal
from everyweek.web.plan.vocabulary import PROPOSAL_STATES

COLOURS = {"sent": "blue", "questions": "yellow", "accepted": "green", "declined": "grey", "withdrawn": "grey"}
STEPS = {
    "sent": "offered the plan",
    "asked": "asked",
    "answered": "answered",
    "accepted": "took it up for the network",
    "declined": "decided for the network not to take it up",
    "withdrawn": "took the offer back",
}


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A line in a list of offers."""

    title: str
    address: str
    state: str
    colour: str
    about: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the decision."""

    who: str
    what: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything of one offer, and what its reader may do with it."""

    title: str
    plan_address: str
    network: str
    organisation: str
    state: str
    colour: str
    words: str
    asks_for: str
    steps: tuple[StepLine, ...]
    version: int
    decides: bool
    answers: bool
    takes_back: bool


def row_for_network(one: Proposal) -> ProposalRow:
    """A line for the network: which plan, of whom."""
    of = name_of(one.plan.organisation, directory())
    return _row(one, one.plan.title, f"{of}, offered on {day_in_words(timezone.localdate(one.created_at))}")


def row_for_plan(one: Proposal) -> ProposalRow:
    """A line for the plan: to which network."""
    return _row(one, one.network.name, f"Offered on {day_in_words(timezone.localdate(one.created_at))}")


def page_of(one: Proposal, reader: Reader) -> ProposalPage:
    """The page."""
    may_change = can(reader, "proposal.change", one)
    return ProposalPage(
        title=one.plan.title,
        plan_address=reverse("plan", kwargs={"plan": one.plan.key}) if can(reader, "plan.read", one.plan) else "",
        network=one.network.name,
        organisation=name_of(one.plan.organisation, directory()),
        state=PROPOSAL_STATES[one.state],
        colour=COLOURS[one.state],
        words=one.words,
        asks_for=one.asks_for,
        steps=tuple(_steps(one)),
        version=one.version,
        decides=one.state in OPEN and can(reader, "proposal.decide", one),
        answers=one.state == "questions" and may_change,
        takes_back=one.state in (*OPEN, "accepted") and may_change,
    )


def _row(one: Proposal, title: str, about: str) -> ProposalRow:
    address = reverse("proposal", kwargs={"proposal": one.pk})
    return ProposalRow(title, address, PROPOSAL_STATES[one.state], COLOURS[one.state], about)


def _steps(one: Proposal) -> Iterable[StepLine]:
    for step in one.steps.select_related("by"):
        words = "" if step.what == "sent" else step.words  # the offer's own words stand above already
        yield StepLine(
            step.by.name if step.by else SOMEBODY, STEPS[step.what], moment(timezone.localtime(step.at)), words
        )
