"""What pages show of actions, in words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from everyweek.web.design.wording import capitalised, day_in_words, several
from everyweek.web.plan.actions.queries import ActionLine, Needed
from everyweek.web.plan.vocabulary import ACTION_STATES

COLOURS = {"not started": "white", "under way": "blue", "blocked": "yellow", "done": "green", "dropped": "grey"}
SOON_DAYS = 14
NOBODY = "Nobody yet"


def action_on_page(row: ActionLine) -> dict[str, Any]:
    """An action in a list, on the board or on its own page."""
    parts = {"plan": row.plan_key, "action": row.number}
    return {
        "number": row.number,
        "title": row.title,
        "plan": row.plan_title,
        "address": reverse("plan-action", kwargs=parts),
        "edit": reverse("plan-edit-action", kwargs=parts),
        "move": reverse("plan-move-action", kwargs=parts),
        "state": row.state,
        "state_words": ACTION_STATES[row.state],
        "colour": COLOURS[row.state],
        "why": row.why_state,
        "version": row.version,
        "owner": owner_of(row),
        "left": left_in_words(row),
        "starts": day_in_words(row.starts_on) if row.starts_on else "",
        "due": day_in_words(row.due_on) if row.due_on else "",
        "late": f"Overdue by {several(row.days_late, 'day')}" if row.days_late else "",
        "waits": waits_in_words(row),
        "warning": done_too_early(row),
        "needs": tuple(_needed(row, one) for one in row.needs),
        "moves": _moves(row),
    }


def facts_of_action(row: ActionLine) -> tuple[dict[str, str], ...]:
    """Everything that an action says of itself."""
    facts = (
        ("Whose", owner_of(row)),
        ("Where", f"{row.organisation_name} ({row.organisation})" if row.organisation else ""),
        ("Starts", day_in_words(row.starts_on) if row.starts_on else ""),
        ("Due", day_in_words(row.due_on) if row.due_on else ""),
        ("Done differently since", day_in_words(row.changed_on) if row.changed_on else ""),
        ("Finished", day_in_words(row.finished_on) if row.finished_on else ""),
        ("Should move", row.measure_title),
        ("By how much", row.by_how_much),
        ("Change idea", row.driver_text),
        ("Intervention", row.intervention_name),
    )
    return tuple({"key": key, "value": value} for key, value in facts if value)


def owner_of(row: ActionLine) -> str:
    """Whose an action is."""
    return row.owner_name or capitalised(row.owner_role) or NOBODY


def left_in_words(row: ActionLine) -> str:
    """That its owner left, when there is still something to do."""
    return f"{row.owner_name or 'Its owner'} has left; give this action a new owner." if row.lost_its_owner else ""


def waits_in_words(row: ActionLine) -> str:
    """What it waits for, while it is open."""
    if not row.is_open or not row.waits_for:
        return ""
    return "Waits for " + ", ".join(f"{one.number} {one.title}" for one in row.waits_for)


def done_too_early(row: ActionLine) -> str:
    """That it is said to be done before what it waits for."""
    if row.state != "done" or not row.waits_for:
        return ""
    waits = ", ".join(f"{one.number} {one.title}" for one in row.waits_for)
    return f"It is said to be done, and yet it waits for {waits}, which is not. Check both."


def board_of(rows: Iterable[ActionLine]) -> tuple[dict[str, Any], ...]:
    """The columns of the board, one for each state."""
    everything = tuple(rows)
    return tuple(
        {
            "key": state.replace(" ", "-"),
            "title": words,
            "rows": tuple(action_on_page(row) for row in everything if row.state == state),
        }
        for state, words in ACTION_STATES.items()
    )


def by_owner(rows: Iterable[ActionLine]) -> tuple[dict[str, Any], ...]:
    """The actions by whose they are: people by name, then roles, then nobody's."""
    groups: dict[tuple[int, str, int], list[ActionLine]] = {}
    for row in rows:
        place = 0 if row.owner_name else 1 if row.owner_role else 2
        groups.setdefault((place, owner_of(row), row.owner or 0), []).append(row)  # two people may have one name
    return tuple(
        {"owner": group[1], "rows": tuple(action_on_page(row) for row in groups[group])} for group in sorted(groups)
    )


def next_actions(rows: Iterable[ActionLine], *, today: date) -> tuple[ActionLine, ...]:
    """Those that are under way, blocked, or due or starting within two weeks; what is due first comes first."""
    until = today + timedelta(days=SOON_DAYS)
    found = [
        row
        for row in rows
        if row.is_open
        and not row.days_late
        and (row.state != "not started" or any(day and day <= until for day in (row.starts_on, row.due_on)))
    ]
    return tuple(sorted(found, key=lambda row: (row.due_on or date.max, row.number)))


def _needed(row: ActionLine, one: Needed) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "address": reverse("plan-action", kwargs={"plan": row.plan_key, "action": one.number}),
        "state": ACTION_STATES[one.state],
    }


def _moves(row: ActionLine) -> tuple[dict[str, Any], ...]:
    """The states for the box of the board; the one that it is in is chosen."""
    return tuple({"value": state, "text": words, "is_it": state == row.state} for state, words in ACTION_STATES.items())
