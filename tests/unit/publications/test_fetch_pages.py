"""Which files there are: statistics pages, the pages of their years, and the file that names them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.publications import provider_csv
from support.statistics_server import APRIL, WORK_AREA, YEAR, Answer, Server, Visit, page, pages_file, statistics_server

from everyweek.publications.fetch.errors import FaultyPages, NoLinks
from everyweek.publications.fetch.financial_year import oldest_year_wanted, year_named_in
from everyweek.publications.fetch.links import find_links
from everyweek.publications.fetch.pages import nhs_england, read_site
from everyweek.warehouse import Warehouse

HOSTS = ("www.england.nhs.uk", "england.nhs.uk")
BEDS = "https://www.england.nhs.uk/statistics/statistical-work-areas/beds/"
UPLOADS = "https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2"


@pytest.fixture
def server() -> Iterator[Server]:
    with statistics_server() as running:
        yield running


@pytest.fixture
def visit(server: Server, home: Path, warehouse: Warehouse) -> Visit:
    return Visit(server, home, warehouse)


def year_page(year: str) -> str:
    return f"{WORK_AREA}ae-attendances-and-emergency-admissions-{year}/"


def offered(visit: Visit, **wish: object) -> list[str]:
    """The names of the files on offer."""
    return [one.address.rpartition("/")[2] for one in visit.fetch(load=False, **wish).fetched]


def test_links_are_found_in_whatever_dress_they_come() -> None:
    html = f"""
        <p><a href='/statistics/a.CSV#table'>Provider   <strong>CSV</strong></a>
        <a HREF=" {UPLOADS}/2026/05/b%20c.xlsx ">Time series</a>
        <a href="http://www.england.nhs.uk/old.xls">Old</a> <a href="//england.nhs.uk/d.xlsm">Macro
        <a href="a%2Fnote.pdf">Note</a> <a href="mailto:x@nhs.uk">Write</a> <a>Nowhere</a>
        <a href="https://evil.example/?x=www.england.nhs.uk/e.csv">No</a> <a href="{BEDS}">This page</a>
        <a href="https://www.england.nhs.uk.evil.example/f.csv">No</a> <a href="https://x@evil.example/g.csv">No</a>
        <!-- <a href="/hidden.csv">Hidden</a> --> <script>'<a href="/script.csv">'</script>
        <a href="/statistics/a.CSV">again</a>
    """

    links = find_links(html.encode(), address=BEDS, hosts=HOSTS, years_below=(BEDS,))

    assert [(one.address, one.words) for one in links.files] == [
        ("https://www.england.nhs.uk/statistics/a.CSV", "Provider CSV"),
        (f"{UPLOADS}/2026/05/b%20c.xlsx", "Time series"),
        ("https://www.england.nhs.uk/old.xls", "Old"),
        ("https://england.nhs.uk/d.xlsm", "Macro"),
    ]
    assert links.years == ()


def test_relative_links_go_out_from_the_base_that_a_page_names() -> None:
    html = b'<head><base href="/statistics/files/"></head><a href="a.csv">A</a>'

    links = find_links(html, address=BEDS, hosts=HOSTS, years_below=())

    assert [one.address for one in links.files] == ["https://www.england.nhs.uk/statistics/files/a.csv"]


def test_a_year_is_known_by_its_address_or_its_words_and_only_below_its_work_area() -> None:
    html = f"""
        <a href="{BEDS}daily-situation-reports-25-26/">2025/26</a>
        <a href="{BEDS}inc-nhs111-statistics-apr-2026-mar-2027/">This year</a>
        <a href="{BEDS}latest/">Figures for 2024&ndash;25</a>
        <a href="{BEDS}latest">Figures for 2024-25, again</a>
        <a href="{BEDS}guidance/">Guidance of 12-13 May</a>
        <a href="https://www.england.nhs.uk/statistics/beds-2023-24/">2023-24</a>
        <a href="https://www.england.nhs.uk/news/2025-26/">News of 2025-26</a>
    """

    links = find_links(
        html.encode(), address=BEDS, hosts=HOSTS, years_below=(BEDS, "https://www.england.nhs.uk/statistics/beds-")
    )

    assert [one.year for one in links.years] == [2025, 2026, 2024, 2023]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2025-26", 2025),
        ("2025/26", 2025),
        ("2025 to 2026", 2025),
        ("April 2026 to March 2027", 2026),
        ("1999-00", None),
        ("2025-27", None),
        ("2019-20 and 2020-21", 2019),
        ("20250-26", None),
    ],
)
def test_a_financial_year_in_words(words: str, year: int | None) -> None:
    assert year_named_in(words) == year


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 11, 22), 2026),
        (date(2026, 7, 30), 2026),
        (date(2026, 7, 29), 2025),
        (date(2026, 4, 1), 2025),
        (date(2026, 3, 31), 2025),
    ],
)
def test_last_years_page_is_read_until_its_last_quarter_is_surely_out(today: date, year: int) -> None:
    assert oldest_year_wanted(today) == year


def test_only_the_pages_of_years_that_may_still_gain_a_file_are_read(server: Server, visit: Visit) -> None:
    server.give(WORK_AREA, page(*((year_page(year), year) for year in ("2024-25", "2025-26", "2026-27"))))
    for year in ("2024-25", "2025-26", "2026-27"):
        server.give(year_page(year), page((f"/{year}.csv", "a file")))
        server.give(f"/{year}.csv", Answer(provider_csv().encode()))

    assert offered(visit) == ["2025-26.csv", "2026-27.csv"]
    assert server.times_asked(year_page("2024-25")) == 0


def test_the_newest_years_page_is_read_when_this_year_has_none_yet(server: Server, visit: Visit) -> None:
    server.give(WORK_AREA, page((year_page("2022-23"), "2022-23"), (year_page("2023-24"), "2023-24")))
    server.give(year_page("2023-24"), page(("/a.csv", "a file")))
    server.give("/a.csv", Answer(provider_csv().encode()))

    assert offered(visit) == ["a.csv"]
    assert server.times_asked(year_page("2022-23")) == 0


def test_since_a_month_takes_earlier_years_and_leaves_out_files_put_there_before(server: Server, visit: Visit) -> None:
    server.give(
        WORK_AREA, page(("/undated.csv", "time series"), (year_page("2024-25"), ""), (year_page("2023-24"), ""))
    )
    server.give(year_page("2024-25"), page(("/uploads/2024/04/old.csv", ""), ("/uploads/2024/05/new.csv", "")))
    for path in ("/undated.csv", "/uploads/2024/04/old.csv", "/uploads/2024/05/new.csv"):
        server.give(path, Answer(provider_csv().encode()))

    assert offered(visit, since=date(2024, 5, 1)) == ["undated.csv", "new.csv"]
    assert server.times_asked("/uploads/2024/04/old.csv") == server.times_asked(year_page("2023-24")) == 0


def test_a_file_that_two_pages_offer_is_fetched_once(server: Server, visit: Visit) -> None:
    server.give_file(Answer(provider_csv().encode()))
    server.give(WORK_AREA, page((APRIL, "here too"), (YEAR, "2026-27")))

    report = visit.fetch(WORK_AREA, YEAR)

    assert len(report.fetched) == 1
    assert server.times_asked(APRIL) == 1


def test_a_page_without_a_link_to_a_file_says_so(server: Server, visit: Visit) -> None:
    server.give(WORK_AREA, page(("/statistics/about.pdf", "About"), (YEAR, "2026-27")))
    server.give(YEAR, Answer(b"<html><div id='app'></div><script src='/app.js'></script>", kind="text/html"))

    report = visit.fetch()

    (problem,) = report.problems
    assert isinstance(problem, NoLinks)
    assert "no link to a CSV or Excel file" in str(problem)
    assert "layout may have changed" in str(problem)
    assert not report.all_well
    assert visit.warehouse_is_empty()


def test_a_years_page_that_fails_does_not_hide_the_files_of_the_work_area(server: Server, visit: Visit) -> None:
    server.give(WORK_AREA, page(("/series.csv", "Time series"), (YEAR, "2026-27")))
    server.give("/series.csv", Answer(provider_csv().encode()))

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["new"]
    assert [one.address for one in report.problems] == [server.at(YEAR)]


def test_the_built_in_pages_are_all_of_nhs_england_and_say_where_they_were_read() -> None:
    site = nhs_england()

    assert site.hosts == HOSTS
    assert len({one.address for one in site.pages}) == len(site.pages) >= 8
    assert all(one.address.startswith("https://www.england.nhs.uk/statistics/") for one in site.pages)
    assert {"emergency_department", "ambulance", "beds", "discharge"} <= set(site.publications)


FULL = """
hosts: [a.test]
pages:
  - {publication: x, title: t, address: 'https://a.test/', source: s, checked: 2026-06-01, confidence: seen}
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hosts: [", "cannot be read"),
        ("- 1", "must have hosts and pages"),
        (FULL.replace("[a.test]", "[]"), "hosts must be a list"),
        ("hosts: [a.test]\npages: []", "pages must be a list"),
        (FULL.replace("title: t, ", ""), "page 1: it must have address, checked"),
        (FULL.replace("title: t", "title: 1"), "must be words"),
        (FULL.replace("2026-06-01", "June"), "checked must be a day"),
        (FULL.replace("seen", "sure"), "confidence must be one of"),
        (FULL.replace("source: s", "source: s, years_below: 1"), "years_below must be a list"),
        (FULL.replace("https://a.test/", "https://b.test/"), "is not on one of the hosts"),
        (FULL.replace("https://a.test/", "ftp://a.test/"), "is not on one of the hosts"),
    ],
)
def test_a_faulty_file_of_pages_is_refused_with_the_place(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "pages.yaml"
    file.write_text(text)

    with pytest.raises(FaultyPages, match=r"pages\.yaml") as refusal:
        read_site(file)

    assert sentence in str(refusal.value)


def test_a_file_of_pages_of_ones_own_is_read(server: Server, tmp_path: Path) -> None:
    site = read_site(pages_file(server, tmp_path))

    assert site.publications == ("emergency_department",)
    assert site.pages[0].years_below == (server.at(WORK_AREA),)
