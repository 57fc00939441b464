"""Who may read what, as part of a question to the index."""

import json
import sqlite3

import numpy as np

from everyweek.search.columns import Columns, Mask

MAY_READ = "SELECT audience FROM audience_readers WHERE reader IN (SELECT value FROM json_each(?))"
"""The audiences of what somebody may read; its one value is `as_readers` of what they read as."""


def as_readers(readers: frozenset[str]) -> str:
    """What somebody reads as, for `MAY_READ`."""
    return json.dumps(sorted(readers))


def may_read(connection: sqlite3.Connection, columns: Columns, readers: frozenset[str]) -> Mask:
    """A mask over the places of all documents: those that somebody may find."""
    numbers = [row[0] for row in connection.execute(MAY_READ, (as_readers(readers),))]
    return np.isin(columns.audiences, numbers)
