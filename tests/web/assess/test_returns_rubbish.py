"""Files as the world makes them: odd cells, odd letters, odd workbooks. Each is read, or refused with a sentence."""

import csv
import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import LEAD, an_assessment, open_now
from support.brought_returns import brought, hidden, taken, typed, used
from support.cast import Cast
from support.people import reader
from support.returns import address, changed, formulas_of, rows_of, settled, table_of, workbook_of

from everyweek.web.assess.conversation.positions import PositionAsked, set_position
from everyweek.web.assess.conversation.queries import positions
from everyweek.web.assess.returns.workbook import _list
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db
AN_NHS_NUMBER = "943 476 5919"
"""Invented, and used by the NHS itself as the example; it passes the check."""
OF_WORKBOOKS, OF_MACROS = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)


@pytest.fixture
def now() -> datetime:
    """The instant of the test."""
    return timezone.now()


@pytest.fixture
def assessment(cast: Cast, now: datetime) -> Assessment:
    """Fenwick in a round that is open now; nothing is answered."""
    return an_assessment(cast, now=now - timedelta(days=40), **open_now(now))


@pytest.fixture
def lead(cast: Cast) -> Client:
    """The browser of whoever leads the assessment of Fenwick."""
    return reader(cast[LEAD])


# Cells


def test_a_patients_number_is_named_with_its_cell_and_nothing_is_used(lead: Client, assessment: Assessment) -> None:
    words = f"seen on ward 4, {AN_NHS_NUMBER}"
    cells = {
        ("kettle/pours", "Answer"): "Yes",
        ("kettle/pours", "Note and evidence"): words,
        ("bread", "Note and evidence"): words,
    }

    page = brought(lead, assessment, typed(lead, assessment, cells))

    assert f"Return, row 5, column H: “{AN_NHS_NUMBER}” is an NHS number" in page
    assert f"Scores, row 5, column K: “{AN_NHS_NUMBER}” is an NHS number" in page
    assert "Use these answers" not in page


def test_a_row_that_lost_its_key_is_not_passed_over_in_silence(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {("bread/sliced", "Answer"): "Yes"})
    for row in sheets["Return"]:
        row[0] = "" if row[0] == "bread/sliced" else row[0]

    page = brought(lead, assessment, workbook_of(sheets))

    assert "There is something in Return, row 7, and nothing under “Key” there" in page
    assert "Nothing to change" in page


def test_a_day_that_a_spreadsheet_shows_as_a_number_is_that_day(
    lead: Client, assessment: Assessment, now: datetime
) -> None:
    day = timezone.localdate(now) + timedelta(days=30)
    number = (day - date(1899, 12, 30)).days
    cells = {("bread", "Target"): 2, ("bread", "Target by"): number}

    page = brought(lead, assessment, typed(lead, assessment, cells))

    assert f"{day.day} {day:%B %Y}" in page
    assert used(lead, assessment, page).status_code == 302
    assert positions(assessment)["bread"].target_on == day


def test_a_day_before_workbooks_count_days_comes_back_as_it_was(
    cast: Cast, lead: Client, assessment: Assessment, now: datetime
) -> None:
    asked = PositionAsked(level="Early", agreed_with="A. N. Other", agreed_on=date(206, 7, 1))
    set_position(by=cast.reader(LEAD), assessment=assessment, theme="saucer", asked=asked, seen_version=0, now=now)

    assert "Nothing to change" in brought(lead, assessment, taken(lead, assessment))


def test_a_sign_that_no_database_holds_is_left_out_of_the_cover_too(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    for row in sheets["Cover"]:
        row[1:2] = ["fen\x00wick"] if row and row[0] == "Place key" else row[1:2]

    assert "Nothing to change" in brought(lead, assessment, workbook_of(sheets))


# Texts


@pytest.mark.parametrize(
    ("separator", "coding"), [(";", "utf-8"), ("\t", "utf-16"), (";", "cp1252"), (",", "utf-16-le")]
)
def test_a_csv_is_read_however_it_was_saved(lead: Client, assessment: Assessment, separator: str, coding: str) -> None:
    rows = list(csv.reader(io.StringIO(taken(lead, assessment, "csv").decode("utf-8-sig"))))
    sliced = next(row for row in rows if row[-1] == "bread/sliced")
    sliced[rows[0].index("Answer")] = "Yes"
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)

    page = brought(lead, assessment, out.getvalue().encode(coding), name="return.csv")

    assert "1 change<" in page


