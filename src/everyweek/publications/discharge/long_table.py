"""The monthly CSV's rows: read, kept to their month, and put together to a line an organisation and period."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from everyweek.publications.discharge import rules
from everyweek.publications.discharge.sums import Printed, group_name
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.periods import day_of, month_after
from everyweek.publications.release import Line
from everyweek.tables import Every, period_end

COLUMNS = ("Period", "Level", "Region", "ICB", "Org Code", "Org Name", "Metric", "Metric Group", "Value")
LEVELS = ("national", "region", "icb", "provider")
WEEKLY_GROUP = "additional bed days lost"
BEFORE_THE_MONTH = timedelta(days=6)
"""A week is dated by its Monday and counts in the month in which most of it lies: 31 March 2025 is in April's file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a metric of an organisation or group in the period that starts on a day; texts are tidied."""

    number: int
    start: date
    level: str
    region: str
    code: str
    name: str
    metric: str
    group: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Assembled:
    """Lines made of rows: trusts to be added up, and England and the regions with the row they begin on."""

    place: Place
    trusts: list[Line]
    groups: list[tuple[int, Line]]

    def changed(self, change: Callable[[Line], Line]) -> "Assembled":
        """The same with every line changed."""
        return Assembled(
            self.place, [change(line) for line in self.trusts], [(row, change(line)) for row, line in self.groups]
        )

    def printed(self, columns: Iterable[str]) -> list[Printed]:
        """What is printed for England and the regions in some of the columns."""
        return [
            Printed(group_name(line.name), column, line.period_start, line.cells[column], self.place.at(row=row))
            for row, line in self.groups
            for column in columns
            if column in line.cells
        ]


def read_rows(document: Document) -> list[Row]:
    """Every row that is not empty. Refuses one that is short or long, or has no level, no day or no number."""
    headers = [tidy(header) for header in document.first_row]
    places = [headers.index(column) for column in COLUMNS]
    days: dict[str, date] = {}
    texts: dict[str, str] = {}
    rows: list[Row] = []
    for number, cells in enumerate(document.rows[1:], start=2):
        if not any(cells):
            continue
        place = document.place.at(row=number)
        if len(cells) != len(headers):
            raise FaultyPublication(
                "The row does not fit the header.", place=place, found=f"{len(cells)} cells", expected=f"{len(headers)}"
            )
        for cell in cells:
            if cell not in texts:
                texts[cell] = tidy(cell)
        day, level, region, _, code, name, metric, group, value = (texts[cells[index]] for index in places)
        if day not in days:
            days[day] = read_day(day, place=place)
        if level.lower() not in LEVELS:
            raise FaultyPublication("The level is not known.", place=place, found=level, expected=", ".join(LEVELS))
        reading = rules.read_count(value, place=place)
        rows.append(Row(number, days[day], level.lower(), region, code.upper(), name, metric, group.lower(), reading))
    return rows


def read_day(text: str, *, place: Place) -> date:
    """A day written as 01/08/2026, or 2026-08-01 where a spreadsheet has saved the file."""
    try:
        day = day_of(text) or date.fromisoformat(text)
    except ValueError:
        raise FaultyPublication(
            "The period is not a day.",
            place=Place(place.file_name, row=place.row, column="Period"),
            found=text or "nothing",
            expected="such as 01/08/2026",
        ) from None
    return day


def month_of_rows(rows: Iterable[Row], *, document: Document) -> date:
    """The month that the file is of: that of most rows. Its name is never asked, and a few rows are of other months."""
    months = Counter(row.start.replace(day=1) for row in rows)
    if not months:
        raise FaultyPublication("There is nothing in it.", place=document.place, expected="rows of figures")
    return months.most_common(1)[0][0]


def of_the_month(rows: list[Row], *, month: date, document: Document) -> tuple[list[Row], tuple[Remark, ...]]:
    """The rows of the file's own month, and a remark for each other date: what stands there is of no month for sure.

    The files of April and June 2025 hold reasons dated 1 October 2025, that of June patients dated 1 May with figures
    that only fill the place.
    """
    end = month_after(month)
    kept: list[Row] = []
    strange: dict[tuple[str, date], list[Row]] = {}
    for row in rows:
        begin = month - BEFORE_THE_MONTH if row.group == WEEKLY_GROUP else month
        if begin <= row.start < end:
            kept.append(row)
        else:
            strange.setdefault((row.group, row.start), []).append(row)
    return kept, tuple(
        Remark(
            message=f"{len(found):,} rows ({group}) are dated {rules.in_words(start)}, in a file of {month:%B %Y}.",
            place=document.place.at(row=found[0].number),
            found=rules.in_words(start),
            expected=f"a day of {month:%B %Y}",
            rule="every row is of the file's own month",
            action="left out",
        )
        for (group, start), found in strange.items()
    )


def with_codes(rows: list[Row], *, document: Document) -> tuple[list[Row], tuple[Remark, ...]]:
    """The rows that name an organisation by its code, and a remark on each organisation that has none."""
    nameless: dict[str, list[Row]] = {}
    for row in rows:
        if row.level == "provider" and row.code in ("", "[Z]", "-"):
            nameless.setdefault(row.name, []).append(row)
        else:
            rules.check_code(row.code, place=document.place.at(row=row.number, column="Org Code"))
    left_out = {row.number for found in nameless.values() for row in found}
    return [row for row in rows if row.number not in left_out], tuple(
        Remark(
            message=f"An organisation ({name or 'without a name'}) has no code, in {len(found):,} rows.",
            place=document.place.at(row=found[0].number),
            rule="every organisation has a code",
            action="left out",
        )
        for name, found in nameless.items()
    )


def assemble(rows: Iterable[tuple[Row, str]], *, every: Every, document: Document) -> Assembled:
    """A line an organisation and period, of rows with the column each belongs to. Boards are made of trusts later.

    Raises FaultyPublication when an organisation has a column twice in a period.
    """
    lines: dict[tuple[str, str, date], Line] = {}
    first_rows: dict[tuple[str, str, date], int] = {}
    for row, column in rows:
        if row.level == "icb":
            continue
        key = (row.level, row.code, row.start)
        if key not in lines:
            end = period_end(row.start, every)
            lines[key] = Line(row.code, row.name, row.region, row.start, end, cells={}, row=row.number)
            first_rows[key] = row.number
        if column in lines[key].cells:
            raise FaultyPublication(
                f"{row.code} ({row.name}) has a metric twice on {rules.in_words(row.start)}.",
                place=document.place.at(row=row.number),
                found=row.metric,
                expected="one row an organisation, period and metric",
            )
        lines[key].cells[column] = row.reading
    trusts = [line for key, line in lines.items() if key[0] == "provider"]
    groups = [(first_rows[key], line) for key, line in lines.items() if key[0] != "provider"]
    return Assembled(document.place, trusts, groups)
