"""What the library adds to the pages of comparing, which come before it and know nothing of it."""

import logging
from collections.abc import Sequence

from django.db.utils import OperationalError

from everyweek.web.compare.what_others_did import SOURCES, STATES, Gap, WhatOthersDid
from everyweek.web.people.reader import Reader

log = logging.getLogger("django.request")


def join_the_figures() -> None:
    """Called when Django starts; what answers is loaded with the first question."""
    SOURCES.append(_resources)
    STATES.append(_state)


def _resources(
    reader: Reader, gaps: Sequence[Gap], peers: Sequence[str], most: int
) -> Sequence[tuple[WhatOthersDid, ...]]:
    """The figures can be read without the database of people: while it does not answer, nothing is added to them."""
    from everyweek.web.learn.finding.for_gaps import resources_for_gaps

    try:
        return resources_for_gaps(reader, gaps, peers, most)
    except OperationalError as problem:
        log.error("the library cannot be read, so the page of figures shows nothing of it: %s", problem)
        return [()] * len(gaps)


def _state() -> object:
    from everyweek.web.learn.finding.for_gaps import newest_change

    try:
        return newest_change()
    except OperationalError:
        return "the library cannot be read"
