"""Bringing a filled-in return: what would change is shown first, and used as a whole, once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from support.assessing import (
    LEAD,
    OUTSIDER,
    SPEAKS_FOR_SYSTEM,
    a_framework,
    a_place,
    a_round,
    an_assessment,
    fenwick,
    open_now,
    small_framework,
    the_assessment,
)
from support.cast import Cast
from support.people import reader
from support.returns import address, changed, filled, settled, workbook_of

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.web.assess.conversation.models import AgreedAnswer, ThemePosition
from everyweek.web.assess.conversation.queries import agreed_answers, agreed_in_full, positions
from everyweek.web.assess.returns import preview
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.sheets.write import csv_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Fenwick, half answered, in a round that is open now."""
    now = timezone.now()
    return filled(cast, an_assessment(cast, now=now - timedelta(days=40), **open_now(now)), now=now)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """The browser of whoever leads the assessment of Fenwick."""
    return reader(cast[LEAD])


def taken(client: Client, assessment: Assessment, form: str = "xlsx") -> bytes:
    """The return as it is now."""
    return client.get(address(assessment, f"return.{form}")).content


def brought(client: Client, assessment: Assessment, content: bytes, *, name: str = "return.xlsx", **more: Any) -> str:
    """The page that says what a file would change."""
    file = SimpleUploadedFile(name, content)
    return client.post(address(assessment, "import/"), {"file": file, **more}).content.decode()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no hidden field {name}"
    return found[1]


def used(client: Client, assessment: Assessment, page: str, *, parties: tuple[str, ...] = ("acute", "system")) -> Any:
    """What comes of pressing “Use these answers”."""
    form = {"changes": hidden(page, "changes"), "once": hidden(page, "once"), "parties": list(parties)}
    return client.post(address(assessment, "import/use/"), form)


def with_answers(client: Client, assessment: Assessment, cells: dict[tuple[str, str], Any]) -> bytes:
    """The return, as it is now, after somebody typed into it."""
    return workbook_of(changed(taken(client, assessment), cells))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_return_that_comes_back_as_it_was_taken_changes_nothing(
    lead: Client, assessment: Assessment, form: str
) -> None:
    page = brought(lead, assessment, taken(lead, assessment, form), name=f"return.{form}")

    assert "Nothing to change" in page
    assert "Use these answers" not in page


def test_a_preview_says_what_would_change_and_changes_nothing(lead: Client, assessment: Assessment) -> None:
    file = with_answers(lead, assessment, {("kettle/pours", "Answer"): "Yes", ("bread/sliced", "Answer"): "no"})

    page = brought(lead, assessment, file)

    assert "2 changes" in page
    assert "Does it pour?" in page
    assert "nothing agreed" in page
    assert agreed_answers(assessment)["kettle/pours"] == "no"


def test_answers_of_a_file_are_settled_for_the_parties_that_are_ticked(lead: Client, assessment: Assessment) -> None:
    file = with_answers(
        lead, assessment, {("kettle/pours", "Answer"): "Yes", ("kettle/pours", "Note and evidence"): "It <b>pours</b>"}
    )

    page = brought(lead, assessment, file)
    response = used(lead, assessment, page, parties=("acute",))

    pours = agreed_in_full(assessment)["kettle/pours"]
    assert response.status_code == 302
    assert (pours.value, pours.note, pours.parties) == ("yes", "It <b>pours</b>", {"acute"})
    assert "1 change of your file is in the assessment now" in lead.get(response["Location"]).content.decode()
    assert "It &lt;b&gt;pours&lt;/b&gt;" in page


def test_a_target_and_a_level_of_a_file_are_kept(lead: Client, assessment: Assessment) -> None:
    day = timezone.localdate() + timedelta(days=100)
    file = with_answers(
        lead,
        assessment,
        {
            ("bread", "Target"): 2,
            ("bread", "Target by"): f"{day:%d/%m/%Y}",
            ("saucer", "Level"): "mature",
            ("cup", "Target"): "Hot",
            ("cup", "Target by"): day,
        },
    )

    response = used(lead, assessment, brought(lead, assessment, file))

    stands = positions(assessment)
    assert response.status_code == 302
    assert (stands["bread"].target_score, stands["bread"].target_on) == (2, day)
    assert (stands["saucer"].level, stands["saucer"].agreed_with) == ("Mature", "A. N. Other")
    assert stands["cup"].target_level == "Hot"


