"""What is kept: untouched or not used, resumed after a kill, one fetch at a time, handed on once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.loading import value
from support.publications import APPLEBRIDGE, BRACKWATER, WALK_IN, provider_csv
from support.statistics_server import (
    APRIL,
    NOW,
    WORK_AREA,
    YEAR,
    Answer,
    Server,
    Visit,
    page,
    pages_file,
    statistics_server,
)

from everyweek.publications.fetch import hand_on, keeping
from everyweek.publications.fetch.errors import FaultyIndex, FetchUnderWay
from everyweek.publications.fetch.index import Index, Record, origins, read_index
from everyweek.publications.fetch.keeping import only_one, safe_name, sha256_of
from everyweek.publications.fetch.new_files import Wish, look
from everyweek.warehouse import Warehouse

APRIL_CSV = provider_csv(period="APRIL-2026").encode()
MAY_CSV = provider_csv(period="MAY-2026").encode()
MAY = "/statistics/wp-content/uploads/sites/2/2026/06/May-2026-CSV-d3E4f.csv"
MENU = b"day,dish\nMonday,soup\n"
NOT_ADDING_UP = provider_csv(period="APRIL-2026", total_cells=[1] * 22).encode()

KILLED = """
import os, sys
from pathlib import Path
from everyweek.publications.fetch import download
from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.manners import Limits
from everyweek.publications.fetch.new_files import Wish, fetch
from everyweek.publications.fetch.pages import read_site
from everyweek.warehouse import home, open_warehouse

if sys.argv[2] == "before its place":
    download.move_into_place = lambda beside, target: os.kill(os.getpid(), 9)
