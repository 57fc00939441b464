"""Nominees from a spreadsheet: pasted or in a file, every row checked, every error shown, nothing half taken over."""

import io
import re
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from support.cast import Cast
from support.champions import DURING, link_of, make_round, nominate, sent_in, the_return
from support.people import reader
from support.site import words

from everyweek.web.people.champions import nominating
from everyweek.web.people.champions.answering import decline
from everyweek.web.people.champions.details import Details
from everyweek.web.people.champions.errors import NoPlaceLeft
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.reader import NOBODY

HEAD = "Name,Job title,E-mail,Employing organisation"
ANN = "Ann Other,Ward sister,ann@example.nhs.uk,ZZ1"
BOB = "Bob Brown,Paramedic,bob@example.nhs.uk,ZZ2"
TOKEN = re.compile(r'name="once" value="([^"]+)"')


@pytest.fixture
def one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Return:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    return the_return(make_round(cast))


@pytest.fixture
def executive(cast: Cast) -> Any:
    return reader(cast["executive contact"])


def send(client: Any, pasted: str = "", *, file: tuple[str, bytes] | None = None, **more: Any) -> Any:
    at = "/champions/recovery-champions/ZZA/upload"
    page = client.get(at).content.decode()
    form = {
        "once": TOKEN.search(page)[1],  # type: ignore[index]
        "version": re.search(r'name="version" value="(\d+)"', page)[1],  # type: ignore[index]
        "pasted": pasted,
        **({"file": SimpleUploadedFile(*file)} if file else {}),
        **more,
    }
    return client.post(at, form)


def table(*lines: str) -> bytes:
    return "\r\n".join((HEAD, *lines)).encode()


def workbook(*rows: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def kept() -> list[tuple[str, str, str, str]]:
    return list(
        Nominee.objects.exclude(state="withdrawn")
        .order_by("position")
        .values_list("name", "job_title", "email", "organisation")
    )


def errors(page: Any) -> list[str]:
    """What stands in the table of errors, a row of it as one text."""
    html = page.content.decode()
    body = html.split('id="errors"')[1].split("</table>")[0]
    return [words(row) for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)[1:]]


BOTH = [
    ("Ann Other", "Ward sister", "ann@example.nhs.uk", "ZZ1"),
    ("Bob Brown", "Paramedic", "bob@example.nhs.uk", "ZZ2"),
]


@pytest.mark.parametrize(
    "content",
    [
        table(ANN, BOB),
        b"\xef\xbb\xbf" + table(ANN, BOB),
        "\n".join((HEAD, ANN, BOB)).encode("utf-16"),
        table(ANN, BOB).replace(b",", b";"),
        table(ANN, BOB).replace(b",", b"\t"),
        b"\r\n\r\n" + table(ANN, "", BOB),
    ],
    ids=["csv", "with a mark", "utf-16", "semicolons", "tabs", "blank lines"],
)
def test_a_file_of_right_rows_is_taken_over_as_drafts(one: Return, executive: Any, content: bytes) -> None:
    answer = send(executive, file=("champions.csv", content))

    assert answer["Location"].endswith("?done=rows&added=2&changed=0&unchanged=0")
    assert kept() == BOTH
    assert "2 rows added, 0 changed, 0 as before." in words(executive.get(answer["Location"]).content)
    assert set(Nominee.objects.values_list("state", flat=True)) == {"draft"}


def test_a_workbook_is_taken_over(one: Return, executive: Any) -> None:
    send(executive, file=("champions.xlsx", workbook(tuple(HEAD.split(",")), *(BOTH))))

    assert kept() == BOTH


def test_rows_copied_from_a_spreadsheet_are_taken_over_with_headings_or_without(one: Return, executive: Any) -> None:
    send(executive, "\n".join((HEAD, ANN)).replace(",", "\t"))
    send(executive, BOB.replace(",", "\t"))

    assert kept() == BOTH


