"""What is true of every measure that is Everyweek's own: it comes from rows, and from no publication."""

from dataclasses import replace

from everyweek.measures.measure import Measure


def own_definition(rows: str) -> str:
    """The source of a measure that nobody publishes in this form.

    rows : what it is defined on.

    >>> own_definition("rows of stays")
    "Everyweek's own definition on rows of stays, November 2026"
    """
    return f"Everyweek's own definition on {rows}, November 2026"


def unpublished(published: Measure, *, source: str) -> Measure:
    """The words of a published measure for one that resembles it: of no publication, no columns and no worth.

    The reader gives it a name and a meaning of its own. source : where it is defined.
    """
    return replace(published, publication="", numerator=(), denominator=(), source=source, worth=None)
