"""Why a patient who could leave is still in hospital: the published lists of reasons, each with its dates."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from everyweek.reference.faults import MalformedRow
from everyweek.reference.rows import Row, data_folder, read_rows

DelayFamily = Literal["hospital_process", "wellbeing", "care_transfer_hub", "interface", "capacity"]
"""Who or what the patient waits for; in the lists from 27 May 2024 on."""

FAMILIES: dict[str, DelayFamily] = {family: family for family in get_args(DelayFamily)}
PATHWAYS = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True)
class DelayReason:
    """One reason of one list.

    code     : ours, and the name of its column; never changes.
    family   : None for a reason from before 27 May 2024, when there were no families.
    pathways : the discharge pathways, 0 to 3, that its label names; empty when it names none.
    label    : as published, with the dashes and blanks put right.
    """

    code: str
    family: DelayFamily | None
    pathways: tuple[int, ...]
    label: str
    valid_from: date
    valid_to: date | None

    def is_valid(self, on: date) -> bool:
        """Whether it is in the list of that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class UnknownDelayReason(LookupError):
    """A label that is on no list of its day; the message names near ones."""


def delay_reasons(on: date) -> tuple[DelayReason, ...]:
    """The list in force on a day, in the publisher's order; empty before 27 May 2022, of which no list is known.

    >>> len(delay_reasons(date(2026, 8, 1)))
    37
    """
    return tuple(reason for reason in all_delay_reasons() if reason.is_valid(on))


def delay_reason(label: str, *, on: date) -> DelayReason:
    """The reason that a published label means, however it is spelt.

    The files mix hyphens and en dashes, leave blanks out around them, and hold no-break blanks and stray question
    marks; none of these counts, nor does case, and "P1" is "Pathway 1".

    label  : as it stands in a file.
    on     : a day of the period it speaks of.
    Raises : UnknownDelayReason, with near labels.

    >>> delay_reason("Hospital process- Awaiting patient  transport services?", on=date(2024, 6, 1)).code
    'hospital_process_transport'
    """
    known = _by_spelling(on)
    spelling = _spelling(label)
    if spelling in known:
        return known[spelling]
    if not known:
        raise UnknownDelayReason(f"No list of delay reasons is known for {on:%d %B %Y}, so '{label}' means nothing.")
    near = difflib.get_close_matches(spelling, known, n=3, cutoff=0.6)
    labels = " or ".join(f"'{known[one].label}'" for one in near)
    hint = f" Did you mean {labels}?" if near else ""
    raise UnknownDelayReason(f"'{label}' is not on the list of delay reasons of {on:%d %B %Y}.{hint}")


@cache
def all_delay_reasons() -> tuple[DelayReason, ...]:
    """Every reason of every list, oldest list first."""
    return read_delay_reasons(data_folder().joinpath("delay_reasons.csv"))


def read_delay_reasons(file: Traversable) -> tuple[DelayReason, ...]:
    """The rows of a file of delay reasons.

    Raises : MalformedRow, naming file and line.
    """
    rows = read_rows(file, "code", "family", "pathways", "label", "valid_from", "valid_to")
    reasons = tuple(_reasons(rows))
    twice = [code for code, times in Counter(reason.code for reason in reasons).items() if times > 1]
    if twice:
        raise MalformedRow(f"{file.name}: {', '.join(twice)} is there twice; a code is of one reason.")
    return reasons


def _reasons(rows: Iterator[Row]) -> Iterator[DelayReason]:
    for row in rows:
        start, end = row.period()
        if start is None:
            raise MalformedRow(f"{row.where}: valid_from is empty; a list is in force from a day.")
        pathways = row.cells["pathways"].split()
        if not set(pathways) <= set(PATHWAYS):
            raise MalformedRow(f"{row.where}: pathways is {row.cells['pathways']!r}; write 0 to 3 with blanks between.")
        yield DelayReason(
            code=row.text("code"),
            family=FAMILIES[row.one_of("family", FAMILIES)] if row.cells["family"] else None,
            pathways=tuple(map(int, pathways)),
            label=row.text("label"),
            valid_from=start,
            valid_to=end,
        )


@cache
def _by_spelling(on: date) -> dict[str, DelayReason]:
    return {_spelling(reason.label): reason for reason in delay_reasons(on)}


def _spelling(label: str) -> str:
    """A label's letters and digits: what is the same in all its spellings."""
    return re.sub(r"\bpathway (?=\d)", "p", " ".join(re.findall(r"[a-z0-9+]+", label.casefold())))
