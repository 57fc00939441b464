"""Where something comes from, as people type it: an organisation or a system on each line."""

import re
from collections.abc import Iterable

from everyweek.web.learn.library.draft import DraftOrigin
from everyweek.web.people.organisations.known import directory

WITH_CODE = re.compile(r"(.+?)\s*\(([A-Za-z0-9]{3,10})\)")


def origins_typed(organisations: Iterable[str], systems: Iterable[str]) -> tuple[DraftOrigin, ...]:
    """The origins that these lines name; an organisation that nobody knows is kept by the name that was typed."""
    return (
        *dict.fromkeys(organisation_typed(line) for line in organisations),
        *(DraftOrigin(line, is_system=True) for line in systems),
    )


def organisation_typed(line: str) -> DraftOrigin:
    """An organisation by its code, by its name with its code, or by its name."""
    known = directory()
    named = WITH_CODE.fullmatch(line)
    if named and known.has(named[2].upper()):
        return DraftOrigin(named[1], named[2].upper())
    if known.has(line.upper()):
        return DraftOrigin(known.organisation(line.upper()).name, line.upper())
    same = {one.code for one in known.find(line, limit=5) if one.name.casefold() == line.casefold()}
    return DraftOrigin(line, same.pop() if len(same) == 1 else "")


def origins_in_lines(origins: Iterable[DraftOrigin]) -> tuple[str, str]:
    """The lines for organisations and those for systems, from which `origins_typed` makes the same again."""
    kept = tuple(origins)
    organisations = (f"{one.name} ({one.code})" if one.code else one.name for one in kept if not one.is_system)
    return "\n".join(organisations), "\n".join(one.name for one in kept if one.is_system)
