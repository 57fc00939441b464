"""Using a resource in a browser, on a telephone; and what it looks like on paper."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.accessibility import violations
from support.serving import running_site
from support.site import SAMPLE, make_served_home
from support.visit import Visit, listen

PASSWORD = "harbour candle seventeen"
ANN = "ann@example.nhs.uk"
GUIDE = "/library/guide-same-day-emergency-care/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own with one person."""
    home: Path = make_served_home(tmp_path_factory.mktemp("using"), holding=SAMPLE)
    words = ["person", "add", ANN, "--name", "Ann Other", "--password-from-standard-input"]
    command = [sys.executable, "-m", "everyweek.cli", *words]
    surroundings = {**os.environ, "EVERYWEEK_HOME": str(home)}
    subprocess.run(command, env=surroundings, input=f"{PASSWORD}\n", text=True, check=True, stdout=subprocess.DEVNULL)
    with running_site(home) as address:
        yield address


@pytest.fixture
def ann(browser: Browser, place: str) -> Iterator[Visit]:
    """Somebody signed in, on a telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    visit = listen(Visit(context.new_page(), place))
    page = visit.to("/sign-in/")
    page.get_by_label("E-mail address").fill(ANN)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Inbox").first).to_be_visible()
    yield visit
    context.close()


def is_in_order(page: Page) -> None:
    """Accessible, and no wider than the window."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_a_resource_is_used_found_useful_commented_and_kept(ann: Visit) -> None:
    page = ann.to(GUIDE)
    page.get_by_role("link", name="We used this").click()
    page.get_by_label("Where did you use it?").fill("ZZ1")
    page.get_by_label("Since when?").fill("February 2024")
    page.get_by_label("What happened?").fill("We opened a unit beside the front door.")
    page.get_by_label("It got better").check()
    page.get_by_label("Which measure should have moved").select_option("four_hour_performance")
    is_in_order(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Used by 1 place.")).to_be_visible()
    expect(page.locator("#used ~ article .nhsuk-tag", has_text="Seen in the data")).to_be_visible()

    page.get_by_role("button", name="Yes, it was useful").click()
    expect(page.get_by_text("You said yes.")).to_be_visible()

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("Is it sustained?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("Is it sustained?")).to_be_visible()
    is_in_order(page)

    page = ann.to(GUIDE)
    is_in_order(page)
    page.get_by_role("link", name="Add to a reading list").click()
    page.get_by_label("Title of the new list").fill("For new starters")
    is_in_order(page)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("For new starters")
    is_in_order(page)
    page.get_by_role("link", name="Change the order").click()
    is_in_order(page)
    page = ann.to("/library/what-works/sdec/")
    expect(page.get_by_text("1 report from 1 place.")).to_be_visible()
    is_in_order(page)
    assert ann.complaints == []


@pytest.mark.parametrize(
    "address",
    [
        GUIDE,
        pytest.param("/library/what-works/sdec/", marks=pytest.mark.slow),
        pytest.param(f"{GUIDE}comments/", marks=pytest.mark.slow),
    ],
)
def test_on_paper_there_is_what_is_said_and_nothing_to_press(visit: Visit, address: str) -> None:
    page = visit.to(address)

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})  # a sheet between its margins

    for hidden in (".ew-header nav", ".ew-footer", ".nhsuk-breadcrumb", "main .nhsuk-button", "main form"):
        assert page.locator(hidden).evaluate_all("found => found.every(one => one.offsetParent === null)"), hidden
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    cut = "found => found.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator("main .ew-scroll, main .ew-text__table, main pre").evaluate_all(cut) == 0
    assert len(page.pdf(format="A4")) > 10_000


def test_on_paper_the_address_stands_after_a_source_and_after_no_other_link(visit: Visit) -> None:
    page = visit.to(GUIDE)

    page.emulate_media(media="print")

    behind = "found => [...new Set(found.map(one => getComputedStyle(one, '::after').content === 'none'))]"
    assert page.locator(".ew-sources a[href^='http']").evaluate_all(behind) == [False]
    assert page.locator("main a:not(.ew-sources a)").evaluate_all(behind) == [True]
    expect(page.get_by_text("To name it elsewhere")).to_be_visible()
    expect(page.get_by_text("Last changed here")).to_be_visible()
