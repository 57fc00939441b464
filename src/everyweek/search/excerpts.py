"""The title of what was found, and the place in its text that answers, with the asked for words marked."""

import sqlite3

from everyweek.search.answer import Marked

BEGIN, END = "\x02", "\x03"
LONGEST = 260
EXCERPT_OF = {"summary": 1, "body": 2, "files": 4, "origin": 3}
"""Where an excerpt is looked for, in this order, with the number of the column."""


def title_of(connection: sqlite3.Connection, number: int, match: str) -> Marked:
    """The whole title."""
    if match:
        row = connection.execute(
            "SELECT highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ? AND rowid = ?",
            (BEGIN, END, match, number),
        ).fetchone()
    else:
        row = connection.execute("SELECT title FROM texts WHERE rowid = ?", (number,)).fetchone()
    return in_pieces(row[0])


def excerpt_of(connection: sqlite3.Connection, number: int, match: str) -> Marked:
    """Some thirty words around what was asked for, or how the summary begins when its text does not hold it."""
    for column in EXCERPT_OF.values() if match else ():
        row = connection.execute(
            "SELECT snippet(texts, ?, ?, ?, '…', 32) FROM texts WHERE texts MATCH ? AND rowid = ?",
            (column, BEGIN, END, match, number),
        ).fetchone()
        if BEGIN in row[0]:
            return in_pieces(row[0])
    summary, body = connection.execute("SELECT summary, body FROM texts WHERE rowid = ?", (number,)).fetchone()
    text = " ".join((summary or body).split())
    return ((text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …", False),)


def in_pieces(text: str) -> Marked:
    """A text with marks in it as pieces, in one line.

    >>> in_pieces("the \\x02ward\\x03\\n round")
    (('the ', False), ('ward', True), (' round', False))
    """
    pieces: list[tuple[str, bool]] = []
    for part in " ".join(text.split()).split(BEGIN):
        marked, end, rest = part.partition(END)
        if end:
            pieces += [(marked, True), (rest, False)]
        else:
            pieces.append((marked, False))
    return tuple(piece for piece in pieces if piece[0]) or (("", False),)
