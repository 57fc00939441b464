"""What a plan wants to move: adding, changing and removing aims."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from everyweek.measures import MEASURES, Measure
from everyweek.tables.in_words import amount
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.checks import checked_day, checked_measure, checked_organisation, checked_words
from everyweek.web.plan.plans.errors import NotAPlan, NotThereAnyMore
from everyweek.web.plan.plans.holding import differing, held, moved, record_of
from everyweek.web.plan.plans.models import Aim, ImprovementPlan

SAME = 1e-9
"""Values this near are the same: they are typed with a few digits."""
MOST_AIMS = 20
BETTER = {"up": "more is better", "down": "less is better"}


@dataclass(frozen=True, slots=True)
class AimAsked:
    """An aim as somebody wants it. from_value, to_value : in the unit of the measure; from_value None if not known."""

    measure: str
    organisation: str
    to_value: float
    by_day: date
    from_value: float | None = None
    why: str = ""


@transaction.atomic
def add_aim(*, by: Reader, plan: ImprovementPlan, asked: AimAsked, now: datetime) -> Aim:
    """Add an aim behind the others. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    if plan.aims.count() >= MOST_AIMS:
        raise NotAPlan("measure", f"A plan has at most {MOST_AIMS} aims. Make another plan for more.")
    columns = checked_aim(asked, today=timezone.localdate(now))
    position = max(plan.aims.values_list("position", flat=True), default=0) + 1
    aim = Aim.objects.create(plan=plan, position=position, **columns)
    moved(plan, now=now)
    record_of(by, "plan.aim-added", plan, after=_plain(columns), now=now)
    return aim


@transaction.atomic
def change_aim(*, by: Reader, aim: Aim, asked: AimAsked, seen_version: int, now: datetime) -> Aim:
    """Change an aim. Raises NotAPlan, NotPermitted, NotThereAnyMore, ChangedMeanwhile, WriterIsGone."""
    plan = held(by, aim.plan)
    found = _there(aim)
    if found.version != seen_version:
        raise ChangedMeanwhile("This aim")
    columns = checked_aim(asked, today=timezone.localdate(now), before=found)
    was, now_is = differing(_plain({key: getattr(found, key) for key in columns}), _plain(columns))
    for key, value in columns.items():
        setattr(found, key, value)
    found.version += 1
    found.save()
    moved(plan, now=now)
    named = {"measure": found.measure}
    record_of(by, "plan.aim-changed", plan, before=named | was, after=named | now_is, now=now)
    return found


@transaction.atomic
def remove_aim(*, by: Reader, aim: Aim, now: datetime) -> None:
    """Remove an aim. Raises NotPermitted, NotThereAnyMore, WriterIsGone."""
    plan = held(by, aim.plan)
    found = _there(aim)
    before = _plain({key: getattr(found, key) for key in ("measure", "organisation", "to_value", "by_day")})
    found.delete()
    moved(plan, now=now)
    record_of(by, "plan.aim-removed", plan, before=before, now=now)


def checked_aim(asked: AimAsked, *, today: date, before: Aim | None = None) -> dict[str, Any]:
    """The columns of an aim. before : as it was, whose day may have passed meanwhile. Raises NotAPlan."""
    measure = checked_measure(asked.measure)
    organisation = checked_organisation(asked.organisation)
    _check_by_day(asked.by_day, today=today, before=before)
    _check_values(measure, asked.from_value, asked.to_value)
    return {
        "measure": measure.name,
        "organisation": organisation,
        "from_value": asked.from_value,
        "to_value": asked.to_value,
        "by_day": asked.by_day,
        "why": checked_words(asked.why, field="why"),
    }


def _check_by_day(by_day: date, *, today: date, before: Aim | None) -> None:
    checked_day(by_day, field="by_day")
    if by_day <= today and (before is None or before.by_day != by_day):
        passed = "That day is today" if by_day == today else "That day has passed already"
        raise NotAPlan("by_day", f"{passed}. Choose a later day, by which it shall be reached.")


def _check_values(measure: Measure, from_value: float | None, to_value: float) -> None:
    _check_possible(measure, to_value, field="to_value")
    if from_value is None:
        return
    _check_possible(measure, from_value, field="from_value")
    if abs(from_value - to_value) < SAME:
        raise NotAPlan("to_value", "That is where it starts from: write the value that it shall reach.")
    if measure.polarity == "neither" or (to_value > from_value) == (measure.polarity == "up"):
        return
    raise NotAPlan(
        "to_value",
        f"That is the wrong way: {BETTER[measure.polarity]} in “{measure.title}”, and "
        f"{amount(to_value, measure.unit)} is worse than {amount(from_value, measure.unit)}. Check both.",
    )


def _check_possible(measure: Measure, value: float, *, field: str) -> None:
    if measure.unit == "share" and not 0 <= value <= 1:
        raise NotAPlan(field, f"{amount(value, 'share')} cannot be: a share lies between 0% and 100%.")
    if value < 0 and measure.unit != "share" and not measure.difference_of:
        raise NotAPlan(field, "That is below zero, which this measure never is.")


def _there(aim: Aim) -> Aim:
    found = Aim.objects.filter(pk=aim.pk).first()
    if found is None:
        raise NotThereAnyMore("This aim")
    return found


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """An aim in words, as the chain of changes keeps it."""
    unit = MEASURES[columns["measure"]].unit if columns.get("measure") in MEASURES else "count"
    said = {key: amount(columns[key], unit) for key in ("from_value", "to_value") if columns.get(key) is not None}
    days = {"by_day": columns["by_day"].isoformat()} if "by_day" in columns else {}
    return {key: columns[key] for key in ("measure", "organisation", "why") if columns.get(key)} | said | days
