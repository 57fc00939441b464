"""A registered change and what came of it, as the pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from everyweek.measures import MEASURES, Measure
from everyweek.tables.in_words import amount
from everyweek.web.design.wording import day_in_words, moment, month, several
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.plan.plans.values import difference_in_words
from everyweek.web.plan.working.beside import SomethingElse
from everyweek.web.plan.working.control_chart import DrawnChart
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.pictures import Line, lines_over_time, moved, strip
from everyweek.web.plan.working.results import Result

COLOURS = {
    "moved for the better": "green",
    "moved for the worse": "red",
    "not to be told from chance": "white",
    "too early": "yellow",
    "cannot be said": "grey",
}
SHORT = {
    "moved for the better": "Moved for the better",
    "moved for the worse": "Moved for the worse",
    "not to be told from chance": "Not to be told from chance",
    "too early": "Too early to say",
    "cannot be said": "Cannot be said",
}
WAYS = {"up": "go up", "down": "go down"}
BEFORE_FIGURES = (
    "It was registered before any figure of after the change was loaded here, so nobody can have chosen it by what the "
    "figures showed."
)
AFTER_FIGURES = (
    "Figures of after the change were loaded here already when it was registered. Somebody may have looked first, and "
    "whatever is chosen because it moved seems to have worked. Read the result with that in mind."
)


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A registration in the list of its plan. tag : its outcome in a few words; "" of one that was withdrawn."""

    title: str
    address: str
    about: str
    tag: str
    colour: str
    is_after_figures: bool
    withdrawn: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A period in the table beneath a picture."""

    period: str
    own: str
    without: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the page of one registration shows; tuples of sentences are in the order to read them."""

    title: str
    organisation: str
    tag: str
    colour: str
    headline: str
    says: tuple[str, ...]
    could_have_shown: str
    fit: str
    picture: Markup | None
    strip: Markup | None
    strip_words: str
    rows: tuple[FigureRow, ...]
    chart: DrawnChart | None
    assumed: tuple[str, ...]
    cautions: tuple[str, ...]
    else_changed: tuple[SomethingElse, ...]
    registered: tuple[str, ...]
    is_after_figures: bool
    peers: tuple[str, ...]
    sources: tuple[str, ...]
    withdrawn: str


def measure_of(one: Registration) -> Measure | None:
    """Its measure; None when the catalogue has it no more."""
    return MEASURES.get(one.measure)


def title_of(one: Registration) -> str:
    """What was changed when, in a line."""
    measure = measure_of(one)
    return f"{measure.title if measure else one.measure}: {when_of(one)}"


def when_of(one: Registration) -> str:
    """The day of the change, or its days."""
    if one.ends_on is None:
        return f"from {day_in_words(one.changed_on)}"
    if one.ends_on == one.changed_on:
        return f"on {day_in_words(one.changed_on)}"
    return f"{day_in_words(one.changed_on)} to {day_in_words(one.ends_on)}"


def outcome_of(result: Result) -> str:
    """A word of COLOURS."""
    if result.for_good is not None:
        return result.for_good.outcome
    return result.for_days.outcome if result.for_days is not None else "cannot be said"


def row_of(one: Registration, result: Result | None) -> RegistrationRow:
    """A line of the list. result : None of one that was withdrawn."""
    outcome = outcome_of(result) if result else ""
    return RegistrationRow(
        title=title_of(one),
        address=address_of(one),
        about=_about(one),
        tag=SHORT.get(outcome, ""),
        colour=COLOURS.get(outcome, "grey"),
        is_after_figures=one.is_after_figures,
        withdrawn=withdrawn_words(one),
    )


def address_of(one: Registration) -> str:
    """Its page."""
    return reverse("registration", kwargs={"plan": one.plan.key, "registration": one.pk})


def withdrawn_words(one: Registration) -> str:
    """When and why it was withdrawn; "" when it was not."""
    if one.withdrawn_at is None:
        return ""
    return f"Withdrawn on {day_in_words(timezone.localdate(one.withdrawn_at))}: {one.why_withdrawn}"


def result_page(
    one: Registration, result: Result, *, chart: DrawnChart | None, else_changed: Sequence[SomethingElse]
) -> ResultPage:
    """The page."""
    outcome = outcome_of(result)
    said = _said(result)
    return ResultPage(
        title=title_of(one),
        organisation=name_of(one.organisation, directory()),
        tag=SHORT[outcome],
        colour=COLOURS[outcome],
        chart=chart,
        else_changed=tuple(else_changed),
        registered=_registered(one),
        is_after_figures=one.is_after_figures,
        peers=tuple(name_of(code, directory()) for code in one.peers),
        sources=result.sources,
        withdrawn=withdrawn_words(one),
        **said,
        **_pictures(one, result),
    )


