"""What holds for every page: it answers, it is guarded by headers, and it loads nothing from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import get_resolver, resolve
from support.pages import FILES, PAGES, PROBLEMS

from everyweek.web.project.access import ACCESS, FIGURES

EVERYTHING = {**PAGES, **FILES, **PROBLEMS}
STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.fixture(autouse=True)
def without_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library adds to some pages, and needs the database of people for it; see tests/web/learn."""
    monkeypatch.setattr("everyweek.web.compare.what_others_did.SOURCES", [])
    monkeypatch.setattr("everyweek.web.compare.what_others_did.STATES", [])


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_answers_in_html_with_a_title_and_one_heading(client: Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 200
    text = page.content.decode()
    assert re.search(r"<title>.+ – Everyweek</title>", text)
    assert text.count("<h1") == 1


@pytest.mark.parametrize("address", PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_not_there_is_a_404_of_our_own_design_that_helps(client: Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 404
    text = page.content.decode()
    assert "ew-header" in text
    assert 'name="q"' in text


@pytest.mark.parametrize("address", EVERYTHING.values(), ids=EVERYTHING)
def test_every_answer_carries_the_strict_headers(client: Client, address: str) -> None:
    answer = client.get(address)

    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy == STRICT
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", [*PAGES.values(), *PROBLEMS.values()], ids=[*PAGES, *PROBLEMS])
def test_a_page_loads_nothing_from_another_host_and_has_no_inline_code(client: Client, address: str) -> None:
    text = client.get(address).content.decode()

    loaded = re.findall(r"""(?:src|action|data-chart\S*)=["']([^"']+)""", text)
    loaded += re.findall(r"""<link[^>]+href=["']([^"']+)""", text)
    assert loaded
    assert [address for address in loaded if not address.startswith("/") or address.startswith("//")] == []
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


def test_style_sheets_scripts_and_icons_name_no_other_host_and_no_missing_file() -> None:
    built = Path(django_settings.STATIC_ROOT)

    for path in built.glob("*.css"):
        named = re.findall(r"url\([\"']?([^\"')]+)", path.read_text())
        assert [name for name in named if not (built / name).is_file() and not name.startswith("data:")] == []
    fetched = [path.name for path in built.glob("*.js") if re.search(r"""(fetch|import)\(["']http""", path.read_text())]
    assert fetched == []


def test_every_pattern_of_the_urlconf_says_who_may_have_it() -> None:
    names = list(names_in(get_resolver()))

    assert sorted(set(names)) == sorted(ACCESS), "a new address: say in project/access.py who may have it"
    assert len(names) == len(set(names))


def test_every_address_of_figures_is_among_the_pages_tested() -> None:
    asked = {resolve(address.partition("?")[0]).url_name for address in {**PAGES, **FILES}.values()}

    assert set(FIGURES) - asked == {"map-start"}, "it leads on to the map; add any other to tests/support/pages.py"


def names_in(group: Any, within: str = "") -> Iterator[str]:
    for one in group.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from names_in(one, f"{one.namespace}:" if one.namespace else within)
        else:
            yield within + str(one.name)


@pytest.mark.parametrize("address", EVERYTHING.values(), ids=EVERYTHING)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed_over_http(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code in (404, 405)


@pytest.mark.parametrize("address", EVERYTHING.values(), ids=EVERYTHING)
def test_nobody_who_only_reads_is_given_a_cookie_or_costs_a_look_into_the_database_of_people(
    client: Client, address: str
) -> None:
    answer = client.get(address)  # this test is not allowed a database: a look into it would fail it

    assert not answer.cookies


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_says_that_it_depends_on_who_is_signed_in(client: Client, address: str) -> None:
    assert "Cookie" in client.get(address)["Vary"]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_the_sample_is_called_invented_on_every_page(client: Client, address: str) -> None:
    assert "Sample data: invented hospitals" in client.get(address).content.decode()


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("data",)])
def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, name: str) -> None:
    first = client.get(PAGES[name])

    again = client.get(PAGES[name], headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["Content-Security-Policy"]


def test_a_host_that_is_not_ours_gets_a_page_that_says_nothing(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "This request cannot be understood" in answer.content.decode()
    assert answer["Content-Security-Policy"]
