"""The facts about organisations judged: what cannot be is refused before anybody counts with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from everyweek.reference.facts import Facts
from everyweek.reference.faults import (
    MissingRegion,
    OverlappingNames,
    OverlappingParents,
    UnknownParent,
    UnknownSuccessor,
)
from everyweek.reference.organisation import GROUP_KINDS, PROVIDER_KINDS, Membership, Organisation, Succession
from everyweek.reference.succession import SuccessionPlan

Period = tuple[date | None, date | None]


def check_facts(facts: Facts) -> None:
    """Refuse facts that contradict each other.

    Raises : a FaultyReference that names the codes and days at fault.
    """
    names = _by_code(facts.names)
    for code, periods in names.items():
        _check_names(code, periods)
    _check_memberships(facts.memberships, names)
    _check_regions(facts.memberships, names)
    _check_successions(facts.successions, names)


def _by_code(names: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    found: defaultdict[str, list[Organisation]] = defaultdict(list)
    for name in names:
        found[name.code].append(name)
    return {code: sorted(periods, key=lambda name: _start((name.valid_from, None))) for code, periods in found.items()}


def _check_names(code: str, periods: Sequence[Organisation]) -> None:
    kinds = {name.kind for name in periods}
    if len(kinds) > 1:
        raise OverlappingNames(f"{code} is called {' and '.join(sorted(kinds))}; a code has one kind.")
    for earlier, later in pairwise(periods):
        if _overlap((earlier.valid_from, earlier.valid_to), (later.valid_from, later.valid_to)):
            raise OverlappingNames(
                f"{code} is both {earlier.name} and {later.name} on {later.valid_from}; "
                "the earlier name's valid_to must not be later than the next name's valid_from."
            )


def _check_memberships(memberships: Iterable[Membership], names: dict[str, list[Organisation]]) -> None:
    held: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    for row in memberships:
        _check_ends(row, names)
        held[row.provider, names[row.group][0].kind].append(row)
    for (code, kind), rows in held.items():
        rows.sort(key=lambda row: _start((row.valid_from, None)))
        for earlier, later in pairwise(rows):
            if _overlap((earlier.valid_from, earlier.valid_to), (later.valid_from, later.valid_to)):
                raise OverlappingParents(
                    f"{code} is in two of kind {kind} on {later.valid_from}: {earlier.group} and {later.group}."
                )


def _check_ends(row: Membership, names: dict[str, list[Organisation]]) -> None:
    for code in (row.provider, row.group):
        if code not in names:
            raise UnknownParent(f"{row.provider} in {row.group}: {code} is not in the file of names.")
    child, group = names[row.provider][0].kind, names[row.group][0].kind
    if group not in GROUP_KINDS or (child not in PROVIDER_KINDS and (child, group) != ("icb", "region")):
        raise UnknownParent(f"{row.provider} ({child}) cannot be in {row.group} ({group}).")
    life = _life(names[row.group])
    if not _within((row.valid_from, row.valid_to), life):
        raise UnknownParent(
            f"{row.provider} is in {row.group} from {row.valid_from or 'the start'} to {row.valid_to or 'now'}, "
            f"but {row.group} exists from {life[0] or 'the start'} to {life[1] or 'now'}."
        )


def _check_regions(memberships: Iterable[Membership], names: dict[str, list[Organisation]]) -> None:
    regions: defaultdict[str, list[Period]] = defaultdict(list)
    for row in memberships:
        if names[row.group][0].kind == "region":
            regions[row.provider].append((row.valid_from, row.valid_to))
    for code, periods in names.items():
        if periods[0].kind in PROVIDER_KINDS and not _covered(_life(periods), regions[code]):
            raise MissingRegion(f"{code} {periods[-1].name} is in no region for part of its life; England needs one.")


def _check_successions(successions: Iterable[Succession], names: dict[str, list[Organisation]]) -> None:
    extents: defaultdict[str, list[str]] = defaultdict(list)
    for row in successions:
        for code in (row.code, row.successor):
            if code not in names:
                raise UnknownSuccessor(f"{row.code} to {row.successor}: {code} is not in the file of names.")
        extents[row.code].append(row.extent)
    for code, found in extents.items():
        if found != ["whole"] and (len(found) < 2 or "whole" in found):
            raise UnknownSuccessor(f"{code} goes on as {', '.join(found)}; it must be one whole or at least two parts.")
    plan = SuccessionPlan(successions)
    for code in extents:
        plan.heirs(code, on=date.max)


def _start(period: Period) -> date:
    return period[0] or date.min


def _end(period: Period) -> date:
    return period[1] or date.max


def _overlap(earlier: Period, later: Period) -> bool:
    return _start(later) < _end(earlier)


def _within(inner: Period, outer: Period) -> bool:
    return _start(outer) <= _start(inner) and _end(inner) <= _end(outer)


def _life(periods: Sequence[Organisation]) -> Period:
    return periods[0].valid_from, periods[-1].valid_to


def _covered(life: Period, periods: Iterable[Period]) -> bool:
    reached = _start(life)
    for period in sorted(periods, key=_start):
        if _start(period) <= reached:
            reached = max(reached, _end(period))
    return reached >= _end(life)
