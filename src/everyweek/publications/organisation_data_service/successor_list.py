"""The list of successors: an old code, a new code and a day in each row, of organisations of every kind."""

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.organisation_data_service.cells import check_width, code_in, day_in
from everyweek.reference.updates import ListedSuccessor, SuccessorList

HEADERS = (("old_code", "new_code", "date"), ("trust_code_old", "trust_code_new", "from_date"))


def recognise(document: Document) -> bool:
    """Whether it is a list of successors, by its header; the columns may stand in any order."""
    return any(sorted(document.first_row) == sorted(header) for header in HEADERS)


def read(document: Document) -> SuccessorList:
    """The successions in the list. Raises FaultyPublication, naming row and column, also when there is none."""
    found = [cell.strip() for cell in document.rows[0]]
    header = next(header for header in HEADERS if sorted(header) == sorted(found))
    old, new, on = (found.index(name) for name in header)
    rows: dict[tuple[str, ...], ListedSuccessor] = {}
    for number, cells in enumerate(document.rows[1:], start=2):
        if not cells:
            continue
        place = document.place.at(row=number)
        check_width(cells, width=len(header), place=place)
        if tuple(cells) in rows:
            expected = f"once, as in row {rows[tuple(cells)].row}"
            raise FaultyPublication("A row is there twice.", place=place, found=", ".join(cells), expected=expected)
        day = day_in(cells[on], place=place.at(column=header[2]), form="2024-03-31")
        if day is None:
            raise FaultyPublication(
                "A succession has no day.", place=place.at(column=header[2]), expected="a day written as 2024-03-31"
            )
        rows[tuple(cells)] = ListedSuccessor(
            number,
            code_in(cells[old], place=place.at(column=header[0])),
            code_in(cells[new], place=place.at(column=header[1])),
            day,
        )
    if not rows:
        raise FaultyPublication("There is no succession in it.", place=document.place, expected="a row a succession")
    return SuccessorList(tuple(rows.values()))
