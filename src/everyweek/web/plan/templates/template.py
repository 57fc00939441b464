"""What a template of a plan holds: one for each of the ten interventions, in our own words, for a team to change."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Target = Literal["", "the upper quartile of peers"]
"""Where an aim might go to. "" where nothing says how far is reasonable: a target is the team's to choose."""


@dataclass(frozen=True, slots=True)
class SuggestedAim:
    """A measure that the plan may want to move. why : for the page; it becomes the reason of the aim."""

    measure: str
    to: Target
    why: str


@dataclass(frozen=True, slots=True)
class TemplateDriver:
    """A box of the driver diagram. key : in the template; parent : the key of another one, "" of a primary driver.

    kind : a key of DRIVER_KINDS.
    """

    key: str
    kind: str
    text: str
    parent: str


@dataclass(frozen=True, slots=True)
class TemplateAction:
    """An action of usual length. needs : keys of actions before it, which it waits for; driver : the change idea.

    role    : who might own it, as a role in words. measure : that it should move; "" for none.
    """

    key: str
    title: str
    about: str
    weeks: int
    needs: tuple[str, ...]
    driver: str
    role: str
    measure: str


@dataclass(frozen=True, slots=True)
class WatchedMeasure:
    """A measure to look at beside the aim, and why: also those that might get worse."""

    measure: str
    why: str


@dataclass(frozen=True, slots=True)
class TemplateRisk:
    """What may go wrong. likelihood, impact : from 1 to 5, a first guess that the team changes."""

    text: str
    likelihood: int
    impact: int
    mitigation: str


@dataclass(frozen=True, slots=True)
class FirstCycle:
    """A first small test. action : the key of the action that it belongs to."""

    title: str
    plan_text: str
    predicted: str
    counted: str
    action: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the template rests on, with where it was read. confidence : seen, or background (to be confirmed)."""

    words: str
    source: str
    confidence: Literal["seen", "background"]


@dataclass(frozen=True, slots=True)
class DatedAction:
    """An action of a template with its days."""

    action: TemplateAction
    starts_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A plan to begin from. intervention : its key among the ten, which is the key of the template.

    The words are ours, and not official. Whoever uses it changes what does not fit.
    """

    intervention: str
    title: str
    about: str
    aim: SuggestedAim
    drivers: tuple[TemplateDriver, ...]
    actions: tuple[TemplateAction, ...]
    watch: tuple[WatchedMeasure, ...]
    risks: tuple[TemplateRisk, ...]
    cycle: FirstCycle
    facts: tuple[Fact, ...]

    def dated(self, begins_on: date) -> tuple[DatedAction, ...]:
        """The actions with days, in their order: each starts the day after the last one that it waits for is due."""
        found: dict[str, DatedAction] = {}
        for action in self.actions:  # what an action waits for stands above it
            starts_on = max((found[need].due_on + timedelta(days=1) for need in action.needs), default=begins_on)
            due_on = starts_on + timedelta(weeks=action.weeks, days=-1)
            found[action.key] = DatedAction(action, starts_on, due_on)
        return tuple(found.values())

    @property
    def weeks(self) -> int:
        """How long all of it takes, when all that waits for nothing starts at once."""
        begins_on = date(2000, 1, 1)
        last = max(one.due_on for one in self.dated(begins_on))
        return ((last - begins_on).days + 1) // 7
