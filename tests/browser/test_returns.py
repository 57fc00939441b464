"""Bringing a filled-in return in a real browser, on a telephone and on a desk, with the pages in order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.accessibility import violations
from support.conversations import ASSESSMENT, LEAD, made_conversation
from support.returns import changed, workbook_of
from support.serving import running_site
from support.site import SAMPLE, make_served_home
from support.visit import Visit


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site of its own with an assessment, and the cookie of its lead."""
    home: Path = make_served_home(tmp_path_factory.mktemp("returns"), holding=SAMPLE)
    made = made_conversation(home, people=1)
    with running_site(home) as address:
        yield address, made.cookies[LEAD]


def is_in_order(page: Page) -> None:
    """Accessible, and no wider than the window."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_a_return_is_taken_filled_in_and_brought_back(browser: Browser, place: tuple[str, str], width: int) -> None:
    address, cookie = place
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page = Visit(context.new_page(), address).to(f"{ASSESSMENT}return/")
    is_in_order(page)

    taken = context.request.get(f"{address}{ASSESSMENT}return.xlsx").body()
    answer = "Yes" if width == 390 else "No"
    wrong = workbook_of(changed(taken, {("bread/sliced", "Answer"): "maybe"}))
    right = workbook_of(changed(taken, {("bread/sliced", "Answer"): answer}))
    for content, words in ((wrong, "neither yes nor no"), (right, "1 change")):
        page.goto(f"{address}{ASSESSMENT}import/")
        is_in_order(page)
        page.set_input_files("input[type=file]", {"name": "return.xlsx", "mimeType": "", "buffer": content})
        page.get_by_role("button", name="Show what would change").click()
        expect(page.locator("main")).to_contain_text(words)
        is_in_order(page)
    page.get_by_role("checkbox", name="Acute hospital").check()
    page.get_by_role("button", name="Use these answers").click()

    expect(page.locator("main")).to_contain_text(re.compile("From your file, 1 answer is in the assessment now"))
    is_in_order(page)
    context.close()
