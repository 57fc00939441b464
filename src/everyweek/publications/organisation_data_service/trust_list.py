"""The list of NHS trusts, "etr": no header, 24 columns until 2021 and 27 since, a row for each trust."""

import re
from datetime import timedelta

from everyweek.publications.document import Document, column_letters
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.organisation_data_service.cells import check_width, code_in, day_in
from everyweek.reference.updates import ListedTrust, TrustList

WIDTHS = (24, 27)
CODE, NAME, REGION, BOARD, POSTCODE, OPENED, CLOSED = 0, 1, 2, 3, 9, 10, 11
TRUST_CODE = re.compile(r"[A-Z0-9]{3,5}")
REGION_CODE = re.compile(r"[A-Z]\d\d|")
POSTCODE_SHAPE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")


def recognise(document: Document) -> bool:
    """Whether it is a list of trusts: a first row as wide as one, with a code, a name, a postcode and days."""
    cells = document.first_row
    return (
        len(cells) in WIDTHS
        and TRUST_CODE.fullmatch(cells[CODE]) is not None
        and REGION_CODE.fullmatch(cells[REGION]) is not None
        and POSTCODE_SHAPE.fullmatch(cells[POSTCODE]) is not None
        and all(re.fullmatch(r"(\d{8})?", cells[column]) for column in (OPENED, CLOSED))
    )


def read(document: Document) -> TrustList:
    """The trusts in the list. Raises FaultyPublication, naming row and column."""
    trusts: dict[str, ListedTrust] = {}
    width = len(document.rows[0])
    for number, cells in enumerate(document.rows, start=1):
        if not cells:
            continue
        place = document.place.at(row=number)
        check_width(cells, width=width, place=place)
        trust = trust_of(cells, row=number, place=place)
        if trust.code in trusts:
            raise FaultyPublication(
                f"{trust.code} is there twice.",
                place=place,
                found=trust.name,
                expected=f"once, as in row {trusts[trust.code].row}",
            )
        trusts[trust.code] = trust
    return TrustList(tuple(trusts.values()))


def trust_of(cells: list[str], *, row: int, place: Place) -> ListedTrust:
    """One row. A closure is printed as the last day; here it is the day after."""

    def at(column: int) -> Place:
        return place.at(column=column_letters(column))

    name, region = cells[NAME].strip(), cells[REGION].strip()
    if not re.search(r"[A-Za-z]{3}", name):
        raise FaultyPublication("A trust has no name.", place=at(NAME), found=name, expected="a name")
    if not REGION_CODE.fullmatch(region):
        raise FaultyPublication(
            "This is no region.", place=at(REGION), found=region, expected="such as Y60, or nothing"
        )
    opened = day_in(cells[OPENED], place=at(OPENED), form="20240331")
    last_day = day_in(cells[CLOSED], place=at(CLOSED), form="20240331")
    if last_day is not None and (opened is None or last_day < opened):
        raise FaultyPublication(
            "A trust closed before it opened.", place=at(CLOSED), found=f"{last_day}", expected=f"after {opened}"
        )
    return ListedTrust(
        row=row,
        code=code_in(cells[CODE], place=at(CODE)),
        name=name,
        region=region,
        board=code_in(cells[BOARD], place=at(BOARD)) if cells[BOARD].strip() else "",
        opened=opened,
        closed=last_day + timedelta(days=1) if last_day else None,
    )
