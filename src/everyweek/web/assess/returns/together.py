"""The returns of several places in one workbook, as each was given: by place and theme, and by place and question."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from everyweek.web.assess.returns import layout
from everyweek.web.assess.returns.content import PlaceReturn, answer_in_words
from everyweek.web.assess.returns.csv_file import target_of
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.sheets.write import LONGEST_CELL

OF_SCORES = (
    ("System", 34),
    ("Place", 24),
    ("State", 40),
    ("Theme", 34),
    ("Setting", 16),
    (layout.ANSWERED, 11),
    ("Questions", 11),
    (layout.POINTS, 9),
    (layout.MOST, 7),
    (layout.LEVEL, 18),
    (layout.AGREED_WITH, 26),
    (layout.TARGET, 16),
    (layout.TARGET_ON, 16),
)
OF_QUESTIONS = (
    ("System", 34),
    ("Place", 24),
    ("State", 40),
    ("Theme", 34),
    ("No", 5),
    ("Question", 60),
    (layout.ANSWER, 16),
    (layout.WANTED, 18),
    (layout.NOTE, 60),
)


def returns_as_workbook(returns: Sequence[PlaceReturn], *, title: str, now: datetime) -> bytes:
    """All of them as XLSX. Not to be brought back: each place brings its own."""
    import xlsxwriter  # only those who download a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, layout.TEXT_STAYS_TEXT)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    cover = book.add_worksheet("Cover")
    cover.set_column(0, 0, 100)
    notes = dict.fromkeys(one.framework.levels.note for one in returns if one.framework.levels.note)
    lines = (title, f"Taken from Everyweek on {moment_in_words(now)}.", _which(returns), layout.SELF_ASSESSED, *notes)
    for row, words in enumerate(lines):
        cover.write_string(row, 0, words, bold if row == 0 else wrap)
    _table(book.add_worksheet("Scores"), OF_SCORES, _scores(returns), bold, wrap)
    _table(book.add_worksheet("Questions"), OF_QUESTIONS, _questions(returns), bold, wrap)
    book.close()
    return out.getvalue()


def _which(returns: Sequence[PlaceReturn]) -> str:
    if not returns:
        return "No place has shared its return with you in this round yet."
    names = ", ".join(one.place for one in returns)
    return (
        f"Places that gave theirs to you: {names}. Each as it was when it was given; a place without one is not here."
    )


def _table(
    sheet: Any, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]], bold: Any, wrap: Any
) -> None:
    for place, (heading, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, (int, float)):
                sheet.write_number(last, place, cell, wrap)
            else:
                sheet.write_string(last, place, "" if cell is None else str(cell)[:LONGEST_CELL], wrap)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.freeze_panes(1, 2)


def _scores(returns: Iterable[PlaceReturn]) -> Iterable[Sequence[object]]:
    for one in returns:
        for theme in one.themes:
            score, stand = theme.score, theme.stand
            yield (
                one.system_name,
                one.place,
                one.state,
                theme.theme.name,
                theme.theme.setting,
                score.answered,
                score.questions,
                score.score if score.answered else None,
                score.most if score.most else None,
                score.level,
                stand.agreed_with,
                stand.target_score if stand.target_score is not None else target_of(theme),
                stand.target_on.isoformat() if stand.target_on else "",
            )


def _questions(returns: Iterable[PlaceReturn]) -> Iterable[Sequence[object]]:
    for one in returns:
        for line in one.lines:
            yield (
                one.system_name,
                one.place,
                one.state,
                line.theme.name,
                line.number,
                line.question.text,
                answer_in_words(one.framework, line, line.value),
                answer_in_words(one.framework, line, line.wanted),
                line.note,
            )
