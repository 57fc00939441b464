"""Holding a plan while something of it is written, and writing what was done into the chain of changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.models import ImprovementPlan

SAFE = frozenset(
    {
        "act",
        "action",
        "actions",
        "baseline",
        "by_day",
        "changed_on",
        "closed_on",
        "cycle",
        "day",
        "do_text",
        "driver",
        "drivers",
        "due_on",
        "ends_on",
        "figures",
        "impact",
        "kind",
        "leads",
        "likelihood",
        "member",
        "needs",
        "owner",
        "readers",
        "risks",
        "starts_on",
        "state",
        "study_text",
    }
)
"""Keys whose values tell nothing of what a plan says. Of a plan that only those who work on it read nothing else goes
into the chain, which administrators and national support read."""
NOT_WRITTEN = "not written down here"
LONGEST_KEPT = 300


def held(by: Reader, plan: ImprovementPlan, permission: str = "plan.change") -> ImprovementPlan:
    """The plan as it is now, held until the transaction ends: whoever writes into one plan waits for the other.

    Raises NotPermitted, WriterIsGone.
    """
    found = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    check(by, permission, found)
    hold_writer(by)
    return found


def moved(plan: ImprovementPlan, *, now: datetime) -> None:
    """Note that something of the plan changed, without making whoever changes its title look again."""
    plan.updated_at = now
    plan.save(update_fields=("updated_at",))


def record_of(
    by: Reader,
    action: str,
    plan: ImprovementPlan,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    about: int | None = None,
    was_private: bool = False,
    now: datetime,
) -> None:
    """Write it into the chain. What a private plan says stays out of it; so does where it belongs.

    was_private : the plan was, until this very change opened it to others.
    """
    is_private = was_private or plan.readers == "team"
    record(
        by=by,
        action=action,
        of=("plan", str(plan.pk)),  # its key would tell the title
        before=_kept(before or {}, is_private=is_private),
        after=_kept(after or {}, is_private=is_private),
        organisation="" if is_private else plan.organisation,
        about=None if is_private else about,
        now=now,
    )


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides of what changed, and nothing else; what only one of them has is None on the other.

    >>> differing({"a": 1, "b": 2, "c": 4}, {"a": 1, "b": 3})
    ({'b': 2, 'c': 4}, {'b': 3, 'c': None})
    """
    changed = [key for key in {**after, **before} if before.get(key) != after.get(key)]
    return {key: before.get(key) for key in changed}, {key: after.get(key) for key in changed}


def _kept(side: Mapping[str, Any], *, is_private: bool) -> dict[str, Any]:
    kept = {}
    for key, value in side.items():
        if is_private and key not in SAFE:
            kept[key] = NOT_WRITTEN if value else ""
        else:
            kept[key] = value[:LONGEST_KEPT] if isinstance(value, str) else value
    return kept