def test_sheets_may_be_renamed_and_rows_sorted(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {("bread/sliced", "Answer"): "Yes"})
    rows = sheets["Return"]
    renamed = {"Mine": [*rows[:3], *reversed(rows[3:])], "1": sheets["Scores"], "About": sheets["Cover"]}

    page = brought(lead, assessment, workbook_of(renamed))

    assert "1 change<" in page
    assert "Mine, row 6" in page


def test_a_formula_counts_as_what_it_gives(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("bread/sliced", "Answer"): "=FORMULA Yes"}))

    assert "1 change<" in page


def test_a_cell_that_is_no_answer_is_named_with_its_place(lead: Client, assessment: Assessment) -> None:
    day = timezone.localdate() - timedelta(days=1)
    file = with_answers(
        lead,
        assessment,
        {
            ("kettle/pours", "Answer"): "maybe",
            ("cup/warmth", "Where you want to be"): "boiling",
            ("bread/sliced", "Answer"): "Yes",
            ("kettle", "Target"): "9",
            ("bread", "Target"): "many",
            ("cup", "Target"): "Tepid",
            ("saucer", "Agreed on"): "soon",
            ("saucer", "Target by"): day,
        },
    )

    page = brought(lead, assessment, file)

    assert "Return, row 5, column F: “maybe” is neither yes nor no." in page
    assert "Return, row 8, column G: “boiling” is none of 1 Cold, 2 Warm, 3 Hot." in page
    assert "Scores, row 4, column I: The score you want to reach must be a whole number from 0 to 2." in page
    assert "Scores, row 5, column I: “many” is no whole number of points from 0 to 2." in page
    assert "Scores, row 6, column I: There is no level called “Tepid”." in page
    assert "Scores, row 7, column H: “soon” is no day." in page
    assert "Use these answers" not in page


def test_an_empty_cell_leaves_what_is_agreed(lead: Client, assessment: Assessment) -> None:
    file = with_answers(
        lead, assessment, {("kettle/boils", "Answer"): "", ("bread/sliced", "Note and evidence"): "words without it"}
    )

    page = brought(lead, assessment, file)

    assert "The answer is empty in Return, row 4: what is agreed there stays as it is." in page
    assert "words without an answer in Return, row 7" in page
    assert "Nothing to change" in page


