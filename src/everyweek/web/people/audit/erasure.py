"""Taking what entries say of a person out of the chain, which holds as before."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Q

from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.reader import Reader

ERASED = "audit.details-erased"


@transaction.atomic
def erase_details(
    about: int, *, mentions: str = "", by: Reader | None = None, by_words: str = "", now: datetime
) -> int:
    """Erase the before and after of every entry about a person, or that mentions their address; how many had any.

    What stays is when something was done, what kind of thing, where, and the person's number, which leads to nobody
    once their account is erased too. Which entries it was is an entry of its own: details that are gone without one
    were taken away by somebody who may not.
    """
    theirs = Q(about_id_then=about) | (Q(details__icontains=mentions) if mentions else Q())
    found = AuditEntry.objects.filter(theirs, details__isnull=False).exclude(action=ERASED)
    numbers = list(found.order_by("number").values_list("number", flat=True))
    erased = found.update(details=None, salt="")
    record(
        by=by,
        by_words=by_words,
        action=ERASED,
        of=("person", str(about)),
        after={"entries": in_ranges(numbers)},
        now=now,
    )
    return erased


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
