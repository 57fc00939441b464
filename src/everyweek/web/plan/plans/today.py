"""Where a measure of an organisation stands today: its newest figure, its chart, its standard, and what peers reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from everyweek.measures import MEASURES, Measure
from everyweek.reference import ENGLAND, UnknownOrganisation
from everyweek.tables.in_words import amount
from everyweek.web.design.wording import month, period
from everyweek.web.plan.plans.checking import TargetCheck, check_in_words, check_target
from everyweek.web.plan.plans.errors import NotAPlan

if TYPE_CHECKING:
    from everyweek.comparison.records import Comparison
    from everyweek.web.measure.queries import Reading


@dataclass(frozen=True, slots=True)
class Today:
    """A measure of an organisation as the loaded files have it.

    value, when, source : the newest figure, its period in words and its file; None and "" when there is none.
    values   : of the stretch in which it is counted as today, as its chart has it; None where there is no figure.
    standard : what it is held against, in words; peers : what they reach, in words.
    """

    measure: Measure
    organisation: str
    every: str
    value: float | None
    when: str
    source: str
    values: tuple[float | None, ...]
    standard: str
    has_chart: bool

    @property
    def says(self) -> str:
        """The newest figure in a sentence."""
        if self.value is None:
            return "There is no figure of it in the files that are loaded: write yourself where it starts from."
        return f"Newest figure: {amount(self.value, self.measure.unit)}, {self.when}. Source: {self.source}."

    @property
    def chart(self) -> str:
        """The address of the page of the measure."""
        return reverse("measure", kwargs={"code": self.organisation, "measure": self.measure.name})

    def picture(self, size: str) -> str:
        """The address of the chart as a picture."""
        address = reverse("chart", kwargs={"code": self.organisation, "measure": self.measure.name, "form": "svg"})
        return f"{address}?size={size}"

    def check(self, to_value: float) -> TargetCheck:
        """A target held against ordinary variation."""
        return check_target(self.values, to_value=to_value, better=self.measure.polarity)

    def check_in_words(self, to_value: float) -> tuple[str, ...]:
        """The same in sentences."""
        return check_in_words(
            self.check(to_value),
            unit=self.measure.unit,
            every=self.every,
            can_be_negative=self.measure.difference_of is not None,
        )


def today_of(measure: str, organisation: str) -> Today:
    """Where a measure of an organisation stands. Raises NotAPlan for one that is not declared."""
    from everyweek.web.measure.queries import read_measure
    from everyweek.web.measure.switches import Switches

    declared = MEASURES.get(measure)
    if declared is None:
        raise NotAPlan("measure", f"There is no measure called “{measure[:60]}” any more. Choose another one.")
    try:
        reading = read_measure(declared, organisation, Switches())
    except UnknownOrganisation:
        return Today(declared, organisation, declared.every, None, "", "", (), "", has_chart=False)
    latest = reading.latest
    return Today(
        measure=declared,
        organisation=organisation,
        every=reading.every,
        value=latest.value if latest else None,
        when=period(latest.period_start, latest.period_end) if latest else "",
        source=latest.source if latest else "",
        values=_values(reading),
        standard=_standard(reading),
        has_chart=reading.analysis is not None,
    )


def _values(reading: "Reading") -> tuple[float | None, ...]:
    """The figures of the newest stretch of the chart, whose limits count today."""
    if reading.analysis is None:
        return ()
    points = reading.analysis.points
    return tuple(point.observation.value for point in points if point.segment == points[-1].segment)


def _standard(reading: "Reading") -> str:
    if reading.standard is None:
        return ""
    return f"{reading.standard.kind.capitalize()}: {reading.standard.label}."


def peers_in_words(measure: str, organisation: str) -> str:
    """What similar organisations reach, in a sentence; "" when there is nothing to compare with."""
    from everyweek.comparison.choices import NEAREST
    from everyweek.peers.errors import ImpossibleComparison, UnknownChoice
    from everyweek.web.compare.one_measure.queries import read_comparison

    if organisation == ENGLAND or measure not in MEASURES:
        return ""
    try:
        found = read_comparison(MEASURES[measure], organisation, NEAREST)
    except (ImpossibleComparison, UnknownChoice, UnknownOrganisation):
        return ""
    return _reached(found)


def _reached(found: "Comparison") -> str:
    if found.median is None or found.window_from is None or found.window_to is None or found.is_old:
        return ""
    unit, window = found.measure.unit, f"{month(found.window_from)} to {month(found.window_to)}"
    median = amount(found.median, unit)
    if not found.ranked or found.upper_quartile is None:
        return f"Beside others ({found.choice.title}): the median is {median}, {window}."
    best = amount(found.upper_quartile, unit)
    return f"Beside others ({found.choice.title}): half of them reach {median}, the best quarter {best}, {window}."
