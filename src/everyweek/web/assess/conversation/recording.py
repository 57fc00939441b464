"""Writing into the chain of changes what somebody did in an assessment, and never what they said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.audit.actions import record
from everyweek.web.people.reader import Reader


def record_change(
    assessment: Assessment, action: str, *, by: Reader, after: Mapping[str, Any] | None = None, now: datetime
) -> None:
    """An entry about the assessment, which belongs to the board of its place.

    after : only of what was given out, such as to whom; those who oversee may read it, and a draft is private to its
            place: not even which question was talked about is said.
    """
    record(
        by=by,
        action=action,
        of=("assessment", f"{assessment.round.key}/{assessment.place.key}"),
        after=after,
        organisation=assessment.place.system,
        now=now,
    )
