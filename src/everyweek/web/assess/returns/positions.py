"""The rows of themes in a brought return held against where the place stands and wants to be."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.conversation.asked import as_kept
from everyweek.web.assess.conversation.errors import SpeaksOfAPatient, TooLong, WrongPosition
from everyweek.web.assess.conversation.positions import PositionAsked, check_position
from everyweek.web.assess.conversation.queries import Position, positions
from everyweek.web.assess.returns.parsing import Parsed
from everyweek.web.assess.returns.preview import CellError, PositionChange, ShownChange
from everyweek.web.assess.returns.reading import BroughtRow, Cell
from everyweek.web.assess.returns.typed import day_from, name_from, points_from
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.design.wording import day_in_words

COLUMN_OF = {
    "level": "level",
    "agreed_with": "agreed_with",
    "agreed_on": "agreed_on",
    "target_score": "target",
    "target_level": "target",
    "target_on": "target_on",
}
"""By a field of a position, the column that it stands in."""
WORDS = {
    "level": "level",
    "agreed_with": "agreed with",
    "agreed_on": "agreed on",
    "target_score": "target",
    "target_level": "target",
    "target_on": "target by",
    "note": "note",
}


@dataclass(frozen=True, slots=True)
class ComparedPositions:
    """What would be kept of the themes, and what is wrong."""

    changes: tuple[PositionChange, ...]
    shown: tuple[ShownChange, ...]
    errors: tuple[CellError, ...]


def compare_positions(
    assessment: Assessment, framework: Framework, parsed: Parsed, *, now: datetime
) -> ComparedPositions:
    """What would change of levels and targets. An empty cell leaves what is there."""
    there = positions(assessment)
    changes: list[PositionChange] = []
    shown: list[ShownChange] = []
    errors: list[CellError] = []
    for key, row in parsed.themes.items():
        theme, before = framework.theme(key), there.get(key, Position(key))
        try:
            wanted = _asked(theme, framework, row, before)
            if wanted == _as_asked(before):
                continue
            check_position(wanted, theme, framework, kept_on=before.target_on, now=now)
        except _Wrong as wrong:
            errors.append(wrong.error)
        except WrongPosition as wrong:
            cell = row.cells.get(COLUMN_OF.get(wrong.field, ""))
            errors.append(CellError(cell.where if cell else row.where, f"{wrong}."))
        else:
            changes.append(_change(key, wanted, before.version))
            shown += _shown(theme, wanted, _as_asked(before), row)
    return ComparedPositions(tuple(changes), tuple(shown), tuple(errors))


class _Wrong(Exception):
    """A cell that cannot be taken."""

    def __init__(self, cell: Cell, problem: str) -> None:
        super().__init__(problem)
        self.error = CellError(cell.where, problem)


def _asked(theme: Theme, framework: Framework, row: BroughtRow, before: Position) -> PositionAsked:
    """The position as the file has it, with what is there for every empty cell."""
    asked = _as_asked(before)
    if note := row.cells.get("note"):
        try:
            asked = replace(asked, note=as_kept(note.text).strip())
        except (SpeaksOfAPatient, TooLong) as problem:
            raise _Wrong(note, str(problem)) from problem
    if theme.kind == "agreed":
        asked = replace(
            asked,
            level=_level(row, "level", theme, framework) or asked.level,
            agreed_with=row.text("agreed_with") or asked.agreed_with,
            agreed_on=_day(row, "agreed_on") or asked.agreed_on,
        )
    if target := row.cells.get("target"):
        if theme.kind == "scored":
            points = points_from(target.text)
            if points is None:
                raise _Wrong(
                    target, f"“{target.text[:30]}” is no whole number of points from 0 to {len(theme.questions)}."
                )
            asked = replace(asked, target_score=points)
        else:
            asked = replace(asked, target_level=_level(row, "target", theme, framework), target_score=None)
    return replace(asked, target_on=_day(row, "target_on") or asked.target_on)


def _level(row: BroughtRow, word: str, theme: Theme, framework: Framework) -> str:
    cell = row.cells.get(word)
    if cell is None:
        return ""
    names = [level.name for level in levels_of(theme, framework).all]
    found = name_from(cell.text, names)
    if found is None:
        raise _Wrong(cell, f"There is no level called “{cell.text[:30]}”. There are: {', '.join(names)}.")
    return found


def _day(row: BroughtRow, word: str) -> date | None:
    cell = row.cells.get(word)
    if cell is None:
        return None
    found = day_from(cell.text)
    if found is None:
        raise _Wrong(cell, f"“{cell.text[:30]}” is no day. Write it like 28 July 2026 or 28/07/2026.")
    return found


def _as_asked(one: Position) -> PositionAsked:
    return PositionAsked(
        level=one.level,
        agreed_with=one.agreed_with,
        agreed_on=one.agreed_on,
        target_score=one.target_score,
        target_level=one.target_level,
        target_on=one.target_on,
        note=one.note.strip(),
    )


def _change(key: str, one: PositionAsked, seen_version: int) -> PositionChange:
    return PositionChange(
        theme=key,
        level=one.level,
        agreed_with=one.agreed_with,
        agreed_on=one.agreed_on.isoformat() if one.agreed_on else "",
        target_score=one.target_score,
        target_level=one.target_level,
        target_on=one.target_on.isoformat() if one.target_on else "",
        note=one.note,
        seen_version=seen_version,
    )


def _shown(theme: Theme, new: PositionAsked, old: PositionAsked, row: BroughtRow) -> list[ShownChange]:
    return [
        ShownChange(theme.name, words, _said(getattr(old, name)) or "none", _said(getattr(new, name)), row.where)
        for name, words in WORDS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def _said(value: object) -> str:
    if isinstance(value, date):
        return day_in_words(value)
    return "" if value is None else str(value)
