"""Published cells: numbers, and the nine ways to say that there is none."""

import math
import re

from everyweek.tables import MissingBecause

MISSING_MARKS: dict[str, MissingBecause] = {
    "": MissingBecause.NOT_SUBMITTED,
    "-": MissingBecause.NOT_SUBMITTED,
    "–": MissingBecause.NOT_SUBMITTED,
    ".": MissingBecause.NOT_COLLECTED,
    "*": MissingBecause.SUPPRESSED,
    "n/a": MissingBecause.NOT_SUBMITTED,
    "#n/a": MissingBecause.NOT_SUBMITTED,
    "#value!": MissingBecause.NOT_SUBMITTED,
    "#ref!": MissingBecause.NOT_SUBMITTED,
    "#div/0!": MissingBecause.NOT_SUBMITTED,
    "null": MissingBecause.NOT_SUBMITTED,
    "na": MissingBecause.NOT_SUBMITTED,
    "[z]": MissingBecause.NOT_APPLICABLE,
}
"""What stands in a cell when there is no number. A dot is the ambulance publication's "not collected"; "[z]" is the
government's "not applicable", a figure that nobody is asked for; "NA" is written by programs that reshape the files."""

BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


Reading = tuple[float, MissingBecause | None]
"""A published cell: its number and None, or NaN and why it is missing."""


class NotANumber(ValueError):
    """A cell holds neither a number nor a mark for a missing one."""


def tidy(text: object) -> str:
    """A cell as text with no blanks at its ends and single ones inside; no-break blanks count as blanks.

    >>> tidy("NHS Central East Integrated Care Board\\u00a0\\u00a0")
    'NHS Central East Integrated Care Board'
    """
    return BLANKS.sub(" ", str(text)).strip() if text is not None else ""


def number_or_reason(cell: object) -> Reading:
    """A cell's number, or NaN and why it is missing; a mark is never zero, and zero is never a mark.

    Raises NotANumber for anything else, so that a changed layout cannot slip in as a missing value.

    >>> number_or_reason("1,204")
    (1204.0, None)
    """
    if isinstance(cell, bool):
        raise NotANumber(str(cell))
    if isinstance(cell, int | float):
        if math.isfinite(cell):
            return float(cell), None
        raise NotANumber(str(cell))
    text = tidy(cell)
    reason = MISSING_MARKS.get(text.lower())
    if reason is not None:
        return math.nan, reason
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        raise NotANumber(text) from None
    if not math.isfinite(number):
        raise NotANumber(text)
    return number, None
