"""Several measures of one plan looked at: how many of them would move by chance alone."""

from collections.abc import Sequence

from everyweek.web.plan.working.presenters import outcome_of
from everyweek.web.plan.working.results import LEVEL, Result


def by_chance(results: Sequence[Result]) -> str:
    """A sentence; "" where fewer than two were looked at. Only those count of which something can be said already."""
    from everyweek.effects import by_chance_in_words, moved_by_chance

    outcomes = [outcome_of(one) for one in results]
    told = [one for one in outcomes if one not in ("too early", "cannot be said")]
    return by_chance_in_words(
        moved_by_chance(len(told), level=LEVEL), moved=sum(one.startswith("moved") for one in told)
    )
