"""Taking a return away: as agreed now for who takes part, as it was given for others."""

import csv
import io

import pypdf
import pytest
from support.assessing import BELONGS, DURING, LEAD, OUTSIDER, an_assessment
from support.cast import Cast
from support.people import reader
from support.returns import (
    WORDS,
    address,
    filled,
    formulas_of,
    is_locked,
    rows_of,
    settled,
    shared_with_board,
    submitted,
    table_of,
)

from everyweek.web.assess.returns.document import document_of
from everyweek.web.assess.returns.queries import return_for
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.design import pdf

pytestmark = pytest.mark.django_db
OF_BOARD = "administrator of a board"
"""Administers ZZA, and takes part in no place of it."""


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Fenwick, half answered."""
    return filled(cast, an_assessment(cast))


def test_a_workbook_holds_every_question_with_its_answer_and_what_each_party_says(
    cast: Cast, assessment: Assessment
) -> None:
    response = reader(cast[LEAD]).get(address(assessment, "return.xlsx"))

    rows = table_of(response.content, "Return")
    boils = rows["kettle/boils"]
    assert response.status_code == 200
    assert (boils["Answer"], boils["Note and evidence"]) == ("Yes", WORDS)
    assert (boils["Acute hospital: answer"], boils["Acute hospital: words"]) == ("No", "only on Mondays")
    assert (rows["cup/warmth"]["Answer"], rows["cup/warmth"]["Where you want to be"]) == ("2 Warm", "3 Hot")
    assert list(rows) == ["kettle/boils", "kettle/pours", "bread/fresh", "bread/sliced", "cup/warmth", "saucer/there"]


def test_a_workbook_says_whose_it_is_and_that_it_is_a_draft(cast: Cast, assessment: Assessment) -> None:
    content = reader(cast[LEAD]).get(address(assessment, "return.xlsx")).content

    cover = {row[0]: row[1] for row in rows_of(content, "Cover")}
    assert cover["State"] == "Draft, not submitted"
    assert (cover["Place"], cover["Deadline"]) == ("Fenwick", "noon on Tuesday 28 July 2026")
    assert (cover["Framework key"], cover["Framework version"], cover["Place key"]) == ("tea", "1", "fenwick")


def test_scores_of_a_workbook_are_formulas_that_hold_their_value_already(cast: Cast, assessment: Assessment) -> None:
    content = reader(cast[LEAD]).get(address(assessment, "return.xlsx")).content

    scores = table_of(content, "Scores")
    kettle, saucer = scores["kettle"], scores["saucer"]
    assert (kettle["Points"], kettle["Of"], kettle["Level"], kettle["Target"]) == (1, 2, "Progressing", 2)
    assert (scores["bread"]["Points"], scores["bread"]["Level"]) == (1, "")
    assert (saucer["Level"], saucer["Agreed with"]) == ("Progressing", "A. N. Other")
    assert formulas_of(content, 3)[:3] == [
        'COUNTIFS(Return!$A:$A,$A4&"/*",Return!$F:$F,"?*")',
        'COUNTIFS(Return!$A:$A,$A4&"/*",Return!$F:$F,"Yes")',
        'IF(C4=E4,LOOKUP(D4,{0,1,2},{"Early","Progressing","Mature"}),"")',
    ]


def test_words_of_people_are_never_formulas_and_sheets_are_locked_but_for_what_is_filled_in(
    cast: Cast, assessment: Assessment
) -> None:
    content = reader(cast[LEAD]).get(address(assessment, "return.xlsx")).content

    assert formulas_of(content, 1) == formulas_of(content, 2) == []
    assert all(is_locked(content, number) for number in (1, 2, 3))


def test_a_csv_of_a_return_is_not_calculated_by_a_spreadsheet(cast: Cast, assessment: Assessment) -> None:
    response = reader(cast[LEAD]).get(address(assessment, "return.csv"))

    rows = {row["Key"]: row for row in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))}
    assert rows["kettle/boils"]["Note and evidence"].replace("\r\n", "\n") == f"'{WORDS}"
    assert (rows["kettle"]["Points"], rows["kettle"]["Of"]) == ("1", "2")
    assert rows["kettle"]["State"] == "Draft, not submitted"


def test_a_pdf_of_a_return_is_tagged_and_says_that_it_is_a_draft(cast: Cast, assessment: Assessment) -> None:
    response = reader(cast[LEAD]).get(address(assessment, "return.pdf"))

    document = pypdf.PdfReader(io.BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert response.headers["Content-Type"] == "application/pdf"
    assert document.metadata is not None
    assert document.metadata.title == "Tea and toast: Fenwick"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "en-GB"
    assert "This is a draft: it was not submitted. It holds what each party wrote" in text
    assert "Self-assessed" in text
    assert "<script>alert(1)</script>" in text
    assert "[grinning face]" in text


def test_a_return_that_is_too_long_for_a_pdf_says_what_to_take_instead(
    cast: Cast, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LARGEST", 100)

    response = reader(cast[LEAD]).get(address(assessment, "return.pdf"))

    assert response.status_code == 413
    assert "Take it as a workbook instead" in response.content.decode()


def test_everybody_who_takes_part_may_take_the_draft(cast: Cast, assessment: Assessment) -> None:
    response = reader(cast[BELONGS]).get(address(assessment, "return.xlsx"))

    assert response.status_code == 200
    assert table_of(response.content, "Return")["kettle/boils"]["Answer"] == "Yes"


@pytest.mark.parametrize("who", [OUTSIDER, OF_BOARD, "administrator of a region", "national support"])
def test_nobody_else_may_take_a_draft_in_any_form(cast: Cast, assessment: Assessment, who: str) -> None:
    client = reader(cast[who])

    statuses = {client.get(address(assessment, f"return.{form}")).status_code for form in ("xlsx", "csv", "pdf")}

    assert statuses == {404}


def test_a_board_gets_the_copy_that_was_given_to_it_and_nobodys_own_words(cast: Cast, assessment: Assessment) -> None:
    shared_with_board(cast, assessment)
    settled(cast, assessment, "kettle/boils", "no")

    response = reader(cast[OF_BOARD]).get(address(assessment, "return.xlsx"))

    rows = table_of(response.content, "Return")
    cover = {row[0]: row[1] for row in rows_of(response.content, "Cover")}
    assert rows["kettle/boils"]["Answer"] == "Yes"
    assert not [heading for heading in rows["kettle/boils"] if "Acute hospital" in heading]
    assert b"only on Mondays" not in response.content
    assert cover["State"].startswith("Shared before it was submitted on 6 July 2026")


def test_a_draft_that_was_shared_is_not_called_private(cast: Cast, assessment: Assessment) -> None:
    shared_with_board(cast, assessment)

    given, own = (return_for(cast.reader(who), assessment) for who in ("champion", LEAD))

    assert given is not None
    assert own is not None
    notes = [document_of(one, made_by="Ann", now=DURING)["notes"][0] for one in (given, own)]
    assert notes[0] == "This is a draft: it was not submitted."
    assert notes[1].endswith("which is for those who take part and nobody else.")


def test_a_submitted_return_says_by_whom_and_when(cast: Cast, assessment: Assessment) -> None:
    assessment = submitted(cast, assessment)

    national = return_for(cast.reader("national support"), assessment)

    assert national is not None
    assert national.state == "Submitted on 6 July 2026 at 10:30"
    assert (national.completed_by, national.is_draft) == ("The contributor", False)


def test_an_empty_return_is_for_filling_in_and_holds_no_answer(cast: Cast, assessment: Assessment) -> None:
    content = reader(cast[LEAD]).get(address(assessment, "return.xlsx?what=empty")).content

    rows = table_of(content, "Return")
    assert {row["Answer"] for row in rows.values()} == {""}
    assert {row["Note and evidence"] for row in rows.values()} == {""}
    assert WORDS.encode() not in content


def test_a_workbook_of_a_round_holds_only_what_was_given_to_its_reader(cast: Cast, assessment: Assessment) -> None:
    before = reader(cast[OF_BOARD]).get(f"/assess/rounds/{assessment.round.key}/results/returns.xlsx")
    shared_with_board(cast, assessment)

    board = reader(cast[OF_BOARD]).get(f"/assess/rounds/{assessment.round.key}/results/returns.xlsx")
    national = reader(cast["national support"]).get(f"/assess/rounds/{assessment.round.key}/results/returns.xlsx")

    assert len(rows_of(before.content, "Scores")) == 1
    assert [row[1] for row in rows_of(board.content, "Scores")[1:]] == ["Fenwick"] * 4
    assert len(rows_of(board.content, "Questions")) == 7
    assert len(rows_of(national.content, "Scores")) == 1


def test_there_is_no_return_in_another_form(cast: Cast, assessment: Assessment) -> None:
    assert reader(cast[LEAD]).get(address(assessment, "return.exe")).status_code == 404


def test_the_page_of_a_return_leads_to_its_files(cast: Cast, assessment: Assessment) -> None:
    page = reader(cast[LEAD]).get(address(assessment, "return/"))

    text = page.content.decode()
    submitted(cast, assessment)
    afterwards = reader(cast[LEAD]).get(address(assessment, "return/")).content.decode()
    assert page.status_code == 200
    assert all("send it only to those who take part" in one for one in (text, afterwards))
    for form in ("xlsx", "csv", "pdf"):
        assert address(assessment, f"return.{form}") in text
    assert "It is a draft and has not been submitted" in text


def test_a_board_sees_the_page_of_a_return_that_was_given_to_it_without_what_is_for_the_place(
    cast: Cast, assessment: Assessment
) -> None:
    shared_with_board(cast, assessment)

    text = reader(cast[OF_BOARD]).get(address(assessment, "return/")).content.decode()

    assert "you are one of them" in text
    assert "Bring a filled-in return" not in text