site = read_site(Path(sys.argv[1]))
client = Client(site.hosts, limits=Limits(pause_seconds=0))
fetch(
    Wish(site.pages),
    client=client,
    downloads=home() / "downloads",
    archive=home() / "releases",
    open_warehouse=open_warehouse,
)
"""


@pytest.fixture
def server() -> Iterator[Server]:
    with statistics_server() as running:
        yield running


@pytest.fixture
def visit(server: Server, home: Path, warehouse: Warehouse) -> Visit:
    return Visit(server, home, warehouse)


def give_two(server: Server, *, april: Answer, may: Answer) -> None:
    """April and May on one page."""
    server.give_file(april)
    server.give(YEAR, page((APRIL, "April 2026"), (MAY, "May 2026")))
    server.give(MAY, may)


def test_a_copy_that_was_tampered_with_is_said_and_downloaded_again(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'))
    visit.fetch(load=False)
    (kept,) = visit.files()
    kept.write_bytes(APRIL_CSV.replace(b"1000", b"9999"))

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["damaged"]
    assert "If-None-Match" not in server.headers_of(APRIL)
    assert kept.read_bytes() == APRIL_CSV
    assert value(visit.warehouse, "attendances", "ZZ1", date(2026, 4, 1)) == 1500
    assert report.all_well


def test_a_copy_that_was_tampered_with_and_cannot_be_had_again_is_never_loaded(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(MAY_CSV))
    visit.fetch(load=False)
    visit.files()[0].write_bytes(b"forged")
    visit.files()[1].unlink()
    server.give(APRIL, Answer(status=404))
    server.give(MAY, Answer(status=404))
    server.give(YEAR, page((APRIL, "April 2026")))

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["failed"]
    assert report.fetched[0].record is None
    assert sorted(one.address for one in report.problems) == sorted([server.at(APRIL), server.at(MAY)])
    assert all("is not what was downloaded" in str(one) for one in report.problems)
    assert visit.warehouse_is_empty()


def test_a_copy_of_an_earlier_fetch_is_mended_though_its_page_offers_it_no_more(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(MAY_CSV))
    visit.fetch(load=False)
    for path in visit.files():
        path.write_bytes(b"forged")
    server.give(YEAR, page((MAY, "May 2026")))

    report = visit.fetch()

    assert report.all_well
    assert len(visit.warehouse.releases()) == 2
    assert {path.read_bytes() for path in visit.files()} == {APRIL_CSV, MAY_CSV}


@pytest.mark.parametrize("moment", ["in the middle", "before its place"])
def test_a_fetch_that_is_killed_hands_nothing_half_on_and_the_next_one_goes_on(
    server: Server, visit: Visit, tmp_path: Path, moment: str
) -> None:
    give_two(server, april=Answer(APRIL_CSV, etag='"v1"'), may=Answer(MAY_CSV))
    if moment == "in the middle":
        server.give(MAY, Answer(MAY_CSV, manner="half, then silent"), Answer(MAY_CSV))
    started = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(pages_file(server, tmp_path)), moment], env=os.environ
    )
    if moment == "in the middle":
        assert server.half_sent.wait(60)
        visit.wait_for_a_part(seconds=60)  # half sent is not yet half received
        started.send_signal(signal.SIGKILL)
    assert started.wait(60) == -signal.SIGKILL

    assert visit.warehouse_is_empty()
    assert {path.read_bytes() for path in visit.files()} == ({APRIL_CSV} if moment == "in the middle" else set())
    assert len(visit.index.records) == len(visit.files())
    assert len(visit.parts()) == 1

    report = visit.fetch()

    assert report.all_well
    assert [one.state for one in report.fetched] == ["unchanged" if moment == "in the middle" else "new", "new"]
    assert visit.parts() == []
    assert {path.read_bytes() for path in visit.files()} == {APRIL_CSV, MAY_CSV}
    assert len(visit.warehouse.releases()) == 2


def test_two_fetches_at_once_do_not_get_into_each_others_way(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV))

    with only_one(visit.downloads), pytest.raises(FetchUnderWay, match="Another fetch is at work"):
        visit.fetch()

    assert server.asked == []
    assert visit.fetch().all_well


def test_a_loader_that_fails_leaves_the_files_for_the_next_fetch(
    server: Server, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give_file(Answer(APRIL_CSV, etag='"v1"'))
    with monkeypatch.context() as patched:
        patched.setattr(hand_on, "load_paths", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            visit.fetch()

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["unchanged"]
    assert [outcome.outcome for _, outcome in report.outcomes.values()] == ["loaded"]


def test_a_warehouse_that_does_not_know_the_files_gets_them_again(server: Server, visit: Visit, tmp_path: Path) -> None:
    from everyweek.warehouse import open_warehouse

    server.give_file(Answer(APRIL_CSV, etag='"v1"'))
    visit.fetch()
    visit.warehouse = open_warehouse(f"sqlite:///{tmp_path / 'another.sqlite3'}")

    report = visit.fetch()

    assert [outcome.outcome for _, outcome in report.outcomes.values()] == ["loaded"]
    assert not visit.warehouse.is_empty()
    visit.warehouse.engine.dispose()


def test_a_refused_file_is_told_by_every_fetch_until_it_changes_and_judged_once(server: Server, visit: Visit) -> None:
    server.give_file(Answer(NOT_ADDING_UP, etag='"v1"'))
    first = visit.fetch()
    notices = len(visit.warehouse.notices())

    second = visit.fetch()

    assert [outcome.outcome for _, outcome in first.outcomes.values()] == ["refused"]
    assert second.outcomes == {}
    assert [verdict.outcome for _, verdict in second.still_refused] == ["refused"]
    assert not first.all_well
    assert not second.all_well
    assert len(visit.warehouse.notices()) == notices == 1
    server.give(APRIL, Answer(APRIL_CSV, etag='"v2"'))
    assert visit.fetch().all_well


def test_a_refused_file_is_handed_on_again_by_another_everyweek(
    server: Server, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give_file(Answer(NOT_ADDING_UP, etag='"v1"'))
    visit.fetch()
    monkeypatch.setattr(hand_on, "this_everyweek", lambda: "a later one")

    report = visit.fetch()

    assert [outcome.outcome for _, outcome in report.outcomes.values()] == ["refused"]


def test_a_file_that_is_no_publication_is_passed_over_without_a_fuss(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(MENU))

    first, second = visit.fetch(), visit.fetch()

    assert [outcome.outcome for _, outcome in first.outcomes.values()] == ["loaded", "passed over"]
    assert "No publication that Everyweek knows" in first.loaded("passed over")[0][1].message
    assert first.all_well
    assert second.all_well
    assert second.outcomes == {}
    assert visit.warehouse.notices() == ()


def test_a_damaged_workbook_is_refused_and_not_passed_over(server: Server, visit: Visit) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    server.give_file(Answer(b"PK\x03\x04 and no more", kind=kind), path="/2026/05/April-2026.xlsx")

    report = visit.fetch()

    assert [outcome.outcome for _, outcome in report.outcomes.values()] == ["refused"]
    assert visit.warehouse.is_empty()


def test_the_same_bytes_under_two_addresses_are_loaded_once(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(APRIL_CSV))

    report = visit.fetch()

    assert [one.state for one in report.fetched] == ["new", "new"]
    assert [outcome.outcome for _, outcome in report.outcomes.values()] == ["loaded"]
    assert len(visit.warehouse.releases()) == 1


def test_a_dry_run_changes_nothing(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(MAY_CSV))
    wish = Wish(visit.site().pages)
    before = look(wish, client=visit.client, downloads=visit.downloads)
    assert not visit.downloads.exists()
    visit.fetch(load=False)
    visit.files()[0].write_bytes(b"forged")
    times = server.times_asked(APRIL)

    after = look(wish, client=visit.client, downloads=visit.downloads)
    broken = look(Wish(visit.site("/gone/").pages), client=visit.client, downloads=visit.downloads)

    assert [one.state for one in before.fetched] == ["would fetch", "would fetch"]
    assert sorted(one.state for one in after.fetched) == ["kept", "would fetch"]
    assert len(broken.problems) == 1
    assert server.times_asked(APRIL) == times
    assert visit.warehouse_is_empty()


def test_where_a_file_came_from_can_be_told_from_its_bytes(server: Server, visit: Visit) -> None:
    server.give_file(Answer(APRIL_CSV))
    visit.fetch()
    (release,) = visit.warehouse.releases()

    record = origins(visit.downloads)[release.sha256]

    assert (record.address, record.page, record.fetched_at) == (server.at(APRIL), server.at(WORK_AREA), NOW.isoformat())


def test_there_is_no_origin_to_tell_where_nothing_was_fetched_or_the_index_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "index.json").write_text("{")

    assert origins(tmp_path / "nothing") == {}
    assert origins(tmp_path / "damaged") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"form": 2}',
        '{"form": 1, "files": [{"address": 1}], "verdicts": {}}',
        '{"form": 1, "files": 3}',
    ],
)
def test_an_index_that_cannot_be_understood_is_said_and_left_alone(visit: Visit, text: str) -> None:
    visit.downloads.mkdir()
    (visit.downloads / "index.json").write_text(text)

    with pytest.raises(FaultyIndex, match=r"index\.json cannot be understood.*Move it away"):
        visit.fetch()

    assert (visit.downloads / "index.json").read_text() == text


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path, server: Server, visit: Visit) -> None:
    (tmp_path / "file").write_text("")
    record = Record("x", "p", "a", "w", "n.csv", "0" * 64, 1, "2026-06-01")

    with pytest.raises(FaultyIndex, match="Nothing can be written"), only_one(tmp_path / "file" / "downloads"):
        pass
    with pytest.raises(FaultyIndex, match="Nothing can be written"):
        Index(tmp_path / "nowhere", [record]).write()


def test_a_disk_that_is_full_is_said_and_leaves_nothing_half(
    server: Server, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give_file(Answer(APRIL_CSV))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("everyweek.publications.fetch.download.os.fsync", full)
        visit.downloads.mkdir()
        with pytest.raises(FaultyIndex, match="No space left on device"):
            Index(visit.downloads).write()
        report = visit.fetch()

    assert "No space left on device" in str(report.fetched[0].problem)
    assert (visit.files(), visit.parts()) == ([], [])
    assert visit.warehouse_is_empty()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("April 2026.csv", "April 2026.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("..\\evil.xls", "evil.xls"),
        (".hidden.csv", "hidden.csv"),
        ("a\x1b[2J\n.csv", "a_[2J_.csv"),
        ("", "file"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
        ("é" * 300 + ".csv", "é" * 98 + ".csv"),
    ],
)
def test_a_files_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_that_is_not_there_has_no_fingerprint(tmp_path: Path) -> None:
    assert sha256_of(tmp_path / "nothing") is None


def test_the_index_reads_back_what_it_wrote(tmp_path: Path) -> None:
    record = Record("x", "p", "a", "w", "n.csv", "0" * 64, 1, "2026-06-01", etag='"e"')
    index = Index(tmp_path)
    index.add(record)
    index.add(Record("x", "p", "a", "w", "n.csv", "1" * 64, 1, "2026-06-02"))
    index.add(record)
    index.write()

    again = read_index(tmp_path)

    assert [one.sha256[0] for one in again.records] == ["1", "0"]
    assert again.newest("a") == record
    assert again.newest("b") is None
    assert json.loads((tmp_path / "index.json").read_text())["form"] == 1
    assert not list(tmp_path.glob(f"*{keeping.PART}"))


def test_other_publications_downloads_are_left_alone(server: Server, visit: Visit) -> None:
    give_two(server, april=Answer(APRIL_CSV), may=Answer(provider_csv((APPLEBRIDGE, BRACKWATER, WALK_IN)).encode()))
    visit.fetch(load=False)
    index = visit.index

    assert [one.address for one in index.of(["emergency_department"])] == [server.at(APRIL), server.at(MAY)]
    assert index.of(["ambulance"]) == []
