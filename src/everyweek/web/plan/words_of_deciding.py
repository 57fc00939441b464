"""What was registered, reviewed and offered, in words: what the pages of changes say of each entry."""

from datetime import date
from typing import Any

from everyweek.measures import MEASURES
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.audit.keys import Key, one_of, organisation, plainly, yes_or_no
from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.values import value_in_words

ACTIONS_OF_DECIDING = {
    "plan.review-held": "held a review of a plan",
    "proposal.accepted": "took up a plan for a network",
    "proposal.answered": "answered what a network asked about a plan",
    "proposal.asked": "asked something about a plan that is offered to a network",
    "proposal.declined": "decided for a network not to take up a plan",
    "proposal.sent": "offered a plan to a network",
    "proposal.withdrawn": "took back the offer of a plan",
    "registration.made": "registered a change whose effect is looked at",
    "registration.withdrawn": "withdrew a registered change",
}


def _day(value: Any, names: Names) -> str:
    try:
        return day_in_words(date.fromisoformat(value))
    except (TypeError, ValueError):
        return "no day" if value in ("", None) else value_in_words(value)


def _measure(value: Any, names: Names) -> str:
    return MEASURES[value].title if isinstance(value, str) and value in MEASURES else value_in_words(value)


REVIEW = {"held_on": Key("Held on", _day), "next_on": Key("Next review", _day)}
REGISTRATION = {
    "changed_on": Key("Done differently from", _day),
    "direction": Key("Expected to go", one_of({"up": "up", "down": "down"})),
    "ends_on": Key("Last day", _day),
    "figures_were_loaded": Key("Figures of after the change were there already", yes_or_no("yes", "no")),
    "measure": Key("Measure", _measure),
    "organisation": Key("Where", organisation),
}
PROPOSAL = {"version": Key("Version", plainly)}
OF_KINDS = {"plan": REVIEW, "proposal": PROPOSAL, "registration": REGISTRATION}
KEYS_OF_DECIDING = {action: OF_KINDS[action.partition(".")[0]] for action in ACTIONS_OF_DECIDING}


def join_the_words_of_deciding() -> None:
    """Let the pages of changes say what was registered, reviewed and offered; called when Django starts."""
    from everyweek.web.people.audit.keys import KEYS_OF_ACTIONS
    from everyweek.web.people.audit.words import ACTIONS

    ACTIONS.update(ACTIONS_OF_DECIDING)
    KEYS_OF_ACTIONS.update(KEYS_OF_DECIDING)
