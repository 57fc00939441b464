"""Formulas in a new-style workbook: we read the results that were saved, never work a formula out.

A formula is harmless as long as its result stands beside it. One that looks into another file, or whose result was
never saved, would show us an old figure or none, so the workbook is refused with what to do.
"""

import re
from dataclasses import replace

from everyweek.publications.errors import Place, UnreadableFile

FORMULA_CELL = re.compile(
    rb'<c [^>]*?r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?P<how>[^>]*?)(?:/>|>(?P<formula>.*?)</f>)(?P<rest>.*?)</c>'
)
IN_ANOTHER_FILE = re.compile(rb"\[\d+\]|file:|https?:|WEBSERVICE\(|DDE\(", re.IGNORECASE)
LONGEST_FORMULA = 8_192
"""Characters: the longest a spreadsheet program lets anybody type."""
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
SAVE_VALUES = "figures instead of formulas: open it, copy the table, paste it as values, and save it"


def check_formulas(sheet_xml: bytes, *, sheet: str, place: Place) -> None:
    """Refuse a sheet in which a figure stands in another file, was never worked out, or that is made to swell.

    Raises UnreadableFile with the cell.
    """
    if ENTITY.search(sheet_xml[:65_536]):
        raise UnreadableFile(
            "The workbook defines entities, which no spreadsheet program writes and which can be made to swell.",
            place=replace(place, sheet=sheet),
            expected="a workbook as it was published; download it again",
        )
    if b"<f" not in sheet_xml:
        return
    for found in FORMULA_CELL.finditer(sheet_xml):
        formula = found["formula"] or b""
        here = replace(place, sheet=sheet, column=found[1].decode())
        if len(formula) > LONGEST_FORMULA:
            raise UnreadableFile(
                "A formula is longer than any that can be typed.",
                place=here,
                found=f"{len(formula):,} characters",
                expected=SAVE_VALUES,
            )
        if IN_ANOTHER_FILE.search(formula):
            raise UnreadableFile(
                "A figure is a formula that looks into another file.",
                place=here,
                found=formula[:80].decode(errors="replace"),
                expected=SAVE_VALUES,
            )
        if b"<v" not in found["rest"]:
            raise UnreadableFile(
                "A figure is a formula whose result was not saved.",
                place=here,
                found=formula[:80].decode(errors="replace") or "a formula shared with another cell",
                expected=SAVE_VALUES,
            )
