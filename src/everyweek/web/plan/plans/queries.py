"""What is known of plans, as plain dataclasses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404

from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.models import Aim, Driver, ImprovementPlan, PlanComment, PlanLink
from everyweek.web.plan.vocabulary import OVER

LARGEST = 2**63
Part = TypeVar("Part", bound=Model)


class NoSuchPlan(Http404):
    """No plan has this key, or not this part."""

    title = "There is no such plan"
    message = "The address leads to no plan that you can see. It may be mistyped, or be for others only."


def plan_in_address(parts: Mapping[str, Any]) -> ImprovementPlan:
    """The plan that an address names. Raises NoSuchPlan."""
    found = ImprovementPlan.objects.filter(key=parts["plan"]).first()
    if found is None:
        raise NoSuchPlan
    return found


def part_in(plan: ImprovementPlan, model: type[Part], number: int) -> Part:
    """A part of a plan, with the plan itself at hand. Raises NoSuchPlan."""
    rows: Any = model._default_manager.filter(plan=plan)
    found = rows.filter(pk=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise NoSuchPlan
    found.plan = plan
    return found  # type: ignore[no-any-return]


def _plan_of(model: type[Model], name: str) -> Callable[[Mapping[str, Any]], ImprovementPlan]:
    """Finds the plan that an address names, when it has the part that the address names."""

    def find(parts: Mapping[str, Any]) -> ImprovementPlan:
        plan = plan_in_address(parts)
        part_in(plan, model, parts[name])
        return plan

    return find


plan_of_aim_in_address = _plan_of(Aim, "aim")
plan_of_driver_in_address = _plan_of(Driver, "driver")
plan_of_link_in_address = _plan_of(PlanLink, "link")
plan_of_comment_in_address = _plan_of(PlanComment, "comment")


def organisation_in_address(parts: Mapping[str, Any]) -> str:
    """The code of the organisation that an address names, as the directory spells it. Raises Http404."""
    from everyweek.web.measure.places import spelt

    return spelt(parts["code"])


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """What is asked of the list. q : words of the title; mine : only plans on which the reader works."""

    q: str = ""
    organisation: str = ""
    state: str = ""
    intervention: str = ""
    overdue: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list, with how many of its actions are open, overdue and done."""

    key: str
    title: str
    organisation: str
    organisation_name: str
    state: str
    readers: str
    is_mine: bool
    updated_at: datetime
    actions: int
    open: int
    overdue: int


def plans_for(reader: Reader, filters: PlanFilters, *, today: date) -> tuple[PlanRow, ...]:
    """The plans that a reader may read: their own first, then by what changed last."""
    rows = readable_plans(reader)
    mine = set(rows.filter(members__person=reader.identity).values_list("pk", flat=True))
    is_open = ~Q(actions__state__in=OVER) & Q(actions__isnull=False)
    is_late = Q(actions__due_on__lt=today, state="active")
    counted = _filtered(rows, filters).annotate(
        n_actions=Count("actions", distinct=True),
        n_open=Count("actions", filter=is_open, distinct=True),
        n_overdue=Count("actions", filter=is_open & is_late, distinct=True),
    )
    if filters.overdue:
        counted = counted.filter(n_overdue__gt=0)
    known = directory()
    found = [
        PlanRow(
            key=row.key,
            title=row.title,
            organisation=row.organisation,
            organisation_name=name_of(row.organisation, known),
            state=row.state,
            readers=row.readers,
            is_mine=row.pk in mine,
            updated_at=row.updated_at,
            actions=row.n_actions,
            open=row.n_open,
            overdue=row.n_overdue,
        )
        for row in counted.order_by("-updated_at", "-pk")
        if not filters.mine or row.pk in mine
    ]
    return tuple(sorted(found, key=lambda row: not row.is_mine))


def organisations_with_plans(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations whose plans a reader may read, by name."""
    known = directory()
    codes = set(readable_plans(reader).values_list("organisation", flat=True))
    return tuple(sorted(((code, name_of(code, known)) for code in codes), key=lambda pair: pair[1]))


def readable_plans(reader: Reader) -> QuerySet[ImprovementPlan]:
    """The plans that the permission `plan.read` opens to a reader, asked of the database as far as it can tell."""
    for_its_organisation = Q(readers="organisation", organisation__in=_organisations_of(reader))
    simple = Q(members__person=reader.identity) | Q(readers="everybody") | for_its_organisation
    reached = [plan.pk for plan in _reached(reader) if can(reader, "plan.read", plan)]
    return ImprovementPlan.objects.filter(
        pk__in=ImprovementPlan.objects.filter(simple | Q(pk__in=reached)).values("pk")
    )


def _reached(reader: Reader) -> QuerySet[ImprovementPlan]:
    """Plans offered to a network of theirs, and of a champion those with an action of theirs: perhaps for them."""
    ways = Q(proposals__network__in=reader.networks())
    if reader.organisations("champion"):
        ways |= Q(actions__owner=reader.identity)
    return ImprovementPlan.objects.filter(ways).distinct()


def _organisations_of(reader: Reader) -> list[str]:
    codes = ImprovementPlan.objects.filter(readers="organisation").values_list("organisation", flat=True).distinct()
    return [code for code in codes if can(reader, "plan.make", code)]


def _filtered(rows: QuerySet[ImprovementPlan], filters: PlanFilters) -> QuerySet[ImprovementPlan]:
    if filters.q:
        rows = rows.filter(title__icontains=filters.q)
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.intervention:
        about = Q(template=filters.intervention) | Q(actions__intervention=filters.intervention)
        rows = rows.filter(pk__in=ImprovementPlan.objects.filter(about).values("pk"))
    return rows


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who works on a plan. is_gone : their account is closed."""

    number: int
    name: str
    leads: bool
    is_gone: bool


def members_of(plan: ImprovementPlan) -> tuple[MemberRow, ...]:
    """Who works on a plan, those who lead it first."""
    rows = plan.members.select_related("person").order_by("-leads", "person__name", "pk")
    return tuple(MemberRow(row.person_id, row.person.name, row.leads, not row.person.is_active) for row in rows)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the driver diagram with what hangs on it. actions : numbers of the actions that carry it out."""

    number: int
    kind: str
    text: str
    parent: int | None
    version: int
    children: tuple["Box", ...]
    actions: tuple[int, ...] = ()


def diagram_of(plan: ImprovementPlan) -> tuple[Box, ...]:
    """The primary drivers with everything that hangs on them."""
    rows = list(plan.drivers.all())
    carried: dict[int, list[int]] = {}
    pairs = plan.actions.exclude(driver=None).order_by("number").values_list("driver_id", "number")
    for driver, number in pairs:
        carried.setdefault(driver or 0, []).append(number)
    return _boxes(rows, None, carried)


def _boxes(rows: Iterable[Driver], parent: int | None, carried: Mapping[int, list[int]]) -> tuple[Box, ...]:
    return tuple(
        Box(
            number=row.pk,
            kind=row.kind,
            text=row.text,
            parent=row.parent_id,
            version=row.version,
            children=_boxes(rows, row.pk, carried),
            actions=tuple(carried.get(row.pk, ())),
        )
        for row in rows
        if row.parent_id == parent
    )
