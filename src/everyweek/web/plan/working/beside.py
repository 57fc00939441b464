"""What else changed around the date of a change, as far as anything here knows: it may explain what moved as well."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q
from django.urls import reverse

from everyweek.web.design.wording import capitalised, day_in_words
from everyweek.web.measure.queries import changes_of, method_changes_of
from everyweek.web.measure.switches import Switches
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.working.figures import AFTER, BEFORE, months_after
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.results import Result

MOST_LISTED = 12
OfAPlan = TypeVar("OfAPlan", Action, Registration)


@dataclass(frozen=True, slots=True)
class SomethingElse:
    """One thing that happened in the same time. address : of its page; "" without one."""

    words: str
    address: str = ""


def what_else(reader: Reader, registration: Registration, result: Result) -> tuple[SomethingElse, ...]:
    """Everything known: how it is counted, who the organisation is, other changes of plans, and all others' figures."""
    first = months_after(registration.changed_on, -BEFORE)
    last = months_after(registration.changed_on, AFTER)
    return (
        *_counting(registration, first, last),
        *_of_everybody(result),
        *_other_registrations(reader, registration, first, last),
        *_other_actions(reader, registration, first, last),
    )


def _counting(one: Registration, first: date, last: date) -> list[SomethingElse]:
    counted = method_changes_of(one.measure, one.organisation, Switches())
    said = [SomethingElse(f"How it is counted changed: {row.sentence}") for row in counted if first <= row.on <= last]
    return said + [
        SomethingElse(row.sentence) for row in changes_of(one.organisation) if first <= row.figures_from <= last
    ]


def _of_everybody(result: Result) -> list[SomethingElse]:
    if result.others_moved is None:
        return []
    how = _how_far(result.others_moved, result.measure.unit)
    return [
        SomethingElse(
            f"All other {result.class_words} together: their mean was {how} in the periods after than in those before. "
            "That is taken off in the comparison, as far as it is the same for peers."
        )
    ]


def _how_far(value: float, unit: str) -> str:
    from everyweek.effects.before_after_words import directed

    said = directed(value, unit)
    return "hardly different" if said.startswith(("0.0 ", "0 ")) else said


def _other_registrations(reader: Reader, one: Registration, first: date, last: date) -> list[SomethingElse]:
    rows = Registration.objects.filter(
        organisation=one.organisation, changed_on__range=(first, last), withdrawn_at=None
    )
    rows = rows.exclude(pk=one.pk).exclude(plan=one.plan, changed_on=one.changed_on)
    return [
        SomethingElse(
            f"Another change was registered for {day_in_words(row.changed_on)}, in the plan “{row.plan.title}”.",
            reverse("registration", kwargs={"plan": row.plan.key, "registration": row.pk}),
        )
        for row in _readable(reader, rows.select_related("plan"))
    ]


def _other_actions(reader: Reader, one: Registration, first: date, last: date) -> list[SomethingElse]:
    here = Q(organisation=one.organisation) | Q(organisation="", plan__organisation=one.organisation)
    rows = Action.objects.filter(here, changed_on__range=(first, last))
    if one.action_id:
        rows = rows.exclude(pk=one.action_id)
    return [
        SomethingElse(
            f"{capitalised(day_in_words(row.changed_on))}: the action “{row.title}” of the plan “{row.plan.title}” "
            "changed how things are done.",
            reverse("plan", kwargs={"plan": row.plan.key}),
        )
        for row in _readable(reader, rows.select_related("plan"))
        if row.changed_on is not None
    ]


def _readable(reader: Reader, rows: Iterable[OfAPlan]) -> list[OfAPlan]:
    """The first of the rows whose plans somebody may read; of each plan that is asked once."""
    answers: dict[int, bool] = {}
    found = []
    for row in rows:
        if row.plan.pk not in answers:
            answers[row.plan.pk] = can(reader, "plan.read", row.plan)
        if answers[row.plan.pk]:
            found.append(row)
        if len(found) == MOST_LISTED:
            break
    return found
