"""Every page, wide and narrow: accessible, no complaint, no other host, no sideways scrolling."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from support.pages import PAGES, PROBLEMS
from support.visit import Visit

EVERY_PAGE = {**PAGES, **PROBLEMS}
WIDTHS = [{"width": 1280}, {"width": 390}]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    }
}


@pytest.mark.parametrize("visit", WIDTHS, indirect=True, ids=["1280", "390"])
@pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_has_no_accessibility_violation_and_no_complaint(visit: Visit, address: str) -> None:
    page = visit.to(address)
    if page.locator("[data-chart]").count():
        page.wait_for_selector("[data-chart-drawn]")
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")

    results = Axe().run(page, options=RULES)

    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]] == []
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(visit.site).netloc}
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
