"""The rules of accessibility that every page keeps, for axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# What is broken comes back and nothing else: the list of all that was in order takes longer to carry over than to make.
RUN = """options => axe.run(document, options).then(
    found => found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 200)]))"""


def violations(page: Page, *, with_colours: bool = True) -> list[list[str]]:
    """Each rule that the page breaks, with the first element that breaks it.

    with_colours : whether contrasts are looked at, which takes as long as everything else together. They are the same
    in a narrow window and a wide one.
    """
    page.evaluate(Axe().axe_script)
    found: list[list[str]] = page.evaluate(RUN, {**RULES, "rules": {"color-contrast": {"enabled": with_colours}}})
    return found
