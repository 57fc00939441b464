"""The lines above the table of a published sheet: its title, its period, when it was published and revised."""

from collections.abc import Sequence

from everyweek.publications.document import Row
from everyweek.publications.marks import tidy


def title_block(rows: Sequence[Row]) -> dict[str, object]:
    """What the rows above a table say, by their label in small letters without its colon.

    rows : the sheet's rows above its header. A label is the first cell of a row that ends with a colon, and what it
           says is the cell beside it; of two rows with one label the upper counts.

    >>> title_block([["", "Period:", "May 2019"], ["", "Status:", "Published"]])
    {'period': 'May 2019', 'status': 'Published'}
    """
    block: dict[str, object] = {}
    for row in rows:
        for word, cell in zip(map(tidy, row), row[1:], strict=False):
            if word.endswith(":"):
                block.setdefault(word[:-1].lower(), cell)
                break
    return block