def test_a_file_in_the_windows_code_page_keeps_its_accents(one: Return, executive: Any) -> None:
    send(
        executive, file=("champions.csv", table("Zoë O’Néill,Matron,zoe@example.nhs.uk,ZZ1").decode().encode("cp1252"))
    )

    assert kept()[0][0] == "Zoë O’Néill"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in it"),
        (HEAD.encode(), "It has headings and nothing below them."),
        (b"Person,Job title,E-mail\nAnn,Sister,ann@example.nhs.uk", "The column “Name” is missing."),
        (b"Person,Job title,E-mail\nAnn,Sister,ann@example.nhs.uk", "it holds: “Person”, “Job title”, “E-mail”"),
        (b"Name,Full name,Job title,E-mail\nA,B,C,D", "Two columns stand for the same"),
        (b"%PDF-1.4\x00\x01\x02", "It is no table that can be read."),
        (b"x" * 5_000_001, "at most 5 MB are taken"),
    ],
    ids=["empty", "headings only", "wrong heading", "which were found", "twice", "no table", "too large"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_what_to_do(
    one: Return, executive: Any, content: bytes, said: str
) -> None:
    page = send(executive, file=("<b>list.csv", content))

    text = words(page.content)
    assert page.status_code == 200
    assert "The file “&lt;b&gt;list.csv” was not used." in text
    assert said in text
    assert kept() == []


def test_all_errors_of_all_rows_are_shown_with_row_column_and_what_to_do(one: Return, executive: Any) -> None:
    page = send(
        executive,
        file=(
            "champions.csv",
            table(
                ANN,
                ",,bob,QQQQQ",
                "Cat Clark,Matron,ANN@example.nhs.uk,ZZ1",
                "Dee Dean,Nurse,dee@example.nhs.uk,Applebridge",
                "<script>alert(1)</script>,x,<script>@example,ZZ1",
            ),
        ),
    )

    assert errors(page) == [
        "Row 3 Column Name What it says nothing What to do Write the name.",
        "Row 3 Column Job title What it says nothing What to do Write the job title.",
        (
            "Row 3 Column E-mail What it says bob What to do This is not an e-mail address. Write it as in "
            "name@example.nhs.uk."
        ),
        (
            "Row 3 Column Employing organisation What it says QQQQQ What to do No organisation has a name or code "
            "like this. Write its code, or fewer words of its name."
        ),
        (
            "Row 4 Column E-mail What it says ANN@example.nhs.uk What to do The same address as in row 2. Nobody "
            "is nominated twice."
        ),
        (
            "Row 5 Column Employing organisation What it says Applebridge What to do No organisation has exactly "
            "this name or code. Write one of these codes: ZZ1 Applebridge Invented Hospitals NHS Trust."
        ),
        (
            "Row 6 Column E-mail What it says &lt;script&gt;@example What to do This is not an e-mail address. "
            "Write it as in name@example.nhs.uk."
        ),
    ]
    assert "Nothing was saved: 4 rows have something to put right" in words(page.content)
    assert "<script>alert" not in page.content.decode()
    assert kept() == []


def test_the_rows_of_a_file_can_be_corrected_on_the_page_under_the_same_numbers(one: Return, executive: Any) -> None:
    page = send(executive, file=("champions.csv", table("", ANN, "Bob Brown,Paramedic,bob,ZZ2")))
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.DOTALL)[1]  # type: ignore[index]

    again = send(executive, text.replace("\tbob\t", "\tbob\t"))
    right = send(executive, text.replace("\tbob\t", "\tbob@example.nhs.uk\t"))

    assert errors(page)[0].startswith("Row 4 ")
    assert errors(again)[0].startswith("Row 4 ")
    assert right.status_code == 302
    assert kept() == BOTH


def test_the_right_rows_alone_are_taken_over_when_the_reader_says_so(one: Return, executive: Any) -> None:
    page = send(executive, "\n".join((HEAD, ANN, "Bob Brown,,bob@example.nhs.uk,ZZ2")))
    answer = send(executive, "\n".join((HEAD, ANN, "Bob Brown,,bob@example.nhs.uk,ZZ2")), right="1")

    assert "Save only the 1 row that is right" in words(page.content)
    assert answer["Location"].endswith("added=1&changed=0&unchanged=0")
    assert kept() == BOTH[:1]


def test_when_no_row_is_right_none_can_be_taken_over(one: Return, executive: Any) -> None:
    page = send(executive, "Bob Brown,,bob@example.nhs.uk,ZZ2", right="1")

    assert page.status_code == 200
    assert "Save only the" not in words(page.content)
    assert kept() == []


def test_rows_beyond_the_places_are_refused_with_the_rule_and_the_others_can_be_taken(
    one: Return, executive: Any
) -> None:
    rows = [f"Champion {number},Nurse,c{number}@example.nhs.uk,ZZ1" for number in range(1, 23)]

    page = send(executive, "\n".join((HEAD, *rows)))
    answer = send(executive, "\n".join((HEAD, *rows)), right="1")

    said = "This would be champion number 21; the system may nominate 20. A larger system: 2 trusts are counted in it"
    assert [error.split(" What it says")[0] for error in errors(page)] == [
        "Row 22 Column The whole row",
        "Row 23 Column The whole row",
    ]
    assert said in errors(page)[0]
    assert said in errors(page)[1]  # a row that is refused takes no place
    assert answer.status_code == 302
    assert len(kept()) == 20


