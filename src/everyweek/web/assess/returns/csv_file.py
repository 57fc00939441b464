"""A return as CSV: a row for each question, and one for each theme as a whole with its score, level and target."""

import unicodedata
from collections.abc import Iterator, Sequence

from everyweek.web.assess.returns import layout
from everyweek.web.assess.returns.content import PlaceReturn, ReturnLine, ReturnTheme, answer_in_words
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.sheets.read import OF_TEXT
from everyweek.web.people.sheets.write import csv_bytes

WHOLE = "(the whole of it)"


def return_as_csv(one: PlaceReturn) -> bytes:
    """The return; no cell of it is calculated by the spreadsheet that opens it."""
    rows = (row for theme in one.themes for row in rows_of(one, theme))
    return csv_bytes(
        header_of(one), ([without_controls(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    )


def without_controls(text: str) -> str:
    """A text without signs that nobody sees, and by which a file with it would be taken for no text when it is read.

    >>> without_controls("a\\x07b\\x96\\n\\tc")
    'ab\\n\\tc'
    """
    return "".join(letter for letter in text if letter in OF_TEXT or unicodedata.category(letter) != "Cc")


def header_of(one: PlaceReturn) -> list[str]:
    """What stands over the columns."""
    parties = [f"{PARTIES[party]}: {what}" for party in one.parties for what in ("answer", "words")]
    return [
        "System",
        "Place",
        "Round",
        "State",
        layout.theme_heading(one),
        "Number",
        "Question",
        layout.ANSWER,
        layout.WANTED,
        layout.NOTE,
        layout.LAST_TIME,
        *parties,
        layout.POINTS,
        layout.MOST,
        layout.LEVEL,
        layout.AGREED_WITH,
        layout.AGREED_ON,
        layout.TARGET,
        layout.TARGET_ON,
        *layout.IDENTITY,
        layout.KEY,
    ]


def rows_of(one: PlaceReturn, theme: ReturnTheme) -> Iterator[list[object]]:
    """The rows of one theme: its questions, then the whole of it."""
    before = [one.system_name, one.place, one.round, one.state, theme.theme.name]
    after = [value for _, value in layout.identity(one)]
    for line in theme.lines:
        yield [*before, line.number, line.question.text, *_answers(one, line), *[""] * 7, *after, line.key]
    nothing = [""] * (4 + 2 * len(one.parties))
    nothing[2] = theme.stand.note
    yield [*before, "", WHOLE, *nothing, *_score(theme), *after, theme.theme.key]


def last_time(one: PlaceReturn, line: ReturnLine) -> str:
    """What was carried over, with the words that came with it."""
    return ": ".join(part for part in (answer_in_words(one.framework, line, line.last_time), line.last_note) if part)


def _answers(one: PlaceReturn, line: ReturnLine) -> Sequence[str]:
    said = {party.party: party for party in line.said}
    theirs = [
        words
        for party in one.parties
        for words in (
            (answer_in_words(one.framework, line, said[party].value), said[party].words) if party in said else ("", "")
        )
    ]
    return (
        answer_in_words(one.framework, line, line.value),
        answer_in_words(one.framework, line, line.wanted),
        line.note,
        last_time(one, line),
        *theirs,
    )


def _score(theme: ReturnTheme) -> Sequence[object]:
    score, stand = theme.score, theme.stand
    points = "" if score.score is None or not score.answered else f"{score.score:g}"
    return (
        points,
        f"{score.most:g}" if score.most else "",
        score.level,
        stand.agreed_with,
        stand.agreed_on.isoformat() if stand.agreed_on else "",
        target_of(theme),
        stand.target_on.isoformat() if stand.target_on else "",
    )


def target_of(theme: ReturnTheme) -> str:
    """Where the place wants to be: points of a scored theme, else a level; "" without."""
    stand = theme.stand
    return str(stand.target_score) if stand.target_score is not None else stand.target_level
