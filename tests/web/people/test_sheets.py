"""Tables that people bring: whatever they were saved by they are read, or it is said what is wrong."""

import io
import zipfile

import pytest
import xlsxwriter

from everyweek.web.people.sheets.errors import RowError
from everyweek.web.people.sheets.read import Sheet, UnreadableSheet, read_pasted, read_sheet
from everyweek.web.people.sheets.write import csv_bytes, xlsx_bytes

COLUMNS = {"email": ("E-mail address", "Mail"), "name": ("Name",), "job_title": ("Job title",)}
NAMES = "E-mail address;Name\r\nzoe@example.nhs.uk;Zoë Ó’Núñez\r\n"


def read(content: bytes | str, name: str = "people.csv") -> Sheet:
    raw = content.encode() if isinstance(content, str) else content
    return read_sheet(raw, name=name, columns=COLUMNS, required=("email", "name"))


def refusal(content: bytes | str, name: str = "people.csv") -> str:
    with pytest.raises(UnreadableSheet) as caught:
        read(content, name)
    return str(caught.value)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_accents_arrive_however_the_file_was_saved(coding: str) -> None:
    sheet = read(NAMES.encode(coding))

    assert sheet.rows[0].values == {"email": "zoe@example.nhs.uk", "name": "Zoë Ó’Núñez", "job_title": ""}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_by_commas_semicolons_or_tabs(separator: str) -> None:
    sheet = read(f"Name{separator}E-mail address\nAnn{separator}ann@example.nhs.uk\n")

    assert sheet.rows[0].values["email"] == "ann@example.nhs.uk"


def test_the_line_by_which_a_spreadsheet_tells_the_separator_is_no_row() -> None:
    sheet = read("sep=;\r\nName;E-mail address\r\nAnn, the other;ann@example.nhs.uk\r\n")

    assert [(row.number, row.values["name"]) for row in sheet.rows] == [(2, "Ann, the other")]


def test_headings_may_be_spelt_otherwise_and_stand_in_any_order() -> None:
    sheet = read(" JOB-TITLE ,name,E_Mail Address\nNurse,Ann,ann@example.nhs.uk\n")

    assert sheet.rows[0].values == {"email": "ann@example.nhs.uk", "name": "Ann", "job_title": "Nurse"}
    assert sheet.headings == {"email": "E_Mail Address", "name": "name", "job_title": "JOB-TITLE"}


def test_columns_that_nothing_is_taken_from_are_told() -> None:
    sheet = read("Name,Mail,Telephone\nAnn,ann@example.nhs.uk,0113\n")

    assert sheet.ignored == ("Telephone",)


def test_empty_rows_are_skipped_and_the_others_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    sheet = read("\n\nName,Mail\n,\nAnn,ann@example.nhs.uk\n   , \nBob,bob@example.nhs.uk\n")

    assert [(row.number, row.values["name"]) for row in sheet.rows] == [(5, "Ann"), (7, "Bob")]


def test_a_line_break_inside_quotation_marks_does_not_begin_a_row() -> None:
    sheet = read('Name,Mail\n"Ann\nOther",ann@example.nhs.uk\nBob,bob@example.nhs.uk\n')

    assert [(row.number, row.values["name"]) for row in sheet.rows] == [(2, "Ann Other"), (3, "Bob")]


def test_a_row_that_ends_early_has_empty_cells() -> None:
    sheet = read("Mail,Name,Job title\nann@example.nhs.uk,Ann\n")

    assert sheet.rows[0].values["job_title"] == ""


def test_a_missing_heading_is_named_with_those_that_were_found() -> None:
    said = refusal("Full name,Telephone\nAnn,0113\n")

    assert said == (
        "The file “people.csv” was not used. The columns “E-mail address”, “Name” are missing. The first row must hold "
        "the headings; it holds: “Full name”, “Telephone”."
    )


