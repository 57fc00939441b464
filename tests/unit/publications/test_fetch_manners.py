"""How the visitor behaves: its pace, its patience, its name, what robots.txt asks, proxies and certificates."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from support.statistics_server import NOW, Answer, Clock, Server, statistics_server
from urllib3 import exceptions as trouble

from everyweek.publications.fetch.client import Client, in_words, retry_after
from everyweek.publications.fetch.connections import Connections, proxy_for
from everyweek.publications.fetch.errors import FetchError, NoAnswer, NotAllowed, NotThere
from everyweek.publications.fetch.manners import Clocks, Limits, utc_now, who_we_are
from everyweek.publications.fetch.reply import Passing, Reply, pieces_of
from everyweek.publications.fetch.robots import read_robots

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")


@pytest.fixture
def server() -> Iterator[Server]:
    with statistics_server() as running:
        yield running


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(server: Server, clock: Clock) -> Client:
    return Client([server.host], limits=Limits(silence_seconds=2), clocks=clock.clocks)


def get(client: Client, address: str) -> bytes:
    return client.get(address, largest=1000, receive=Reply.body)


def test_requests_go_out_one_a_second_redirects_and_robots_included(
    server: Server, client: Client, clock: Clock
) -> None:
    server.give("/a", Answer(status=301, headers={"Location": "/b"}))
    server.give("/b", Answer(b"here"))

    assert get(client, server.at("/a")) == b"here"
    assert get(client, server.at("/b")) == b"here"

    assert [path for path, _ in server.asked] == ["/robots.txt", "/a", "/b", "/b"]
    assert clock.slept == [1.0, 1.0, 1.0]


def test_a_longer_pause_is_kept_when_robots_txt_asks_for_it(server: Server, client: Client, clock: Clock) -> None:
    server.give("/robots.txt", Answer(b"User-agent: *\nCrawl-delay: 7\n"))
    server.give("/a", Answer(b"here"))

    get(client, server.at("/a"))
    get(client, server.at("/a"))

    assert clock.slept == [1.0, 7.0]


@pytest.mark.parametrize(
    "asked", ["40", format_datetime(NOW + timedelta(seconds=40), usegmt=True)], ids=["seconds", "instant"]
)
def test_the_server_is_left_alone_for_as_long_as_it_asks(
    server: Server, client: Client, clock: Clock, asked: str
) -> None:
    server.give("/a", Answer(status=429, headers={"Retry-After": asked}), Answer(b"here"))

    assert get(client, server.at("/a")) == b"here"
    assert 40.0 in clock.slept


def test_a_server_that_asks_for_more_patience_than_we_have_is_left_until_the_next_fetch(
    server: Server, client: Client, clock: Clock
) -> None:
    server.give("/a", Answer(status=503, headers={"Retry-After": "3600"}))

    with pytest.raises(NoAnswer, match=r"left alone for 3,600 seconds.*Run everyweek fetch again later"):
        get(client, server.at("/a"))

    assert server.times_asked("/a") == 1
    assert max(clock.slept) == 1.0


@pytest.mark.parametrize("text", ["", "soon", "-5", "²"])
def test_a_retry_after_that_says_nothing_is_nothing(text: str) -> None:
    assert retry_after(text, now=NOW) == 0.0


def test_a_site_whose_robots_txt_cannot_be_had_is_not_read(server: Server, client: Client) -> None:
    server.give("/robots.txt", Answer(status=500))
    server.give("/a", Answer(b"here"))

    with pytest.raises(NoAnswer, match=r"robots\.txt: No good answer"):
        get(client, server.at("/a"))

    assert server.times_asked("/a") == 0


def test_an_address_on_another_host_is_never_asked_for(client: Client) -> None:
    with pytest.raises(NotAllowed, match="not followed"):
        get(client, "https://elsewhere.example/a.csv")


def test_protection_is_not_given_up_on_the_way(client: Client, server: Server) -> None:
    with pytest.raises(NotAllowed, match="under https: not followed"):
        client.check_host(server.at("/a"), asked=f"https://{server.host}/a")


def test_the_visitor_says_who_it_is(server: Server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    server.give("/a", Answer(b"here"))
    get(client, server.at("/a"))
    monkeypatch.setenv("EVERYWEEK_CONTACT", "analyst@example.nhs.uk\r\nX-Evil: 1")

    agent = server.headers_of("/a")["User-Agent"]

    assert agent.startswith("everyweek/")
    assert agent.endswith("(reads NHS England's published statistics)")
    assert who_we_are().endswith("; contact: analyst@example.nhs.ukX-Evil: 1)")


def test_only_the_group_that_names_us_counts_and_else_the_one_for_all() -> None:
    text = "\ufeff# hello\nUser-agent: Everyweek\nUser-agent: other\nDisallow: /no\nnonsense\n\n"
    text += "User-agent: *\nDisallow: /\n"

    ours, theirs = read_robots(text, robot="everyweek"), read_robots(text, robot="someone")

    assert (ours.allow("https://a.test/no/x"), ours.allow("https://a.test/yes")) == (False, True)
    assert not theirs.allow("https://a.test/yes")
    assert read_robots("", robot="everyweek").allow("https://a.test")


@pytest.mark.parametrize(
    ("rule", "path", "may"),
    [
        ("Disallow:", "/x", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.csv$", "/x/april.csv", False),
        ("Disallow: /*.csv$", "/x/april.csv?v=1", True),
        ("Disallow: /*.csv$", "/april.csv.csv", False),
        ("Disallow: /x$", "/x", False),
        ("Disallow: /x$", "/xy", True),
        ("Disallow: /*/2026/*.xls", "/uploads/2026/05/a.xls", False),
        ("Disallow: /*/2026/*.xls", "/uploads/2025/05/a.xls", True),
        ("Disallow: /a%20b", "/a b", False),
        ("Disallow: /*?s=", "/search?s=beds", False),
    ],
)
def test_the_longest_rule_that_fits_decides(rule: str, path: str, may: bool) -> None:
    assert read_robots(f"User-agent: *\n{rule}\n", robot="everyweek").allow(f"https://a.test{path}") is may


def test_a_delay_beyond_reason_is_capped() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 86400", robot="everyweek").delay_seconds == 30.0


def test_a_request_goes_through_the_proxy_that_is_set_with_its_name_and_password(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://trust%40x:secret@{server.host}")
    server.give("http://statistics.test/a", Answer(b"through the proxy"))
    client = Client(["statistics.test"], clocks=clock.clocks)

    assert get(client, "http://statistics.test/a") == b"through the proxy"
    headers = server.headers_of("http://statistics.test/a")
    (sent,) = [value for name, value in headers.items() if name.lower() == "proxy-authorization"]
    assert base64.b64decode(sent.removeprefix("Basic ")) == b"trust@x:secret"


def test_the_proxy_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.test:3128")
    monkeypatch.setenv("NO_PROXY", "england.nhs.uk")

    assert proxy_for("https://a.test/") == "http://proxy.test:3128"
    assert proxy_for("http://a.test/") is None
    assert proxy_for("https://www.england.nhs.uk/") is None


def test_a_proxy_of_a_kind_that_is_not_supported_is_said(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:9")

    with pytest.raises(FetchError, match="proxy that is set is of a kind that is not supported"):
        get(Client(["statistics.test"], clocks=clock.clocks), "http://statistics.test/a")


@pytest.mark.parametrize(
    ("problem", "kind", "words"),
    [
        (trouble.SSLError("self-signed certificate"), FetchError, "certificate cannot be verified"),
        (trouble.LocationParseError("http://:x"), NotThere, "This is no address"),
        (trouble.ProxyError("no", OSError()), Passing, "proxy that HTTPS_PROXY"),
        (trouble.ConnectTimeoutError(), Passing, "cannot be reached"),
        (trouble.ProtocolError("broken"), Passing, "broke off"),
    ],
)
def test_trouble_in_a_library_is_told_in_our_words(
    problem: trouble.HTTPError, kind: type[Exception], words: str
) -> None:
    told = in_words(problem, address="https://a.test/")

    assert type(told) is kind
    assert words in str(told)


def test_a_proxy_that_does_not_answer_is_a_passing_trouble(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    with pytest.raises(NoAnswer, match="proxy that HTTPS_PROXY or HTTP_PROXY names does not answer"):
        get(
            Client(["statistics.test"], limits=Limits(connect_seconds=1), clocks=clock.clocks),
            "http://statistics.test/",
        )


def test_compressed_bytes_are_unpacked_within_the_limit(server: Server, client: Client) -> None:
    import gzip

    server.give("/a", Answer(gzip.compress(b"x" * 900), headers={"Content-Encoding": "gzip"}))
    server.give("/bomb", Answer(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}))
    client.get(server.at("/a"), largest=900, receive=Reply.body)

    with pytest.raises(FetchError, match="too large"):
        client.get(server.at("/bomb"), largest=100_000, receive=Reply.body)


def test_our_own_manners_are_those_of_a_guest() -> None:
    assert Limits().pause_seconds >= 1
    assert Limits().largest_file == 200 * 2**20
    assert utc_now().tzinfo is not None
    assert Clocks().monotonic() <= Clocks().monotonic()
    assert Connections(Limits()).timeout.read_timeout == 30


def test_nothing_is_left_of_a_page_that_is_too_large(server: Server, client: Client, tmp_path: Path) -> None:
    server.give("/a", Answer(b"x" * 1001))

    with pytest.raises(FetchError, match="at most 1,000 are taken"):
        get(client, server.at("/a"))


def test_a_body_that_ends_before_the_declared_length_is_noticed_whatever_the_library_does() -> None:
    pieces = [b"12345", b""]

    class Short:
        def read1(self, _amount: int, *, decode_content: bool) -> bytes:
            assert decode_content
            return pieces.pop(0)

    body = pieces_of(Short(), address="a", largest=100, expected=6, out_of_time=lambda: False)  # type: ignore[arg-type]

    with pytest.raises(Passing, match="only 5 of 6 bytes came"):
        list(body)
