"""Files that were damaged, or made to do harm: refused in words, in bounded time and memory; the others still load."""

import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from support.loading import load
from support.publications import SERVICE, Workbook, ambulance_csv, provider_csv, provider_workbook, write

from everyweek.publications import workbook
from everyweek.publications.document import Document
from everyweek.publications.errors import Place, RefusedFile, UnreadableFile
from everyweek.publications.recognise import read_releases
from everyweek.publications.workbook import read_sheets
from everyweek.publications.workbook_size import LARGEST_UNPACKED, check_size
from everyweek.warehouse import Warehouse

HERE = Place("a.xlsx")


def far_workbook() -> bytes:
    """A workbook with one stray cell at the very end of the sheet, as a slip of the keyboard leaves it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Provider Level Data")
        sheet.write(0, 0, "here")
        sheet.write(1_048_575, 16_383, "there")
    return out.getvalue()


def test_a_stray_cell_at_the_end_of_a_sheet_is_refused_before_it_is_read(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "far.xlsx").write_bytes(far_workbook())
    write(tmp_path, "good.csv", provider_csv())

    report = load(warehouse, tmp_path)

    assert [one.outcome for one in report.outcomes] == ["refused", "loaded"]
    assert "cells out to column XFD and row 1,048,576 in sheet1.xml" in report.outcomes[0].message


def test_a_reader_that_runs_out_of_memory_ends_alone() -> None:
    with pytest.raises(UnreadableFile, match="it stops the reader"):
        read_sheets(far_workbook(), place=HERE)


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LONGEST_READING", 0.001)

    with pytest.raises(UnreadableFile, match=r"over 0\.001 seconds"):
        read_sheets(provider_workbook(Workbook()), place=HERE)


def test_a_workbook_that_swells_is_refused_packed() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(LARGEST_UNPACKED // 2**20 + 1):
            part.write(bytes(2**20))

    assert len(out.getvalue()) < 2**20
    with pytest.raises(UnreadableFile, match="unpacks to 501 MB"):
        check_size(out.getvalue(), place=HERE)


def test_a_zip_of_something_else_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "April.zip", "w") as package:
        package.writestr("April.csv", provider_csv())

    report = load(warehouse, tmp_path)

    assert report.outcomes[0].message == (
        "April.zip: This is an archive of files, not a workbook. Found: 1 file in it. "
        "Expected: the files themselves: unpack it and load what is inside."
    )


def test_a_document_of_another_kind_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "April.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    report = load(warehouse, tmp_path)

    assert "save it as one of them" in report.outcomes[0].message


def workbook_with(cell: str) -> bytes:
    """A workbook of one sheet with one cell, written as XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", f"<sheetData><row>{cell}</row></sheetData>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<c r="B2"><f>[1]Sheet!A1</f><v>3</v></c>', "a formula that looks into another file"),
        ('<c r="B2" t="str"><f>WEBSERVICE("x")</f><v>3</v></c>', "a formula that looks into another file"),
        ('<c r="B2"><f>A1+1</f></c>', "a formula whose result was not saved"),
        ('<c r="B2"><f t="shared" si="0"/></c>', "a formula whose result was not saved"),
        (f'<c r="B2"><f>{"1+" * 5_000}1</f><v>1</v></c>', "longer than any that can be typed"),
    ],
)
def test_a_workbook_whose_figures_are_not_in_it_is_refused_with_the_cell(cell: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refusal:
        check_size(workbook_with(cell), place=HERE)

    assert "sheet1.xml" in str(refusal.value)
    assert "B2" in str(refusal.value)


def test_a_workbook_that_defines_entities_is_refused() -> None:
    bomb = workbook_with('<!DOCTYPE lolz [<!ENTITY a "aaaa">]>')

    with pytest.raises(UnreadableFile, match="defines entities"):
        check_size(bomb, place=HERE)


def test_formulas_with_their_results_are_read_as_their_results() -> None:
    content = workbook_with('<c r="B2"><f>SUM(A1:A9)</f><v>45</v></c><c r="B3"><v>4</v></c>')

    assert check_size(content, place=HERE) is None


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with bytes changed, lost, put in or cut off."""
    spoilt = bytearray(content)
    for _ in range(chance.choice([1, 3, 20, 300])):
        at = chance.randrange(max(len(spoilt), 1))
        match chance.randrange(6):
            case 0 | 1 | 2:
                spoilt[at : at + 1] = chance.randbytes(1)
            case 3:
                del spoilt[at : at + chance.randrange(1, 200)]
            case 4:
                spoilt[at:at] = chance.randbytes(chance.randrange(1, 50))
            case _:
                del spoilt[max(at, 10) :]
    return bytes(spoilt)


def outcomes_of_damage(*, times: int) -> set[str]:
    """Read so many damaged files; anything but a release or a refusal escapes as it is."""
    chance = random.Random(2026)
    good = [provider_workbook(Workbook()), provider_csv().encode(), ambulance_csv({(2024, 1): [SERVICE]}).encode()]
    outcomes: set[str] = set()
    for _ in range(times):
        outcomes.add(outcome_of(damaged(chance.choice(good), chance)))
    return outcomes


def outcome_of(content: bytes) -> str:
    try:
        read_releases(Document(Path("damaged"), content))
    except RefusedFile as refusal:
        return type(refusal).__name__ if str(refusal).startswith("damaged") else "a refusal that does not name the file"
    return "read"


def test_a_damaged_file_is_read_or_refused_and_nothing_else_happens() -> None:
    assert outcomes_of_damage(times=300) == {"read", "NotRecognised", "UnreadableFile", "FaultyPublication"}


@pytest.mark.slow
def test_ten_thousand_damaged_files_are_read_or_refused_and_nothing_else_happens() -> None:
    assert outcomes_of_damage(times=10_000) == {"read", "NotRecognised", "UnreadableFile", "FaultyPublication"}
