"""The page of rounds."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.urls import reverse

from everyweek.web.design.wording import capitalised
from everyweek.web.people.administration.rounds.queries import RoundSeen
from everyweek.web.people.champions.deadlines import deadline_in_words
from everyweek.web.people.champions.queries import ReturnDetails

HEAD_COUNTRY = ("Round", "Deadline", "State", "Returns")
HEAD_SYSTEMS = ("System", "Round", "Deadline", "State")


def list_page(rounds: tuple[RoundSeen, ...], *, is_national: bool, now: datetime) -> dict[str, Any]:
    """Every round for national support; every return of their systems for others."""
    if is_national:
        rows = tuple(_round(one, now) for one in rounds)
    else:
        rows = tuple(_return(one) for seen in rounds for one in seen.returns)
    return {"is_national": is_national, "head": HEAD_COUNTRY if is_national else HEAD_SYSTEMS, "rows": rows}


def return_address(one: ReturnDetails) -> str:
    """The page of a return."""
    return reverse("return", kwargs={"round": one.round.key, "system": one.system})


def _round(seen: RoundSeen, now: datetime) -> tuple[dict[str, str], ...]:
    counted = Counter(one.state.title for one in seen.returns)
    return (
        {"text": seen.round.title, "href": reverse("round", kwargs={"round": seen.round.key})},
        {"text": capitalised(deadline_in_words(seen.round.deadline_at))},
        {"text": _state(seen, now)},
        {"text": capitalised(", ".join(f"{title.lower()}: {number}" for title, number in counted.items())) or "None"},
    )


def _state(seen: RoundSeen, now: datetime) -> str:
    if seen.round.closed_at is not None:
        return "Closed"
    return "Open" if seen.round.is_open(now) else "Not open yet"


def _return(one: ReturnDetails) -> tuple[dict[str, str], ...]:
    detail = f": {one.state.detail}" if one.state.detail else ""
    return (
        {"text": one.system_name, "href": return_address(one)},
        {"text": one.round.title},
        {"text": capitalised(deadline_in_words(one.deadline_at))},
        {"text": f"{one.state.title}{detail}"},
    )
