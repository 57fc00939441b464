"""Frameworks: those that come with Everyweek, adding one from a file, its page, its files, and withdrawing it."""

import io
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from support.assessing import MADE, SMALL, a_framework, a_place, a_round, small_framework, the_built_in
from support.cast import Cast
from support.people import reader
from support.sending import send, token_in
from support.site import words as words_of

from everyweek.maturity.reading import as_mapping, built_in
from everyweek.web.assess.frameworks.actions import add_framework, offer_again, withdraw_framework
from everyweek.web.assess.frameworks.errors import FrameworkRefused
from everyweek.web.assess.frameworks.files import as_file, read_file
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.frameworks.queries import counted_themes, framework_of
from everyweek.web.assess.frameworks.starting import load_built_in
from everyweek.web.people.permissions import NotPermitted

NATIONAL, BOARD = "national support", "administrator of a board"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def add(cast: Cast, file: SimpleUploadedFile, *, who: str = NATIONAL, owner: str = "*") -> HttpResponse:
    return send(reader(cast[who]), "/assess/frameworks/add/", file=file, owner=owner)


def test_what_comes_with_everyweek_is_brought_in_once_with_one_statement_afterwards(cast: Cast) -> None:
    first = load_built_in(now=MADE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = load_built_in(now=MADE)

    assert (first, second) == (3, 0)
    assert len(asked) == 1
    kept = FrameworkVersion.objects.get(key="urgent_and_emergency_care")
    assert framework_of(kept) == next(one for one in built_in() if one.key == kept.key)
    assert kept.built_in


def test_a_version_that_is_there_stays_as_it_was_asked(cast: Cast) -> None:
    row = a_framework(cast)

    assert load_built_in(now=MADE, frameworks=[small_framework(title="Coffee")]) == 0
    assert FrameworkVersion.objects.get(pk=row.pk).title == "Tea and toast"


def test_the_ten_interventions_count_seventy_two_questions_and_the_prompts_of_the_tenth_not(cast: Cast) -> None:
    framework = framework_of(the_built_in())

    assert sum(len(theme.questions) for theme in counted_themes(framework)) == 72


def test_everybody_reads_the_list_and_every_question_with_whose_words_it_is_in(cast: Cast) -> None:
    row = the_built_in()

    listed = words(reader().get("/assess/frameworks/"))
    page = words(reader().get(f"/assess/frameworks/{row.pk}/"))

    assert "Ten high impact interventions" in listed
    assert "Our own words Levels not official" in listed
    assert "10 interventions, 72 questions. Version 2023. Not used in a round yet." in listed
    assert "Add a framework" not in listed
    assert "The questions are in Everyweek’s own words. They are not the programme’s." in page
    assert "Names and scores of these levels are not official." in page
    assert "Early Score 0 to 2" in page
    assert "8 and more" in page
    assert "Not scored: its level is agreed with the regional discharge lead." in page
    asked = [question.text for theme in framework_of(row).themes for question in theme.questions]
    assert [text for text in asked if text not in unescape(page)] == []


def test_where_every_theme_is_a_ladder_its_rungs_are_shown_once_and_marked_as_not_official(cast: Cast) -> None:
    row = the_built_in("nhs_impact")

    page = words(reader().get(f"/assess/frameworks/{row.pk}/"))

    assert "The ladder Names and scores of these levels are not official." in page
    assert page.count("It is talked about, and depends on single people.") == 1
    assert "4 and more" not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tea.yaml", SMALL),
        ("tea.csv", as_file(small_framework(), "csv")),
        ("tea.xlsx", as_file(small_framework(), "xlsx")),
    ],
)
def test_a_framework_is_added_from_yaml_csv_and_a_workbook_and_is_the_same_each_time(
    cast: Cast, name: str, content: Any
) -> None:
    answer = add(cast, upload(name, content))

    row = FrameworkVersion.objects.get()
    assert answer["Location"] == f"/assess/frameworks/{row.pk}/"
    assert as_mapping(framework_of(row)) == as_mapping(small_framework())


@pytest.mark.parametrize("one", built_in(), ids=lambda one: one.key)
@pytest.mark.parametrize("form", ["yaml", "csv", "xlsx"])
def test_what_is_downloaded_can_be_added_again(one: Any, form: Any) -> None:
    assert read_file(as_file(one, form), name=f"framework.{form}") == one