def test_questions_that_the_framework_does_not_have_are_listed(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    row = ["kettle/whistles", *sheets["Return"][3][1:]]
    sheets["Return"].append(row)

    page = brought(lead, assessment, workbook_of(sheets))

    assert "Not questions of this framework, and not used: “kettle/whistles” (Return, row 10)." in page


def test_the_same_question_twice_with_two_answers_is_an_error(lead: Client, assessment: Assessment) -> None:
    sheets = changed(taken(lead, assessment), {})
    twice = list(sheets["Return"][3])
    twice[5] = "No"
    sheets["Return"].append(twice)

    page = brought(lead, assessment, workbook_of(sheets))

    assert "Return, row 10: This question stands also in Return, row 4, with another answer. Keep one." in page


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
    assert "Does it pour? (no): “Does it pour?” is not asked in version 2." in shown
    assert used(lead, new, shown).status_code == 302
    assert agreed_answers(new) == {"kettle/boils": "yes", "bread/fresh": "yes", "cup/warmth": "2"}


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


def test_using_the_same_preview_twice_counts_once(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    first, second = used(lead, assessment, page), used(lead, assessment, page)

    assert first["Location"] == second["Location"]
    assert AgreedAnswer.objects.get(theme="bread", question="sliced").version == 1


def test_what_somebody_changed_meanwhile_is_left_alone_and_said(
    cast: Cast, lead: Client, assessment: Assessment
) -> None:
    cells = {("bread/sliced", "Answer"): "Yes", ("kettle/pours", "Answer"): "Yes"}
    page = brought(lead, assessment, with_answers(lead, assessment, cells))
    settled(cast, assessment, "bread/sliced", "no", now=timezone.now())

    response = used(lead, assessment, page)

    text = lead.get(response["Location"]).content.decode()
    assert agreed_answers(assessment)["bread/sliced"] == "no"
    assert agreed_answers(assessment)["kettle/pours"] == "yes"
    assert "The bread: Is it sliced?" in text
    assert "1 change of your file is in the assessment now" in text


def test_a_round_that_closed_meanwhile_takes_nothing(cast: Cast, lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))
    one = assessment.round
    close(by=cast.reader("national support"), of=one, seen_version=one.version, now=timezone.now())

    response = used(lead, assessment, page)

    assert response.status_code == 409
    assert "was closed on" in response.content.decode()
    assert "bread/sliced" not in agreed_answers(assessment)
    assert "was closed on" in brought(lead, assessment, b"x")


def test_a_party_that_is_not_theirs_takes_nothing_of_the_file(cast: Cast, assessment: Assessment) -> None:
    other = reader(cast[SPEAKS_FOR_SYSTEM])
    cells = {("bread/sliced", "Answer"): "Yes", ("saucer", "Level"): "Early"}
    page = brought(other, assessment, with_answers(other, assessment, cells))

    response = used(other, assessment, page, parties=("acute",))

    assert "Select a valid choice" in response.content.decode()
    assert positions(assessment)["saucer"].level == "Progressing"
    assert used(other, assessment, page, parties=("system",)).status_code == 302
    assert agreed_in_full(assessment)["bread/sliced"].parties == {"system"}


def test_nobody_ticked_asks_again_and_keeps_what_was_brought(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    again = used(lead, assessment, page, parties=()).content.decode()

    assert "an answer that nobody agrees to is not an agreed one" in again
    assert used(lead, assessment, again).status_code == 302
    assert agreed_answers(assessment)["bread/sliced"] == "yes"


def test_what_one_person_was_shown_cannot_be_used_by_another(cast: Cast, lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))
    other = reader(cast[SPEAKS_FOR_SYSTEM])
    own = brought(other, assessment, with_answers(other, assessment, {("bread/sliced", "Answer"): "No"}))

    form = {"changes": hidden(page, "changes"), "once": hidden(own, "once"), "parties": ["system"]}
    response = other.post(address(assessment, "import/use/"), form)

    assert response.status_code == 409
    assert "What you saw before cannot be used any more" in response.content.decode()
    assert "bread/sliced" not in agreed_answers(assessment)


def test_only_those_who_take_part_bring_a_return(cast: Cast, assessment: Assessment) -> None:
    for who in (OUTSIDER, "administrator of a board", "national support"):
        client = reader(cast[who])

        assert client.get(address(assessment, "import/")).status_code == 404
        assert client.post(address(assessment, "import/use/")).status_code == 404


def test_a_position_that_somebody_changed_meanwhile_is_left_alone(
    cast: Cast, lead: Client, assessment: Assessment
) -> None:
    page = brought(lead, assessment, with_answers(lead, assessment, {("saucer", "Level"): "Mature"}))
    ThemePosition.objects.filter(theme="saucer").update(version=9)

    response = used(lead, assessment, page)

    assert "The saucer: level and target" in lead.get(response["Location"]).content.decode()
    assert positions(assessment)["saucer"].level == "Progressing"


def test_words_come_back_as_they_were_whatever_they_begin_with(
    cast: Cast, lead: Client, assessment: Assessment
) -> None:
    for number, words in enumerate(["'=1+1", "-3 wards", "@home\n\n+44", "  ‮right to left‬ مرحبا", 'a,b;c\t"d"']):
        settled(cast, assessment, "kettle/pours", "yes" if number % 2 else "no", note=words, now=timezone.now())

        for form in ("xlsx", "csv"):
            page = brought(lead, assessment, taken(lead, assessment, form), name=f"return.{form}")

            assert "Nothing to change" in page, (form, words)


def test_more_words_than_a_form_can_carry_are_refused_with_a_sentence(
    lead: Client, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "MOST_CARRIED", 100)
    file = with_answers(lead, assessment, {("bread/sliced", "Answer"): "Yes"})

    page = brought(lead, assessment, file)

    assert "There are too many words in this file to be used at once." in page
    assert "Use these answers" not in page


def test_characters_that_no_database_holds_are_left_out(lead: Client, assessment: Assessment) -> None:
    cells = {("saucer", "Agreed with"): "A_x0000_nn", ("bread/sliced", "Answer"): "Yes"}
    page = brought(lead, assessment, with_answers(lead, assessment, cells))

    assert used(lead, assessment, page).status_code == 302
    assert "\x00" not in positions(assessment)["saucer"].agreed_with