def test_two_columns_for_the_same_thing_are_refused_and_told_by_their_letters() -> None:
    said = refusal("Mail,Name,E-mail address\na@example.nhs.uk,Ann,b@example.nhs.uk\n")

    assert "“Mail” in column A and “E-mail address” in column C. Keep one of them" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in it"),
        (b"\n \n,,\n", "There is nothing in it"),
        (b"Name,Mail\n", "headings and nothing below them"),
        (b'Name,Mail\n"Ann,ann@example.nhs.uk\n', "Row 2 cannot be read"),
        (b"Name,Mail\n" + b"Ann,a@example.nhs.uk\n" * 20_001, "It has 20,001 rows, and at most 20,000"),
        (b"Name,Mail\n" + b"a" * 5_000_000, "It has 5.0 MB, and at most 5 MB"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "It is no table that can be read"),
        (b"%PDF-1.7\n\x9d\x8f\x00\x01\x02", "It is no table that can be read"),
        (b"Name,Mail\n\x81\x8d,x\n", "It is no table that can be read"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_name_of_a_file_is_shortened_in_the_refusal() -> None:
    assert len(refusal(b"", "x" * 5000)) < 250


def test_twenty_thousand_rows_are_taken() -> None:
    sheet = read(b"Name,Mail\n" + b"Ann,a@example.nhs.uk\n" * 20_000)

    assert sheet.rows[-1].number == 20_001


def test_pasted_rows_need_no_headings() -> None:
    sheet = read_pasted("ann@example.nhs.uk\tAnn\tNurse\n", columns=COLUMNS, required=("email", "name"))

    assert [(row.number, row.values["name"]) for row in sheet.rows] == [(1, "Ann")]


def test_pasted_rows_may_have_headings() -> None:
    sheet = read_pasted("Name\tMail\nAnn\tann@example.nhs.uk\n", columns=COLUMNS, required=("email", "name"))

    assert [(row.number, row.values["email"]) for row in sheet.rows] == [(2, "ann@example.nhs.uk")]


def test_too_much_pasted_text_is_refused() -> None:
    with pytest.raises(UnreadableSheet, match="too long"):
        read_pasted("a" * 5_000_001, columns=COLUMNS, required=())


# Workbooks


def workbook(rows: list[list[object]], *, second: list[list[object]] | None = None) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for each in (rows, second or []):
        sheet = book.add_worksheet()
        for number, row in enumerate(each):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def test_a_workbook_is_read_whatever_its_name_with_numbers_as_they_are_typed() -> None:
    content = workbook([["Name", "Mail", "Job title"], [], ["Ann", "ann@example.nhs.uk", 7.0], ["Bob", "b@x.uk", 0.5]])

    sheet = read(content, "people.csv")

    assert [(row.number, row.values["job_title"]) for row in sheet.rows] == [(3, "7"), (4, "0.5")]


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    sheet = read(workbook([], second=[["Name", "Mail"], ["Ann", "ann@example.nhs.uk"]]))

    assert len(sheet.rows) == 1


def test_a_damaged_workbook_is_refused_and_ends_nothing() -> None:
    whole = workbook([["Name", "Mail"], ["Ann", "ann@example.nhs.uk"]])

    assert "The workbook cannot be read" in refusal(whole[: len(whole) // 2], "people.xlsx")
    assert "The workbook cannot be read" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "people.xls")


def test_a_workbook_with_a_stray_cell_at_the_far_end_is_refused() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Name")
    sheet.write("XFD1048576", "stray")
    book.close()

    assert "The workbook cannot be read" in refusal(out.getvalue(), "people.xlsx")


def test_a_workbook_that_swells_beyond_reason_is_refused() -> None:
    small = workbook([["Name", "Mail"], ["Ann", "ann@example.nhs.uk"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename.endswith("sharedStrings.xml"):
                text = b"<si><t>" + b"A" * 30_000_000 + b"</t></si>"
                new.writestr(
                    part.filename,
                    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + text * 7 + b"</sst>",
                )
            else:
                new.writestr(part, old.read(part))

    assert len(out.getvalue()) < 5_000_000
    assert "The workbook cannot be read" in refusal(out.getvalue(), "people.xlsx")


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("letter.txt", "Dear")

    assert "The workbook cannot be read" in refusal(out.getvalue(), "people.zip")


# Writing


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1")


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_a_file_is_calculated_by_the_spreadsheet_that_opens_it(cell: str) -> None:
    content = csv_bytes(("Name", "Mail"), [(cell, "ann@example.nhs.uk")]).decode("utf-8-sig")

    assert content.split("\r\n", 1)[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("name", ["=1+1", "'=1", "@ann", "Zoë, “the other”", "two\nlines", "'t Hooft"])
def test_what_was_written_is_read_again_as_it_was(name: str) -> None:
    header, rows = ("Name", "Mail"), [(name, "ann@example.nhs.uk")]

    of_csv, of_workbook = read(csv_bytes(header, rows)), read(xlsx_bytes("People", header, rows), "people.xlsx")

    spelt = " ".join(name.split())
    assert of_csv.rows[0].values["name"] == spelt
    assert of_workbook.rows[0].values["name"] == (spelt[1:] if name == "'=1" else spelt)


def test_the_mark_at_the_beginning_tells_excel_that_it_is_utf_8() -> None:
    assert csv_bytes(("Name",), [("Zoë",)]) == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"


def test_a_workbook_holds_strings_only_and_any_title_is_made_to_fit() -> None:
    content = xlsx_bytes(
        "What is [this]: a/b*c? and longer than thirty-one", ("A", "B"), [("=1+1", None), ("x" * 40_000, 3)]
    )

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="s"') == 6


def test_an_empty_title_is_replaced() -> None:
    assert xlsx_bytes("", ("A",), []).startswith(b"PK")


def test_an_error_of_a_row_says_where_it_is() -> None:
    assert str(RowError(7, "Role", "Boss", "There is no such role.")) == "Row 7, Role: There is no such role."
    assert str(RowError(7, "", "", "It stands there twice.")) == "Row 7: It stands there twice."
