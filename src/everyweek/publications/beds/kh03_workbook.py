"""KH03 as a workbook of one quarter: the layout of 2010 (header in row 6) and that of 2020 (row 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from everyweek.publications.beds.bed_rules import SUM_TOLERANCE, check_england, sums_by
from everyweek.publications.beds.bed_table import ENGLAND, BedTable, Layout, read_bed_table
from everyweek.publications.beds.kh03_columns import COLUMNS, DATASET, TITLE, check, quarter_of_financial_year
from everyweek.publications.document import Document, Row, column_letters
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import tidy
from everyweek.publications.periods import day_of
from everyweek.publications.release import Release
from everyweek.publications.title_block import title_block

BLOCKS = (("open", "available"), ("occupied", "occupied"), ("rate", "% occupied"))
"""The three blocks of columns, each begun by `Total`: how our columns end, and the heading above."""
SECTORS = {
    "total": "total",
    "general & acute": "general_and_acute",
    "learning disabilities": "learning_disabilities",
    "maternity": "maternity",
    "mental illness": "mental_illness",
}
LABELS = {"year": "year", "period end": "period_end", "period": "period_end", "org code": "code", "org name": "name"}
REGION_CODES = ("region code", "sha code", "sha", "at code", "area team code")
"""What the code of the group is called that an organisation belongs to: strategic health authorities in 2010."""
HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with beds by sector.

    header_row       : its index.
    is_of_organisations : false for the sheet of regions.
    """

    table: Place
    rows: list[list[object]]
    header_row: int
    is_of_organisations: bool


def recognise(document: Document) -> bool:
    """Whether one of the sheets has beds by sector and organisation."""
    return document.is_workbook and any(sheet.is_of_organisations for sheet in find_sheets(document))


def read(document: Document) -> Release:
    """The quarter's figures, a line an organisation; beds are the average number of the quarter's days.

    The England row is no data: it is held against the sum of the organisations, and so is every region's row.
    Raises FaultyPublication when the workbook is of beds open by day only, a column is missing or unknown, a cell is
    no number, an organisation stands twice, or a sum or the printed rates do not hold.
    """
    sheets = list(find_sheets(document))
    sheet = next(one for one in sheets if one.is_of_organisations)
    title = title_block(sheet.rows[: sheet.header_row])
    if "day only" in tidy(title.get("title", "")).lower():
        raise FaultyPublication(
            "The workbook is of beds open by day only, which are not read.",
            place=sheet.table,
            found=tidy(title["title"]),
            expected="beds open overnight",
        )
    table = read_sheet(sheet)
    remarks = check(table)
    everyone = table.organisations
    groups = [check_regions(everyone, sheet=one) for one in sheets if not one.is_of_organisations]
    revised_on = day_of(title.get("revised", ""))
    return Release(
        publication=DATASET,
        title=TITLE,
        form="workbook",
        edition=max(table.starts),
        figures=everyone.figures(COLUMNS),
        published_on=day_of(title.get("published", "")),
        revised_on=revised_on,
        is_revised=revised_on is not None,
        remarks=(*remarks, *(remark for group in groups for remark in group)),
    )


def find_sheets(document: Document) -> Iterator[Sheet]:
    """The sheets with beds by sector: of organisations, and of regions."""
    for name, rows in document.sheets.items():
        for index, row in enumerate(rows[:HEADER_WITHIN]):
            words = [tidy(cell).lower() for cell in row]
            if "year" in words and words.count("total") > 1 and words.count("general & acute") > 1:
                yield Sheet(Place(document.name, sheet=name), rows, index, "org code" in words)
                break


def read_sheet(sheet: Sheet) -> BedTable:
    """The sheet's rows, England's among them; empty ones, and notes below the table, are passed over."""
    layout = find_layout(sheet)
    return read_bed_table(rows_of(sheet, layout=layout), layout=layout, every="quarter", period=quarter_said)


def rows_of(sheet: Sheet, *, layout: Layout) -> Iterator[tuple[int, Row]]:
    """The rows that say when, with their numbers as a spreadsheet counts them.

    Raises FaultyPublication for a row that has numbers and does not say when.
    """
    for index, cells in enumerate(sheet.rows[sheet.header_row + 1 :], start=sheet.header_row + 2):
        if tidy(cells[layout.places["year"]]):
            yield index, cells
        elif any(isinstance(cells[layout.places[column]], int | float) for column in COLUMNS):
            raise FaultyPublication(
                "A row has beds and does not say when.",
                place=layout.at(row=index, column="year"),
                found="nothing",
                expected="a financial year, such as 2020-21",
            )


