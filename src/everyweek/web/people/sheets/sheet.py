"""A table with a heading over each column: its rows with the numbers that a spreadsheet shows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from everyweek.web.people.sheets.errors import UnreadableSheet

MOST_ROWS = 20_000
"""Every person of a region and its boards fits. A longer list is mostly a whole column that was filled by mistake."""
LONGEST_SHOWN = 30
MOST_SHOWN = 12
FORMULA_STARTS = ("=", "+", "-", "@")

Columns = Mapping[str, Sequence[str]]
"""Our key of a column, and the headings that stand for it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. number: as a spreadsheet shows it. values: by our key; "" where the cell is empty or not there."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that are not empty.

    headings : by our key, the heading as it stands in the table. ignored: headings that nothing is taken from.
    """

    rows: tuple[SheetRow, ...]
    headings: dict[str, str]
    ignored: tuple[str, ...] = ()


def sheet_of(
    table: Iterable[tuple[int, Sequence[str]]],
    *,
    columns: Columns,
    required: Collection[str],
    may_lack_headings: bool = False,
) -> Sheet:
    """The rows below the first row that is not empty, which holds the headings.

    table             : rows with their numbers.
    may_lack_headings : the first row may be a row like the others, with its cells in the order of `columns`.
    Raises UnreadableSheet.
    """
    filled = [(number, cells) for number, row in table if any(cells := tuple(tidied(cell) for cell in row))]
    if not filled:
        raise UnreadableSheet("There is nothing in it: not one row has anything in it.")
    places = places_of(filled[0][1], columns)
    if may_lack_headings and not places:
        places, head, rows = {key: place for place, key in enumerate(columns)}, (), filled
    else:
        head, rows = filled[0][1], filled[1:]
        check_headings(head, places, columns=columns, required=required)
    if len(rows) > MOST_ROWS:
        raise UnreadableSheet(
            f"It has {len(rows):,} rows, and at most {MOST_ROWS:,} are taken at once. Split it into several tables."
        )
    if not rows:
        raise UnreadableSheet("It has headings and nothing below them. Fill in at least one row.")
    return Sheet(
        rows=tuple(
            SheetRow(number, {key: cell_at(cells, places.get(key)) for key in columns}) for number, cells in rows
        ),
        headings={key: head[place] if place < len(head) else columns[key][0] for key, place in places.items()},
        ignored=tuple(cell for place, cell in enumerate(head) if cell and place not in places.values()),
    )


def tidied(cell: str) -> str:
    """A cell on one line, without blanks around it, and without the ' that keeps a spreadsheet from calculating it.

    >>> tidied("  Ann\\n Other "), tidied("'=1+1"), tidied("'t Hooft")
    ('Ann Other', '=1+1', "'t Hooft")
    """
    spelt = " ".join(cell.split())
    return spelt[1:].lstrip() if spelt.startswith("'") and is_formula(spelt[1:]) else spelt


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would calculate the cell, also when it was guarded against that before.

    >>> is_formula("=1+1"), is_formula("'@SUM(A1)"), is_formula("Ann")
    (True, True, False)
    """
    return cell.startswith(("\t", "\r")) or cell.lstrip().lstrip("'").lstrip().startswith(FORMULA_STARTS)


def places_of(head: Sequence[str], columns: Columns) -> dict[str, int]:
    """By our key, which cell of the headings stands for it. Raises UnreadableSheet when two do."""
    places: dict[str, int] = {}
    for key, accepted in columns.items():
        spellings = {spelling(heading) for heading in (key, *accepted)}
        found = [place for place, cell in enumerate(head) if spelling(cell) in spellings]
        if len(found) > 1:
            shown = " and ".join(f"“{shortened(head[place])}” in column {letter(place)}" for place in found)
            raise UnreadableSheet(f"Two columns stand for the same: {shown}. Keep one of them, and rename the other.")
        if found:
            places[key] = found[0]
    return places


def check_headings(
    head: Sequence[str], places: Mapping[str, int], *, columns: Columns, required: Collection[str]
) -> None:
    """Raises UnreadableSheet that says which heading is missing, and which were found."""
    missing = [f"“{columns[key][0]}”" for key in columns if key in required and key not in places]
    if not missing:
        return
    found = [f"“{shortened(cell)}”" for cell in head if cell]
    more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
    column = "The column" if len(missing) == 1 else "The columns"
    verb = "is" if len(missing) == 1 else "are"
    raise UnreadableSheet(
        f"{column} {', '.join(missing)} {verb} missing. The first row must hold the headings; it holds: "
        f"{', '.join(found[:MOST_SHOWN])}{more}."
    )


def spelling(heading: str) -> str:
    """A heading without what people write differently: capitals, blanks, hyphens, underscores, full stops.

    >>> spelling("E-Mail address") == spelling("email_address ")
    True
    """
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def shortened(cell: str) -> str:
    """A cell that may be of any length, for a sentence."""
    return cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}…"


def letter(place: int) -> str:
    """A column's letter, from its place counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def cell_at(cells: Sequence[str], place: int | None) -> str:
    """A cell; "" where the row ends earlier, or the column is not there."""
    return cells[place] if place is not None and place < len(cells) else ""
