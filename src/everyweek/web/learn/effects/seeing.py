"""Whether the published figures show an effect that a resource claims, worked out from the warehouse as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import numpy as np

from everyweek.effects import Seen, look_for
from everyweek.measures import MEASURES, Measure
from everyweek.measures.over_time import over_time
from everyweek.tables import Observation
from everyweek.web.learn.library.models import Effect
from everyweek.web.measure.queries import Edition, breaks, edition, method_changes_of, with_data
from everyweek.web.measure.switches import Switches
from everyweek.web.people.organisations.known import warehouse

Unanswered = Literal["no measure", "no organisation", "unknown organisation", "no month", "not by month"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the figures say of an effect, or why they were not asked.

    unanswered : "" when they were asked.
    """

    measure: Measure | None
    code: str
    began: date | None
    unanswered: Unanswered | Literal[""] = ""
    seen: Seen | None = None


def shown(effect: Effect) -> Shown:
    """Whether the figures of the effect's own organisation show it, up to the newest month that is loaded."""
    return _shown(effect.measure, effect.organisation.upper(), effect.began, edition())


@lru_cache(maxsize=2048)
def _shown(name: str, code: str, began: date | None, edition: Edition) -> Shown:
    measure = MEASURES.get(name)
    if measure is None:
        return Shown(None, code, began, "no measure")
    if not code:
        return Shown(measure, code, began, "no organisation")
    if code not in with_data():
        return Shown(measure, code, began, "unknown organisation")
    if began is None:
        return Shown(measure, code, began, "no month")
    if measure.every != "month" and not (measure.every == "day" and measure.aggregates):
        return Shown(measure, code, began, "not by month")
    months = _by_month(measure, code)
    counted_anew = [change.on for change in method_changes_of(name, code, Switches()) if change.breaks_the_series]
    seen = look_for(
        [row.period_start for row in months],
        [np.nan if row.value is None else row.value for row in months],
        changed=began,
        better=measure.polarity,
        breaks=[*breaks(code), *counted_anew],
    )
    return Shown(measure, code, began, seen=seen)


def _by_month(measure: Measure, code: str) -> Sequence[Observation]:
    series = warehouse().series(measure.name, code, vintage="latest", rolled_up=False)
    return over_time(series.observations, measure=measure, every="month")
