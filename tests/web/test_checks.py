"""What the checks say about an organisation's figures, on its pages."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from support.publications import Provider, provider_csv, write
from support.site import load_into, words

from everyweek.measures import find_measure
from everyweek.publications.quality.finding import COPIED, JUMP, Subject
from everyweek.warehouse import Notice
from everyweek.web.measure.findings import Finding, findings_of
from everyweek.web.measure.presenters.checks import MOST_LISTED, checks

MONTHS = ("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE")
MONTHS += ("JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER")
ATTENDANCES = "/organisation/RJ1/attendances/"


@pytest.fixture
def client(fresh_home: Path) -> Client:
    """A year of two trusts, of which one jumps in December."""
    for number, name in enumerate((*(f"{month}-2022" for month in MONTHS), "JANUARY-2023")):
        usual = 1000 + 100 * (number % 2)
        jumping = Provider("RJ1", "GUY'S", attendances=(5000 if number == 12 else usual, 0, 0))
        steady = Provider("RJ2", "LEWISHAM", attendances=(usual, 0, 0))
        write(fresh_home / "files", f"{number:02}.csv", provider_csv((steady, jumping), period=name))
    load_into(fresh_home, fresh_home / "files")
    return Client(headers={"host": "localhost"})


def finding(day: date, *, measure: str = "handovers_over_60_minutes", row: int | None = None) -> Finding:
    subject = Subject("RJ1", (measure,), day)
    return Finding(Notice("warning", "a.csv", "RJ1 jumped.", rule=JUMP, row=row, action="kept as published"), subject)


def test_a_jump_is_told_under_the_figures_with_file_row_and_what_was_done(client: Client) -> None:
    page = words(client.get(ATTENDANCES).content)

    assert "What the checks say about these figures" in page
    # The two trusts stand on rows 2 and 3 of each file.
    assert (
        "January 2023. A&amp;E attendances, all types: RJ1 jumped to 5,000 in January 2023, where 1,050 was usual "
        "(12 periods before). Also: Attendances, type 1. Kept as published. Check: a figure lies within 5 sigma of the "
        "organisation&#39;s own history. File: 12.csv, row 3."
    ) in page


def test_the_row_of_the_table_is_marked_and_leads_to_the_finding(client: Client) -> None:
    html = client.get(ATTENDANCES).content.decode()

    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", html, flags=re.DOTALL) if "#check-1" in row]
    assert "January 2023" in row
    assert html.count('href="#check-') == 1
    assert 'id="check-1"' in html


def test_a_finding_is_told_on_every_measure_that_it_is_about_and_on_no_other_page(client: Client) -> None:
    assert "What the checks say" in words(client.get("/organisation/RJ1/attendances_type1/").content)
    assert "What the checks say" not in words(client.get("/organisation/RJ1/emergency_admissions/").content)
    assert "What the checks say" not in words(client.get("/organisation/RJ2/attendances/").content)


def test_a_later_load_is_seen_at_once(client: Client, fresh_home: Path) -> None:
    client.get(ATTENDANCES)
    grown = (
        Provider("RJ2", "LEWISHAM", attendances=(1000, 0, 0)),
        Provider("RJ1", "GUY'S", attendances=(60_000, 0, 0)),
    )
    load_into(fresh_home, write(fresh_home / "later", "13.csv", provider_csv(grown, period="FEBRUARY-2023")))

    page = words(client.get(ATTENDANCES).content)

    assert "File: 13.csv, row 3." in page
    assert page.index("File: 13.csv") < page.index("File: 12.csv")


def test_the_page_of_an_organisation_counts_what_was_found(client: Client) -> None:
    html = client.get("/organisation/RJ1/").content.decode()

    assert "The checks found 1 thing to know about these figures." in words(html)
    assert 'href="/data/#findings"' in html
    assert "The checks found" not in words(client.get("/organisation/RJ2/").content)


def test_a_finding_about_several_organisations_is_told_to_each_of_them(fresh_home: Path) -> None:
    codes = ("RJ1", "RJ2", "RJ7", "RAL", "RAX", "RAS")
    for name in ("JANUARY-2022", "FEBRUARY-2022"):
        same = [
            Provider(
                code,
                code,
                attendances=(1000, 0, 0),
                over_four_hours=(310, 0, 0),
                waits=(90, 10),
                admissions=(280, 0, 0),
            )
            for code in codes
        ]
        write(fresh_home / "files", f"{name}.csv", provider_csv(same, period=name))
    load_into(fresh_home, fresh_home / "files")

    (of_one,), (of_another,) = (findings_of(code, find_measure("attendances")) for code in ("RJ1", "RAS"))

    assert of_one == of_another
    assert (of_one.notice.rule, of_one.subject.what, of_one.every) == (COPIED, ("ae_monthly",), "month")


def test_a_finding_about_a_day_marks_the_week_it_lies_in() -> None:
    wednesday = date(2019, 1, 9)
    made = checks([finding(wednesday)])

    assert made.rows[0].period == "9 January 2019"
    assert made.between(date(2019, 1, 7), date(2019, 1, 14)) == (1,)
    assert made.between(date(2019, 1, 14), date(2019, 1, 21)) == ()


def test_of_many_findings_the_newest_are_listed_and_the_rest_counted() -> None:
    days = [date(2019, 1, 31) - timedelta(days=number) for number in range(MOST_LISTED + 3)]

    made = checks([finding(day, row=5) for day in days])

    assert [row.number for row in made.rows] == list(range(1, MOST_LISTED + 1))
    assert (made.rows[0].place, made.more) == (", row 5", 3)
