"""What a file is by its content, what of it is found by words, and every reason for which one is refused."""

import io
import zipfile

import pytest
from support.attached_files import (
    EXECUTABLE,
    GOOD,
    OLD_OFFICE,
    WORD,
    WORDS,
    bomb,
    docx,
    jpeg,
    locked_pdf,
    open_document,
    package,
    pdf,
    pdf_that_goes_to_a_page,
    pdf_that_opens,
    pdf_that_refers_to_a_name,
    pdf_with_a_file,
    pdf_with_packed_script,
    png,
    pptx,
    types,
    xlsx,
)

from everyweek.web.learn.attachments import guarded, packages
from everyweek.web.learn.attachments.checking import check_file
from everyweek.web.learn.attachments.guarded import look_into
from everyweek.web.learn.attachments.kinds import KINDS, LARGEST, MOST_TEXT, Refused
from everyweek.web.learn.attachments.names import clean_name
from everyweek.web.learn.attachments.packages import LARGEST_UNPACKED, MOST_PARTS
from everyweek.web.learn.attachments.previews import first_page
from everyweek.web.learn.attachments.texts import NotRead, shortened, text_inside


def named(value: str | bytes) -> str:
    """A case by its words: the bytes of a file name nothing."""
    return value if isinstance(value, str) else "file"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        check_file(content, name)
    return str(refused.value)


def test_every_kind_is_known_by_its_content_and_its_text_is_read() -> None:
    found = {name: check_file(content, name).kind.key for name, content in GOOD.items()}
    texts = {name: text_inside(content, found[name]) for name, content in GOOD.items()}

    assert set(found.values()) == set(KINDS)
    assert {name for name, text in texts.items() if WORDS not in text} == {"a.png", "a.JPEG"}


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "It is larger than 25 MB." in refusal(b"x" * (LARGEST + 1), "a.txt")


def test_slides_are_read_in_their_order() -> None:
    text = text_inside(pptx(), "pptx")

    assert [line.split()[-1] for line in text.splitlines()] == [f"slide{number}" for number in range(1, 12)]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "The file is empty."),
        (b" \n", "a.txt", "The file is empty."),
        (png(), "a.pdf", "Its name says that it is a PDF, but it holds a PNG picture."),
        (pdf(), "a.docx", "Its name says that it is a Word document, but it holds a PDF."),
        (xlsx(), "a.docx", "Its name says that it is a Word document, but it holds an Excel workbook."),
        (b"plain words", "a.jpg", "Its name says that it is a JPEG picture, but it holds plain text."),
        (b"GIF89a" + bytes(50), "a.png", "a PNG picture, but it holds something else (Graphics interchange format"),
        (b"\x01\x02\x03junk", "a.pdf", "Its name says that it is a PDF, but it holds something else."),
        (b"<p>x</p>", "page.html", "It is a web page or a drawing for the web, which can hold script."),
        (b"<svg onload=x>", "a.svg", "It is a web page or a drawing for the web, which can hold script."),
        (b"\n<!-- x --><!DOCTYPE html><html>", "a.txt", "It is a web page or a drawing for the web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg onload=x>", "a.csv", "It is a web page or a drawing for the web"),
        (EXECUTABLE, "setup.exe", "It is a program, which nobody should get from here."),
        (EXECUTABLE, "a.pdf", "It is a program, which nobody should get from here."),
        (OLD_OFFICE, "a.doc", "It is an Office file of the old kind, which can hide macros."),
        (OLD_OFFICE, "a.docx", "It is an Office file of the old kind, which can hide macros."),
        (b"{\\rtf1 x}", "a.txt", "It is an Office file of the old kind, which can hide macros."),
        (docx(), "a.docm", "It holds macros, which run on the computer of whoever opens it."),
        (b"PK", "a.zip", "It is an archive of files, into which nobody can look before they open it."),
        (package({"a.txt": "x"}), "a.docx", "It is an archive of files, into which nobody can look"),
        (b"x", "a.mp4", "Files of this type cannot be attached. Save it as PDF, Word (.docx),"),
        (b"x", "noending", "Files of this type cannot be attached."),
    ],
    ids=named,
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(content: bytes, name: str, sentence: str) -> None:
    assert sentence in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (locked_pdf(), "a.pdf"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
        (open_document("text", **{"META-INF__manifest_xml": "<encryption-data/>"}), "a.odt"),
    ],
    ids=named,
)
def test_a_locked_file_is_refused(content: bytes, name: str) -> None:
    assert "protected by a password, or encrypted" in refusal(content, name)


