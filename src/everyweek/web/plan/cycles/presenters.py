"""What pages show of cycles and risks, in words."""

from typing import Any

from django.urls import reverse

from everyweek.web.design.wording import capitalised, count, day_in_words, period, several
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.plan.cycles.models import Cycle, Risk
from everyweek.web.plan.cycles.vocabulary import ACTS, IMPACTS, LIKELIHOODS, band

COLOURS_OF_ACTS = {"": "blue", "adopt": "green", "adapt": "yellow", "abandon": "grey"}
COLOURS_OF_BANDS = {"Low": "green", "Moderate": "yellow", "High": "orange", "Extreme": "red"}


def cycle_in_list(cycle: Cycle) -> dict[str, Any]:
    """A cycle in a list."""
    parts = {"plan": cycle.plan.key, "cycle": cycle.number}
    figures = list(cycle.points.all())
    return {
        "number": cycle.number,
        "title": cycle.title,
        "address": reverse("plan-cycle", kwargs=parts),
        "state": ACTS[cycle.act],
        "colour": COLOURS_OF_ACTS[cycle.act],
        "when": _when(cycle),
        "action": f"Action {cycle.action.number} {cycle.action.title}" if cycle.action else "",
        "figures": several(len(figures), "figure") if figures else "no figure yet",
    }


def cycle_on_page(cycle: Cycle) -> dict[str, Any]:
    """A cycle with everything that was written, and its figures."""
    parts = {"plan": cycle.plan.key, "cycle": cycle.number}
    points = list(cycle.points.all())
    return {
        **cycle_in_list(cycle),
        "counted": cycle.what_is_counted,
        "edit": reverse("plan-edit-cycle", kwargs=parts),
        "add": reverse("plan-cycle-figures", kwargs=parts),
        "action_address": reverse("plan-action", kwargs={"plan": cycle.plan.key, "action": cycle.action.number})
        if cycle.action
        else "",
        "steps": (
            {"title": "Plan", "text": as_typed(cycle.plan_text), "nothing": "Nothing is written yet."},
            {
                "title": "What was expected",
                "text": as_typed(cycle.predicted),
                "nothing": "Nothing was expected in writing.",
            },
            {"title": "Do", "text": as_typed(cycle.do_text), "nothing": "Nothing is written yet."},
            {"title": "Study", "text": as_typed(cycle.study_text), "nothing": "Nothing is written yet."},
            {
                "title": f"Act: {ACTS[cycle.act].lower()}" if cycle.act else "Act",
                "text": as_typed(cycle.act_text),
                "nothing": "" if cycle.act else "It still runs.",
            },
        ),
        "points": tuple(
            {
                "day": day_in_words(one.day),
                "iso": one.day.isoformat(),
                "value": count(one.value),
                "when": "Before the change" if one.baseline else "During the test",
            }
            for one in reversed(points)
        ),
    }


def risk_on_page(risk: Risk) -> dict[str, Any]:
    """A risk with its size in words and as a number."""
    score = risk.likelihood * risk.impact
    return {
        "number": risk.pk,
        "text": risk.text,
        "size": f"{band(score)} ({score} of 25)",
        "colour": COLOURS_OF_BANDS[band(score)],
        "likelihood": f"{LIKELIHOODS[risk.likelihood]} ({risk.likelihood} of 5)",
        "impact": f"{IMPACTS[risk.impact]} ({risk.impact} of 5)",
        "mitigation": as_typed(risk.mitigation),
        "owner": _owner(risk),
        "closed": day_in_words(risk.closed_on) if risk.closed_on else "",
        "edit": reverse("plan-risk", kwargs={"plan": risk.plan.key, "risk": risk.pk}),
    }


def _owner(risk: Risk) -> str:
    if risk.owner is None:
        return "Nobody yet"
    return risk.owner.name if risk.owner.is_active else f"{risk.owner.name} has left"


def _when(cycle: Cycle) -> str:
    if cycle.starts_on and cycle.ends_on:
        from datetime import timedelta

        return capitalised(period(cycle.starts_on, cycle.ends_on + timedelta(days=1)))
    if cycle.starts_on:
        return f"From {day_in_words(cycle.starts_on)}"
    return f"Until {day_in_words(cycle.ends_on)}" if cycle.ends_on else "No days yet"
