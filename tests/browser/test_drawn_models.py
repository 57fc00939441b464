"""A model and a day on a page under the strictest policy: read, stepped through and played in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route
from support.accessibility import violations
from support.drawn_days import a_day
from support.drawn_department import department

from everyweek.flow.drawing.animation import animation
from everyweek.flow.drawing.diagram import diagram
from everyweek.flow.drawing.letters import width_of
from everyweek.flow.drawing.page import figure_of_model, page_of_day, script, style_sheet

SITE = "http://127.0.0.1:9"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Drawn</title>
<link rel="stylesheet" href="drawn.css"><script defer src="drawn.js"></script>"""
PAGES = {
    "/day": f"{HEAD}<main><h1>A ward</h1><h2>A day</h2>{animation(a_day())}</main>",
    "/model": f"{HEAD}<main><h1>A department</h1><h2>Its pathways</h2>{figure_of_model(department())}</main>",
    "/alone": page_of_day(a_day()),
}
FILES = {"/drawn.css": (style_sheet(), "text/css"), "/drawn.js": (script(), "text/javascript")}


def answer(route: Route) -> None:
    """What a server would say: nothing here goes over a network."""
    path = route.request.url.removeprefix(SITE)
    body, kind = FILES.get(path) or (PAGES[path], "text/html")
    headers = {} if path == "/alone" else {"Content-Security-Policy": POLICY}
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers=headers)


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on which nothing may go wrong; `request.param` may hold options of the browser."""
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    context.route("**/*", answer)
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda problem: told.append(str(problem)))
    yield opened
    context.close()
    assert told == []


def shown(page: Page) -> list[str]:
    """The hours whose picture can be seen."""
    return page.locator(".ew-day-now strong:visible").all_inner_texts()


NARROW = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("page", [{}, NARROW], indirect=True)
@pytest.mark.parametrize("path", ["/day", "/model"])
def test_a_page_breaks_no_rule_of_accessibility_and_fits_its_window(page: Page, path: str) -> None:
    # The policy would stop axe too: it is brought past it, into a page that was loaded under it.
    page.goto(SITE + path)
    page.locator("details").first.click()

    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert violations(page) == []
    assert wide <= 0


@pytest.mark.parametrize("page", [{"java_script_enabled": False}, NARROW], indirect=True)
def test_the_arrow_keys_go_from_hour_to_hour_without_a_script(page: Page) -> None:
    page.goto(SITE + "/day")
    first = shown(page)

    page.locator("input:checked").press("ArrowLeft")

    assert (first, shown(page)) == (["23:00"], ["22:00"])


def test_a_day_is_played_and_stopped(page: Page) -> None:
    page.goto(SITE + "/alone")
    assert shown(page) == ["23:00"]

    page.get_by_role("button", name="Play").click()
    page.locator(".ew-day-now strong", has_text="02:00").wait_for()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Next hour").click()

    # It began anew at midnight, went on by itself, and stands still.
    assert shown(page) in (["03:00"], ["04:00"])
    assert page.get_by_role("button", name="Play").is_visible()


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], indirect=True)
def test_who_asked_for_less_motion_is_offered_none(page: Page) -> None:
    page.goto(SITE + "/day")

    page.get_by_role("button", name="Back one hour").click()

    assert shown(page) == ["22:00"]
    assert page.get_by_role("button").all_inner_texts() == ["Back", "Next"]


@pytest.mark.parametrize("form", ["wide", "tall"])
def test_no_text_is_wider_than_it_was_thought_to_be(page: Page, form: str) -> None:
    page.goto(SITE + "/model")

    found = page.evaluate(
        """markup => {
            document.body.innerHTML = markup;
            return [...document.querySelectorAll('svg text')].map(text => [
                text.textContent, text.getComputedTextLength(), parseFloat(text.getAttribute('font-size')),
                text.getAttribute('font-weight') === 'bold']);
        }""",
        diagram(department(), form=form),  # type: ignore[arg-type]
    )

    assert len(found) > 100
    assert [each for each in found if each[1] > width_of(each[0], size=each[2], bold=each[3]) + 0.5] == []