def test_a_package_with_a_locked_part_is_refused() -> None:
    whole = bytearray(docx())
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := whole.find(head, start)) >= 0:
            whole[start + at] |= 1
            start += 1

    assert "protected by a password" in refusal(bytes(whole), "a.docx")


@pytest.mark.parametrize(
    ("content"),
    [
        pdf_that_opens("/JavaScript"),
        pdf_that_opens("/Launch"),
        pdf_that_refers_to_a_name(),
        pdf()[:-6] + b"\n7 0 obj << /S /Launch >>\n%%EOF\n",
    ],
)
def test_a_pdf_that_starts_something_is_refused(content: bytes) -> None:
    assert "It holds script, or starts something when it is opened." in refusal(content, "a.pdf")


def test_a_pdf_that_opens_at_a_page_is_taken() -> None:
    assert check_file(pdf_that_goes_to_a_page(), "a.pdf").pages == 2


@pytest.mark.parametrize("is_in_table", [True, False])
def test_script_in_a_packed_part_of_a_pdf_is_seen(is_in_table: bool) -> None:
    written = pdf_with_packed_script(is_in_table=is_in_table)

    assert b"avaScript" not in written
    assert "It holds script" in refusal(written, "a.pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx(word__vbaProject_bin=b"x"), "a.docx"),
        (docx(word__activeX__activeX1_xml="<x/>"), "a.docx"),
        (open_document("text", **{"Basic__Standard__Module1_xml": "<x/>"}), "a.odt"),
        (open_document("text", Scripts__python__x_txt="x"), "a.odt"),
        (package({"[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml")}), "a.docx"),
    ],
    ids=named,
)
def test_macros_are_refused(content: bytes, name: str) -> None:
    assert "It holds macros" in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf_with_a_file(), "a.pdf"),
        (docx(word__embeddings__tool_exe=b"x"), "a.docx"),
        (docx(word__media__image1_png=EXECUTABLE), "a.docx"),
        (docx(word__embeddings__ole_bin=b"x" * 70_000 + "Ole10Native".encode("utf-16-le")), "a.docx"),
    ],
    ids=named,
)
def test_a_program_or_a_file_inside_is_refused(content: bytes, name: str) -> None:
    assert "There is a program or another file inside it" in refusal(content, name)


def test_a_workbook_behind_a_chart_is_looked_into_and_an_archive_is_not_taken() -> None:
    assert check_file(pptx(ppt__embeddings__book_xlsx=xlsx()), "a.pptx").kind.key == "pptx"
    assert "It holds macros" in refusal(pptx(ppt__embeddings__book_xlsx=docx(word__vbaProject_bin=b"x")), "a.pptx")
    assert "archive of files" in refusal(pptx(ppt__embeddings__book_xlsx=package({"a": "b"})), "a.pptx")
    assert "There is an archive of files inside it" in refusal(docx(word__media__x_png=package({"a": "b"})), "a.docx")
    assert "unpacks to far more" in refusal(
        docx(word__embeddings__a_docx=docx(word__embeddings__b_docx=docx())), "a.docx"
    )


