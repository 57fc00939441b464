"""Who is not even told that a thing exists.

A refusal (403) beside a "not there" (404) would tell which private networks there are, or count the conversations of a
learning network. So whoever may not know of a thing gets the answer of one that is not there, whatever they ask of it.
"""

from typing import Any

from everyweek.web.people.permissions import PERMISSIONS
from everyweek.web.people.plan_predicates import reads_plan_of
from everyweek.web.people.predicates import reads_inside_of_it
from everyweek.web.people.reader import Reader

KNOWN_TO: dict[str, Any] = {
    "a network": PERMISSIONS["network.see"].rule,
    "a post": PERMISSIONS["post.read"].rule,
    "a thread": reads_inside_of_it,
    "an event": reads_inside_of_it,
    "a link": reads_inside_of_it,
    "a resource": PERMISSIONS["resource.read"].rule,
    "a plan": PERMISSIONS["plan.read"].rule,
    "an action": reads_plan_of,
    "a proposal": PERMISSIONS["proposal.read"].rule,
}
"""Who may know that a thing exists, by what a permission is about; everything else is known to everybody."""


def can_be_hidden(permission: str) -> bool:
    """Whether there are readers who are not even told that what this is asked of exists."""
    return PERMISSIONS[permission].hides or PERMISSIONS[permission].about in KNOWN_TO


def hides(reader: Reader, permission: str, of: object = None) -> bool:
    """Whether somebody who may not do this is not even told that the thing exists."""
    named = PERMISSIONS[permission]
    return named.hides or (named.about in KNOWN_TO and not KNOWN_TO[named.about](reader, of))