# Workbooks


def with_macros(content: bytes) -> bytes:
    """The workbook with macros beside its sheets."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(OF_WORKBOOKS, OF_MACROS))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no macro is ever run")
    return out.getvalue()


def test_a_workbook_with_macros_is_read_and_none_is_run(lead: Client, assessment: Assessment) -> None:
    file = with_macros(typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    assert "1 change<" in brought(lead, assessment, file, name="return.xlsm")


def test_a_workbook_that_says_it_unpacks_to_gigabytes_is_refused(lead: Client, assessment: Assessment) -> None:
    file = taken(lead, assessment)
    entry = file.index(b"PK\x01\x02")  # of the list of what is packed; 24 bytes on stands how large it is
    bomb = file[: entry + 24] + (2**31).to_bytes(4, "little") + file[entry + 28 :]

    assert "The workbook cannot be read" in brought(lead, assessment, bomb)


# Forms


def test_what_one_page_carries_is_no_use_to_another(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    answer = lead.post(address(assessment, "import/"), {"carry": "yes", "kept": hidden(page, "changes")})

    assert answer.status_code == 409
    assert "What you saw before cannot be used any more" in answer.content.decode()


# What is taken away


def test_the_total_counts_only_themes_that_are_scored(
    cast: Cast, lead: Client, assessment: Assessment, now: datetime
) -> None:
    for key, value in (("kettle/boils", "yes"), ("cup/warmth", "2"), ("saucer/there", "yes")):
        settled(cast, assessment, key, value, now=now)

    content = taken(lead, assessment)

    total = next(row for row in rows_of(content, "Scores") if row[1] == "All that are scored")
    assert total[2:5] == [1, 1, 4]
    assert formulas_of(content, 3)[-3:] == [f'SUMIF(E4:E7,">0",{column}4:{column}7)' for column in "CDE"]


def test_a_choice_that_would_damage_a_list_of_choices_is_not_offered_as_one() -> None:
    made: list[object] = []

    class Sheet:
        def data_validation(self, *arguments: object) -> None:
            made.append(arguments)

    for choices in (["Cold", "Warm"], ['The "best"', "Warm"], ["One, two", "Warm"]):
        _list(Sheet(), 1, 1, choices, "Choose.")

    assert len(made) == 1


WORDS = {
    "kettle/boils": "=1+1",
    "kettle/pours": "@SUM(A1)\n\n+44",
    "bread/fresh": "-3 wards",
    "bread/sliced": "'=1+1",
    "saucer/there": '  \u202eright to left\u202c مرحبا a,b;c\t"d" _x0041_ pasted\x07 from a table\x96',
}
"""Words that a spreadsheet, a CSV or a reader of text might take for something else."""


@pytest.fixture
def answered(cast: Cast, assessment: Assessment, now: datetime) -> Assessment:
    """Every question with yes or no is answered, with such words."""
    for key, words in WORDS.items():
        settled(cast, assessment, key, "yes", note=words, now=now)
    return assessment


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_words_come_back_as_they_were_whatever_they_look_like(lead: Client, answered: Assessment, form: str) -> None:
    assert "Nothing to change" in brought(lead, answered, taken(lead, answered, form), name=f"return.{form}")


def test_words_that_look_like_formulas_are_text_in_every_file(lead: Client, answered: Assessment) -> None:
    workbook, text = taken(lead, answered), taken(lead, answered, "csv").decode("utf-8-sig")

    told = {row["Key"]: row["Note and evidence"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert formulas_of(workbook, 2) == []
    assert table_of(workbook, "Return")["kettle/boils"]["Note and evidence"] == "=1+1"
    assert [told[key] for key in list(WORDS)[:4]] == ["'=1+1", "'@SUM(A1)\n\n+44", "'-3 wards", "''=1+1"]
