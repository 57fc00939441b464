"""A polite visitor: one request at a time, not too fast, only where it may go, patient but not for ever."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3 import exceptions as trouble

from everyweek.publications.fetch.connections import Connections
from everyweek.publications.fetch.errors import FetchError, NoAnswer, NotAllowed, NotThere
from everyweek.publications.fetch.manners import ROBOT, Clocks, Limits, who_we_are
from everyweek.publications.fetch.reply import Passing, Reply, reply_of
from everyweek.publications.fetch.robots import Rules, read_robots

T = TypeVar("T")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LARGEST_ROBOTS = 512_000
"""Bytes; RFC 9309 asks that at least 500 KiB be read."""
AGAIN = "Run everyweek fetch again later; what was fetched is kept."


class Client:
    """Asks for addresses, one after the other.

    hosts  : the only hosts it goes to, as they stand in an address (with the port, where there is one).
    limits : how fast, how long, how much.
    clocks : where the time comes from.
    """

    def __init__(self, hosts: Iterable[str], *, limits: Limits | None = None, clocks: Clocks | None = None) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)
        self.limits = limits or Limits()
        self.clocks = clocks or Clocks()
        self.agent = who_we_are()
        self.connections = Connections(self.limits)
        self.rules: dict[str, Rules] = {}
        self.next_request_at = -math.inf

    def get(
        self,
        address: str,
        *,
        largest: int,
        receive: Callable[[Reply], T],
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """What `receive` makes of the answer; it is called anew for every try, so it must begin at the beginning.

        largest : bytes. Raises FetchError.
        """
        self.check_robots(address)
        return self.persist(address, largest=largest, receive=receive, headers=headers or {})

    def persist(self, address: str, *, largest: int, receive: Callable[[Reply], T], headers: Mapping[str, str]) -> T:
        """Try, and try again with doubled patience when the trouble may have passed."""
        wait = self.limits.first_wait_seconds
        for number in range(1, self.limits.tries + 1):
            try:
                return self.follow(address, largest=largest, receive=receive, headers=headers)
            except Passing as problem:
                patience = max(wait, problem.wait_seconds)
                if patience > self.limits.longest_wait_seconds:
                    raise NoAnswer(
                        f"The server asks to be left alone for {patience:,.0f} seconds ({problem}).",
                        address=address,
                        advice=AGAIN,
                    ) from problem
                if number == self.limits.tries:
                    raise NoAnswer(
                        f"No good answer in {number} tries: {problem}.", address=address, advice=AGAIN
                    ) from problem
                self.clocks.sleep(patience)
                wait *= 2
        raise AssertionError("at least one try is made")  # pragma: no cover

    def follow(self, address: str, *, largest: int, receive: Callable[[Reply], T], headers: Mapping[str, str]) -> T:
        """One try: the address, and where it sends us on to."""
        here, seen = address, {address}
        for _ in range(self.limits.redirects + 1):
            self.check_host(here, asked=address)
            self.wait_for_turn(here)
            deadline = self.clocks.monotonic() + self.limits.total_seconds
            response = self.ask(here, headers)
            try:
                if response.status not in REDIRECTS:
                    self.check_status(response, here)
                    reply = reply_of(
                        response, address=here, largest=largest, deadline=deadline, monotonic=self.clocks.monotonic
                    )
                    return received(reply, receive)
                here = urljoin(here, response.headers.get("location", ""))
            finally:
                response.close()
            if here in seen:
                raise lost("It is sent on in a circle.", address=address)
            seen.add(here)
        raise lost(f"It is sent on more than {self.limits.redirects} times.", address=address)

    def ask(self, address: str, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        """Send one request; the answer's body is still to be read."""
        # Without compression the length that is declared is the length of the file.
        wanted = {"User-Agent": self.agent, "Accept-Encoding": "identity", **headers}
        try:
            return self.connections.open(address, headers=wanted)
        except trouble.HTTPError as problem:
            raise in_words(problem, address=address) from problem

    def check_status(self, response: urllib3.BaseHTTPResponse, address: str) -> None:
        """Raise unless there is a body to read, or 304 says that there need be none."""
        status = response.status
        if status in (200, 304):
            return
        if status == 429 or status >= 500:
            asked = retry_after(response.headers.get("retry-after", ""), now=self.clocks.now())
            raise Passing(f"the server answered {status} {response.reason or ''}".rstrip(), wait_seconds=asked)
        if status in (404, 410):
            raise NotThere(
                f"There is nothing at this address ({status}).",
                address=address,
                advice="NHS England may have moved it: look on its statistics pages.",
            )
        raise NotThere(
            f"The server answered {status} {response.reason or ''}".rstrip() + ".",
            address=address,
            advice="Open the address in a browser; if the file is there, save it and run everyweek load on it.",
        )

    def wait_for_turn(self, address: str) -> None:
        """Let the pause between two requests pass, or the longer one that robots.txt asks for."""
        gap = self.next_request_at - self.clocks.monotonic()
        if gap > 0:
            self.clocks.sleep(gap)
        asked = self.rules.get(origin(address), Rules()).delay_seconds
        self.next_request_at = self.clocks.monotonic() + max(self.limits.pause_seconds, asked)

    def check_host(self, address: str, *, asked: str) -> None:
        """Raise unless the address is on one of our hosts, and no less well protected than what was asked for."""
        parts = urlsplit(address)
        weaker = parts.scheme != "https" and urlsplit(asked).scheme == "https"
        if parts.scheme not in ("http", "https") or parts.netloc.lower() not in self.hosts or weaker:
            raise NotAllowed(
                f"It leads to {address[:200]}, which is not {' or '.join(sorted(self.hosts))}"
                f"{' under https' if weaker else ''}: not followed.",
                address=asked,
                advice="Open the address in a browser; if you trust the file, save it and run everyweek load on it.",
            )

    def check_robots(self, address: str) -> None:
        """Raise when the site's robots.txt asks us not to read an address."""
        self.check_host(address, asked=address)
        if not self.rules_of(address).allow(address):
            raise NotAllowed(
                f"The site's robots.txt asks programs not to read this address ({origin(address)}/robots.txt).",
                address=address,
                advice="Save the file with a browser and run everyweek load on it.",
            )

    def rules_of(self, address: str) -> Rules:
        """The rules of the address' site, read once; a site without robots.txt has none."""
        site = origin(address)
        if site not in self.rules:
            try:
                text = self.persist(f"{site}/robots.txt", largest=LARGEST_ROBOTS, receive=Reply.body, headers={})
            except NotThere:
                text = b""
            self.rules[site] = read_robots(text.decode("utf-8", errors="replace"), robot=ROBOT)
        return self.rules[site]


