"""A framework as sheets of plain rows, as people keep them.

Four sheets: "Framework" (a field and its value in each row), "Levels", "Rungs" (only where there is a ladder) and
"Questions". In a single table, such as a CSV file, they stand below one another, each under a row with its name.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from everyweek.maturity.framework import Framework, Question, Rung, Theme

Rows = Sequence[Sequence[str]]
"""Cells from A1 on, as text; a row may be shorter than others."""
Heading = tuple[str, str]
"""Our name of a column, and what stands over it."""

ABOUT = (
    ("key", "Key"),
    ("version", "Version"),
    ("title", "Title"),
    ("about", "About"),
    ("source", "Source"),
    ("wording", "Wording"),
    ("theme_word", "One theme is called"),
    ("theme_words", "Several themes are called"),
    ("questions_per_theme", "Questions per theme"),
    ("chosen", "How many are chosen"),
    ("levels_official", "Levels are official"),
    ("levels_note", "Note on levels"),
)
LEVELS = (("name", "Name"), ("lowest", "Lowest score"), ("highest", "Highest score"), ("meaning", "Meaning"))
RUNGS = (("number", "Number"), ("name", "Name"), ("meaning", "Meaning"))
OF_THEME = (
    ("key", "Theme key"),
    ("name", "Theme"),
    ("kind", "Kind"),
    ("setting", "Setting"),
    ("meaning", "Theme meaning"),
    ("intervention", "Intervention"),
    ("agreed_with", "Agreed with"),
    ("source", "Theme source"),
    ("was", "Theme was"),
)
OF_QUESTION = (
    ("key", "Question key"),
    ("text", "Question"),
    ("help", "Help"),
    ("measures", "Measures"),
    ("was", "Was"),
)
SHEETS = ("Framework", "Levels", "Rungs", "Questions")
BETWEEN = ", "
"""Between several measures, or several earlier names, in one cell."""


def rung_headings(most: int) -> tuple[Heading, ...]:
    """Columns for the ladder that a question has of its own.

    >>> rung_headings(1)
    (('rung_1_name', 'Rung 1'), ('rung_1_meaning', 'Rung 1 meaning'))
    """
    pairs = (
        ((f"rung_{number}_name", f"Rung {number}"), (f"rung_{number}_meaning", f"Rung {number} meaning"))
        for number in range(1, most + 1)
    )
    return tuple(chain.from_iterable(pairs))


def rows_of(framework: Framework) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The sheets of a framework by their names, each with its headings in the first row; every cell is text.

    A sheet of which there is nothing to say (rungs, mostly) is left out. Read again by `tables.framework_from_rows`.
    """
    sheets = {
        "Framework": (("Field", "Value"), *_about_rows(framework)),
        "Levels": (_over(LEVELS), *_level_rows(framework)),
        "Rungs": (_over(RUNGS), *_rung_rows(framework.rungs)),
        "Questions": _question_rows(framework),
    }
    return {name: rows for name, rows in sheets.items() if len(rows) > 1}


def rows_in_one(framework: Framework) -> tuple[tuple[str, ...], ...]:
    """All sheets below one another, for a CSV file: each under a row with its name, with an empty row between."""
    rows: list[tuple[str, ...]] = []
    for name, sheet in rows_of(framework).items():
        rows += [(), (name,), *sheet] if rows else [(name,), *sheet]
    return tuple(rows)


def _over(headings: Sequence[Heading]) -> tuple[str, ...]:
    return tuple(heading for _, heading in headings)


def _about_rows(framework: Framework) -> list[tuple[str, str]]:
    values: Mapping[str, object] = {
        "levels_official": "yes" if framework.levels.official else "no",
        "levels_note": framework.levels.note,
    }
    return [(heading, str(values.get(name, getattr(framework, name, "")))) for name, heading in ABOUT]


def _level_rows(framework: Framework) -> list[tuple[str, ...]]:
    """With the highest score of each, which is one below the next level's lowest; of the last it is not said."""
    if all(theme.kind == "rubric" for theme in framework.themes):
        return []
    above = [str(level.lowest - 1) for level in framework.levels.all[1:]]
    return [
        (level.name, str(level.lowest), highest, level.meaning)
        for level, highest in zip(framework.levels.all, [*above, ""], strict=True)
    ]


def _rung_rows(rungs: Sequence[Rung]) -> list[tuple[str, ...]]:
    return [(str(rung.number), rung.name, rung.meaning) for rung in rungs]


def _question_rows(framework: Framework) -> tuple[tuple[str, ...], ...]:
    most = max((len(question.rungs) for theme in framework.themes for question in theme.questions), default=0)
    headings = (*OF_THEME, *OF_QUESTION, *rung_headings(most))
    rows = [
        (*_theme_cells(theme), *_question_cells(question, most))
        for theme in framework.themes
        for question in theme.questions or (None,)
    ]
    return (_over(headings), *rows)


def _theme_cells(theme: Theme) -> tuple[str, ...]:
    return tuple(_cell(getattr(theme, name)) for name, _ in OF_THEME)


def _question_cells(question: Question | None, most: int) -> tuple[str, ...]:
    if question is None:
        return ("",) * (len(OF_QUESTION) + 2 * most)
    own = list(chain.from_iterable((rung.name, rung.meaning) for rung in question.rungs))
    return (*(_cell(getattr(question, name)) for name, _ in OF_QUESTION), *own, *[""] * (2 * most - len(own)))


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else BETWEEN.join(value)