def test_the_files_of_a_version_are_given_to_everybody(cast: Cast) -> None:
    row = a_framework(cast)

    yaml, csv, xlsx = (
        reader().get(f"/assess/frameworks/{row.pk}/framework.{form}") for form in ("yaml", "csv", "xlsx")
    )

    assert yaml["Content-Disposition"] == 'attachment; filename="tea-1.yaml"'
    assert "Does it boil?" in yaml.content.decode()
    assert csv.content.startswith(b"\xef\xbb\xbfFramework")
    assert CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).sheet_names == [
        "Framework",
        "Levels",
        "Rungs",
        "Questions",
    ]
    assert reader().get(f"/assess/frameworks/{row.pk}/framework.pdf").status_code == 404
    assert reader().get("/assess/frameworks/999999/").status_code == 404


def test_a_workbook_with_a_missing_question_is_refused_with_its_cell_and_nothing_is_kept(cast: Cast) -> None:
    from support.assessing import small_framework

    rows = as_file(small_framework(), "csv").decode("utf-8-sig").replace("Does it pour?", "")

    answer = add(cast, upload("tea.csv", rows.replace("Is it sliced?", "<b>Is it</b>")))

    page = words(answer)
    assert answer.status_code == 200
    assert "2 things to put right in “tea.csv”. Nothing was added." in page
    assert "the table, row" in page
    assert "It holds HTML" in page
    assert not FrameworkVersion.objects.exists()


def test_a_fault_in_a_workbook_is_named_by_sheet_row_and_column(cast: Cast) -> None:
    import xlsxwriter

    from everyweek.maturity.tables import rows_of

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in rows_of(small_framework()).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, "" if cell == "Does it pour?" else cell)
    book.close()

    page = words(add(cast, upload("tea.xlsx", out.getvalue())))

    assert "There is 1 thing to put right" in page
    assert "Where Questions, row 3, column K" in page


def test_a_theme_with_seven_questions_where_eight_are_asked_of_each_is_refused_by_its_name(cast: Cast) -> None:
    text = as_file(next(one for one in built_in() if one.key == "urgent_and_emergency_care"), "csv").decode("utf-8-sig")
    without = "\r\n".join(
        line for line in text.split("\r\n") if not (line.startswith("sdec,") and ",never_bedded," in line)
    )

    page = words(add(cast, upload("ten.csv", without)))

    assert "There is 1 thing to put right" in page
    assert "Same day emergency care has 7 questions; this framework asks 8 for each intervention." in page
    assert not FrameworkVersion.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload("tea.pdf", b"%PDF-1.7"), "“tea.pdf” is neither YAML, CSV nor an Excel workbook"),
        (upload("tea.xlsx", b"key: tea"), "It is called a workbook and is none"),
        (upload("tea.xlsx", b"PK\x03\x04 damaged"), "The workbook cannot be read"),
        (upload("tea.yaml", b"\x00\x01\x02"), "It is no table that can be read"),
        (upload("tea.yaml", b"x" * 2_000_001), "has 2.0 MB, and a framework at most 2 MB"),
        (upload("tea.yaml", ""), "1 thing to put right"),
        (upload("tea.csv", "a,b\nc,d\n"), "No table of questions was found"),
        (upload("tea.yaml", SMALL.replace("four_hour_performance", "magic")), "magic"),
    ],
)
def test_a_file_that_is_no_framework_is_refused_with_a_sentence(cast: Cast, file: Any, sentence: str) -> None:
    file.seek(0)

    answer = add(cast, file)

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert not FrameworkVersion.objects.exists()


def test_nothing_chosen_is_said_beside_its_field(cast: Cast) -> None:
    page = words(send(reader(cast[NATIONAL]), "/assess/frameworks/add/"))

    assert "Choose a file with the framework" in page
    assert "Choose who may use it" in page


def test_the_same_version_with_other_content_is_refused_and_so_is_the_very_same_again(cast: Cast) -> None:
    add(cast, upload("tea.yaml", SMALL))

    same = add(cast, upload("tea.yaml", SMALL))
    other = add(cast, upload("tea.yaml", SMALL.replace("Does it pour?", "Does it sing?")))

    assert "This very framework is there already: version “1” of “tea”." in words(same)
    assert "There is a version “1” of “tea” already, with other content." in words(other)
    assert "give this one another version, such as “1.1”" in words(other)
    assert FrameworkVersion.objects.count() == 1


