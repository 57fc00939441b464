"""A file on its way from a web server to its place: whole or not at all, and never into the warehouse by mistake."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.loading import value
from support.publications import APPLEBRIDGE, BRACKWATER, provider_csv
from support.statistics_server import (
    APRIL,
    NOW,
    WORK_AREA,
    YEAR,
    Answer,
    Server,
    Visit,
    page,
    redirect,
    statistics_server,
)

from everyweek.publications.fetch.errors import FetchError, NoAnswer, NotAFile, NotAllowed, NotThere, TooLarge
from everyweek.publications.fetch.manners import Limits
from everyweek.warehouse import Warehouse

APRIL_CSV = provider_csv(period="APRIL-2026").encode()
REVISED_CSV = provider_csv((APPLEBRIDGE, BRACKWATER), period="APRIL-2026").encode()
HTML = b"<!DOCTYPE html><html><body>Just a moment...</body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with statistics_server() as running:
        yield running


@pytest.fixture
def visit(server: Server, home: Path, warehouse: Warehouse) -> Visit:
    return Visit(server, home, warehouse)


def problem_of(visit: Visit) -> FetchError:
    """The trouble with the only file on offer, of which nothing may be left anywhere."""
    report = visit.fetch()
    (one,) = report.fetched
    assert one.state == "failed"
    assert one.problem is not None
    assert not report.all_well
    assert visit.warehouse_is_empty()
    assert (visit.files(), visit.parts(), visit.index.records) == ([], [], [])
    return one.problem


def test_a_new_file_is_kept_as_it_came_with_its_origin_and_loaded(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"', headers={"Last-Modified": "Thu, 14 May 2026 08:30:00 GMT"}))

    report = visit.fetch()

    sha256 = hashlib.sha256(APRIL_CSV).hexdigest()
    (kept,) = visit.files()
    assert kept == visit.downloads / sha256[:2] / sha256 / "April-2026-CSV-a1B2c.csv"
    assert kept.read_bytes() == APRIL_CSV
    assert [one.outcome for _, one in report.outcomes.values()] == ["loaded"]
    assert value(visit.warehouse, "attendances", "ZZ1", date(2026, 4, 1)) == 1500
    (written,) = json.loads((visit.downloads / "index.json").read_text())["files"]
    assert written == {
        "publication": "emergency_department",
        "page": server.at(WORK_AREA),
        "address": server.at(APRIL),
        "words": "Monthly A&E April 2026 (CSV, 30KB)",
        "file_name": "April-2026-CSV-a1B2c.csv",
        "sha256": sha256,
        "size": len(APRIL_CSV),
        "fetched_at": NOW.isoformat(),
        "etag": '"v1"',
        "last_modified": "Thu, 14 May 2026 08:30:00 GMT",
    }
    assert report.all_well
    (release,) = visit.warehouse.releases()
    assert (release.file_name, release.sha256) == ("April-2026-CSV-a1B2c.csv", sha256)


def test_a_file_that_has_not_changed_is_asked_about_and_not_sent_again(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"', headers={"Last-Modified": "Thu, 14 May 2026 08:30:00 GMT"}))
    visit.fetch()
    version = visit.warehouse.version()

    report = visit.fetch()

    asked = server.headers_of(APRIL)
    assert asked["If-None-Match"] == '"v1"'
    assert asked["If-Modified-Since"] == "Thu, 14 May 2026 08:30:00 GMT"
    assert "If-None-Match" not in server.headers_of(APRIL, last=False)
    assert [one.state for one in report.fetched] == ["unchanged"]
    assert report.all_well
    assert report.outcomes == {}
    assert visit.warehouse.version() == version


def test_the_same_bytes_sent_again_change_nothing(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV), Answer(APRIL_CSV, etag='"v2"'))
    visit.fetch()
    version = visit.warehouse.version()

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["unchanged"]
    assert [one.etag for one in visit.index.records] == ['"v2"']
    assert visit.warehouse.version() == version


def test_other_bytes_at_a_known_address_are_loaded_and_the_earlier_ones_kept(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'), Answer(REVISED_CSV, etag='"v2"'))
    visit.fetch()

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["changed"]
    assert {path.read_bytes() for path in visit.files()} == {APRIL_CSV, REVISED_CSV}
    assert len(visit.index.records) == 2
    assert value(visit.warehouse, "attendances", "england", date(2026, 4, 1)) == 4500
    assert value(visit.warehouse, "attendances", "england", date(2026, 4, 1), vintage="first") == 5000


def test_two_vintages_that_were_only_downloaded_are_loaded_in_their_order(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV), Answer(REVISED_CSV))
    visit.fetch(load=False)
    visit.fetch(load=False)
    assert visit.warehouse_is_empty()

    visit.fetch()

    assert value(visit.warehouse, "attendances", "england", date(2026, 4, 1)) == 4500
    assert value(visit.warehouse, "attendances", "england", date(2026, 4, 1), vintage="first") == 5000


@pytest.mark.parametrize("path", [APRIL, YEAR, WORK_AREA])
def test_a_file_or_page_that_is_not_there_is_said_and_not_asked_for_again(
    server: Server, visit: Visit, path: str
) -> None:
    server.give_file(Answer(APRIL_CSV))
    del server.answers[path]

    report = visit.fetch()

    (problem,) = [one.problem for one in report.fetched if one.problem] + report.problems
    assert isinstance(problem, NotThere)
    assert problem.address == server.at(path)
    assert "nothing at this address (404)" in str(problem)
    assert server.times_asked(path) == 1
    assert visit.warehouse_is_empty()
    assert visit.files() == []


def test_a_page_that_fails_does_not_keep_the_others_from_being_read(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV))

    report = visit.fetch("/statistics/statistical-work-areas/moved/", WORK_AREA)

    assert [type(one) for one in report.problems] == [NotThere]
    assert [one.outcome for _, one in report.outcomes.values()] == ["loaded"]
    assert not report.all_well


def test_a_forbidden_file_is_not_asked_for_again(server: Server, visit: Visit) -> None:
    server.give_file(Answer(b"no", status=403, kind="text/plain"))

    assert "answered 403 Forbidden" in str(problem_of(visit))
    assert server.times_asked(APRIL) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(b"oops", status=500),
        Answer(b"busy", status=429),
        Answer(APRIL_CSV, manner="broken off"),
        Answer(APRIL_CSV, manner="silent"),
        Answer(APRIL_CSV, manner="half, then silent"),
    ],
    ids=["500", "429", "broken off", "silent", "half, then silent"],
)
def test_a_trouble_that_passes_is_waited_out(server: Server, visit: Visit, trouble: Answer) -> None:
    server.give_file(trouble, Answer(APRIL_CSV))

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["new"]
    assert [path.read_bytes() for path in visit.files()] == [APRIL_CSV]
    assert 2.0 in visit.clock.slept
    assert server.times_asked(APRIL) == 2


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (Answer(b"oops", status=503), "No good answer in 4 tries: the server answered 503 Service Unavailable"),
        (Answer(APRIL_CSV, manner="broken off"), "No good answer in 4 tries: the connection broke off"),
        (Answer(APRIL_CSV, manner="half, then silent"), "No good answer in 4 tries: the server kept silent"),
        (Answer(APRIL_CSV, manner="silent"), "No good answer in 4 tries: the server kept silent"),
    ],
    ids=["503", "broken off", "half, then silent", "silent"],
)
def test_a_trouble_that_does_not_pass_is_given_up_after_four_tries(
    server: Server, visit: Visit, trouble: Answer, sentence: str
) -> None:
    server.give_file(trouble)

    problem = problem_of(visit)

    assert isinstance(problem, NoAnswer)
    assert sentence in str(problem)
    assert server.times_asked(APRIL) == 4
    assert [seconds for seconds in visit.clock.slept if seconds > 1] == [2.0, 4.0, 8.0]


def test_a_server_that_cannot_be_reached_is_said(server: Server, visit: Visit) -> None:
    pages = visit.site()
    address = server.at(WORK_AREA)
    server.shutdown()
    server.server_close()

    with pytest.raises(NoAnswer, match="the server cannot be reached"):
        visit.client.get(address, largest=1000, receive=lambda reply: reply.body())
    assert len(pages.pages) == 1


def test_a_file_that_drips_is_given_up_in_bounded_time(server: Server, visit: Visit) -> None:
    from everyweek.publications.fetch.manners import Clocks

    server.give_file(Answer(APRIL_CSV, manner="dripping"))
    real = Clocks()
    visit.limits = Limits(pause_seconds=0, silence_seconds=5, total_seconds=0.2)
    visit.clock.monotonic = real.monotonic  # type: ignore[method-assign]

    problem = problem_of(visit)

    assert isinstance(problem, NoAnswer)
    assert "came too slowly" in str(problem)
    assert server.times_asked(APRIL) == 1


@pytest.mark.parametrize("manner", ["whole", "chunked"])
def test_a_file_that_is_too_large_is_refused_whether_it_says_so_or_not(
    server: Server, visit: Visit, manner: str
) -> None:
    server.give_file(Answer(APRIL_CSV, manner=manner))  # type: ignore[arg-type]
    visit.limits = Limits(largest_file=len(APRIL_CSV) - 1)

    problem = problem_of(visit)

    assert isinstance(problem, TooLarge)
    assert f"at most {len(APRIL_CSV) - 1:,}" in str(problem)
    assert server.times_asked(APRIL) == 1


def test_a_file_of_just_the_largest_size_is_taken(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, manner="chunked"))
    visit.limits = Limits(largest_file=len(APRIL_CSV))

    assert visit.fetch().all_well


@pytest.mark.parametrize(
    ("answer", "path", "sentence"),
    [
        (Answer(HTML, kind="text/html; charset=UTF-8"), APRIL, "A web page came instead"),
        (Answer(b"\xef\xbb\xbf\r\n " + HTML, kind="text/csv"), APRIL, "A web page came instead"),
        (Answer(b" \r\n", kind="text/csv"), APRIL, "What came is empty"),
        (Answer(b"", kind="text/csv"), APRIL, "What came is empty"),
        (Answer(APRIL_CSV, kind="application/vnd.ms-excel"), "/2026/05/April.xls", "is no workbook"),
    ],
    ids=["says so", "looks so", "blank", "empty", "no workbook"],
)
def test_what_is_no_table_is_refused(server: Server, visit: Visit, answer: Answer, path: str, sentence: str) -> None:
    server.give_file(answer, path=path)

    problem = problem_of(visit)

    assert isinstance(problem, NotAFile)
    assert sentence in str(problem)
    assert server.times_asked(path) == 1


def test_a_file_without_a_stated_end_is_refused_since_it_may_be_cut(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, manner="without end"))

    problem = problem_of(visit)

    assert isinstance(problem, NoAnswer)
    assert "cannot be told whether it came whole" in str(problem)


def test_a_redirect_within_the_site_is_followed(server: Server, visit: Visit) -> None:
    server.give_file(redirect("/statistics/elsewhere.csv", status=302))
    server.give("/statistics/elsewhere.csv", Answer(APRIL_CSV))

    report = visit.fetch()

    assert report.all_well
    assert visit.index.records[0].address == server.at(APRIL)
    assert visit.files()[0].name == "April-2026-CSV-a1B2c.csv"


def test_a_circle_of_redirects_is_left(server: Server, visit: Visit) -> None:
    server.give_file(redirect("/a.csv"))
    server.give("/a.csv", redirect("/b.csv"))
    server.give("/b.csv", redirect("/a.csv"))

    problem = problem_of(visit)

    assert isinstance(problem, NotAllowed)
    assert "sent on in a circle" in str(problem)
    assert server.times_asked("/a.csv") == 1


def test_an_endless_chain_of_redirects_is_left(server: Server, visit: Visit) -> None:
    server.give_file(redirect("/1.csv"))
    for number in range(1, 20):
        server.give(f"/{number}.csv", redirect(f"/{number + 1}.csv"))

    assert "sent on more than 5 times" in str(problem_of(visit))
    assert server.times_asked("/5.csv") == 1
    assert server.times_asked("/6.csv") == 0


@pytest.mark.parametrize("target", ["https://files.example/April.csv", "file:///etc/passwd", "//evil.example/x.csv"])
def test_a_redirect_to_another_host_is_refused(server: Server, visit: Visit, target: str) -> None:
    server.give_file(redirect(target))

    problem = problem_of(visit)

    assert isinstance(problem, NotAllowed)
    assert target.lstrip("/") in str(problem)
    assert "not followed" in str(problem)


def test_a_link_to_another_host_is_passed_over(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV))
    server.give(
        YEAR, page((APRIL, "April"), ("https://files.example/May-2026.csv", "May"), ("http://[half/x.csv", "?"))
    )

    report = visit.fetch()

    assert [one.address for one in report.fetched] == [server.at(APRIL)]
    assert report.all_well


def test_a_file_that_the_site_asks_programs_to_leave_alone_is_left_alone(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV))
    server.give("/robots.txt", Answer(b"User-agent: *\nDisallow: /statistics/wp-content/", kind="text/plain"))

    problem = problem_of(visit)

    assert isinstance(problem, NotAllowed)
    assert "robots.txt asks programs not to read" in str(problem)
    assert "everyweek load" in str(problem)
    assert server.times_asked(APRIL) == 0
    assert server.times_asked("/robots.txt") == 1
