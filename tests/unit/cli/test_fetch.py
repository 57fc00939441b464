"""The command fetch: its output, its exit status, its standard error; against a web server on this machine."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.publications import APPLEBRIDGE, provider_csv
from support.statistics_server import (
    APRIL,
    NOW,
    WORK_AREA,
    YEAR,
    Answer,
    Clock,
    Server,
    page,
    pages_file,
    statistics_server,
)

from everyweek.cli import main
from everyweek.cli.fetch import new_client, progress
from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.keeping import only_one
from everyweek.publications.fetch.pages import Site, nhs_england

APRIL_CSV = provider_csv(period="APRIL-2026").encode()
MAY = "/statistics/wp-content/uploads/sites/2/2026/06/May-2026-CSV-d3E4f.csv"
MENU = "/statistics/wp-content/uploads/sites/2/2026/06/menu.csv"
NOT_ADDING_UP = provider_csv(period="MAY-2026", total_cells=[1] * 22).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with statistics_server() as running:
        yield running


@pytest.fixture
def pages(server: Server, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of pages, an empty home, and a visitor whose clock does not wait."""
    clock = Clock()
    monkeypatch.setattr("everyweek.cli.fetch.new_client", lambda site: Client(site.hosts, clocks=clock.clocks))
    return pages_file(server, tmp_path)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["fetch", *(str(word) for word in words)])


def test_a_new_file_is_said_fetched_and_loaded_and_the_next_fetch_finds_nothing_new(
    server: Server, pages: Path, home: Path
) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'))

    first, second = run("--pages", pages), run("--pages", pages)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"new          emergency_department: Monthly A&E April 2026 (CSV, 30KB) ({server.at(APRIL)})" in first.stdout
    assert "loaded       April-2026-CSV-a1B2c.csv: A&E Attendances and Emergency Admissions, April 2026" in first.stdout
    assert "1 downloaded, 0 unchanged, 0 failed; 1 loaded, 0 refused, 0 passed over." in first.stdout
    assert second.stdout == "0 downloaded, 1 unchanged, 0 failed; 0 loaded, 0 refused, 0 passed over.\n"
    assert f"reading {server.at(WORK_AREA)}" in first.stderr
    assert "asked for 1 of 1 files" in first.stderr
    assert "loaded 1 of 1 files" in first.stderr
    assert any((home / "releases").rglob("*"))


def test_every_kind_of_trouble_is_a_line_with_what_to_do_and_exit_status_1(server: Server, pages: Path) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'))
    run("--pages", pages, "--no-load")
    for kept in Path(run_home()).joinpath("downloads").glob("*/*/*"):
        kept.write_bytes(b"forged")
    server.give(YEAR, page((APRIL, "April"), (MAY, "May"), (MENU, "Menu"), ("/gone.csv", "Gone")))
    server.give(MAY, Answer(NOT_ADDING_UP, etag='"m"'))
    server.give(MENU, Answer(b"day,dish\n"))

    first, second = run("--pages", pages), run("--pages", pages)

    assert first.exit_code == second.exit_code == 1
    assert "mended       emergency_department: April" in first.stdout
    assert "Our copy was no longer what had been downloaded" in first.stdout
    assert "refused      May-2026-CSV-d3E4f.csv: May-2026-CSV-d3E4f.csv, " in first.stdout
    assert "passed over  menu.csv: No publication that Everyweek knows" in first.stdout
    assert f"failed       {server.at('/gone.csv')}: There is nothing at this address (404). NHS England" in first.stdout
    assert "3 downloaded, 0 unchanged, 1 failed; 1 loaded, 1 refused, 1 passed over." in first.stdout
    assert "still refused May-2026-CSV-d3E4f.csv: " in second.stdout
    assert "Traceback" not in first.output + second.output


def test_what_the_loader_remarks_stands_below_the_file(server: Server, pages: Path) -> None:
    server.give_file(Answer(APRIL_CSV), Answer(provider_csv((APPLEBRIDGE,), period="APRIL-2026").encode()))
    run("--pages", pages)

    result = run("--pages", pages)

    remarks = [line for line in result.stdout.splitlines() if line.startswith(" " * 13)]
    assert result.exit_code == 0
    assert "changed      emergency_department: Monthly A&E April 2026" in result.stdout
    assert any("April-2026-CSV-a1B2c.csv" in line for line in remarks)


def run_home() -> str:
    """The home of this test."""
    import os

    return os.environ["EVERYWEEK_HOME"]


def test_a_page_that_cannot_be_read_is_said(server: Server, pages: Path) -> None:
    result = run("--pages", pages)

    assert result.exit_code == 1
    assert f"failed       {server.at(WORK_AREA)}: There is nothing at this address (404)." in result.stdout


