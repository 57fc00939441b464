"""Whether a text table is all there: it ends with a line end, and its last period has as many rows as the others."""

from collections.abc import Mapping
from datetime import date

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.tables import Every

FEWEST_OF_THE_PERIOD_BEFORE = 0.95
"""A share; the published tables without England rows lose at most 5 organisations of 222 from a period to the next."""


def check_ends_whole(document: Document) -> None:
    """Refuse a text file whose last line has no end: it broke off, and its last number may be half a number.

    For tables in which no total would show it. All published ones end with a line end, save one extract of ambulance
    figures and one list of successors, whose last rows are told to be whole in other ways.
    """
    if not document.content.endswith((b"\n", b"\r")):
        raise FaultyPublication(
            "The file breaks off in the middle of its last line. Download it again, or add a line end if it is whole.",
            place=document.place.at(row=len(document.rows)),
            found=",".join(document.rows[-1])[:80],
            expected="a line end",
        )


def check_last_period_is_whole(organisations: Mapping[date, float], *, every: Every, place: Place) -> None:
    """Refuse a table whose last period has far fewer organisations than the one before: its end was cut off.

    organisations : how many there are, by the first day of the period; one period alone is held against nothing.
    """
    *earlier, last = sorted(organisations)
    if earlier and organisations[last] < FEWEST_OF_THE_PERIOD_BEFORE * organisations[earlier[-1]]:
        when = f"{last.day} {last:%B %Y}" if every == "day" else f"The {every} from {last:%B %Y}"
        raise FaultyPublication(
            f"{when} has far fewer organisations than the {every if every == 'day' else 'one'} before: the end of the "
            "table is missing.",
            place=place,
            found=f"{organisations[last]:g}",
            expected=f"about {organisations[earlier[-1]]:g}",
        )
