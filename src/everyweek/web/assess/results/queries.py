"""The scores that a reader may see in a round: two questions to the database, whatever the number of places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from everyweek.web.assess.consent.models import SharedTheme
from everyweek.web.assess.consent.queries import Shared, shared_with
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a round.

    places : what each place gave to this reader, by its name.
    cells  : by the number of what was given, and the theme: where the place stands.
    asked  : how many places are asked in the round, whether or not they gave anything.
    """

    places: tuple[Shared, ...]
    cells: Mapping[int, Mapping[str, "Cell"]]
    asked: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a place stands in one theme; equal ones are one and the same, as a page shows thousands."""

    score: float | None
    most: float
    answered: int
    questions: int
    level: str


@dataclass(frozen=True, slots=True)
class ThemeOfPlace:
    """Where a place stands and wants to be in one theme; see SharedTheme."""

    theme: str
    score: float | None
    most: float
    answered: int
    questions: int
    level: str
    agreed_with: str
    target_score: float | None
    target_level: str
    target_on: date | None


def seen_in(reader: Reader, found: AssessmentRound) -> Seen:
    """Everything of a round that this reader may see."""
    places = shared_with(reader, found)
    return Seen(places, cells_of([one.pk for one in places]), asked=found.assessments.count())


def cells_of(shared: Iterable[int]) -> dict[int, dict[str, Cell]]:
    """By the number of what was given, by theme: where the place stands. Plain values: no row becomes an object."""
    rows = SharedTheme.objects.filter(shared__in=list(shared)).order_by()
    known: dict[tuple[object, ...], Cell] = {}
    cells: defaultdict[int, dict[str, Cell]] = defaultdict(dict)
    for number, theme, *values in rows.values_list("shared_id", "theme", *Cell.__dataclass_fields__):
        key = tuple(values)
        cell = known.get(key)
        if cell is None:
            cell = known[key] = Cell(*values)
        cells[number][theme] = cell
    return dict(cells)


def themes_of(shared: Shared) -> dict[str, ThemeOfPlace]:
    """By theme, where one place stands and wants to be."""
    rows = SharedTheme.objects.filter(shared=shared.pk).values_list(*ThemeOfPlace.__dataclass_fields__)
    return {row[0]: ThemeOfPlace(*row) for row in rows}