def quarter_said(words: tuple[str, ...]) -> date:
    """The first day of the quarter of "2020-21" and "September". Raises NotADate."""
    return quarter_of_financial_year(*words)


def find_layout(sheet: Sheet) -> Layout:
    """Where the columns stand. Each `Total` begins a block: beds available, occupied, and the share occupied.

    Raises FaultyPublication when a column is missing or unknown, or a block stands below another's heading.
    """
    places: dict[str, int] = {}
    blocks = -1
    header = sheet.rows[sheet.header_row]
    for index, cell in enumerate(header):
        text = tidy(cell).lower()
        if text == "total":
            blocks += 1
            check_heading(sheet, block=blocks, index=index)
        if text in SECTORS and 0 <= blocks < len(BLOCKS):
            places.setdefault(f"{SECTORS[text]}_{BLOCKS[blocks][0]}", index)
        elif blocks < 0:
            find_label(text, index=index, places=places, sheet=sheet)
        elif text:
            raise FaultyPublication(
                f"The column '{tidy(cell)}' is not known: the layout has changed.",
                place=sheet.table.at(row=sheet.header_row + 1, column=column_letters(index)),
                expected="one of the published sectors",
            )
    wanted = (
        "code",
        "name",
        "year",
        "period_end",
        *(f"{ours}_{end}" for ours in SECTORS.values() for end, _ in BLOCKS),
    )
    missing = [column for column in wanted if column not in places]
    if missing:
        raise FaultyPublication(
            "A column is missing.", place=sheet.table.at(row=sheet.header_row + 1), expected=", ".join(missing)
        )
    return Layout(
        place=sheet.table,
        places=places,
        headers={column: column_letters(index) for column, index in places.items()},
        labels=tuple(one for one in ("code", "name", "region", "year", "period_end") if one in places),
        width=len(header),
    )


def find_label(text: str, *, index: int, places: dict[str, int], sheet: Sheet) -> None:
    """Note a column left of the numbers. In the sheet of regions, a region's code and name stand for the line's."""
    column = LABELS.get(text)
    if text in REGION_CODES:
        column = "region" if sheet.is_of_organisations else "code"
    elif column is None and text.endswith("name") and not sheet.is_of_organisations:
        column = "name"
    if column is not None:
        places.setdefault(column, index)


def check_heading(sheet: Sheet, *, block: int, index: int) -> None:
    """Refuse a block of columns whose heading, in the row above, is another's; a sheet without headings passes."""
    above = sheet.rows[sheet.header_row - 1] if sheet.header_row else []
    heading = tidy(above[index]).lower() if index < len(above) else ""
    if heading and (block >= len(BLOCKS) or heading != BLOCKS[block][1]):
        raise FaultyPublication(
            "A block of columns has another's heading: the layout has changed.",
            place=sheet.table.at(row=sheet.header_row, column=column_letters(index)),
            found=tidy(above[index]),
            expected=", ".join(heading for _, heading in BLOCKS),
        )


def check_regions(everyone: BedTable, *, sheet: Sheet) -> tuple[Remark, ...]:
    """Hold the sheet of regions against the sum of each region's organisations.

    A remark when the sheet of organisations does not say which region each is in.
    Raises FaultyPublication when they differ.
    """
    if not any(everyone.regions):
        return (
            Remark(
                message="The organisations' sheet has no code of a region, so the sums by region could not be checked.",
                place=sheet.table,
            ),
        )
    printed = read_sheet(sheet)
    check_england(printed, columns=COLUMNS)
    for column in COLUMNS:
        sums = sums_by(everyone, column=column, key=everyone.regions)
        for index, code in enumerate(printed.codes):
            if code != ENGLAND and abs(sums.get(code, 0.0) - printed.columns[column][index]) > SUM_TOLERANCE:
                raise FaultyPublication(
                    f"The organisations of {code} ({printed.names[index]}) do not add up to its row.",
                    place=printed.layout.at(row=printed.rows[index], column=column),
                    found=f"{printed.columns[column][index]:,.2f}",
                    expected=f"{sums.get(code, 0.0):,.2f}, the sum of its organisations",
                )
    return ()
