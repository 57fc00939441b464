"""What was done to a plan, in words: what the pages of changes say of each entry."""

from typing import Any

from everyweek.measures import MEASURES
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.audit.keys import Key, one_of, organisation, plainly, yes_or_no
from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.values import value_in_words
from everyweek.web.plan.cycles.vocabulary import ACTS, IMPACTS, LIKELIHOODS
from everyweek.web.plan.vocabulary import ACTION_STATES, DRIVER_KINDS, PLAN_STATES, READERS

ACTIONS_OF_PLANS = {
    "plan.action-added": "added an action to a plan",
    "plan.action-changed": "changed an action of a plan",
    "plan.action-moved": "said how far an action of a plan is",
    "plan.aim-added": "added an aim to a plan",
    "plan.aim-changed": "changed an aim of a plan",
    "plan.aim-removed": "removed an aim of a plan",
    "plan.changed": "changed what a plan says of itself",
    "plan.comment-removed": "removed a comment on a plan",
    "plan.comment-written": "commented on a plan",
    "plan.cycle-added": "began a cycle of a plan",
    "plan.cycle-changed": "wrote a cycle of a plan on",
    "plan.cycle-figure-removed": "removed a figure of a cycle",
    "plan.cycle-figures-kept": "added figures to a cycle",
    "plan.driver-added": "added a box to the driver diagram of a plan",
    "plan.driver-changed": "changed a box of the driver diagram of a plan",
    "plan.driver-moved": "moved a box of the driver diagram of a plan",
    "plan.driver-removed": "removed a box of the driver diagram of a plan",
    "plan.link-added": "linked a plan to something",
    "plan.link-removed": "took a link out of a plan",
    "plan.made": "made a plan",
    "plan.member-added": "let somebody work on a plan",
    "plan.member-changed": "changed who leads a plan",
    "plan.member-removed": "ended that somebody works on a plan",
    "plan.risk-added": "added a risk to a plan",
    "plan.risk-changed": "changed a risk of a plan",
    "plan.template-copied": "began a plan with a template",
}


def _day(value: Any, names: Names) -> str:
    from datetime import date

    try:
        return day_in_words(date.fromisoformat(value))
    except (TypeError, ValueError):
        return "no day" if value in ("", None) else value_in_words(value)


def _measure(value: Any, names: Names) -> str:
    return MEASURES[value].title if isinstance(value, str) and value in MEASURES else value_in_words(value)


def _needs(value: Any, names: Names) -> str:
    return f"action {value_in_words(value)}" if value else "nothing"


def _said_by_number(words: dict[int, str]) -> Any:
    return lambda value, names: f"{value}, {words[value].lower()}" if value in words else value_in_words(value)


def _not_said(value: Any, names: Names) -> None:
    """A number of a row, which tells nobody anything; the page of the plan's own changes says whose it is."""


def _by_how_much(value: Any, names: Names) -> str:
    return value_in_words(value) if not isinstance(value, float) else f"{value:+g}"


COMMON = {
    "about": Key("Words", plainly),
    "action": Key("Action", plainly),
    "title": Key("Title", plainly),
}
ACTION = COMMON | {
    "by_how_much": Key("By how much", _by_how_much),
    "changed_on": Key("Done differently since", _day),
    "driver": Key("Change idea", _not_said),
    "due_on": Key("Due", _day),
    "intervention": Key("Intervention", plainly),
    "measure": Key("Measure", _measure),
    "needs": Key("Waits for", _needs),
    "organisation": Key("Where", organisation),
    "owner": Key("Owner", _not_said),
    "owner_role": Key("Owner, as a role", plainly),
    "starts_on": Key("Starts", _day),
    "state": Key("State", one_of(ACTION_STATES)),
    "why_state": Key("Why", plainly),
}
AIM = {
    "by_day": Key("By", _day),
    "from_value": Key("From", plainly),
    "measure": Key("Measure", _measure),
    "organisation": Key("Of", organisation),
    "to_value": Key("To", plainly),
    "why": Key("Why", plainly),
}
CYCLE = {
    "act": Key("What comes of it", one_of(ACTS)),
    "act_text": Key("Why", plainly),
    "baseline": Key("Counted", yes_or_no("before the change", "during the test")),
    "cycle": Key("Cycle", plainly),
    "day": Key("Day", _day),
    "do_text": Key("Do", yes_or_no("written", "not written")),
    "ends_on": Key("Ends", _day),
    "figures": Key("Figures", plainly),
    "of_action": Key("Of action", plainly),
    "predicted": Key("Expected", plainly),
    "starts_on": Key("Starts", _day),
    "study_text": Key("Study", yes_or_no("written", "not written")),
    "title": Key("Title", plainly),
}
DRIVER = {
    "hangs_on": Key("Acts on", plainly),
    "kind": Key("Kind", one_of(DRIVER_KINDS)),
    "text": Key("Box", plainly),
}
RISK = {
    "closed_on": Key("Closed", _day),
    "impact": Key("Impact", _said_by_number(IMPACTS)),
    "likelihood": Key("Likelihood", _said_by_number(LIKELIHOODS)),
    "mitigation": Key("What is done about it", plainly),
    "owner": Key("Owner", _not_said),
    "text": Key("Risk", plainly),
}
LINK = {"kind": Key("Kind", plainly)}
MEMBER = {"leads": Key("Leads it", plainly), "member": Key("Who", _not_said)}
PLAN = {
    "about": Key("What it is about", plainly),
    "organisation": Key("Of", organisation),
    "readers": Key("Who reads it", one_of(READERS)),
    "state": Key("State", one_of(PLAN_STATES)),
    "title": Key("Title", plainly),
}
TEMPLATE = {
    "actions": Key("Actions", plainly),
    "drivers": Key("Boxes of the diagram", plainly),
    "risks": Key("Risks", plainly),
    "template": Key("Template", plainly),
}
OF_PARTS = {
    "action": ACTION,
    "aim": AIM,
    "comment": COMMON,
    "cycle": CYCLE,
    "driver": DRIVER,
    "link": LINK,
    "member": MEMBER,
    "risk": RISK,
    "template": TEMPLATE,
}
KEYS_OF_PLANS = {action: OF_PARTS.get(action.partition(".")[2].partition("-")[0], PLAN) for action in ACTIONS_OF_PLANS}
"""By the action, what its keys mean."""


def join_the_words() -> None:
    """Let the pages of changes say what was done to plans; called when Django starts."""
    from everyweek.web.people.audit.keys import KEYS_OF_ACTIONS
    from everyweek.web.people.audit.words import ACTIONS

    ACTIONS.update(ACTIONS_OF_PLANS)
    KEYS_OF_ACTIONS.update(KEYS_OF_PLANS)
