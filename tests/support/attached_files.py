"""Files to attach, made in the tests: small ones of every kind, and bad ones of every sort."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

WORDS = "The phlebotomist comes at six."
OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = f"{OFFICE}wordprocessingml.document.main+xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
EXECUTABLE = b"MZ\x90\x00" + b"\x00" * 200
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def pdf(text: str = WORDS, *, pages: int = 2) -> bytes:
    """A PDF with the text on each page, written by hand."""
    drawn = f"BT /F1 24 Tf 40 700 Td ({text}) Tj ET".encode()
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    content, font = 4 + pages, 5 + pages
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /Resources << /Font << /F1 {font} 0 R >> >> >>",
        "<< /Producer (tests) >>",
        *[page] * pages,
        f"<< /Length {len(drawn)} >>\nstream\n{drawn.decode()}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


def changed_pdf(change: Callable[[PdfWriter], None]) -> bytes:
    """The PDF after a change by a library."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    return changed_pdf(lambda writer: writer.encrypt("winter", algorithm="RC4-128"))


def pdf_that_opens(what: str) -> bytes:
    """A PDF that starts an action of this sort ("/Launch", "/JavaScript") when it is opened; names written oddly."""

    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(what), NameObject("/JS"): TextStringObject("x()")})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return changed_pdf(change).replace(what.encode(), f"/#{ord(what[1]):02x}{what[2:]}".encode())


def pdf_that_refers_to_a_name() -> bytes:
    """A PDF that starts something when it is opened, whose sort is in an object of its own and spelt oddly."""

    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): writer._add_object(NameObject("/Launch"))})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return changed_pdf(change).replace(b"/Launch", b"/#4caunch")


def pdf_that_goes_to_a_page() -> bytes:
    """A PDF that opens at its second page, as many do."""

    def change(writer: PdfWriter) -> None:
        goes = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): ArrayObject()})
        writer.root_object[NameObject("/OpenAction")] = goes

    return changed_pdf(change)


def pdf_with_a_file() -> bytes:
    """A PDF in which another file is."""
    return changed_pdf(lambda writer: writer.add_attachment("tool.exe", EXECUTABLE))


def pdf_with_packed_script(*, is_in_table: bool) -> bytes:
    """A PDF of the newer sort, in which script lies in a packed stream of objects, whether the table names it or not.

    When the table names it, its own name is spelt oddly, as every reader understands it.
    """
    script = "4 0 << /S /{} /JS (x) >>".format("#4aavaScript" if is_in_table else "JavaScript")
    packed, made, places = script.encode().hex().encode() + b">", b"%PDF-1.5\n", []
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>" if is_in_table else b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(packed), packed),
    ]
    for number, body in zip((1, 2, 3, 5), bodies, strict=True):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = [(0, 0, 255), *((1, place, 0) for place in places[:3]), (2, 5, 0) if is_in_table else (0, 0, 0)]
    rows += [(1, places[3], 0), (1, len(made), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    head = b"<< /Type /XRef /Size 7 /Root 1 0 R /W [1 2 1] /Length %d >>" % len(table)
    return made + b"6 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, table, len(made))


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def types(main: str) -> str:
    """The list of types of an Office file whose main part is of this one."""
    return f'<Types xmlns="{PACKAGES}/content-types"><Override PartName="/main.xml" ContentType="{main}"/></Types>'


def docx(text: str = WORDS, **more: str | bytes) -> bytes:
    """A Word document; more : further parts, by their names with __ for / and _ before the ending."""
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return package({"[Content_Types].xml": types(WORD), "word/document.xml": document, **_named(more)})


def pptx(**more: str | bytes) -> bytes:
    """A presentation of eleven slides, each with its number in words of its own."""
    slide = '<p:sld xmlns:p="p" {}><a:p><a:r><a:t>{} slide{}</a:t></a:r></a:p></p:sld>'
    slides = {f"ppt/slides/slide{n}.xml": slide.format(A, WORDS, n) for n in (10, 11, *range(1, 10))}
    return package(
        {"[Content_Types].xml": types(f"{OFFICE}presentationml.presentation.main+xml"), **slides, **_named(more)}
    )


def xlsx(text: str = WORDS) -> bytes:
    """A workbook with one sheet."""
    book = f'<workbook {S} xmlns:r="{R}"><sheets><sheet name="Beds" sheetId="1" r:id="rId1"/></sheets></workbook>'
    sheet = f'<worksheet {S}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData>'
    leads = '<Relationships xmlns="{}/relationships"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    return package(
        {
            "[Content_Types].xml": types(f"{OFFICE}spreadsheetml.sheet.main+xml"),
            "_rels/.rels": leads.format(PACKAGES, R, "officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": leads.format(PACKAGES, R, "worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"{sheet}</worksheet>",
        }
    )


def open_document(kind: str, text: str = WORDS, **more: str | bytes) -> bytes:
    """An OpenDocument file of this kind: text, presentation or spreadsheet."""
    inside = f"<text:p>{text}</text:p>"
    if kind == "spreadsheet":
        inside = (
            f'<table:table table:name="Beds"><table:table-row><table:table-cell office:value-type="string">{inside}'
        )
        inside += "</table:table-cell></table:table-row></table:table>"
    spaces = " ".join(f'xmlns:{one}="{SPACES}{one}:1.0"' for one in ("office", "text", "table"))
    content = f"<office:document-content {spaces}><office:body><office:{kind}>{inside}</office:{kind}></office:body>"
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"{content}</office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
            **_named(more),
        }
    )


def bomb() -> bytes:
    """A document with a part of 60 MB in 60 KB."""
    return docx(word__media__image_bin=b"\x00" * 60_000_000)


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture; its size is claimed only, and the pixels are those of two by two."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\x10\x80\xf0" * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def jpeg() -> bytes:
    """A picture as far as its markers go."""
    frame = b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x02\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + frame + b"\xff\xda\x00\x02" + b"\x00\x12\x34" + b"\xff\xd9"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _named(more: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """word__media__image_bin is word/media/image.bin."""
    return {".".join(name.replace("__", "/").rsplit("_", 1)): content for name, content in more.items()}


GOOD = {
    "a.pdf": pdf(),
    "a.docx": docx(),
    "a.pptx": pptx(),
    "a.xlsx": xlsx(),
    "a.odt": open_document("text"),
    "a.odp": open_document("presentation"),
    "a.ods": open_document("spreadsheet"),
    "a.csv": f"what\n{WORDS}\n".encode(),
    "a.txt": WORDS.encode(),
    "a.png": png(),
    "a.JPEG": jpeg(),
}
