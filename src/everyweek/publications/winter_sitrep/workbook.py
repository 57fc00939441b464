"""The situation report as a workbook: a sheet a topic, joined by the organisations' codes."""

import re
from datetime import date

from everyweek.publications.document import Document
from everyweek.publications.errors import Place, Remark
from everyweek.publications.marks import tidy
from everyweek.publications.periods import day_of
from everyweek.publications.release import Release
from everyweek.publications.title_block import title_block
from everyweek.publications.winter_sitrep import identities, rules, zeros
from everyweek.publications.winter_sitrep.columns import PUBLICATION, TITLE, UNUSED_SHEETS, topic_of_sheet
from everyweek.publications.winter_sitrep.join import join
from everyweek.publications.winter_sitrep.sheet import Sheet, read_sheet
from everyweek.publications.winter_sitrep.sheet_figures import SheetFigures, read_figures
from everyweek.publications.winter_sitrep.trust_days import day_words

SHEETS_AT_LEAST = 2
"""Sheets with names of ours by which the workbook is known: a single one, "Adult critical care", may be anybody's."""
MACROS = "macro"
"""How the name begins of the very hidden sheet in which an old spreadsheet keeps its macros."""


def recognise(document: Document) -> bool:
    """Whether the workbook has the sheets of this publication."""
    if not document.is_workbook:
        return False
    return sum(topic_of_sheet(name) is not None for name in document.sheet_names) >= SHEETS_AT_LEAST


def read(document: Document) -> Release:
    """Every trust's figures for every day.

    England's row is no data: it is held against the sum of the trusts. Footnotes and helper numbers are left out.
    Raises FaultyPublication when a column, day or row is not known or stands twice, a cell is no number, or a rule in
    `rules` does not hold.
    """
    unused: list[Remark] = []
    sheets: list[SheetFigures] = []
    for name, rows in document.sheets.items():
        topic = topic_of_sheet(name)
        place = Place(document.name, sheet=name)
        if topic is not None:
            sheets.append(read_figures(read_sheet(rows, topic=topic, table=place)))
        elif not tidy(name).lower().startswith(MACROS):
            unused.append(unused_sheet(name, place=place))
    title = title_block(sheets[0].sheet.rows[: sheets[0].sheet.header_row])
    table, lacking = join(sheets, place=document.place)
    checked = (*check_period(title, table.days, sheet=sheets[0].sheet), *rules.check(table))
    table, emptied = zeros.without_empty_zeros(table)
    revised_on = day_of(title.get("revised", ""))
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="workbook",
        edition=table.days[-1],
        figures=table.figures_kept(),
        published_on=day_of(title.get("published", "")),
        revised_on=revised_on,
        is_revised=revised_on is not None,
        remarks=(*unused, *lacking, *checked, *emptied, *identities.breaches(table)),
    )


def unused_sheet(name: str, *, place: Place) -> Remark:
    """A remark on a sheet that is left out."""
    known = tidy(name).lower() in UNUSED_SHEETS
    return Remark(
        f"The sheet '{tidy(name)}' is {'not used' if known else 'not known'}.",
        place=place,
        rule="every sheet is one that we read",
        action="left out: no measure is made of it"
        if known
        else "left out; if it is one of our sheets under a new name, its figures are missing",
    )


def check_period(title: dict[str, object], days: tuple[date, ...], *, sheet: Sheet) -> tuple[Remark, ...]:
    """A remark when the title block names another first or last day than the sheets have."""
    words = re.split(r"\bto\b|-|–", tidy(title.get("period", "")))
    named = [day for word in words if (day := day_of(word)) is not None]
    if len(named) != 2 or named == [days[0], days[-1]]:
        return ()
    return (
        Remark(
            "The title block names another period than the sheets have.",
            place=sheet.table.at(column="Period:"),
            found=f"{day_words(days[0])} to {day_words(days[-1])} in the sheets",
            expected=f"{day_words(named[0])} to {day_words(named[1])}",
            rule="the sheets have the days that the title block names",
            action="the days in the sheets are kept",
        ),
    )
