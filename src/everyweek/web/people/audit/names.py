"""Names of what entries point to by a number or a key: a nominee, a conversation, a network, a round.

Entries keep the number, so that nothing has to be erased from them when somebody asks to be forgotten; a page shows the
name as it is now, to those who may see it where it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from everyweek.reference import Directory
from everyweek.web.people.audit.queries import AuditLine
from everyweek.web.people.models import Network, Nominee, Round, Thread
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.many import in_parts


@dataclass(frozen=True, slots=True)
class Names:
    """What can be named. nominees, threads: by number; networks, rounds, groups: by key; known: organisations."""

    known: Directory
    nominees: Mapping[int, str] = field(default_factory=dict)
    threads: Mapping[int, str] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)
    rounds: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def organisation(self, code: str) -> str:
        """The name of an organisation with its code; its code alone when the directory does not know it."""
        name = name_of(code, self.known)
        return name if name == code else f"{name} ({code})"


def names_for(reader: Reader, lines: Iterable[AuditLine]) -> Names:
    """Everything that some lines point to and the reader may see the name of: one look for each kind that is there."""
    kept = list(lines)
    return Names(
        known=directory(),
        nominees=_nominees(reader, _values(kept, "nominee")),
        threads=_threads(reader, _values(kept, "thread")),
        networks=_networks(reader, {key for line in kept for key in _keys_of_networks(line)}),
        rounds=_rounds({line.object_key.partition("/")[0] for line in kept if line.object_kind in ("round", "return")}),
        groups=_groups() if _values(kept, "group_key") else {},
    )


def _keys_of_networks(line: AuditLine) -> tuple[str, ...]:
    named = line.object_key if line.object_kind == "network" else ""
    return tuple(key for key in (line.network, named) if key)


def _values(lines: Iterable[AuditLine], name: str) -> set[Any]:
    sides = (side for line in lines for side in (line.before, line.after))
    return {value for side in sides if isinstance(value := side.get(name), (int, str)) and value}


def _rows(found: QuerySet[Any], column: str, wanted: set[Any]) -> list[Any]:
    return [row for part in in_parts(sorted(wanted, key=str)) for row in found.filter(**{f"{column}__in": part})]


def _numbers(wanted: set[Any]) -> set[Any]:
    """What can be a number of a row: whoever writes into the database past the product may have put anything there."""
    return {number for number in wanted if type(number) is int and 0 < number < 2**63}


def _nominees(reader: Reader, wanted: set[Any]) -> dict[int, str]:
    rows = _rows(Nominee.objects.select_related("to"), "pk", _numbers(wanted))
    may_see = {row.to_id: can(reader, "return.see", row.to) for row in {row.to_id: row for row in rows}.values()}
    return {row.pk: row.name for row in rows if may_see[row.to_id]}


def _threads(reader: Reader, wanted: set[Any]) -> dict[int, str]:
    rows = _rows(Thread.objects.select_related("network"), "pk", _numbers(wanted))
    return {row.pk: row.title for row in rows if can(reader, "thread.read", row)}


def _networks(reader: Reader, wanted: set[Any]) -> dict[str, str]:
    return {row.key: row.name for row in _rows(Network.objects, "key", wanted) if can(reader, "network.see", row)}


def _rounds(wanted: set[Any]) -> dict[str, str]:
    return {row.key: row.title for row in _rows(Round.objects, "key", wanted)}


def _groups() -> dict[str, str]:
    from everyweek.reference.groups import built_in_groups

    return {group.key: group.name for group in built_in_groups(directory())}
