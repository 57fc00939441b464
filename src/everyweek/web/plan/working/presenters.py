"""A registered change and what came of it, as the pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from everyweek.tables.in_words import amount
from everyweek.web.design.wording import day_in_words, month, several
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.plan.working.beside import SomethingElse
from everyweek.web.plan.working.control_chart import DrawnChart
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.pictures import Line, lines_over_time, moved, strip
from everyweek.web.plan.working.registered import (
    about,
    address_of,
    title_of,
    what_was_registered,
    when_of,
    withdrawn_words,
)
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


def outcome_of(result: Result) -> str:
    """A word of COLOURS."""
    if result.for_good is not None:
        return result.for_good.outcome
    return result.for_days.outcome if result.for_days is not None else "cannot be said"


def can_be_told(one: Registration, result: Result) -> bool:
    """Whether there is something to draft a case study from: it moved, and was not withdrawn."""
    return one.withdrawn_at is None and outcome_of(result).startswith("moved")


def row_of(one: Registration, result: Result | None) -> RegistrationRow:
    """A line of the list. result : None of one that was withdrawn."""
    outcome = outcome_of(result) if result else ""
    return RegistrationRow(
        title=title_of(one),
        address=address_of(one),
        about=about(one),
        tag=SHORT.get(outcome, ""),
        colour=COLOURS.get(outcome, "grey"),
        is_after_figures=one.is_after_figures,
        withdrawn=withdrawn_words(one),
    )


def result_page(
    one: Registration, result: Result, *, chart: DrawnChart | None, else_changed: Sequence[SomethingElse]
) -> ResultPage:
    """The page."""
    outcome = outcome_of(result)
    said = _said(one, result)
    return ResultPage(
        title=title_of(one),
        organisation=name_of(one.organisation, directory()),
        tag=SHORT[outcome],
        colour=COLOURS[outcome],
        chart=chart,
        else_changed=tuple(else_changed),
        registered=what_was_registered(one),
        is_after_figures=one.is_after_figures,
        peers=tuple(name_of(code, directory()) for code in _peers(one, result)),
        sources=result.sources,
        withdrawn=withdrawn_words(one),
        **said,
        **_pictures(one, result),
    )


def _peers(one: Registration, result: Result) -> Sequence[str]:
    """Codes of those it is compared with one by one: those that the figures were taken of, as far as it has come."""
    if one.ends_on is not None:
        return ()
    if result.for_good is not None and result.for_good.peers:
        return [result.codes[row] for row in result.for_good.peers]
    return [str(code) for code in one.peers]


def _cautions(one: Registration, result: Result) -> tuple[str, ...]:
    """What the figures alone do not know of: what was registered, and who is there no more."""
    said = []
    during = result.for_days.during if result.for_days is not None else None
    if during is not None and during.outcome.startswith("moved") and (during.effect > 0) != (one.better_is == "up"):
        went = "rose" if during.effect > 0 else "fell"
        said.append(f"The plan expected these figures to go {one.better_is}, and they {went}.")
    if result.measure.polarity == "neither":
        said.append(
            "Of this measure neither more nor less is better in itself. “Better” is the way that the plan expected."
        )
    if result.peers_gone:
        gone = several(result.peers_gone, "organisation")
        said.append(f"{gone} of those chosen then had to be left out: merged since, or of another kind now.")
    return tuple(said)


def _said(one: Registration, result: Result) -> dict[str, object]:
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
            "cautions": (*_cautions(one, result), *words.beside),
        }
    if result.for_days is not None:
        days = perfect_week_in_words(result.for_days, unit)
        return {
            "headline": days.headline,
            "says": tuple(one for one in (days.shows, days.lasted) if one),
            "could_have_shown": days.could_have_shown,
            "fit": "",
            "assumed": days.assumed,
            "cautions": (*_cautions(one, result), *days.beside),
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
