"""A report of a simulation in a real browser: on a screen and on a telephone, by keyboard, and on paper."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route
from support.accessibility import violations
from support.reported import a_report, outcomes, ran

from everyweek.flow.experiments.comparing import compare
from everyweek.flow.experiments.warm_up import Series, WarmUp
from everyweek.flow.reporting.page import page_of

SITE = "http://127.0.0.1:9"
LONG = "a department with a name that goes on and on " * 3
NEVER_BROKEN = "department" * 12
MOVED = """one => new Promise(done => {
    one.addEventListener('scroll', () => done(true));
    if (one.scrollLeft > 0) done(true);
})"""


def reports() -> dict[str, str]:
    """A report of one model with its warm-up; and of two beside one another, of names that need room."""
    series = tuple(Series(f"beds: {what}", 0.0, 60.0, np.arange(400.0), 1_440.0) for what in ("waiting", "in use"))
    one, two = outcomes(12), outcomes(12, add=5.0)
    other = replace(two, heading=replace(two.heading, asked="other"))
    table = compare(one, {NEVER_BROKEN: other}, baseline_name=LONG)
    both = a_report(ran(LONG, outcomes=one), ran(NEVER_BROKEN, outcomes=other), comparison=table)
    alone = a_report(ran(outcomes=one, warm_up=WarmUp(series, 20, 20_160.0)))
    return {"/one": page_of(alone), "/two": page_of(both)}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reports()


@pytest.fixture
def page(browser: Browser, pages: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that asks for nothing but itself, and of which the browser has nothing to complain."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        asked.append(path)
        route.fulfill(body=pages.get(path, ""), content_type="text/html; charset=utf-8")

    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(10_000)
    context.route("**/*", answer)
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda problem: told.append(str(problem)))
    yield opened
    context.close()
    assert told == []
    assert [path for path in asked if path not in pages] == []


def open_all(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


@pytest.mark.parametrize("page", [1280, 390], indirect=True)
@pytest.mark.parametrize("path", ["/one", "/two"])
def test_a_report_breaks_no_rule_of_accessibility_and_fits_its_window(page: Page, path: str) -> None:
    page.goto(SITE + path)
    open_all(page)

    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert violations(page) == []
    assert wide <= 0


@pytest.mark.parametrize(("page", "form"), [(1280, "wide"), (390, "tall")], indirect=["page"])
def test_each_window_has_the_pictures_that_fit_it_in_letters_that_can_be_read(page: Page, form: str) -> None:
    page.goto(SITE + "/one")

    seen = page.locator("figure > div:visible")
    letters = page.evaluate(
        """() => [...document.querySelectorAll('figure svg text')].filter(text => text.getClientRects().length)
            .map(text => text.getBoundingClientRect().height)"""
    )

    assert {one.get_attribute("class") for one in seen.all()} == {f"ew-{form}"}
    assert min(letters) > 15  # a line of text of 16 pixels is some 18 high


@pytest.mark.parametrize("page", [390], indirect=True)
def test_a_wide_table_scrolls_by_itself_with_the_keyboard(page: Page) -> None:
    page.goto(SITE + "/two")
    region = page.locator(".ew-table").first

    region.press("ArrowRight")

    assert region.evaluate(MOVED)
    assert region.get_attribute("aria-label") == f"{NEVER_BROKEN}, beside {LONG}"


def test_on_paper_every_table_is_whole_and_pictures_are_those_of_a_screen(page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 1_000})
    page.goto(SITE + "/one")
    open_all(page)
    page.emulate_media(media="print")

    cut = page.evaluate(
        "[...document.querySelectorAll('.ew-table')].filter(one => one.scrollHeight > one.clientHeight + 1).length"
    )

    assert cut == 0
    assert {one.get_attribute("class") for one in page.locator("figure > div:visible").all()} == {"ew-wide"}
