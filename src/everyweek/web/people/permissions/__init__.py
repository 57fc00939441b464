"""Who may do what. This folder is the only place where that is written.

A permission is a name, a rule, and the sentence that somebody reads who may not. A rule is made of the predicates of
the files beside this folder (`predicates`, `library_predicates` and the like): each takes a reader and what the
permission is about (the code of an organisation, a network, a post, an event, a return, a resource, a place, a plan, a
role that is wanted) and says yes or no. `check` raises, `can` tells; pages are guarded by everyweek.web.people.access,
and every action checks again when it writes.

Two lines that no role crosses:

- what is said and shared in a learning and improvement network is never shown to somebody who oversees its members,
  unless whoever said it chose that (`shared_beyond`);
- an administrator reaches the organisations counted in their own, and nothing beside or above it.
"""

from everyweek.web.people.permissions import (
    assessments,
    library,
    networks,
    organisations,
    plans,
    readers,
    rounds,
    writing,
)
from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import RoleWanted
from everyweek.web.people.reader import Reader

__all__ = ["PERMISSIONS", "NotPermitted", "Permission", "RoleWanted", "can", "check"]

PERMISSIONS: dict[str, Permission] = {
    permission.name: permission
    for table in (
        readers.PERMISSIONS,
        organisations.PERMISSIONS,
        networks.PERMISSIONS,
        writing.PERMISSIONS,
        library.PERMISSIONS,
        rounds.PERMISSIONS,
        assessments.PERMISSIONS,
        plans.PERMISSIONS,
    )
    for permission in table
}


class NotPermitted(Exception):
    """Somebody may not do this; the message is a sentence for the page."""

    def __init__(self, permission: str) -> None:
        super().__init__(PERMISSIONS[permission].why_not)
        self.permission = permission


def can(reader: Reader, permission: str, of: object = None) -> bool:
    """Whether the reader may.

    >>> from everyweek.web.people.reader import NOBODY
    >>> can(NOBODY, "figures.see"), can(NOBODY, "account.own")
    (True, False)
    """
    return bool(PERMISSIONS[permission].rule(reader, of))


def check(reader: Reader, permission: str, of: object = None) -> None:
    """Raises NotPermitted when the reader may not."""
    if not can(reader, permission, of):
        raise NotPermitted(permission)
