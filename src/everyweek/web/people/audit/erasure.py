"""Taking what entries say of a person out of the chain, which holds as before."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from everyweek.web.people.audit.actions import AT_ONCE, record
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.reader import Reader

ERASED = "audit.details-erased"
ADDRESS = re.compile(r"[^\s\"<>()\[\]:;,|@]+@[\w.-]+")
AROUND_ADDRESS = "'’‘`“”.-"
"""What may stand around an address in a sentence; inside one, as in o'neil@example.nhs.uk, it belongs to it."""


@transaction.atomic
def erase_details(
    about: int, *, mentions: str = "", by: Reader | None = None, by_words: str = "", now: datetime
) -> int:
    """Erase the before and after of every entry about a person, or that mentions their address; how many had any.

    mentions : a whole address: what is said of joann@example.org stays when ann@example.org goes.

    What stays is when something was done, what kind of thing, where, and the person's number, which leads to nobody
    once their account is erased too. Which entries it was is an entry of its own: details that are gone without one
    were taken away by somebody who may not.
    """
    kept = AuditEntry.objects.filter(details__isnull=False).exclude(action=ERASED)
    theirs = set(kept.filter(about_id_then=about).values_list("number", flat=True))
    numbers = sorted(theirs | (set(_that_mention(mentions, kept)) if mentions else set()))
    for begin in range(0, len(numbers), AT_ONCE):
        AuditEntry.objects.filter(number__in=numbers[begin : begin + AT_ONCE]).update(details=None, salt="")
    record(
        by=by,
        by_words=by_words,
        action=ERASED,
        of=("person", str(about)),
        after={"entries": in_ranges(numbers)},
        now=now,
    )
    return len(numbers)


def mentions_address(text: str, address: str) -> bool:
    """Whether a whole address stands in a text, however it is spelt.

    >>> mentions_address("Ann <Ann@Example.org>.", "ann@example.org")
    True
    >>> longer = ("joann@example.org", "ann@example.org.uk", "jo-ann@example.org", "o'ann@example.org")
    >>> any(mentions_address(one, "ann@example.org") for one in longer)
    False
    """
    wanted = _bare(address)
    if ADDRESS.fullmatch(wanted) is None:  # one with quotes in it: rather one entry too many than one too few
        return address.casefold() in text.casefold()
    return any(_bare(found) == wanted for found in ADDRESS.findall(text))


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers in their order, those that follow one another as one.

    >>> in_ranges([1, 2, 3, 7]), in_ranges([])
    ('1-3,7', '')
    """
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = ([number for _, number in run] for _, run in runs)
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in ends)


def of_ranges(text: str) -> frozenset[int]:
    """The numbers again.

    >>> sorted(of_ranges("1-3,7")), of_ranges("")
    ([1, 2, 3, 7], frozenset())
    """
    ends = (part.split("-") for part in text.split(",") if part)
    return frozenset(number for run in ends for number in range(int(run[0]), int(run[-1]) + 1))


def _that_mention(address: str, entries: QuerySet[AuditEntry]) -> Iterator[int]:
    """Numbers of the entries in which an address stands: the database finds it in any text, also as part of another."""
    within = entries.filter(details__icontains=json.dumps(address, ensure_ascii=False)[1:-1])
    for number, details in within.values_list("number", "details").iterator():
        if any(mentions_address(text, address) for text in _texts(details)):
            yield number


def _texts(details: str) -> Iterator[str]:
    """Every text in the details, as it was before it was written as JSON; all as one where they cannot be read."""
    try:
        left: list[Any] = [json.loads(details)]
    except (ValueError, RecursionError):
        left = [details]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str):
            yield one


def _bare(address: str) -> str:
    return address.casefold().strip(AROUND_ADDRESS)
