"""A web server on this machine that serves statistics pages and files, and every trouble a web server can give."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from typing import Literal

from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.index import Index, read_index
from everyweek.publications.fetch.manners import Clocks, Limits
from everyweek.publications.fetch.new_files import Wish, fetch
from everyweek.publications.fetch.pages import Site, read_site
from everyweek.publications.fetch.report import FetchReport
from everyweek.warehouse import Warehouse

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
Manner = Literal["whole", "broken off", "chunked", "without end", "silent", "half, then silent", "dripping"]
WORK_AREA = "/statistics/statistical-work-areas/ae-waiting-times-and-activity/"
YEAR = f"{WORK_AREA}ae-attendances-and-emergency-admissions-2026-27/"
APRIL = "/statistics/wp-content/uploads/sites/2/2026/05/April-2026-CSV-a1B2c.csv"


@dataclass(frozen=True)
class Answer:
    """What the server gives for one address.

    manner : whole; broken off before the declared length; chunked, without a length; without end, until the connection
             closes; silent, never answering; half, then silent; dripping, a byte at a time.
    etag   : given with the body, and answered with 304 when it is asked with.
    """

    body: bytes = b""
    status: int = 200
    kind: str = "text/csv"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    manner: Manner = "whole"


def page(*links: tuple[str, str]) -> Answer:
    """A statistics page in the shape of NHS England's: a menu, then links in paragraphs. links : address and words."""
    rows = "".join(f'<p><a href="{address}">{words}</a><br />\n' for address, words in links)
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/statistics/">Statistics</a></li></ul></nav>'
    text = f"<!DOCTYPE html><html><head><title>Statistics</title></head><body>{menu}<main>{rows}</main></body></html>"
    return Answer(text.encode(), kind="text/html; charset=UTF-8")


def redirect(address: str, *, status: int = 301) -> Answer:
    """On to another address."""
    return Answer(status=status, headers={"Location": address})


class Handler(BaseHTTPRequestHandler):
    """Looks up the path among the answers; of a list of answers each is given once, and the last one for ever."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answers = self.server.answers.get(self.path, [Answer(b"not found", status=404, kind="text/html")])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.manner == "silent":
            self.wait()
        elif answer.etag and self.headers.get("If-None-Match") == answer.etag:
            self.send_response(304)
            self.end_headers()
        else:
            self.send_headers(answer)
            self.send_body(answer)

    def send_headers(self, answer: Answer) -> None:
        """Status and headers."""
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        if answer.manner == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.manner != "without end":
            self.send_header("Content-Length", str(len(answer.body)))
        if answer.manner not in ("whole", "chunked"):
            self.close_connection = True
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def send_body(self, answer: Answer) -> None:
        """The body, in the answer's manner."""
        half = len(answer.body) // 2
        if answer.manner == "chunked":
            for piece in (answer.body[:half], answer.body[half:], b""):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        elif answer.manner in ("broken off", "half, then silent"):
            self.wfile.write(answer.body[:half])
            self.wfile.flush()
            self.server.half_sent.set()
            if answer.manner == "half, then silent":
                self.wait()
        elif answer.manner == "dripping":
            for number in range(len(answer.body)):
                if self.server.closing.wait(0.02):
                    return
                self.wfile.write(answer.body[number : number + 1])
                self.wfile.flush()
        else:
            self.wfile.write(answer.body)

    def wait(self) -> None:
        """Until the test is over."""
        self.server.closing.wait(60)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """No log."""


class Server(ThreadingHTTPServer):
    """The server, its answers by path, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        self.half_sent = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that went away is none of our business."""

    @property
    def host(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_port}"

    def at(self, path: str) -> str:
        """A whole address."""
        return f"http://{self.host}{path}"

    def give(self, path: str, *answers: Answer) -> None:
        """What to answer for a path, one after the other, the last one for ever."""
        self.answers[path] = list(answers)

    def give_file(self, answer: Answer, *more: Answer, path: str = APRIL) -> None:
        """The A&E pages with one file, and what is answered when it is asked for."""
        self.give(WORK_AREA, page((YEAR, "A&amp;E Attendances and Emergency Admissions 2026-27")))
        self.give(YEAR, page((path, "Monthly A&amp;E April 2026 (CSV, 30KB)")))
        self.give(path, answer, *more)

    def times_asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(one == path for one, _ in self.asked)

    def headers_of(self, path: str, *, last: bool = True) -> dict[str, str]:
        """The headers with which a path was asked for."""
        return [headers for one, headers in self.asked if one == path][-1 if last else 0]


@contextmanager
def statistics_server() -> Iterator[Server]:
    """The server, running."""
    server = Server()
    thread = threading.Thread(target=BaseServer.serve_forever, args=(server, 0.02))
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Clock:
    """A clock that goes on only when somebody sleeps, and remembers for how long."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        """Seconds so far."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """No time at all, in truth."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clocks(self) -> Clocks:
        """As a fetch takes it."""
        return Clocks(now=lambda: NOW, monotonic=self.monotonic, sleep=self.sleep)


def pages_file(server: Server, folder: Path, *, paths: Sequence[str] = (WORK_AREA,), more: str = "") -> Path:
    """A file of pages on the server, in the form of the reference file."""
    entries = "".join(
        f"  - publication: emergency_department\n    title: A page\n    address: {server.at(path)}\n"
        f"    source: invented\n    checked: 2026-06-01\n    confidence: seen\n"
        for path in paths
    )
    file = folder / "pages.yaml"
    file.write_text(f"hosts: ['{server.host}']\npages:\n{entries}{more}")
    return file


@dataclass
class Visit:
    """A fetch from the server into a home, with a clock that does not wait."""

    server: Server
    home: Path
    warehouse: Warehouse
    limits: Limits = field(default_factory=lambda: Limits(silence_seconds=0.3, connect_seconds=5))
    clock: Clock = field(default_factory=Clock)
    hosts: tuple[str, ...] = ()

    @property
    def downloads(self) -> Path:
        """Where downloads are kept."""
        return self.home / "downloads"

    @property
    def client(self) -> Client:
        """A new visitor."""
        return Client((self.server.host, *self.hosts), limits=self.limits, clocks=self.clock.clocks)

    def site(self, *paths: str) -> Site:
        """The pages at some paths."""
        return read_site(pages_file(self.server, self.home, paths=paths or (WORK_AREA,)))

    def fetch(self, *paths: str, load: bool = True, **wish: object) -> FetchReport:
        """Fetch from the pages at some paths."""
        return fetch(
            Wish(self.site(*paths).pages, **wish),  # type: ignore[arg-type]
            client=self.client,
            downloads=self.downloads,
            archive=self.home / "releases",
            open_warehouse=(lambda: self.warehouse) if load else None,
        )

    @property
    def index(self) -> Index:
        """What is in the index now."""
        return read_index(self.downloads)

    def files(self) -> list[Path]:
        """Every downloaded file in place."""
        return sorted(path for path in self.downloads.glob("*/*/*") if path.is_file())

    def parts(self) -> list[Path]:
        """Every half file."""
        return sorted(self.downloads.rglob("*.part"))

    def wait_for_a_part(self, *, seconds: float) -> None:
        """Until another process has begun to keep a file."""
        until, pause = time.monotonic() + seconds, threading.Event()
        while not self.parts():
            assert time.monotonic() < until, "no file was begun"
            pause.wait(0.01)

    def warehouse_is_empty(self) -> bool:
        """Whether no load ever changed the warehouse."""
        return self.warehouse.is_empty() and self.warehouse.version() == 0
