"""What the pages of a plan show, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from everyweek.measures import MEASURES
from everyweek.web.design.wording import capitalised, day_in_words, moment, several
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.comments import wrote
from everyweek.web.plan.plans.links import KINDS_OF_LINKS, reads_target
from everyweek.web.plan.plans.models import Aim, ImprovementPlan, PlanComment
from everyweek.web.plan.plans.queries import MemberRow, PlanRow
from everyweek.web.plan.plans.today import Today, peers_in_words, today_of
from everyweek.web.plan.plans.values import from_to
from everyweek.web.plan.vocabulary import PLAN_STATES, READERS

SOMEBODY = "Somebody whose account is gone"


def row_of_plan(row: PlanRow) -> dict[str, Any]:
    """A plan in the list."""
    return {
        "title": row.title,
        "address": reverse("plan", kwargs={"plan": row.key}),
        "about": f"{row.organisation_name} ({row.organisation})",
        "state": "" if row.state == "active" else PLAN_STATES[row.state],
        "counts": _counts(row),
        "overdue": several(row.overdue, "action") + " overdue" if row.overdue else "",
        "changed": f"Last changed on {day_in_words(timezone.localdate(row.updated_at))}",
        "is_mine": row.is_mine,
    }


def _counts(row: PlanRow) -> str:
    return f"{row.open} of {several(row.actions, 'action')} still open" if row.actions else "No action yet"


def facts_of(plan: ImprovementPlan, members: Iterable[MemberRow]) -> tuple[dict[str, str], ...]:
    """What stands beside the title."""
    everybody = tuple(members)
    leads = ", ".join(one.name + (" (has left)" if one.is_gone else "") for one in everybody if one.leads)
    others = ", ".join(one.name + (" (has left)" if one.is_gone else "") for one in everybody if not one.leads)
    facts = (
        ("Of", f"{name_of(plan.organisation, directory())} ({plan.organisation})"),
        ("Led by", leads or "nobody"),
        ("Works on it too", others),
        ("Who may read it", READERS[plan.readers]),
        ("Made", day_in_words(timezone.localdate(plan.created_at))),
    )
    return tuple({"key": key, "value": value} for key, value in facts if value)


def assessment_of(plan: ImprovementPlan) -> str:
    """The address of the gap of an assessment that the plan answers; "" for none."""
    if not (plan.from_round and plan.from_place and plan.from_theme):
        return ""
    parts = {"assessment_round": plan.from_round, "place": plan.from_place, "theme": plan.from_theme}
    try:
        return reverse("assessment-theme", kwargs=parts)
    except NoReverseMatch:
        return ""


def aim_on_page(aim: Aim) -> dict[str, Any]:
    """An aim with its chart, the newest figure, and whether it says more than chance."""
    parts = {"plan": aim.plan.key, "aim": aim.pk}
    common = {
        "by": day_in_words(aim.by_day),
        "why": as_typed(aim.why),
        "edit": reverse("plan-aim", kwargs=parts),
        "remove": reverse("plan-remove-aim", kwargs=parts),
        "where": f"{name_of(aim.organisation, directory())} ({aim.organisation})",
    }
    if aim.measure not in MEASURES:
        return {**common, "title": aim.measure, "goal": f"to {aim.to_value:g}", "today": None}
    today = today_of(aim.measure, aim.organisation)
    return {
        **common,
        "title": today.measure.title,
        "goal": from_to(aim.from_value, aim.to_value, today.measure.unit),
        "today": today_on_page(today, to_value=aim.to_value),
    }


def today_on_page(today: Today, *, to_value: float | None, with_peers: bool = True) -> dict[str, Any]:
    """Where a measure stands, with its chart; and the check of a target, when one was typed."""
    return {
        "says": today.says,
        "check": today.check_in_words(to_value) if to_value is not None else (),
        "verdict": today.check(to_value).verdict if to_value is not None else "",
        "standard": today.standard,
        "peers": peers_in_words(today.measure.name, today.organisation) if with_peers else "",
        "wide": today.picture("wide") if today.has_chart else "",
        "narrow": today.picture("narrow") if today.has_chart else "",
        "chart": today.chart,
        "chart_words": f"Chart of {today.measure.title}, {today.organisation}. {today.says}",
    }


def aim_in_words(aim: Aim) -> str:
    """An aim in one sentence, as the driver diagram shows it."""
    if aim.measure not in MEASURES:
        return f"{aim.measure} to {aim.to_value:g} by {day_in_words(aim.by_day)}"
    measure = MEASURES[aim.measure]
    return f"{measure.title}: {from_to(aim.from_value, aim.to_value, measure.unit)} by {day_in_words(aim.by_day)}"


def links_on_page(plan: ImprovementPlan, reader: Reader) -> tuple[dict[str, Any], ...]:
    """What the plan is linked to; of what a reader may not read only that there is something."""
    found = []
    for link in plan.links.select_related("added_by"):
        may_read = reads_target(reader, link.kind, link.address)
        found.append(
            {
                "title": link.title if may_read else "Something that you cannot read",
                "address": link.address if may_read else "",
                "kind": KINDS_OF_LINKS.get(link.kind, "A page"),
                "is_elsewhere": "://" in link.address,
                "remove": reverse("plan-remove-link", kwargs={"plan": plan.key, "link": link.pk}),
            }
        )
    return tuple(found)


def comments_on_page(comments: Iterable[PlanComment], reader: Reader) -> tuple[dict[str, Any], ...]:
    """Comments of one plan, the oldest first."""
    rows = tuple(comments)
    looks_after = bool(rows) and can(reader, "plan.look-after", rows[0].plan)  # asked once, however many there are
    return tuple(
        {
            "number": one.pk,
            "who": one.author.name if one.author else SOMEBODY,
            "when": moment_in_words(one.at),
            "text": as_typed(one.text),
            "is_removed": one.removed_at is not None,
            "remove": reverse("plan-remove-comment", kwargs={"plan": one.plan.key, "comment": one.pk})
            if one.removed_at is None and (looks_after or wrote(reader, one))
            else "",
        }
        for one in rows
    )


def people_on_page(plan: ImprovementPlan, members: Iterable[MemberRow], reader: Reader) -> tuple[dict[str, Any], ...]:
    """Who works on the plan, with what the reader can do."""
    looks_after = can(reader, "plan.look-after", plan)
    return tuple(
        {
            "name": one.name,
            "number": one.number,
            "leads": one.leads,
            "is_gone": one.is_gone,
            "can_change": looks_after,
            "can_leave": one.number == reader.identity,
            "address": reverse("plan-person", kwargs={"plan": plan.key, "person": one.number}),
        }
        for one in members
    )


def moment_in_words(at: datetime) -> str:
    """An instant as clocks in London show it."""
    return capitalised(moment(timezone.localtime(at)))


def day_or_dash(day: date | None) -> str:
    """A day of a table; a dash for none."""
    return day_in_words(day) if day else "–"
