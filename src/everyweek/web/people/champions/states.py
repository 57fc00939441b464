"""What a return is, in words: not begun, draft, incomplete, sent in, sent in late, or late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import how_long, moment_in_words

StateKey = Literal["late", "incomplete", "not_begun", "draft", "sent_late", "sent"]
ORDER: tuple[StateKey, ...] = ("late", "incomplete", "not_begun", "draft", "sent_late", "sent")
"""What needs somebody comes first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the state of a return is told by.

    nominees : who take up a place: draft, asked and confirmed. drafts: those who were not asked yet.
    """

    places: int
    nominees: int
    drafts: int
    has_executive: bool
    deadline_at: datetime
    first_submitted_at: datetime | None
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class State:
    """A state. title: two or three words; detail: what is missing, or when; "" when there is nothing to add."""

    key: StateKey
    title: str
    detail: str = ""


def missing(facts: Facts) -> tuple[str, ...]:
    """What a return needs before it can be sent in, each in words; fewer nominees than places is allowed."""
    found = []
    if not facts.nominees:
        found.append("no champion is nominated")
    if facts.nominees > facts.places:
        found.append(
            f"{wording.several(facts.nominees, 'champion')} are nominated, {facts.nominees - facts.places} more than "
            f"the {facts.places} places"
        )
    if not facts.has_executive:
        found.append("the executive contact is not named")
    return tuple(found)


def state_of(facts: Facts, *, now: datetime) -> State:
    """The state of a return at an instant; exactly at the deadline is in time.

    What was sent in on time stays so when it is changed and sent in again.
    """
    lacks = missing(facts)
    if facts.submitted_at is not None and facts.first_submitted_at is not None:
        return _sent(facts, lacks)
    if now > facts.deadline_at:
        ago = how_long(now - facts.deadline_at)
        begun = f"begun, and {', '.join(lacks)}" if _is_begun(facts) and lacks else ""
        ready = "complete, only not sent in" if not lacks else begun
        return State("late", "Late", f"nothing sent in; the deadline was {ago} ago" + (f" ({ready})" if ready else ""))
    if not _is_begun(facts):
        return State("not_begun", "Not begun")
    if lacks:
        return State("incomplete", "Incomplete", "; ".join(lacks))
    return State("draft", "Draft", "complete, not sent in yet")


def _is_begun(facts: Facts) -> bool:
    return facts.nominees > 0 or facts.has_executive


def _sent(facts: Facts, lacks: tuple[str, ...]) -> State:
    assert facts.first_submitted_at is not None
    changed = f"; {wording.several(facts.drafts, 'new nominee')} not sent in yet" if facts.drafts else ""
    if lacks:
        return State("incomplete", "Sent in, now incomplete", "; ".join(lacks) + changed)
    if facts.first_submitted_at > facts.deadline_at:
        by = how_long(facts.first_submitted_at - facts.deadline_at)
        return State("sent_late", "Sent in late", f"by {by}{changed}")
    return State("sent", "Sent in", f"{moment_in_words(facts.first_submitted_at)}{changed}")
