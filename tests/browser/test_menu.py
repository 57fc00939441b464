"""The header on a telephone: two rows, a menu that needs no script, and the inbox always in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.accessibility import violations
from support.signing_in import sign_in
from support.visit import Visit

EMAIL = "mel@example.nhs.uk"
PLACES = ("England", "Measures", "Groups", "Networks", "Map", "Data", "How charts work")
OWN = ("My groups", "Mel Manager")
TWO_ROWS = 112
"""Pixels: two rows of 44, with 8 above, between and below."""


@pytest.fixture(scope="module", autouse=True)
def mel(add_person: Callable[..., None]) -> None:
    add_person(EMAIL, "Mel Manager")


def signed_in(visit: Visit) -> Page:
    page = sign_in(visit.to("/sign-in/?next=/measures/"), EMAIL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("measures", ignore_case=True)
    return page


def height(page: Page) -> int:
    found: int = page.evaluate("document.querySelector('header').offsetHeight")
    return found


@pytest.mark.parametrize("visit", [{"width": 390}, {"width": 320}, {"width": 768}], indirect=True)
def test_on_a_telephone_the_header_has_two_rows_and_the_menu_holds_the_links(visit: Visit) -> None:
    page = signed_in(visit)
    header = page.get_by_role("banner")

    closed = height(page)
    hidden = [name for name in (*PLACES, *OWN) if header.get_by_role("link", name=name, exact=True).is_visible()]
    inbox = header.get_by_role("link", name="Inbox")
    expect(inbox).to_have_count(1)
    header.get_by_text("Menu", exact=True).click()

    assert closed <= TWO_ROWS
    assert hidden == []
    for name in (*PLACES, *OWN):
        expect(header.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(header.get_by_role("button", name="Sign out")).to_be_visible()
    expect(inbox).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert visit.complaints == []


@pytest.mark.parametrize("visit", [{"width": 390, "javascript": False}], indirect=True)
def test_without_javascript_the_keyboard_opens_the_menu_and_goes_on_into_it(visit: Visit) -> None:
    page = signed_in(visit)
    menu = page.get_by_role("banner").get_by_text("Menu", exact=True)

    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    current = page.get_by_role("banner").get_by_role("link", name="Measures", exact=True)
    expect(current).to_be_focused()
    expect(current).to_have_attribute("aria-current", "page")


def test_on_a_desk_there_is_no_menu_and_every_link_is_in_sight(visit: Visit) -> None:
    page = signed_in(visit)
    header = page.get_by_role("banner")

    expect(header.get_by_text("Menu", exact=True)).to_be_hidden()
    for name in (*PLACES, *OWN):
        expect(header.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(header.get_by_role("link", name="Inbox")).to_have_count(1)
    expect(header.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.parametrize("visit", [{"width": 390}, {"width": 1280}], indirect=True)
def test_on_paper_there_are_no_links_of_the_header(visit: Visit) -> None:
    page = signed_in(visit)

    page.emulate_media(media="print")

    header = page.get_by_role("banner")
    expect(header.get_by_text("Menu", exact=True)).to_be_hidden()
    assert header.get_by_role("link").all_inner_texts() == ["Everyweek"]
