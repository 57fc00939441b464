"""The title of what was found, and the place in its text that answers, with the asked for words marked."""

import sqlite3

from everyweek.search.answer import Marked

BEGIN, END = "\x02", "\x03"
LONGEST = 260
FURTHER_COLUMNS = (2, 4, 3)
"""Where an excerpt is looked for when the summary holds none: in the body, the files, then what it comes from."""


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


def title_and_excerpt(connection: sqlite3.Connection, number: int, match: str) -> tuple[Marked, Marked]:
    """The title, and some thirty words around what was asked for; how the summary begins when no text holds it."""
    if not match:
        title, summary, body = connection.execute(
            "SELECT title, summary, body FROM texts WHERE rowid = ?", (number,)
        ).fetchone()
        return in_pieces(title), _beginning(summary or body)
    title, summary, found, body = connection.execute(
        "SELECT highlight(texts, 0, ?1, ?2), summary, snippet(texts, 1, ?1, ?2, '…', 32), body FROM texts"
        " WHERE texts MATCH ?3 AND rowid = ?4",
        (BEGIN, END, match, number),
    ).fetchone()
    for column in FURTHER_COLUMNS:
        if BEGIN in found:
            return in_pieces(title), in_pieces(found)
        (found,) = connection.execute(
            "SELECT snippet(texts, ?, ?, ?, '…', 32) FROM texts WHERE texts MATCH ? AND rowid = ?",
            (column, BEGIN, END, match, number),
        ).fetchone()
    return in_pieces(title), in_pieces(found) if BEGIN in found else _beginning(summary or body)


def _beginning(text: str) -> Marked:
    line = " ".join(text.split())
    return ((line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …", False),)


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
