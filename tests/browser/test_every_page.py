"""Every page, wide and narrow: accessible, no complaint, no other host, no sideways scrolling."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.accessibility import violations
from support.pages import PAGES, PROBLEMS
from support.visit import Visit, listen

EVERY_PAGE = {**PAGES, **PROBLEMS}
WIDE, NARROW = 1280, 390


@pytest.fixture(scope="module", params=[WIDE, NARROW])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A window of one width, for all pages: what they share is loaded once, as it is for a reader."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_has_no_accessibility_violation_and_no_complaint(
    window: BrowserContext, site: str, address: str
) -> None:
    page = window.new_page()
    visit = listen(Visit(page, site))
    page.goto(site + address)
    if page.locator("[data-chart]").count():
        page.wait_for_selector("[data-chart-drawn]")
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    width = page.evaluate("window.innerWidth")

    found = violations(page, with_colours=width == WIDE)

    assert found == []
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(visit.site).netloc}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