def test_an_administrator_adds_one_for_their_board_only_and_not_under_the_key_of_another(cast: Cast) -> None:
    a_framework(cast)
    own = SMALL.replace("key: tea", "key: coffee")

    answer = add(cast, upload("coffee.yaml", own), who=BOARD, owner="ZZA")
    for_everybody = add(cast, upload("coffee.yaml", own), who=BOARD, owner="*")
    of_others = add(cast, upload("tea.yaml", SMALL.replace('"1"', '"2"')), who=BOARD, owner="ZZA")

    assert answer.status_code == 302
    assert FrameworkVersion.objects.get(key="coffee").system == "ZZA"
    assert "Choose one of these" in words(for_everybody)
    assert "The framework “tea” is one of everybody. Give yours another key" in words(of_others)
    with pytest.raises(FrameworkRefused, match="You do not administer that board"):
        add_framework(by=cast.reader(BOARD), framework=small_framework(), system="ZZC", now=MADE)
    with pytest.raises(NotPermitted):
        add_framework(by=cast.reader("member"), framework=small_framework(), system="ZZA", now=MADE)


def test_a_new_version_says_what_changed_since_the_one_before(cast: Cast) -> None:
    a_framework(cast)
    text = SMALL.replace('version: "1"', 'version: "2"')
    text = text.replace("text: Does it pour?", "text: Does it pour without a drop?")
    text = text.replace("{key: fresh, text: Is it fresh?}", "{key: crisp, text: Is it crisp?}")

    answer = add(cast, upload("tea.yaml", text))

    page = words(reader().get(answer["Location"]))
    assert "What changed since version 1" in page
    assert "4 questions stayed as before, 1 changed, 1 new, 1 gone." in page
    assert "The kettle: Does it pour without a drop? It is worded anew" in page
    assert "The bread: Is it crisp?" in page
    assert "bread/fresh “Is it fresh?” is not asked in version 2." in page


def test_a_withdrawn_version_is_marked_and_can_be_offered_again(cast: Cast) -> None:
    row = a_framework(cast)
    client = reader(cast[NATIONAL])

    send(client, f"/assess/frameworks/{row.pk}/withdraw/", wanted="withdrawn")
    listed = words(reader().get("/assess/frameworks/"))
    send(client, f"/assess/frameworks/{row.pk}/withdraw/", wanted="offered")

    assert "Withdrawn" in listed
    assert "Withdrawn" not in words(reader().get("/assess/frameworks/"))
    with pytest.raises(NotPermitted, match="Only national support, or those who administer the board"):
        withdraw_framework(by=cast.reader(BOARD), version=row, now=MADE)
    offer_again(by=cast.reader(NATIONAL), version=row, now=MADE)


def test_the_list_takes_no_more_statements_for_more_versions(cast: Cast) -> None:
    a_round(cast, a_place(cast))
    reader().get("/assess/frameworks/")
    with CaptureQueriesContext(connection) as few:
        reader().get("/assess/frameworks/")
    for number in range(2, 8):
        a_framework(cast, small_framework(version=str(number)))
    reader().get("/assess/frameworks/")

    with CaptureQueriesContext(connection) as many:
        page = words(reader().get("/assess/frameworks/"))

    assert len(many) == len(few)
    assert "Also: version 6" in page


def test_words_of_a_framework_are_shown_as_words(cast: Cast) -> None:
    row = a_framework(cast, small_framework(title="Tea & toast < 5 minutes"))

    assert "Tea &amp; toast &lt; 5 minutes" in reader().get(f"/assess/frameworks/{row.pk}/").content.decode()


def test_two_who_withdraw_a_version_at_once_withdraw_it_and_do_not_offer_it_again(cast: Cast) -> None:
    row = a_framework(cast)
    address = f"/assess/frameworks/{row.pk}/withdraw/"
    two = [reader(cast[NATIONAL]), reader(cast[NATIONAL])]
    opened = [client.get(address) for client in two]
    shown = [re.search(r'name="wanted" value="(\w+)"', page.content.decode()) for page in opened]

    for client, page, wanted in zip(two, opened, shown, strict=True):
        client.post(address, {"once": token_in(page), "wanted": wanted[1] if wanted else ""})

    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_the_letters_of_a_version_stay_as_they_were_written(cast: Cast) -> None:
    row = a_framework(cast)
    a_framework(cast, small_framework(version="July 2026 B"))

    page = reader().get(f"/assess/frameworks/{row.pk}/")

    assert "Version July 2026 B" in words(page)
