"""Who changed what in a plan, from the chain of changes, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from everyweek.web.design.wording import capitalised
from everyweek.web.people.audit.details import read
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.names import names_for
from everyweek.web.people.audit.queries import AuditLine
from everyweek.web.people.audit.words import differences, done
from everyweek.web.people.models import Person
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.models import Driver, ImprovementPlan

SOMEBODY = "Somebody whose account is gone"
NAMED = ("action", "cycle")
"""Keys that say which part was changed; they stand in the heading of a change, not in its list."""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One change. what : which thing was done to which part; lines : what it was and what it is."""

    who: str
    what: str
    at: datetime
    lines: tuple[str, ...]
    is_erased: bool


def entries_of(plan: ImprovementPlan) -> QuerySet[AuditEntry]:
    """Every entry about a plan, the newest first."""
    rows = AuditEntry.objects.filter(object_kind="plan", object_key=str(plan.pk))
    return rows.select_related("by", "about").order_by("-number")


def changes_in_words(rows: Iterable[AuditEntry], reader: Reader) -> tuple[PlanChange, ...]:
    """The changes of some entries."""
    kept = [(row, *(read(row.details) if row.details is not None else ({}, {}))) for row in rows]
    lines = [_line(row, before, after) for row, before, after in kept]
    names = names_for(reader, lines)
    people, boxes = _people(lines), _boxes(lines)
    found = []
    for (row, before, after), line in zip(kept, lines, strict=True):
        told = differences(line.action, _rest(before), _rest(after), names=names)
        own = (
            *_moved("Who", "member", before, after, people),
            *_moved("Owner", "owner", before, after, people),
            *_moved("Change idea", "driver", before, after, boxes),
        )
        found.append(
            PlanChange(
                who=row.by.name if row.by else row.by_words or SOMEBODY,
                what=_what(row, after or before),
                at=row.at,
                lines=(*told, *own),
                is_erased=row.details is None,
            )
        )
    return tuple(found)


def _line(row: AuditEntry, before: Mapping[str, Any], after: Mapping[str, Any]) -> AuditLine:
    return AuditLine(at=row.at, action=row.action, object_kind="plan", before=before, after=after)


def _what(row: AuditEntry, of: Mapping[str, Any]) -> str:
    numbered = next((f" ({name} {of[name]})" for name in NAMED if isinstance(of.get(name), int)), "")
    return capitalised(done(row.action)) + numbered


def _rest(side: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in side.items() if key not in NAMED}


def _people(lines: Iterable[AuditLine]) -> dict[int, str]:
    wanted = _numbers(lines, "owner") | _numbers(lines, "member")
    return dict(Person.objects.filter(pk__in=wanted, erased_at=None).values_list("pk", "name")) if wanted else {}


def _boxes(lines: Iterable[AuditLine]) -> dict[int, str]:
    wanted = _numbers(lines, "driver")
    return dict(Driver.objects.filter(pk__in=wanted).values_list("pk", "text")) if wanted else {}


def _numbers(lines: Iterable[AuditLine], key: str) -> set[int]:
    values = (side.get(key) for line in lines for side in (line.before, line.after))
    return {value for value in values if type(value) is int and 0 < value < 2**63}


def _moved(
    label: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any], known: Mapping[int, str]
) -> tuple[str, ...]:
    """What something named by a number was and is; one that is there no more is said to be so."""
    if key not in before and key not in after:
        return ()
    sides = [side[key] for side in (before, after) if key in side]
    if not any(sides):
        return ()
    gone, nothing = "somebody or something that is gone", "nobody or nothing"
    words = [known.get(value, gone) if value else nothing for value in dict.fromkeys(sides)]
    return (f"{label}: {' → '.join(words)}",)
