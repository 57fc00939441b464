"""KH03's mental illness beds of 2013 to 2018 alone, in whole beds: a table with title rows that does not say so.

The file calls itself "KH03 Returns" and its columns "beds_av" and "occ_av". Held against the full table of KH03, they
are the mental illness beds open and occupied, cut down to whole beds, and NA where a trust has none: so in 1,369 of the
1,373 rows with a number, and in all 3,185 without. In the four others, of 2018, the full table has newer figures. It is
a table of its own, so that it can never stand in place of the full one.
"""

from datetime import date

from everyweek.publications.beds.bed_rules import check_end, check_occupied, sector, sums_by
from everyweek.publications.beds.bed_table import BedTable, find_columns, read_bed_table
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.periods import NotADate, day_of
from everyweek.publications.release import Release

DATASET = "kh03_mental_illness"
TITLE = "Mental illness beds, overnight (KH03, reshaped by others)"
SECTOR = sector("mental illness", column="mental_illness", rate=False)
HEADERS = {
    "date": "day",
    "org_code": "code",
    "org_name": "name",
    "beds_av": SECTOR.open,
    "occ_av": SECTOR.occupied,
}
LABELS = ("code", "name", "day")
TITLE_ROWS = 3
LEAST, MOST = 15_000, 30_000
"""Beds open in England. In the full table of KH03, mental illness has 17,508 to 23,740 in every quarter of 2010-2024;
learning disability, maternity, and general and acute beds have at most 2,465 and 7,987, and at least 92,559."""


def recognise(document: Document) -> bool:
    """Whether the first row is this table's title."""
    return document.first_row[:2] == ("Title:", "KH03 Returns")


def read(document: Document) -> Release:
    """Every quarter in the file, a line a trust.

    Raises FaultyPublication when a column is missing, unknown or doubled, a row does not fit the header or stands
    twice, a cell is no number, the end is cut off, or a quarter's beds are not as many as England's mental illness
    beds.
    """
    place = document.place.at(row=TITLE_ROWS + 1)
    header = document.rows[TITLE_ROWS] if len(document.rows) > TITLE_ROWS else []
    layout = find_columns(header, known=HEADERS, labels=LABELS, place=place)
    rows = enumerate(document.rows[TITLE_ROWS + 1 :], start=TITLE_ROWS + 2)
    table = read_bed_table(rows, layout=layout, every="quarter", period=quarter_said)
    check_end(table, document=document)
    check_they_are_mental_illness_beds(table)
    return Release(
        publication=DATASET,
        title=TITLE,
        form="tidy",
        edition=max(table.starts),
        figures=table.figures((SECTOR.open, SECTOR.occupied)),
        remarks=(
            Remark(
                message="The file does not say which beds it counts. They are as many as England's mental illness "
                "beds; compare them with the full table of KH03 before using them.",
                place=place,
                found="beds_av, occ_av",
                rule="a column says what it counts",
                action="loaded as mental illness beds, apart from the full table of KH03",
            ),
            *check_occupied(table, sectors=(SECTOR,)),
        ),
    )


def check_they_are_mental_illness_beds(table: BedTable) -> None:
    """Refuse a file with a quarter of which the beds, added up, can be no mental illness beds, or are not all there."""
    for start, beds in sums_by(table, column=SECTOR.open, key=table.starts).items():
        if not LEAST <= beds <= MOST:
            raise FaultyPublication(
                f"The beds of the quarter from {start:%B %Y} are not as many as England's mental illness beds: the "
                "file counts other beds, or is not whole.",
                place=table.layout.place.at(column=table.layout.headers[SECTOR.open]),
                found=f"{beds:,.0f}",
                expected=f"{LEAST:,} to {MOST:,}",
            )


def quarter_said(words: tuple[str, ...]) -> date:
    """The first day of the quarter of which 01/09/2013 is the first day of the last month. Raises NotADate."""
    day = day_of(words[0])
    if day is None or day.day != 1 or day.month % 3:
        raise NotADate("the first day of a quarter's last month, such as 01/09/2013")
    return day.replace(month=day.month - 2)
