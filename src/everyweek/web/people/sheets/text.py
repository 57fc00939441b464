"""A table as text, to be corrected in a box on a page."""

import csv
import io
from collections.abc import Sequence

from everyweek.web.people.sheets.sheet import Columns, SheetRow

A_LINE_WITHOUT_ROW = ("", "")
"""Two empty cells. A browser drops an empty line at the beginning of a box, and every row would move up by one."""


def text_of(rows: Sequence[SheetRow], *, columns: Columns, keys: Sequence[str]) -> str:
    """The table with tabs between its cells, each row in the line that has its number.

    columns : as the table was read by them. keys : of the columns that are written, in their order; where the first
              row stands in the first line there is no place for headings, and all columns are written.
    """
    has_headings = rows[0].number > 1
    written = [key for key in columns if key in keys] if has_headings else list(columns)
    lines = {row.number: [row.values[key] for key in written] for row in rows}
    if has_headings:
        lines[rows[0].number - 1] = [columns[key][0] for key in written]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows(lines.get(number, A_LINE_WITHOUT_ROW) for number in range(1, max(lines) + 1))
    return out.getvalue()
