"""A return as a workbook: a cover, every question with a list to choose its answer from, and the scores by formula.

Each row has its key in a hidden first column, so that rows may be sorted, and sheets renamed, and the file still be
read again. Cells that nobody is meant to fill in are locked, without a password: who wants to sort takes the lock away.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.returns import layout
from everyweek.web.assess.returns.content import PlaceReturn, ReturnLine, ReturnTheme, answer_in_words, choices_of
from everyweek.web.assess.returns.csv_file import last_time, target_of
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.sheets.sheet import letter

HOW_TO = (
    "Choose an answer from the list in each cell of “Answer”, and write beside it what shows that it is so. White "
    "cells are to be filled in; the others are locked, without a password (Review, Unprotect Sheet), so that nothing "
    "is changed by mistake. Then bring the file back: on the page of your return, “Bring a filled-in return”. You see "
    "what would change before anything does."
)
UNLOCKED_ROWS = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}
HEAD = 2
"""The row of the headings, counted from 0; above it a title and how to fill it in."""
MOST_IN_A_LIST = 255
"""Characters of a list of choices that Excel takes."""
FIRST_YEAR = 1900
"""The first that a workbook can count days of."""


def return_as_workbook(one: PlaceReturn) -> bytes:
    """The return as XLSX; texts of people are written as text, never as formulas."""
    import xlsxwriter  # only those who download a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, layout.TEXT_STAYS_TEXT)
    book.set_properties({"title": f"{one.framework.title}: {one.place}, {one.round}", "comments": one.state})
    looks = _looks(book)
    _cover(book.add_worksheet("Cover"), one, looks)
    sheet = book.add_worksheet("Return")
    _questions(sheet, one, looks)
    _scores(book.add_worksheet("Scores"), one, looks)
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    plain = {"valign": "top", "text_wrap": True}
    locked = {**plain, "bg_color": "#F0F4F5", "border": 1, "border_color": "#D8DDE0"}
    open_ = {**plain, "locked": False, "border": 1, "border_color": "#AEB7BD"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "words": book.add_format(plain),
        "label": book.add_format({**plain, "bold": True}),
        "head": book.add_format({**plain, "bold": True, "bg_color": "#14474F", "font_color": "#FFFFFF"}),
        "locked": book.add_format(locked),
        "open": book.add_format(open_),
        "day": book.add_format({**open_, "num_format": "d mmmm yyyy"}),
        "draft": book.add_format({**plain, "bold": True, "font_color": "#9B5C00"}),
    }


def _cover(sheet: Any, one: PlaceReturn, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, one.framework.title, looks["title"])
    row = 2
    for label, value in layout.facts(one):
        sheet.write_string(row, 0, label, looks["label"])
        to_fill = label.startswith("Completed") and not value
        look = "open" if to_fill else "draft" if label == "State" and one.is_draft else "words"
        sheet.write_string(row, 1, value, looks[look])
        row += 1
    for words in (layout.SELF_ASSESSED, one.framework.levels.note, HOW_TO):
        if words:
            sheet.merge_range(row + 1, 0, row + 1, 1, "", looks["words"])
            sheet.write_string(row + 1, 0, words, looks["words"])
            sheet.set_row(row + 1, 15 * (1 + len(words) // 95))
            row += 2
    row += 1
    sheet.write_string(row, 0, "For Everyweek", looks["label"])
    sheet.write_string(row, 1, "By these lines the file is known when it comes back. Leave them as they are.")
    for label, value in layout.identity(one):
        row += 1
        sheet.write_string(row, 0, label, looks["words"])
        sheet.write_string(row, 1, value, looks["words"])
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.fit_to_pages(1, 0)


def _questions(sheet: Any, one: PlaceReturn, looks: dict[str, Any]) -> None:
    columns = _columns(one)
    sheet.write_string(0, 1, f"{one.place}: {one.round}. {one.state}.", looks["title"])
    sheet.write_string(1, 1, f"Fill in the white cells; “{layout.ANSWER}” has a list to choose from.")
    for place, (heading, width, _) in enumerate(columns):
        sheet.set_column(place, place, width, None, {"hidden": place == 0})
        sheet.write_string(HEAD, place, heading, looks["head"])
    for number, line in enumerate(one.lines, start=HEAD + 1):
        _question(sheet, number, one, line, columns, looks)
    sheet.autofilter(HEAD, 0, HEAD + len(one.lines), len(columns) - 1)
    sheet.freeze_panes(HEAD + 1, 4)
    sheet.protect("", UNLOCKED_ROWS)
    sheet.set_landscape()
    sheet.repeat_rows(HEAD)
    sheet.fit_to_pages(1, 0)


def _columns(one: PlaceReturn) -> list[tuple[str, int, bool]]:
    """(heading, width, to be filled in), the hidden key first."""
    ladders = [(layout.WANTED, 16, True)] if one.has_ladders else []
    carried = [(layout.LAST_TIME, 24, False)] if any(line.last_time for line in one.lines) else []
    theirs = [
        (f"{PARTIES[party]}: {what}", width, False)
        for party in one.parties
        for what, width in (("answer", 14), ("words", 40))
    ]
    return [
        (layout.KEY, 20, False),
        (layout.theme_heading(one), 24, False),
        ("No", 5, False),
        ("Question", 52, False),
        ("What shows it", 40, False),
        (layout.ANSWER, 16, True),
        *ladders,
        (layout.NOTE, 56, True),
        *carried,
        *theirs,
    ]


def _question(
    sheet: Any,
    row: int,
    one: PlaceReturn,
    line: ReturnLine,
    columns: Sequence[tuple[str, int, bool]],
    looks: dict[str, Any],
) -> None:
    cells = _cells(one, line)
    choices = list(choices_of(one.framework, line.theme, line.question).values())
    for place, (heading, _, is_open) in enumerate(columns):
        look = looks["open" if is_open else "locked"]
        if heading == "No":
            sheet.write_number(row, place, line.number, look)
            continue
        sheet.write_string(row, place, cells.get(heading, ""), look)
        if heading == layout.ANSWER or (heading == layout.WANTED and line.theme.kind == "rubric"):
            _list(sheet, row, place, choices, f"Choose {' or '.join(choices)}, or leave it empty.")


def _cells(one: PlaceReturn, line: ReturnLine) -> dict[str, str]:
    cells = {
        layout.KEY: line.key,
        layout.theme_heading(one): line.theme.name,
        "Question": line.question.text,
        "What shows it": line.question.help,
        layout.ANSWER: answer_in_words(one.framework, line, line.value),
        layout.WANTED: answer_in_words(one.framework, line, line.wanted),
        layout.NOTE: line.note,
        layout.LAST_TIME: last_time(one, line),
    }
    for said in line.said:
        cells[f"{PARTIES[said.party]}: answer"] = answer_in_words(one.framework, line, said.value)
        cells[f"{PARTIES[said.party]}: words"] = said.words
    return cells


def _list(sheet: Any, row: int, place: int, choices: Sequence[str], message: str) -> None:
    if len(",".join(choices)) > MOST_IN_A_LIST or any(sign in one for one in choices for sign in ',"'):
        return  # Excel takes no such list; what is typed is checked when the file comes back
    sheet.data_validation(
        row,
        place,
        row,
        place,
        {
            "validate": "list",
            "source": list(choices),
            "error_title": "Not an answer",
            "error_message": message[:255],
            "ignore_blank": True,
        },
    )


def _scores(sheet: Any, one: PlaceReturn, looks: dict[str, Any]) -> None:
    headings = [
        (layout.KEY, 20),
        (layout.theme_heading(one), 34),
        (layout.ANSWERED, 11),
        (layout.POINTS, 9),
        (layout.MOST, 7),
        (layout.LEVEL, 18),
        (layout.AGREED_WITH, 26),
        (layout.AGREED_ON, 18),
        (layout.TARGET, 16),
        (layout.TARGET_ON, 18),
        (layout.NOTE, 50),
    ]
    sheet.write_string(0, 1, f"{one.place}: {one.round}. {one.state}.", looks["title"])
    sheet.write_string(1, 1, layout.SELF_ASSESSED)
    for place, (heading, width) in enumerate(headings):
        sheet.set_column(place, place, width, None, {"hidden": place == 0})
        sheet.write_string(HEAD, place, heading, looks["head"])
    for row, theme in enumerate(one.themes, start=HEAD + 1):
        _score(sheet, row, one, theme, looks)
    last = HEAD + len(one.themes)
    if any(theme.theme.kind == "scored" for theme in one.themes):
        _total(sheet, last + 1, HEAD + 2, last + 1, one, looks)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.protect("", UNLOCKED_ROWS)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _score(sheet: Any, row: int, one: PlaceReturn, theme: ReturnTheme, looks: dict[str, Any]) -> None:
    of, score, stand = theme.theme, theme.score, theme.stand
    answer = letter([heading for heading, _, _ in _columns(one)].index(layout.ANSWER))
    sheet.write_string(row, 0, of.key, looks["locked"])
    sheet.write_string(row, 1, of.name, looks["locked"])
    mine = f'Return!$A:$A,$A{row + 1}&"/*",Return!${answer}:${answer}'
    sheet.write_formula(row, 2, f'=COUNTIFS({mine},"?*")', looks["locked"], score.answered)
    if of.kind == "scored":
        points = int(score.score or 0)
        sheet.write_formula(row, 3, f'=COUNTIFS({mine},"Yes")', looks["locked"], points)
        sheet.write_number(row, 4, score.questions, looks["locked"])
        sheet.write_formula(row, 5, _level_formula(row + 1, one.framework), looks["locked"], score.level)
    else:
        # Of a ladder: the rung at the lower median of its answers, which no short formula gives; worked out here.
        shown = f"{score.score:g}" if score.score is not None else ""
        sheet.write_string(row, 3, shown, looks["locked"])
        sheet.write_string(row, 4, f"{score.most:g}" if score.most else "", looks["locked"])
        sheet.write_string(row, 5, score.level, looks["open" if of.kind == "agreed" else "locked"])
    is_agreed = of.kind == "agreed"
    sheet.write_string(row, 6, stand.agreed_with, looks["open" if is_agreed else "locked"])
    _day(sheet, row, 7, stand.agreed_on, looks, is_open=is_agreed)
    if of.kind == "scored" and stand.target_score is not None:
        sheet.write_number(row, 8, stand.target_score, looks["open"])
    else:
        sheet.write_string(row, 8, target_of(theme), looks["open"])
    _day(sheet, row, 9, stand.target_on, looks, is_open=True)
    sheet.write_string(row, 10, stand.note, looks["open"])
    _choices_of_theme(sheet, row, of, one.framework)


def _choices_of_theme(sheet: Any, row: int, theme: Theme, framework: Framework) -> None:
    if theme.kind == "scored":
        numbers = [str(number) for number in range(len(theme.questions) + 1)]
        _list(sheet, row, 8, numbers, f"Choose a whole number from 0 to {len(theme.questions)}.")
        return
    names = [level.name for level in levels_of(theme, framework).all]
    _list(sheet, row, 8, names, f"Choose {' or '.join(names)}.")
    if theme.kind == "agreed":
        _list(sheet, row, 5, names, f"Choose {' or '.join(names)}.")


def _level_formula(row: int, framework: Framework) -> str:
    """The level of a scored theme once all its questions are answered."""
    lowest = ",".join(str(level.lowest) for level in framework.levels.all)
    names = ",".join('"{}"'.format(level.name.replace('"', '""')) for level in framework.levels.all)
    return f'=IF(C{row}=E{row},LOOKUP(D{row},{{{lowest}}},{{{names}}}),"")'


def _total(sheet: Any, row: int, first: int, last: int, one: PlaceReturn, looks: dict[str, Any]) -> None:
    """Of the themes with a point for each yes: those that have a number under “Of”."""
    scored = [theme.score for theme in one.themes if theme.theme.kind == "scored"]
    sheet.write_string(row, 1, "All that are scored", looks["label"])
    totals = (
        (2, sum(score.answered for score in scored)),
        (3, int(sum(score.score or 0 for score in scored))),
        (4, sum(score.questions for score in scored)),
    )
    for place, value in totals:
        these = f"{letter(place)}{first}:{letter(place)}{last}"
        sheet.write_formula(row, place, f'=SUMIF(E{first}:E{last},">0",{these})', looks["label"], value)


def _day(sheet: Any, row: int, place: int, day: Any, looks: dict[str, Any], *, is_open: bool) -> None:
    if day is None:
        sheet.write_blank(row, place, None, looks["day" if is_open else "locked"])
    elif day.year < FIRST_YEAR:
        sheet.write_string(row, place, day.isoformat(), looks["day"])
    else:
        sheet.write_datetime(row, place, datetime(day.year, day.month, day.day), looks["day"])  # noqa: DTZ001