def test_as_json_every_file_has_its_origin_its_bytes_and_what_became_of_it(server: Server, pages: Path) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'))
    server.give(YEAR, page((APRIL, "April"), ("/gone.csv", "Gone")))

    result = run("--pages", pages, "--format", "json")
    again = run("--pages", pages, "--format", "json")

    written = json.loads(result.stdout)
    april, gone = written["files"]
    assert result.exit_code == 1
    assert (written["all_well"], written["problems"]) == (False, [])
    assert april["address"] == server.at(APRIL)
    assert (april["state"], april["file_name"], april["size"]) == ("new", "April-2026-CSV-a1B2c.csv", len(APRIL_CSV))
    assert (april["etag"], april["fetched_at"], len(april["sha256"])) == ('"v1"', NOW.isoformat(), 64)
    assert (april["outcome"], april["problem"], april["remarks"]) == ("loaded", None, [])
    assert (gone["state"], gone["sha256"], gone["outcome"]) == ("failed", None, None)
    assert "nothing at this address" in gone["problem"]
    assert gone["advice"]
    assert [one["state"] for one in json.loads(again.stdout)["files"]] == ["unchanged", "failed"]
    assert json.loads(again.stdout)["files"][0]["outcome"] == "loaded"


def test_as_json_a_page_that_fails_and_what_an_earlier_fetch_left_are_told(server: Server, pages: Path) -> None:
    server.give_file(Answer(APRIL_CSV))
    run("--pages", pages, "--no-load")
    del server.answers[WORK_AREA]

    written = json.loads(run("--pages", pages, "--format", "json").stdout)

    assert [one["address"] for one in written["problems"]] == [server.at(WORK_AREA)]
    assert [(one["address"], one["outcome"]) for one in written["loaded_from_earlier_fetches"]] == [
        (server.at(APRIL), "loaded")
    ]


def test_a_dry_run_says_what_would_be_fetched(server: Server, pages: Path, home: Path) -> None:
    server.give_file(Answer(APRIL_CSV))

    result = run("--pages", pages, "--dry-run")

    assert result.exit_code == 0
    assert (
        f"would fetch  emergency_department: Monthly A&E April 2026 (CSV, 30KB) ({server.at(APRIL)})" in result.stdout
    )
    assert "1 would be downloaded, 0 are here already, 0 failed." in result.stdout
    assert server.times_asked(APRIL) == 0
    assert not (home / "downloads").exists()


def test_only_the_publications_that_are_named_are_fetched(server: Server, pages: Path) -> None:
    server.give_file(Answer(APRIL_CSV))
    pages.write_text(
        pages.read_text() + f"  - {{publication: ambulance, title: t, address: '{server.at('/ambulance/')}', "
        "source: s, checked: 2026-06-01, confidence: seen}\n"
    )

    result = run("emergency_department", "--pages", pages, "--since", "2026-05")

    assert result.exit_code == 0
    assert server.times_asked("/ambulance/") == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("cancer",), "There is no statistics page of cancer. There are: emergency_department, "),
        (("--since", "spring"), "'spring' is not a month"),
        (("--pages", "nowhere.yaml"), "does not exist"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked_for(words: tuple[str, ...], sentence: str) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_faulty_file_of_pages_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "pages.yaml").write_text("hosts: []")

    result = run("--pages", tmp_path / "pages.yaml")

    assert result.exit_code == 2
    assert "pages.yaml: it must have hosts and pages" in result.stderr


def test_a_second_fetch_at_once_says_so(server: Server, pages: Path, home: Path) -> None:
    server.give_file(Answer(APRIL_CSV))

    with only_one(home / "downloads"):
        result = run("--pages", pages)

    assert result.exit_code == 1
    assert "everyweek: Another fetch is at work in" in result.stderr
    assert server.asked == []


def test_ctrl_c_ends_it_cleanly(server: Server, pages: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    server.give_file(Answer(APRIL_CSV))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("everyweek.publications.fetch.download.check_looks", interrupt)
        result = run("--pages", pages)

    assert result.exit_code == 130
    assert "Stopped. What came whole is kept; run everyweek fetch again to go on." in result.stderr
    assert list((home / "downloads").rglob("*.part")) == []
    assert run("--pages", pages).exit_code == 0


def test_progress_on_a_terminal_counts_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    progress("asked for")(1, 2, "a.csv")

    assert "asked for 1 of 2 a.csv" in capsys.readouterr().err


def test_a_visitor_goes_only_to_nhs_england() -> None:
    site: Site = nhs_england()

    assert new_client(site).hosts == {"www.england.nhs.uk", "england.nhs.uk"}


def test_help_needs_neither_the_network_nor_what_reads_pages() -> None:
    text = (
        "import sys; from everyweek.cli import main\n"
        "try: main(['fetch', '--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('urllib3', 'selectolax', 'sqlalchemy', 'numpy') if name in sys.modules])"
    )

    result = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True, timeout=60)

    assert "Fetch new files" in result.stdout
    assert result.stdout.splitlines()[-1] == "[]"