def _about(one: Registration) -> str:
    of = f"{name_of(one.organisation, directory())}; expected to {WAYS[one.better_is]}"
    return f"{of}, for the action “{one.action.title}”" if one.action else of


def _registered(one: Registration) -> tuple[str, ...]:
    """What was laid down, and when."""
    who = one.registered_by.name if one.registered_by else "Somebody who has left"
    measure = measure_of(one)
    expected = ""
    if one.expected is not None and measure is not None:
        size = one.expected if one.better_is == "up" else -one.expected
        expected = f", by {difference_in_words(size, measure)} or further"
    peers = (
        f"{several(len(one.peers), 'organisation')} whose figures had moved most alike before were chosen for it then."
        if one.peers
        else "There were too few figures before it to choose others to compare with, so they are chosen when it is "
        "worked out."
    )
    when = moment(timezone.localtime(one.registered_at))
    return (
        f"{who} registered this on {when}: a change {when_of(one)}, expected to {WAYS[one.better_is]}{expected}.",
        peers,
        AFTER_FIGURES if one.is_after_figures else BEFORE_FIGURES,
        "It cannot be changed. It can be withdrawn, and then stays in the list with the reason.",
    )


def _said(result: Result) -> dict[str, object]:
    """The sentences of the result."""
    from everyweek.effects import before_after_in_words, perfect_week_in_words

    unit = result.measure.unit
    if result.for_good is not None:
        words = before_after_in_words(result.for_good, unit)
        says = tuple(one for one in (words.shows, words.how_sure) if one)
        more = _still_missing(result)
        return {
            "headline": words.headline,
            "says": (*says, *((more,) if more else ())),
            "could_have_shown": words.could_have_shown,
            "fit": words.fit,
            "assumed": words.assumed,
            "cautions": words.beside,
        }
    if result.for_days is not None:
        days = perfect_week_in_words(result.for_days, unit)
        return {
            "headline": days.headline,
            "says": tuple(one for one in (days.shows, days.lasted) if one),
            "could_have_shown": days.could_have_shown,
            "fit": "",
            "assumed": days.assumed,
            "cautions": days.beside,
        }
    return {
        "headline": SHORT["cannot be said"],
        "says": (result.problem,),
        "could_have_shown": "",
        "fit": "",
        "assumed": (),
        "cautions": (),
    }


def _still_missing(result: Result) -> str:
    """How many periods must still come before anything can be said."""
    from everyweek.effects.before_after import FEWEST_AFTER

    found = result.for_good
    if found is None or found.outcome != "too early":
        return ""
    missing = FEWEST_AFTER - len(found.after)
    what = "quarter" if result.measure.every == "quarter" else "month"
    newest = f" The newest figure that is loaded is of {month(result.until)}." if result.until else ""
    return f"{several(missing, what).capitalize()} more must come.{newest}"


def _pictures(one: Registration, result: Result) -> dict[str, object]:
    unit = result.measure.unit
    nothing: dict[str, object] = {"picture": None, "strip": None, "strip_words": "", "rows": ()}
    if result.for_good is not None and result.for_good.lines is not None:
        found, lines = result.for_good, result.for_good.lines
        assert found.effect is not None
        words = (
            f"{result.measure.title}: the figures of the organisation, and where they would have been by its peers, "
            f"{when_of(one)}. The table beneath has them all."
        )
        drawn = [Line("without", lines.counterfactual), Line("own", lines.own)]
        strip_words = (
            f"How far the figures of {several(len(found.placebo_effects), 'other organisation')} moved at the same "
            "date, brought to the noise of this one. As far as anyone knows, nothing was changed there. "
            f"This one moved by {moved(found.effect, unit)}."
        )
        return {
            "picture": lines_over_time(lines.periods, drawn, unit=unit, changed=one.changed_on, words=words),
            "strip": strip(found.placebo_effects, found.effect, unit=unit, words=strip_words),
            "strip_words": strip_words,
            "rows": tuple(
                FigureRow(month(period), amount(own, unit), amount(without, unit))
                for period, own, without in zip(lines.periods, lines.own, lines.counterfactual, strict=True)
            ),
        }
    if result.own:
        days: tuple[date, ...] = tuple(day for day, _ in result.own)
        words = f"{result.measure.title}, day by day, with the days of the change marked."
        line = Line("own", tuple(value for _, value in result.own))
        return nothing | {
            "picture": lines_over_time(days, [line], unit=unit, changed=one.changed_on, ended=one.ends_on, words=words),
            "rows": tuple(FigureRow(day_in_words(day), amount(value, unit), "") for day, value in result.own),
        }
    return nothing
