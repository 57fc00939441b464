"""From sharing to learning, in two browsers: written, asked for changes, sent again, accepted, found, made better."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from support.accessibility import violations
from support.attached_files import pdf
from support.signing_in import sign_in
from support.visit import Visit, listen

CONNIE, RITA = "connie@example.nhs.uk", "rita@example.nhs.uk"
TITLE = "Board rounds before breakfast in Fenwick"


@pytest.fixture(scope="module", autouse=True)
def two_people(add_person: Callable[..., None]) -> None:
    """Somebody who shares, and somebody who reviews."""
    add_person(CONNIE, "Connie Contributor")
    add_person(RITA, "Rita Reviewer", role="reviewer")


@contextmanager
def window(browser: Browser, site: str, email: str) -> Iterator[Visit]:
    """A browser of somebody's own, signed in, in which every complaint is noted."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    visit = listen(Visit(context.new_page(), site))
    sign_in(visit.to("/sign-in/"), email)
    yield visit
    context.close()


def is_in_order(page: Page) -> None:
    """Accessible with everything open, at a desk and on a telephone, and never wider than the window."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("for (const closed of document.querySelectorAll('main details')) closed.open = true")
        assert violations(page, with_colours=width == 1280) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_what_somebody_shares_is_reviewed_found_and_made_better(browser: Browser, site: str) -> None:
    with window(browser, site, CONNIE) as connie, window(browser, site, RITA) as rita:
        begins_and_writes(connie)
        attaches_and_sends(connie)
        asks_for_changes(rita)
        changes_and_sends_again(connie)
        accepts(rita)
        is_found(connie)
        says_what_should_be_better(rita)
        publishes_a_better_one(connie)
        reads_what_became_of_it(rita)

        assert connie.complaints == []
        assert rita.complaints == []


def begins_and_writes(connie: Visit) -> None:
    page = connie.to("/library/share/")
    is_in_order(page)
    page.get_by_label("Case study").check()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Begin").click()

    page.get_by_label("Summary", exact=True).fill(
        "Every patient is looked at before nine, and plans are made together."
    )
    page.get_by_label("What you did, and what happened").fill("We began on one ward.\n\n## What happened\n* It worked.")
    page.get_by_label("At which organisations?").fill("ZZ1")
    first = page.get_by_role("group", name="Effect 1")
    first.get_by_label("What changed, in a sentence").fill("More patients within four hours: from 70% to 76%")
    first.get_by_label("Which published measure is it?").select_option("four_hour_performance")
    first.get_by_label("At which organisation?").fill("ZZ1")
    first.get_by_label("Since which month?").fill("March 2025")
    first.get_by_text("Figures of effect 1, and how it was found").click()
    first.get_by_label("Before", exact=True).fill("70")
    first.get_by_label("After", exact=True).fill("176")
    page.get_by_label("Acute hospital flow").check()
    page.get_by_role("radio", name="Everybody").check()
    page.get_by_role("button", name="Save, then attach files").click()

    expect(page.get_by_role("alert")).to_contain_text("is a percentage: write a number from 0 to 100.")
    is_in_order(page)
    page.get_by_label("After", exact=True).first.fill("76")
    page.get_by_role("button", name="Save, then attach files").click()


def attaches_and_sends(connie: Visit) -> None:
    page = connie.page
    page.get_by_label("Choose a file").set_input_files(
        {"name": "drawing.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='alert(1)'/>"}
    )
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("alert")).to_contain_text("“drawing.svg” was not attached.")
    page.get_by_label("Choose a file").set_input_files(
        {"name": "Board round.pdf", "mimeType": "application/pdf", "buffer": pdf("A rota for porters")}
    )
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("link", name="Board round.pdf", exact=True)).to_be_visible()
    is_in_order(page)

    page.get_by_role("link", name="Check and send it").click()
    is_in_order(page)
    page.get_by_label("I may share this").check()
    page.get_by_label("Nothing in it lets anybody know who a patient is").check()
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_text("With the reviewers", exact=True)).to_be_visible()
    is_in_order(page)


def asks_for_changes(rita: Visit) -> None:
    page = rita.to("/library/review/")
    is_in_order(page)
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_role("link", name="Board round.pdf", exact=True)).to_be_visible()
    expect(page.get_by_text("More patients within four hours: from 70% to 76%")).to_be_visible()
    is_in_order(page)
    page.get_by_label("Ask for changes: it goes back to whoever wrote it").check()
    page.get_by_label("Why? The contributor reads this").fill("Say what you would do otherwise.")
    page.get_by_role("button", name="Save and tell the contributor").click()
    expect(page.get_by_text("Changes asked for", exact=True)).to_be_visible()


def changes_and_sends_again(connie: Visit) -> None:
    page = connie.to("/library/share/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_text("Say what you would do otherwise.")).to_be_visible()
    body = page.get_by_label("What you did, and what happened")
    body.fill(f"{body.input_value()}\n\nNext time we would begin with the consultants.")
    page.get_by_role("button", name="Save, then check and send").click()
    page.get_by_label("I may share this").check()
    page.get_by_label("Nothing in it lets anybody know who a patient is").check()
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_text("With the reviewers", exact=True)).to_be_visible()


def accepts(rita: Visit) -> None:
    page = rita.to("/library/review/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_text("Next time we would begin with the consultants.")).to_be_visible()
    page.get_by_label("Accept: it goes into the library at once").check()
    page.get_by_label("Why? The contributor reads this").fill("Clear, and honest about what did not work.")
    page.get_by_label("If you accept it: what do its effects rest on?").select_option("one place")
    page.get_by_role("button", name="Save and tell the contributor").click()
    expect(page.get_by_role("link", name="See it in the library")).to_be_visible()
    is_in_order(page)


def is_found(connie: Visit) -> None:
    page = connie.to("/library/?q=rota+for+porters")
    page.get_by_role("link", name=TITLE, exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("#files + ul")).to_contain_text("Board round.pdf")
    expect(page.locator(".ew-effect")).to_be_visible()
    expect(page.get_by_text("They rest on: before and after, in one place.")).to_be_visible()


def says_what_should_be_better(rita: Visit) -> None:
    page = rita.to("/library/?q=rota+for+porters")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("button", name="Tell me when it changes").click()
    page.get_by_role("link", name="Say what should be better").click()
    page.get_by_label("What should be better?").fill("Say how many porters it took.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you.")
    is_in_order(page)


def publishes_a_better_one(connie: Visit) -> None:
    page = connie.page
    page.reload()
    page.get_by_role("link", name="Change this").click()
    is_in_order(page)
    body = page.get_by_label("What you did, and what happened")
    body.fill(f"{body.input_value()}\n\nIt took two porters.")
    page.get_by_role("button", name="Save, then publish").click()

    expect(page.locator(".ew-difference ins").first).to_contain_text("It took two porters.")
    page.get_by_label("What changed?").fill("How many porters it took.")
    page.get_by_label("This answers it: we did …").check()
    page.get_by_label("In a sentence", exact=True).fill("We counted them: two.")
    is_in_order(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("It took two porters.")).to_be_visible()


def reads_what_became_of_it(rita: Visit) -> None:
    page = rita.to("/library/?q=two+porters")
    page.get_by_role("link", name=TITLE, exact=True).click()

    expect(page.get_by_text("It took two porters.")).to_be_visible()
    expect(page.get_by_role("heading", name="You said, we did")).to_be_visible()
    expect(page.get_by_text("We counted them: two.")).to_be_visible()
    expect(page.locator("#files + ul")).to_contain_text("Board round.pdf")
    expect(page.locator(".ew-effect")).to_be_visible()
    is_in_order(page)
