"""One measure of one organisation in the space of a card: figure, standard, verdicts, small chart."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from everyweek.reference import Standard
from everyweek.tables import Observation
from everyweek.web.design import wording
from everyweek.web.design.icons import assurance_icon, variation_icon
from everyweek.web.measure.queries import Reading
from everyweek.web.measure.switches import Switches


@dataclass(frozen=True, slots=True)
class Verdict:
    """An icon and its sentence."""

    icon: Markup
    sentence: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows; every field is fit for the page.

    period  : of the figure; `when` adds the newest period that has none.
    against : sentences that hold the figure against its standards.
    picture : address of the small chart; empty when there is nothing to draw.
    """

    title: str
    address: str
    value: str
    period: str
    when: str
    is_missing: bool
    against: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    picture: str
    picture_words: str


def card(reading: Reading, switches: Switches, *, version: int) -> Card:
    """The card of one reading."""
    value, when, is_missing = figure(reading)
    return Card(
        title=reading.measure.short_title,
        address=measure_address(reading, switches),
        value=value,
        period=wording.capitalised(period_of(reading.latest or reading.series.observations[-1])),
        when=when,
        is_missing=is_missing,
        against=against_standards(reading),
        verdicts=verdicts(reading),
        picture=_picture(reading, switches, version),
        picture_words=f"Small chart of {reading.measure.short_title}. {chart_in_words(reading)}",
    )


def measure_address(reading: Reading, switches: Switches) -> str:
    """The page of this measure and organisation."""
    parts = {"code": reading.organisation.code, "measure": reading.measure.name}
    return reverse("measure", kwargs=parts) + switches.query


def figure(reading: Reading) -> tuple[str, str, bool]:
    """The latest value, when it was, and whether it is missing altogether."""
    latest = reading.latest
    if latest is None:
        newest = reading.series.observations[-1]
        return why_missing(newest), period_of(newest), True
    newest = reading.series.observations[-1]
    when = wording.capitalised(period_of(latest))
    if newest.period_start > latest.period_start:
        when = f"{when}; {period_of(newest)}: {why_missing(newest)}"
    return wording.amount(latest.value, reading.measure.unit), when, False


def period_of(observation: Observation) -> str:
    """The period of an observation in words."""
    return wording.period(observation.period_start, observation.period_end)


def why_missing(observation: Observation) -> str:
    """Why there is no value, in the publisher's or our words."""
    return str(observation.missing_because or wording.NOTHING)


def against_standards(reading: Reading) -> tuple[str, ...]:
    """The latest value held against the standard that counts, in one sentence."""
    latest, standard = reading.latest, reading.standard
    if latest is None or latest.value is None or standard is None:
        return ()
    better = "up" if standard.direction == "at_least" else "down"
    gap = wording.distance(latest.value, standard.value, unit=reading.measure.unit, better=better)
    return (f"{standard_kind(standard)} {standard.label}: {gap}.",)


def standard_kind(standard: Standard) -> str:
    """Standard, Ambition or Plan, to stand before its label."""
    return standard.kind.capitalize()


def verdicts(reading: Reading) -> tuple[Verdict, ...]:
    """What variation says, then what it means for the standard."""
    analysis = reading.analysis
    if analysis is None:
        return ()
    found = [Verdict(variation_icon(analysis.variation_icon), analysis.variation_words)]
    if analysis.assurance_icon:
        found.append(Verdict(assurance_icon(analysis.assurance_icon), analysis.assurance_words))
    return tuple(found)


def chart_in_words(reading: Reading) -> str:
    """The chart for those who do not see it."""
    analysis, unit = reading.analysis, reading.measure.unit
    if analysis is None:
        return "There is nothing to draw."
    first, last = analysis.points[0], analysis.points[-1]
    latest = analysis.latest
    assert latest is not None  # an analysis without any value is None
    span = wording.capitalised(wording.period(first.observation.period_start, last.observation.period_end))
    ending = f"Latest {wording.amount(latest.value, unit)}, {period_of(latest)}."
    limits = f"Mean {wording.amount(last.mean, unit)}" if last.mean is not None else ""
    if last.lower is not None:
        limits += f", limits {wording.amount(last.lower, unit)} to {wording.amount(last.upper, unit)}"
    return " ".join(
        part for part in (f"{span}.", ending, f"{limits}." if limits else "", analysis.variation_words) if part
    )


def _picture(reading: Reading, switches: Switches, version: int) -> str:
    if reading.analysis is None:
        return ""
    parts = {"code": reading.organisation.code, "measure": reading.measure.name, "form": "svg"}
    query = switches.query.removeprefix("?")
    extra = urlencode({"size": "small", "version": version})
    return f"{reverse('chart', kwargs=parts)}?{query}{'&' if query else ''}{extra}"
