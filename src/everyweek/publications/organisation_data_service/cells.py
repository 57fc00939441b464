"""The cells of the Organisation Data Service's lists."""

import re
from datetime import date

from everyweek.publications.errors import FaultyPublication, Place

CODE = re.compile(r"[A-Z0-9]{2,6}")
"""A trust has three characters, or five since 2020; a practice six; a region or board three to five."""


def code_in(cell: str, *, place: Place) -> str:
    """A cell that must hold an organisation's code."""
    code = cell.strip()
    if not CODE.fullmatch(code):
        raise FaultyPublication("This is no organisation's code.", place=place, found=cell, expected="such as RAJ")
    return code


def day_in(cell: str, *, place: Place, form: str) -> date | None:
    """A cell that must hold a day or nothing.

    form : "20240331" or "2024-03-31", as an example of how days are written in this list.
    """
    text = cell.strip()
    if not text:
        return None
    pattern = r"(\d{4})(\d\d)(\d\d)" if "-" not in form else r"(\d{4})-(\d\d)-(\d\d)"
    parts = re.fullmatch(pattern, text)
    try:
        return date(*(int(part) for part in parts.groups())) if parts else _refuse(cell, place=place, form=form)
    except ValueError:
        return _refuse(cell, place=place, form=form)


def check_width(cells: list[str], *, width: int, place: Place) -> None:
    """Refuse a row that has more or fewer cells than the first."""
    if len(cells) != width:
        raise FaultyPublication(
            "A row has another number of columns; the file may be cut off.",
            place=place,
            found=f"{len(cells)} columns",
            expected=f"{width}",
        )


def _refuse(cell: str, *, place: Place, form: str) -> date:
    raise FaultyPublication("This is not a day.", place=place, found=cell, expected=f"a day written as {form}")
