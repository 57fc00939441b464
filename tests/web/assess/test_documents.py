"""PDF files: what people write is printed as it is, whatever it is, and the file is fit for a screen reader."""

import io
from pathlib import Path

import pypdf
import pytest

from everyweek.web.design.pdf import DOCUMENTS, LARGEST, DocumentTooLarge, pdf, printable_text, shown_letters


def text_of(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def a_document(text: str) -> dict[str, object]:
    """A document that says a text in each of its places."""
    pieces = [
        {"kind": "words", "text": text},
        {"kind": "note", "text": text},
        {"kind": "list", "items": [text]},
        {"kind": "facts", "rows": [["Name", text]]},
        {"kind": "table", "head": ["One", "Two"], "rows": [[text, text]], "caption": text},
    ]
    return {
        "title": f"About {text}",
        "lines": [text],
        "notes": [text],
        "made": text,
        "sections": [{"title": text, "pieces": pieces}],
    }


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1") #read("/etc/passwd")',
        "*bold* _thin_ `code` = head",
        "<script>alert(1)</script> <label> @reference",
        "$x^2$ \\ // comment /* more */",
        "[brackets] {braces} ~ -- --- ...",
    ],
)
def test_nothing_that_people_write_is_read_as_markup(text: str) -> None:
    words = text_of(pdf("report", a_document(text)))

    assert words.count(" ".join(text.split())) >= 7


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم",
        "שלום",
        "😀👩‍👩‍👧 ✓",
        "日本語",
        "a\x00b\x07c",
        "Zoë e\u0301 Ŵyn",
        "x" * 5000,
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
def test_any_letters_make_a_document(text: str) -> None:
    content = pdf("report", a_document(text))

    assert content.startswith(b"%PDF-")


def test_every_letter_that_is_said_to_have_a_font_has_one() -> None:
    text = "".join(sorted(shown_letters()))

    content = pdf("report", {"title": "Letters", "lines": [text], "notes": [text]})

    assert content.startswith(b"%PDF-")


def test_a_sign_without_a_font_is_told_by_its_name_and_a_letter_by_a_box() -> None:
    assert printable_text("well 😀 日") == "well [grinning face] ▯"


def test_a_title_of_signs_that_nobody_sees_makes_a_document_too() -> None:
    content = pdf("report", {"title": "\ue000", "lines": ["its words"]})

    assert "its words" in text_of(content)


def test_accents_that_no_font_can_put_together_leave_the_letter() -> None:
    content = pdf("report", {"title": "Accents", "lines": ["ж\u0301\u0313\u0654 and so on"]})

    assert "and so on" in text_of(content)


def test_a_document_is_tagged_and_has_a_title_a_language_and_page_numbers() -> None:
    rows = [["a question", "an answer"]] * 120
    pieces = [{"kind": "table", "head": ["Question", "Answer"], "rows": rows}]

    document = pypdf.PdfReader(
        io.BytesIO(pdf("report", {"title": "A plan", "made": "Made by Ann", "sections": [{"pieces": pieces}]}))
    )

    root = document.trailer["/Root"]
    assert document.metadata is not None
    assert document.metadata.title == "A plan"
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("en-GB", True)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    last = document.pages[-1].extract_text()
    assert "Question" in last
    assert f"Page {len(document.pages)} of {len(document.pages)}" in last


def test_a_picture_has_words_for_those_who_do_not_see_it() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="5"/></svg>'

    content = pdf(
        "report", {"title": "P", "sections": [{"pieces": [{"kind": "picture", "svg": svg, "alt": "A square"}]}]}
    )

    assert content.startswith(b"%PDF-")


def test_a_template_elsewhere_may_use_the_common_layout(tmp_path: Path) -> None:
    template = tmp_path / "own.typ"
    template.write_text(
        '#import "document.typ": document_of\n#let data = json(bytes(sys.inputs.data))\n#document_of(data, [own words])'
    )

    assert "own words" in text_of(pdf(template, {"title": "Own"}))


def test_a_template_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    template = tmp_path / "nosy.typ"
    template.write_text('#set document(title: "x")\n#read("../../../../../etc/hostname")')

    with pytest.raises(Exception, match=r"file|root"):
        pdf(template, {"title": "Nosy"})

    assert DOCUMENTS.is_dir()


def test_more_than_fits_into_a_document_is_refused_with_a_sentence() -> None:
    with pytest.raises(DocumentTooLarge, match="Take it as a workbook instead"):
        pdf("report", {"title": "Long", "lines": ["a b " * (LARGEST // 4 + 1)]})
