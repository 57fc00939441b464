"""Files that are no return of this place, this round or this framework: each refused with a sentence, nothing lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import (
    LEAD,
    a_framework,
    a_place,
    a_round,
    an_assessment,
    fenwick,
    open_now,
    small_framework,
    the_assessment,
)
from support.brought_returns import bread_in_one, brought, hidden, taken, typed, used
from support.cast import Cast
from support.people import reader
from support.returns import address, changed, filled, workbook_of

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.web.assess.conversation.queries import agreed_answers
from everyweek.web.assess.returns import preview
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.sheets.write import csv_bytes

pytestmark = pytest.mark.django_db
NOTE = "Note and evidence"


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Fenwick, half answered, in a round that is open now."""
    now = timezone.now()
    return filled(cast, an_assessment(cast, now=now - timedelta(days=40), **open_now(now)), now=now)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """The browser of whoever leads the assessment of Fenwick."""
    return reader(cast[LEAD])


def test_the_return_of_another_place_is_refused(cast: Cast, lead: Client, assessment: Assessment) -> None:
    other = a_place(cast, "Marsh", acute="ZZ3", community="")
    file = taken(lead, assessment)
    sheets = changed(file, {})
    for row in sheets["Cover"]:
        if row and row[0] == "Place key":
            row[1] = other.key

    page = brought(lead, assessment, workbook_of(sheets))

    assert "This is the return of Marsh, and this page is about Fenwick." in page


def test_a_return_of_another_round_is_warned_of(cast: Cast, lead: Client, assessment: Assessment) -> None:
    now = timezone.now()
    later = a_round(cast, assessment.place, title="Winter assessment", now=now - timedelta(days=40), **open_now(now))
    file = taken(lead, assessment)

    page = brought(lead, the_assessment(later, assessment.place), file)

    assert "This return was taken from another round, “Summer assessment”" in page
    assert "Use these answers" in page


def newer(**changed: str) -> Framework:
    """Version 2 of the small framework: the kettle pours no more, and whistles."""
    plain = as_mapping(small_framework(version="2"))
    kettle = plain["themes"][0]
    kettle["questions"][1] |= {"key": "whistles", "text": "Does it whistle?"}
    return read_framework(plain)


def test_another_version_is_refused_and_its_answers_are_carried_over_on_request(cast: Cast, lead: Client) -> None:
    now = timezone.now()
    place = fenwick(cast, now=now - timedelta(days=50))
    made = {"now": now - timedelta(days=40), **open_now(now)}
    old = filled(cast, the_assessment(a_round(cast, place, **made), place), now=now)
    version = a_framework(cast, newer())
    new = the_assessment(a_round(cast, place, title="Anew", framework=version, **made), place)

    refused = brought(lead, new, taken(lead, old))
    shown = lead.post(address(new, "import/"), {"kept": hidden(refused, "kept"), "carry": "yes"}).content.decode()

    assert "This return has version 1 of “Tea and toast”, and this round asks version 2. It was not used." in refused
    assert "Does it boil?" in shown
    assert "The kettle: Does it pour? (No): “Does it pour?” is not asked in version 2." in shown
    assert used(lead, new, shown).status_code == 302
    assert agreed_answers(new) == {"kettle/boils": "yes", "bread/fresh": "yes", "cup/warmth": "2"}


def test_what_cannot_be_carried_over_to_another_version_is_said_before(cast: Cast, lead: Client) -> None:
    now = timezone.now()
    place = fenwick(cast, now=now - timedelta(days=50))
    made = {"now": now - timedelta(days=40), **open_now(now)}
    old = the_assessment(a_round(cast, place, **made), place)
    new = the_assessment(a_round(cast, place, title="Anew", framework=a_framework(cast, bread_in_one()), **made), place)
    cells = {(key, "Answer"): "Yes" for key in ("bread/fresh", "bread/sliced")}
    notes = {("bread/fresh", NOTE): "a" * 6_000, ("bread/sliced", NOTE): "b" * 6_000, ("kettle/boils", NOTE): "hot"}

    page = brought(lead, new, typed(lead, old, cells | notes), carry="yes")

    assert "Return, row 6: The words have 12,001 characters, and at most 10,000 can be kept." in page
    assert "There are words without an answer in Return, row 4" in page
    assert "Use these answers" not in page


def test_a_version_that_nobody_knows_is_refused_for_good(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    for row in sheets["Cover"]:
        if row and row[0] == "Framework version":
            row[1] = "2099"

    page = brought(lead, assessment, workbook_of(sheets))

    assert "This return has version 2099" in page
    assert "That version is not known here." in page
    assert "Show what can be carried over" not in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.xlsx", "It is empty."),
        (b"%PDF-1.7 \x00\x01", "a.pdf", "It is no table that can be read."),
        (b"PK\x03\x04 broken", "a.xlsx", "The workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked", "a.xlsx", "protected by a password"),
        (b"x" * 5_000_001, "a.csv", "It has 5.0 MB, and at most 5 MB are taken."),
        (b"Question,Answer\r\nOne,yes\r\n", "a.csv", "It has no column “Key”"),
        (b"Key,Answer\r\nkettle/boils,yes\r\n", "a.csv", "It does not say whose return it is"),
    ],
)
def test_a_file_that_is_no_return_is_refused_with_its_name(
    lead: Client, assessment: Assessment, content: bytes, name: str, sentence: str
) -> None:
    page = brought(lead, assessment, content, name=name)

    assert f"The file “{name}” was not used." in page
    assert sentence in page


def test_without_a_file_the_page_asks_for_one(lead: Client, assessment: Assessment) -> None:
    page = lead.post(address(assessment, "import/"), {}).content.decode()

    assert "Choose the file of your return." in page


def test_rows_of_two_returns_in_one_csv_are_refused(lead: Client, assessment: Assessment) -> None:
    head = ["Place key", "Round key", "Framework key", "Framework version", "Key", "Answer"]
    rows = [["fenwick", "r", "tea", "1", "kettle/boils", "Yes"], ["marsh", "r", "tea", "1", "kettle/boils", "Yes"]]

    page = brought(lead, assessment, csv_bytes(head, rows), name="two.csv")

    assert "It holds rows of several returns: Row 3, column A says “marsh”, and a row above it “fenwick”." in page


def test_more_words_than_a_form_can_carry_are_refused_with_a_sentence(
    lead: Client, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "MOST_CARRIED", 100)
    file = typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"})

    page = brought(lead, assessment, file)

    assert "There are too many words in this file to be used at once." in page
    assert "Use these answers" not in page