def test_an_address_that_is_nominated_already_is_brought_up_to_date(one: Return, executive: Any) -> None:
    send(executive, "\n".join((HEAD, ANN, BOB)))

    answer = send(executive, "\n".join((HEAD, ANN.replace("Ward sister", "Matron").replace("ann@", "ANN@"), BOB)))

    assert answer["Location"].endswith("added=0&changed=1&unchanged=1")
    assert [row[1] for row in kept()] == ["Matron", "Paramedic"]


def test_somebody_who_declined_is_not_nominated_again_by_a_file(one: Return, executive: Any, cast: Cast) -> None:
    (nominee,) = sent_in(cast.reader("executive contact"), one, "Ann Other")
    decline(token=link_of(nominee), by=NOBODY, now=DURING)

    page = send(executive, f"{HEAD}\nAnn Other,Sister,ann.other@example.nhs.uk,ZZ1")

    assert "This person was nominated and declined." in errors(page)[0]


def test_what_is_exported_can_be_filled_in_and_sent_back(one: Return, executive: Any, cast: Cast) -> None:
    sent_in(cast.reader("executive contact"), one, "Ann Other")
    exported = {
        form: executive.get(f"/champions/recovery-champions/ZZA/champions.{form}").content for form in ("csv", "xlsx")
    }

    answers = [send(executive, file=(f"back.{form}", content))["Location"] for form, content in exported.items()]

    assert [answer.partition("?")[2] for answer in answers] == ["done=rows&added=0&changed=0&unchanged=1"] * 2
    more = exported["csv"] + b"Executive contact,Second Executive,Chair,second@example.nhs.uk,,,\r\n"
    assert "row 2 names one already" in errors(send(executive, file=("two.csv", more)))[0]


def test_the_executive_contact_can_stand_in_the_table(one: Return, executive: Any) -> None:
    send(executive, "Nominated as,Name,Job title,E-mail\nExecutive contact,Eve Executive,Chair,eve@example.nhs.uk")

    found = Return.objects.get(pk=one.pk)
    assert (found.executive_name, found.executive_email) == ("Eve Executive", "eve@example.nhs.uk")


def test_what_somebody_is_nominated_as_is_one_of_two(one: Return, executive: Any) -> None:
    page = send(executive, f"{HEAD},Nominated as\n{ANN},Mascot")

    assert "Write “Champion” or “Executive contact”, or leave it empty." in errors(page)[0]


@pytest.mark.parametrize(
    ("pasted", "file", "said"),
    [
        ("", None, "Paste the rows of the nominees, or choose a file"),
        ("  \n ", None, "Paste the rows of the nominees, or choose a file"),
        (ANN, ("a.csv", table(BOB)), "Paste rows or choose a file, not both at once."),
        ("x" * 100_001, None, "That is more than 100,000 characters."),
        ('Name,"Job', None, "a quotation mark was opened and not closed"),
    ],
)
def test_a_form_without_one_table_is_told_so(
    one: Return, executive: Any, pasted: str, file: tuple[str, bytes] | None, said: str
) -> None:
    page = send(executive, pasted, file=file)

    assert said in words(page.content)
    assert kept() == []


def test_the_same_file_sent_twice_adds_its_rows_once(one: Return, executive: Any) -> None:
    at = "/champions/recovery-champions/ZZA/upload"
    once = TOKEN.search(executive.get(at).content.decode())[1]  # type: ignore[index]

    answers = [
        executive.post(at, {"once": once, "version": "1", "pasted": "\n".join((HEAD, ANN, BOB))})["Location"]
        for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert kept() == BOTH


def test_a_return_that_changed_meanwhile_is_not_mixed_with_a_file(one: Return, executive: Any, cast: Cast) -> None:
    nominate(cast.reader("executive contact"), one, "Cat Clark")

    page = send(executive, f"{HEAD}\n{ANN}", version="1")

    assert page.status_code == 409
    assert "Nothing of what you see here was saved." in words(page.content)
    assert "ann@example.nhs.uk" in page.content.decode()
    assert len(kept()) == 1


def test_rows_are_taken_over_whole_or_not_at_all(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")
    rows = [Details(f"Champion {number}", "Nurse", f"c{number}@example.nhs.uk", "ZZ1") for number in range(21)]
    before = AuditEntry.objects.count()

    with pytest.raises(NoPlaceLeft):
        nominating.take_over(by=by, of=one, seen_version=1, nominees=rows, now=DURING)

    assert kept() == []
    assert AuditEntry.objects.count() == before
