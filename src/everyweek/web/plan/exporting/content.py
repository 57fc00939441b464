"""Everything that a plan says, as tables of words: what its workbook and its document hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from everyweek.measures import MEASURES
from everyweek.tables.in_words import amount
from everyweek.web.design.wording import capitalised, count, day_in_words, moment
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.plan.actions.queries import actions_of
from everyweek.web.plan.cycles.vocabulary import ACTS, IMPACTS, LIKELIHOODS, band
from everyweek.web.plan.plans.history import SOMEBODY
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import members_of
from everyweek.web.plan.vocabulary import ACTION_STATES, DRIVER_KINDS, PLAN_STATES, READERS
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.registered import WAYS, expected_words, title_of, withdrawn_words


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a plan. widths : shares of the width of a page, by column."""

    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan as words. facts : names and values of the plan as a whole."""

    title: str
    organisation: str
    about: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]


def content_of(plan: ImprovementPlan, *, today: date) -> PlanContent:
    """All of it, in the order in which people read it."""
    organisation = f"{name_of(plan.organisation, directory())} ({plan.organisation})"
    people = members_of(plan)
    facts = (
        ("Plan of", organisation),
        ("Led by", ", ".join(one.name for one in people if one.leads)),
        ("Works on it too", ", ".join(one.name for one in people if not one.leads)),
        ("Who may read it", READERS[plan.readers]),
        ("State", PLAN_STATES[plan.state]),
        ("Last changed", day_in_words(timezone.localdate(plan.updated_at))),
    )
    tables = (_aims, _drivers, _actions, _cycles, _figures, _risks, _registrations, _comments)
    return PlanContent(
        plan.title,
        organisation,
        plan.about,
        tuple((name, value) for name, value in facts if value),
        tuple(made(plan, today) for made in tables),
    )


def _aims(plan: ImprovementPlan, today: date) -> Table:
    def value(number: float | None, name: str) -> str:
        return "" if number is None else amount(number, _unit(name))

    rows = [
        (
            _measure(one.measure),
            one.organisation,
            value(one.from_value, one.measure),
            value(one.to_value, one.measure),
            _day(one.by_day),
            one.why,
        )
        for one in plan.aims.all()
    ]
    return _table("Aims", "Measure|5 Organisation|2 From|2 To|2 By|2 Why|5", rows)


def _drivers(plan: ImprovementPlan, today: date) -> Table:
    everybody = list(plan.drivers.all())
    texts = {one.pk: one.text for one in everybody}
    order = list(DRIVER_KINDS)
    rows = [
        (DRIVER_KINDS[one.kind], one.text, texts.get(one.parent_id, "") if one.parent_id else "")
        for one in sorted(everybody, key=lambda one: (order.index(one.kind), one.position, one.pk))
    ]
    return _table("Drivers", "Kind|2 Text|5 Hangs_on|5", rows)


def _actions(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            str(one.number),
            one.title,
            one.about,
            one.owner_name or capitalised(one.owner_role),
            one.organisation,
            one.intervention_name,
            one.measure_title,
            one.by_how_much,
            _day(one.starts_on),
            _day(one.due_on),
            _day(one.changed_on),
            ACTION_STATES[one.state] + (f": {one.why_state}" if one.why_state else ""),
            ", ".join(str(need.number) for need in one.needs),
        )
        for one in actions_of(plan, today=today)
    ]
    header = (
        "No.|1 Action|5 About|5 Owner|3 Organisation|2 Intervention|3 Should_move|4 By_how_much|3 Start|2 Due|2 "
        "Changed_on|2 State|3 Waits_for|1"
    )
    return _table("Actions", header, rows)


def _cycles(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            str(one.number),
            one.title,
            str(one.action.number) if one.action else "",
            one.plan_text,
            one.predicted,
            one.do_text,
            one.study_text,
            ACTS[one.act],
            one.act_text,
        )
        for one in plan.cycles.select_related("action")
    ]
    return _table("Cycles", "No.|1 Test|3 Action|1 Plan|4 Expected|4 Do|4 Study|4 Act|2 Why|3", rows)


def _figures(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            str(cycle.number),
            cycle.what_is_counted,
            point.day.isoformat(),
            count(point.value),
            "before" if point.baseline else "after",
        )
        for cycle in plan.cycles.prefetch_related("points")
        for point in cycle.points.all()
    ]
    return _table("Figures of cycles", "Cycle|1 What_is_counted|4 Day|2 Figure|2 When|2", rows)


def _risks(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            one.text,
            f"{one.likelihood}, {LIKELIHOODS[one.likelihood].lower()}",
            f"{one.impact}, {IMPACTS[one.impact].lower()}",
            f"{one.likelihood * one.impact}, {band(one.likelihood * one.impact).lower()}",
            one.mitigation,
            one.owner.name if one.owner else "",
            _day(one.closed_on),
        )
        for one in plan.risks.select_related("owner")
    ]
    return _table("Risks", "Risk|5 Likelihood|2 Impact|2 Size|2 What_is_done|5 Whose|3 Closed|2", rows)


def _registrations(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            title_of(one),
            one.organisation,
            WAYS[one.better_is] + expected_words(one),
            _day(timezone.localdate(one.registered_at)),
            "yes" if one.is_after_figures else "no",
            withdrawn_words(one),
        )
        for one in Registration.objects.filter(plan=plan).select_related("plan")
    ]
    header = "Registered_change|5 Organisation|2 Expected_to|3 Registered_on|2 Figures_were_there_already|2 Withdrawn|4"
    return _table("Did it work", header, rows)


def _comments(plan: ImprovementPlan, today: date) -> Table:
    rows = [
        (
            _moment(one.at),
            one.author.name if one.author else SOMEBODY,
            str(one.action.number) if one.action else "",
            one.text,
        )
        for one in plan.comments.filter(removed_at=None).select_related("author", "action")
    ]
    return _table("Comments", "When|3 Who|3 Action|1 What|8", rows)


def _table(title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> Table:
    """A table from its columns, as "Name|width Other_name|width"."""
    pairs = [one.split("|") for one in columns.split()]
    return Table(
        title,
        tuple(name.replace("_", " ") for name, _ in pairs),
        tuple(int(width) for _, width in pairs),
        tuple(rows),
    )


def _measure(name: str) -> str:
    return MEASURES[name].title if name in MEASURES else name


def _unit(name: str) -> str:
    return MEASURES[name].unit if name in MEASURES else "count"


def _day(day: date | None) -> str:
    return "" if day is None else day_in_words(day)


def _moment(at: datetime) -> str:
    return moment(timezone.localtime(at))
