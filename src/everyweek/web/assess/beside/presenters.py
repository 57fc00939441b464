"""What the measures say beside a theme and beside each of its questions, in sentences fit for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from everyweek.maturity.framework import Theme
from everyweek.web.assess.beside.measures import measures_of, measures_of_question
from everyweek.web.assess.beside.queries import BesideMeasure, Says, measures_beside
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.wording import month, several

SAID: tuple[tuple[Says, str], ...] = (
    ("worse", "got worse"),
    ("better", "got better"),
    ("changed", "changed"),
    ("ordinary", "{shows} ordinary variation only"),
    ("too early", "{has} too few figures to say"),
    ("old", "{has} no recent figure"),
    ("nothing", "{has} no figure"),
)
TAGS: dict[Says, tuple[str, str]] = {
    "worse": ("Getting worse", "orange"),
    "better": ("Getting better", "blue"),
    "changed": ("Changed", "purple"),
    "ordinary": ("Ordinary variation", "grey"),
    "too early": ("Too early to say", "grey"),
    "old": ("Old figure", "grey"),
    "nothing": ("No figure", "grey"),
}
FIRST = 3
"""Measures that are shown at once; the others open below them."""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One measure of one organisation. tag, colour : its verdict in two words. whose : the organisation, its party."""

    figure: BesideMeasure
    tag: str
    colour: str
    whose: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What the include shows.

    sentence : all of it in one, "Your … measures say: …"; or that nothing can be said, and why.
    rows     : the first few, most telling first; more : the others.
    compact  : beside one question, where a line each is enough.
    """

    title: str
    sentence: str
    rows: tuple[BesideRow, ...]
    more: tuple[BesideRow, ...] = ()
    compact: bool = False


def beside_theme(place: Place, theme: Theme, *, figures: Sequence[BesideMeasure] | None = None) -> Beside:
    """What the include `assess/beside/beside.html` shows as `beside` next to a theme.

    figures : what `measures_beside` gave, where it was asked for already.
    """
    found = measures_beside(place, theme) if figures is None else tuple(figures)
    if not found:
        return Beside(title="What your measures say", sentence=_nothing(theme), rows=())
    rows = tuple(_row(one) for one in sorted(found, key=lambda one: _order(one.says)))
    sentence = f"Your {_lowered(theme.name)} measures say: {in_one_sentence(found)}"
    return Beside("What your measures say", sentence, rows[:FIRST], rows[FIRST:])


def beside_questions(
    place: Place, theme: Theme, *, figures: Sequence[BesideMeasure] | None = None
) -> dict[str, Beside]:
    """By the key of a question what the include shows next to it; a question without a figure is not there."""
    found = measures_beside(place, theme) if figures is None else tuple(figures)
    beside = {}
    for question in theme.questions:
        names = measures_of_question(question)
        rows = tuple(_row(one) for name in names for one in found if one.measure == name)
        if rows:
            sentence = in_one_sentence([row.figure for row in rows])
            beside[question.key] = Beside("What the measures say", sentence, rows, compact=True)
    return beside


def in_one_sentence(figures: Sequence[BesideMeasure]) -> str:
    """How many of the figures say what, what is worse first.

    Of one figure its own verdict is said.
    """
    if len(figures) == 1:
        one = figures[0]
        return f"{one.title} at {one.organisation}: {one.value}, {_small(one.when)}. {one.variation}".strip()
    told = []
    for says, words in SAID:
        count = sum(1 for one in figures if one.says == says)
        if count:
            verb = {"shows": "shows" if count == 1 else "show", "has": "has" if count == 1 else "have"}
            told.append(f"{count} {words.format(**verb)}")
    return f"of {several(len(figures), 'figure')}, {_listed(told)}.{_newest(figures)}"


def _newest(figures: Sequence[BesideMeasure]) -> str:
    """From when the newest of them is, so that nobody takes what is old for what is now."""
    days = [one.until for one in figures if one.until is not None]
    return f" The newest is of {month(max(days) - timedelta(days=1))}." if days else ""


def _row(one: BesideMeasure) -> BesideRow:
    tag, colour = TAGS[one.says]
    whose = (
        f"{one.organisation} ({PARTIES[one.party].lower() if one.party != 'system' else 'the board, all its places'})"
    )
    return BesideRow(one, tag, colour, whose)


def _order(says: Says) -> int:
    return [word for word, _ in SAID].index(says)


def _nothing(theme: Theme) -> str:
    if not measures_of(theme):
        return (
            f"Everyweek knows no measure that speaks of {_lowered(theme.name)}. What you say yourselves is what counts."
        )
    return (
        f"No figures for {_lowered(theme.name)} of your organisations are loaded, so there is nothing to put beside "
        "your answers. You can answer all the same."
    )


def _listed(told: Sequence[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _lowered(name: str) -> str:
    """A name in the middle of a sentence: small at its beginning, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _small(when: str) -> str:
    return when if when[:1].isupper() and not when.startswith(("Week", "Winter")) else when[:1].lower() + when[1:]