def test_what_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = package({"[Content_Types].xml": types(WORD), **{f"word/{n}.xml": "" for n in range(MOST_PARTS + 1)}})
    entity = docx('x</w:t></w:r></w:p></w:body></w:document><!ENTITY a "aaaaaaa">')
    sentence = "It unpacks to far more than a document holds"

    assert sentence in refusal(bomb(), "a.docx")
    assert sentence in refusal(many, "a.docx")
    assert sentence in refusal(entity, "a.docx")
    assert sentence in refusal(png(60_000, 60_000), "a.png")
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 100)
    assert LARGEST_UNPACKED > LARGEST
    assert sentence in refusal(docx(), "a.docx")


@pytest.mark.parametrize("path", ["../../etc/cron.d/x", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_a_path_that_leaves_the_package_is_refused(path: str) -> None:
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr(path, "x")

    assert "has a path that leads out of the file" in refusal(made.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf()[:-200], "a.pdf"),
        (b"%PDF-1.4\nnothing\n%%EOF", "a.pdf"),
        (docx()[:-30], "a.docx"),
        (docx().replace(b"word/document.xml", b"word/document\x00xml", 1), "a.docx"),
        (png()[:-5], "a.png"),
        (png().replace(b"IDAT", b"IDAX"), "a.png"),
        (png(0, 1), "a.png"),
        (jpeg()[:-2], "a.jpg"),
        (jpeg()[:12], "a.jpg"),
        (b"\xff\xd8\xff\xd9", "a.jpg"),
    ],
    ids=named,
)
def test_a_damaged_file_is_refused(content: bytes, name: str) -> None:
    assert "It is damaged or was cut short" in refusal(content, name)


def test_what_cannot_be_read_leaves_a_file_that_can_be_attached() -> None:
    broken = docx("x<unclosed>")

    with pytest.raises(NotRead):
        text_inside(broken, "docx")
    found = look_into(broken, "a.docx")

    assert (found.kind.key, found.text, found.text_was_read) == ("docx", "", False)


def test_text_is_cut_where_it_is_no_more_searched_and_keeps_no_null() -> None:
    assert len(shortened("word " * 1000 for _ in range(100))) == MOST_TEXT
    assert shortened(["a\x00b\ud800 c", " \n"]) == "ab c"


def test_the_guarded_process_tells_what_is_in_a_file() -> None:
    found = look_into(pdf(pages=3), "a.pdf")

    assert (found.kind.key, found.pages, found.text_was_read) == ("pdf", 3, True)
    assert found.text.splitlines() == [WORDS] * 3
    assert found.preview.startswith(b"\x89PNG")
    assert check_file(found.preview, "a.png").kind.key == "png"


def test_the_guarded_process_refuses_as_the_check_does() -> None:
    for content, name in ((pdf_with_a_file(), "a.pdf"), (b"", "a.pdf"), (b"x" * (LARGEST + 1), "a.pdf")):
        with pytest.raises(Refused) as refused:
            look_into(content, name)
        assert str(refused.value) == refusal(content, name)


def test_a_process_that_is_ended_leaves_what_it_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LONGEST_READING", 0.5)
    said = """import sys,time; print('{"kind": "txt", "pages": 0}'); print('{"te', end=''); sys.stdout.flush()"""
    monkeypatch.setattr(guarded, "READER", ("-c", f"{said}; time.sleep(60)"))

    found = look_into(b"x", "a.txt")

    assert (found.kind.key, found.text, found.text_was_read, found.preview) == ("txt", "", False, b"")


def test_a_process_that_says_nothing_means_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "READER", ("-c", "import os; os.abort()"))

    with pytest.raises(Refused, match="damaged"):
        look_into(b"x", "a.txt")


def test_a_page_that_cannot_be_drawn_has_no_picture() -> None:
    assert first_page(b"no pdf") == b""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Board round.pdf", "Board round.pdf"),
        ("..\\..\\x\\a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("annexe\u202efdp.exe", "annexefdp.exe"),
        ("“Round” é.pdf", "“Round” é.pdf"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
    ids=named,
)
def test_a_name_is_kept_without_what_would_disturb(given: str, kept: str) -> None:
    assert clean_name(given) == kept
