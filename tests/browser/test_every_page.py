"""Every page, narrow, and with the slow proofs wide: accessible, no complaint, no other host, no sideways scrolling."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from support.accessibility import violations
from support.pages import PAGES, PROBLEMS
from support.visit import Visit, listen

EVERY_PAGE = {**PAGES, **PROBLEMS}
WIDE, NARROW = 1280, 390


@pytest.fixture(scope="module", params=[pytest.param(WIDE, marks=pytest.mark.slow), NARROW])
def window(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One window of each width, in which a reader goes from page to page: a new one for each takes as long again."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield listen(Visit(context.new_page(), site))
    context.close()


@pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_has_no_accessibility_violation_and_no_complaint(window: Visit, address: str) -> None:
    page = window.page
    window.complaints.clear()
    page.goto(window.site + address)
    if page.locator("[data-chart]").count():
        page.wait_for_selector("[data-chart-drawn]")
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    width = page.evaluate("window.innerWidth")

    found = violations(page, with_colours=width == WIDE)

    assert found == []
    assert window.complaints == []
    assert window.hosts == {urlsplit(window.site).netloc}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
