"""The driver diagram: primary drivers act on the aim, secondary drivers on them, and change ideas on either."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.checks import checked_line, one_of
from everyweek.web.plan.plans.errors import CannotBeRemoved, NotAPlan, NotThereAnyMore
from everyweek.web.plan.plans.holding import differing, held, moved, record_of
from everyweek.web.plan.plans.models import Driver, ImprovementPlan
from everyweek.web.plan.vocabulary import DRIVER_KINDS

PARENTS: dict[str, tuple[str, ...]] = {"primary": (), "secondary": ("primary",), "idea": ("secondary", "primary")}
"""On what a box may hang. Since each hangs on a kind nearer to the aim, they never hang on one another in a circle."""
LONGEST_BOX = 200
MOST_BOXES = 200


@dataclass(frozen=True, slots=True)
class DriverAsked:
    """A box as somebody wants it. kind : a key of DRIVER_KINDS; parent : the number of a box, None of a primary one."""

    kind: str
    text: str
    parent: int | None = None


@transaction.atomic
def add_driver(*, by: Reader, plan: ImprovementPlan, asked: DriverAsked, now: datetime) -> Driver:
    """Add a box below those that hang on the same one. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    if plan.drivers.count() >= MOST_BOXES:
        raise NotAPlan(
            "text", f"A diagram has at most {MOST_BOXES} boxes, and would be hard to read with half of them."
        )
    kind = one_of(asked.kind, DRIVER_KINDS, field="kind", what="what kind of box it is")
    text = checked_line(asked.text, field="text", what="what stands in the box", longest=LONGEST_BOX)
    parent = _checked_parent(plan, kind, asked.parent)
    made = Driver.objects.create(plan=plan, kind=kind, text=text, parent=parent, position=_next(plan))
    moved(plan, now=now)
    record_of(by, "plan.driver-added", plan, after={"kind": kind, "text": text}, now=now)
    return made


@transaction.atomic
def change_driver(*, by: Reader, driver: Driver, asked: DriverAsked, seen_version: int, now: datetime) -> Driver:
    """Change what stands in a box and on which it hangs; its kind stays.

    Raises NotAPlan, NotThereAnyMore, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    plan = held(by, driver.plan)
    found = _there(driver)
    if found.version != seen_version:
        raise ChangedMeanwhile("This box")
    text = checked_line(asked.text, field="text", what="what stands in the box", longest=LONGEST_BOX)
    parent = _checked_parent(plan, found.kind, asked.parent)
    before = {"text": found.text, "hangs_on": found.parent.text if found.parent else ""}
    found.text, found.parent, found.version = text, parent, found.version + 1
    found.save()
    moved(plan, now=now)
    was, now_is = differing(before, {"text": text, "hangs_on": parent.text if parent else ""})
    record_of(by, "plan.driver-changed", plan, before=was, after=now_is, now=now)
    return found


@transaction.atomic
def move_driver(*, by: Reader, driver: Driver, up: bool, now: datetime) -> None:
    """Change places with the box above or below that hangs on the same one; nothing happens at either end.

    Raises NotThereAnyMore, NotPermitted, WriterIsGone.
    """
    plan = held(by, driver.plan)
    found = _there(driver)
    beside = list(plan.drivers.filter(parent=found.parent_id).order_by("position", "pk"))
    at = [one.pk for one in beside].index(found.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(beside):
        return
    beside[at], beside[to] = beside[to], beside[at]
    places = sorted(one.position for one in beside)
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    for one, position in zip(beside, places, strict=True):
        one.position = position
    Driver.objects.bulk_update(beside, ["position"])
    moved(plan, now=now)
    record_of(by, "plan.driver-moved", plan, after={"text": found.text}, now=now)


@transaction.atomic
def remove_driver(*, by: Reader, driver: Driver, now: datetime) -> None:
    """Remove a box on which no other hangs; actions that carried it out stay, without it.

    Raises CannotBeRemoved, NotThereAnyMore, NotPermitted, WriterIsGone.
    """
    plan = held(by, driver.plan)
    found = _there(driver)
    hanging = found.children.count()
    if hanging:
        boxes = "one box hangs" if hanging == 1 else f"{hanging} boxes hang"
        raise CannotBeRemoved(
            f"{boxes.capitalize()} on “{found.text}”. Remove them first, or hang them on another one."
        )
    text, kind = found.text, found.kind
    found.delete()
    moved(plan, now=now)
    record_of(by, "plan.driver-removed", plan, before={"kind": kind, "text": text}, now=now)


def _checked_parent(plan: ImprovementPlan, kind: str, number: int | None) -> Driver | None:
    """The box that one of this kind may hang on. Raises NotAPlan."""
    allowed = PARENTS[kind]
    if not allowed:
        return None
    words = " or a ".join(DRIVER_KINDS[one].lower() for one in allowed)
    found = plan.drivers.filter(pk=number).first() if number is not None else None
    if found is None:
        raise NotAPlan("parent", f"Choose on which box it acts: a {DRIVER_KINDS[kind].lower()} hangs on a {words}.")
    if found.kind not in allowed:
        raise NotAPlan(
            "parent",
            f"A {DRIVER_KINDS[kind].lower()} hangs on a {words}, and “{found.text}” is a "
            f"{DRIVER_KINDS[found.kind].lower()}. Choose another box.",
        )
    return found


def _next(plan: ImprovementPlan) -> int:
    return max(plan.drivers.values_list("position", flat=True), default=0) + 1


def _there(driver: Driver) -> Driver:
    found = Driver.objects.select_related("parent").filter(pk=driver.pk).first()
    if found is None:
        raise NotThereAnyMore("This box")
    return found
