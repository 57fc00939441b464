"""What is known of the actions of plans, as plain dataclasses: a few looks, however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from everyweek.measures import MEASURES
from everyweek.reference.interventions import interventions
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action, ActionNeeds
from everyweek.web.plan.actions.owners import SOMEBODY_WHO_LEFT, who_left
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import NoSuchPlan, plan_in_address, readable_plans
from everyweek.web.plan.plans.values import difference_in_words
from everyweek.web.plan.vocabulary import OVER


@dataclass(frozen=True, slots=True)
class Needed:
    """An action that another one waits for. is_met : it is done, or was dropped."""

    number: int
    title: str
    state: str

    @property
    def is_met(self) -> bool:
        """Whether nothing waits for it any more."""
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as lists, board and timeline show it.

    owner_name : of a person; "" when a role owns it or nobody. owner_left : their role at the organisation of the plan
                 ended, or their account was closed.
    measure_title, by_how_much, intervention_name, organisation_name, driver_text : in words; "" for none.
    days_late  : 0 when it is not overdue, as nothing is of a plan that is finished or was stopped.
    """

    plan_key: str
    plan_title: str
    number: int
    title: str
    about: str
    state: str
    why_state: str
    owner: int | None
    owner_name: str
    owner_left: bool
    owner_role: str
    organisation: str
    organisation_name: str
    intervention: str
    intervention_name: str
    driver: int | None
    driver_text: str
    measure: str
    measure_title: str
    by_how_much: str
    starts_on: date | None
    due_on: date | None
    changed_on: date | None
    finished_on: date | None
    needs: tuple[Needed, ...]
    version: int
    days_late: int

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state not in OVER

    @property
    def lost_its_owner(self) -> bool:
        """Whether there is still something to do, and whoever should do it has left or was erased."""
        return self.is_open and (self.owner_left or self.owner_role == SOMEBODY_WHO_LEFT)

    @property
    def waits_for(self) -> tuple[Needed, ...]:
        """What must be done before it, and is not."""
        return tuple(one for one in self.needs if not one.is_met)


def actions_of(plan: ImprovementPlan, *, today: date) -> tuple[ActionLine, ...]:
    """Every action of a plan, by number."""
    return lines_of(plan.actions.all(), today=today)


def action_in(plan: ImprovementPlan, number: int) -> Action:
    """One action of a plan. Raises NoSuchPlan."""
    found = Action.objects.select_related("plan", "owner", "driver").filter(plan=plan, number=number).first()
    if found is None:
        raise NoSuchPlan
    return found


def plan_of_action_in_address(parts: Mapping[str, Any]) -> ImprovementPlan:
    """The plan that an address names, when it has the action that the address names. Raises NoSuchPlan."""
    return action_in_address(parts).plan


def action_in_address(parts: Mapping[str, Any]) -> Action:
    """The action that an address names. Raises NoSuchPlan."""
    plan = plan_in_address(parts)
    if not 0 < parts["action"] < 2**31:
        raise NoSuchPlan
    return action_in(plan, parts["action"])


def my_overdue(reader: Reader, *, today: date) -> tuple[ActionLine, ...]:
    """The overdue actions of plans on which somebody works, and those that they own; the longest overdue first.

    Whoever may read a plan no more is told of none of its actions, also of those that are still theirs.
    """
    mine = Q(plan__members__person=reader.identity) | Q(owner=reader.identity)
    rows = Action.objects.filter(mine, plan__state="active", plan__in=readable_plans(reader)).distinct()
    found = overdue(rows, today=today)
    return tuple(sorted(lines_of(found, today=today), key=lambda line: (-line.days_late, line.plan_title, line.number)))


def overdue(actions: QuerySet[Action], *, today: date) -> QuerySet[Action]:
    """Those whose day has passed and that are neither done nor dropped."""
    return actions.filter(due_on__lt=today).exclude(state__in=OVER)


def lines_of(actions: QuerySet[Action], *, today: date) -> tuple[ActionLine, ...]:
    """Actions as lines: one look for them, one for what they wait for, two for who has left."""
    rows = list(actions.select_related("plan", "owner", "driver"))
    needs = _needs_of(rows)
    pairs = [(row.owner_id, row.plan.organisation) for row in rows if row.owner_id]
    left = who_left(pairs) if pairs else frozenset()
    names = {one.key: one.name for one in interventions()}
    known = directory()
    return tuple(
        ActionLine(
            plan_key=row.plan.key,
            plan_title=row.plan.title,
            number=row.number,
            title=row.title,
            about=row.about,
            state=row.state,
            why_state=row.why_state,
            owner=row.owner_id,
            owner_name=row.owner.name if row.owner else "",
            owner_left=(row.owner_id, row.plan.organisation) in left,
            owner_role=row.owner_role,
            organisation=row.organisation,
            organisation_name=name_of(row.organisation, known) if row.organisation else "",
            intervention=row.intervention,
            intervention_name=names.get(row.intervention, row.intervention),
            driver=row.driver_id,
            driver_text=row.driver.text if row.driver else "",
            measure=row.measure,
            measure_title=MEASURES[row.measure].title if row.measure in MEASURES else row.measure,
            by_how_much=difference_in_words(row.by_how_much, MEASURES[row.measure]) if row.measure in MEASURES else "",
            starts_on=row.starts_on,
            due_on=row.due_on,
            changed_on=row.changed_on,
            finished_on=row.finished_on,
            needs=needs.get(row.pk, ()),
            version=row.version,
            days_late=_days_late(row, today),
        )
        for row in rows
    )


def _needs_of(rows: Iterable[Action]) -> dict[int, tuple[Needed, ...]]:
    found: dict[int, list[Needed]] = {}
    needs = ActionNeeds.objects.filter(action__in=[row.pk for row in rows]).order_by("needed__number")
    for action, number, title, state in needs.values_list(
        "action_id", "needed__number", "needed__title", "needed__state"
    ):
        found.setdefault(action, []).append(Needed(number, title, state))
    return {action: tuple(each) for action, each in found.items()}


def _days_late(row: Action, today: date) -> int:
    is_over = row.state in OVER or row.plan.state != "active"
    return max((today - row.due_on).days, 0) if row.due_on and not is_over else 0