def lost(problem: str, *, address: str) -> NotAllowed:
    """That redirects lead nowhere."""
    return NotAllowed(
        problem,
        address=address,
        advice="Open the address in a browser; if the file is there, save it and run everyweek load on it.",
    )


def received(reply: Reply, receive: Callable[[Reply], T]) -> T:
    """What `receive` makes of a reply; a body that breaks off is a passing trouble."""
    try:
        return receive(reply)
    except trouble.HTTPError as problem:
        raise in_words(problem, address=reply.address) from problem


def in_words(problem: trouble.HTTPError, *, address: str) -> Exception:
    """A library's trouble as ours: passing, or not to be mended by trying again."""
    if isinstance(problem, trouble.SSLError):
        return FetchError(
            "The server's certificate cannot be verified.",
            address=address,
            advice="If your network inspects encrypted traffic, have its certificate put into this machine's store "
            "of trusted certificates, or name the file in SSL_CERT_FILE.",
        )
    if isinstance(problem, trouble.ProxySchemeUnknown):
        return FetchError(
            "The proxy that is set is of a kind that is not supported.",
            address=address,
            advice="Set HTTPS_PROXY to an address that begins with http:// or https://.",
        )
    if isinstance(problem, trouble.LocationValueError):
        return NotThere("This is no address.", address=address, advice="Look on the statistics page what it links to.")
    if isinstance(problem, trouble.ConnectTimeoutError):  # and its kin: refused, or no such name
        return Passing("the server cannot be reached")
    if isinstance(problem, trouble.TimeoutError):
        return Passing("the server kept silent for too long")
    if isinstance(problem, trouble.ProxyError):
        return Passing("the proxy that HTTPS_PROXY or HTTP_PROXY names does not answer")
    return Passing("the connection broke off")


def retry_after(text: str, *, now: datetime) -> float:
    """How long a server asks us to wait, seconds, whether it names seconds or an instant; 0 when it says nothing.

    >>> retry_after("120", now=datetime(2026, 6, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Mon, 01 Jun 2026 00:00:30 GMT", now=datetime(2026, 6, 1, tzinfo=UTC))
    30.0
    """
    if text.strip().isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def origin(address: str) -> str:
    """An address' site: scheme, host and port."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"
