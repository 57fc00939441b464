"""The library in a browser: searched, completed by keyboard, narrowed down and read; with a script and without."""

import pytest
from playwright.sync_api import Page, expect
from support.accessibility import violations
from support.visit import Visit


def is_in_order(page: Page) -> None:
    """Accessible, closed and open, and no wider than the window."""
    page.evaluate("for (const closed of document.querySelectorAll('main details')) closed.open = true")
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


WIDTHS = [pytest.param({"width": 1280}, marks=pytest.mark.slow, id="1280"), pytest.param({"width": 390}, id="390")]


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_every_page_of_finding_is_accessible_and_fits(visit: Visit) -> None:
    for address in (
        "/library/",
        "/library/?q=how+to+cut+los",
        "/library/?q=zzzzzz",
        "/library/?q=wrad+round&type=tool&intervention=acute_hospital_flow",
        "/library/guide-same-day-emergency-care/",
        "/library/trusted-assessor-lincolnshire/",
    ):
        is_in_order(visit.to(address))

    assert visit.complaints == []
    assert {host.split(":")[0] for host in visit.hosts} == {"127.0.0.1"}


@pytest.mark.parametrize("visit", [{"width": 390, "javascript": False}], indirect=True)
def test_without_javascript_an_abbreviation_with_a_slip_beside_it_leads_to_the_guide(visit: Visit) -> None:
    page = visit.to("/library/")

    box = page.get_by_role("searchbox", name="Search the library")
    box.fill("sdec emergnecy")
    box.press("Enter")

    expect(page.get_by_text("Showing results for sdec emergency")).to_be_visible()
    page.get_by_role("link", name="Same day emergency care", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Same day emergency care")
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_titles_are_completed_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.to("/library/")
    box = page.get_by_role("combobox", name="Search the library")
    options = page.get_by_role("option")

    box.focus()
    page.keyboard.type("virtual w")
    expect(options.first).to_be_visible()
    is_in_order(page)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.filter(has_text="Virtual wards").first).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("virtual w")

    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    title = options.first.inner_text()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(title.split("  ")[0].split("\n")[0][:20])
    assert visit.complaints == []


def test_enter_without_a_chosen_title_searches_and_the_pointer_opens_one(visit: Visit) -> None:
    page = visit.to("/library/")
    box = page.get_by_role("combobox", name="Search the library")
    box.press_sequentially("board rou")
    expect(page.get_by_role("option").first).to_be_visible()

    box.press("Enter")
    page.wait_for_url("**q=board+rou*")
    box = page.get_by_role("combobox", name="Search the library")
    box.fill("")
    box.press_sequentially("board roun")
    page.get_by_role("option", name="The board round").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("The board round")
    assert visit.complaints == []


@pytest.mark.parametrize("visit", [{"width": 390}, {"width": 1280}], ids=["390", "1280"], indirect=True)
def test_what_is_found_is_narrowed_down_and_widened_again(visit: Visit) -> None:
    page = visit.to("/library/?q=discharge")
    all_found = page.locator("#found").inner_text()

    folded = page.locator("summary").filter(has_text="Narrow down")
    if page.evaluate("innerWidth") == 390:  # a wide screen shows the choices at once
        folded.click()
    expect(folded).to_be_visible(visible=page.evaluate("innerWidth") == 390)
    page.locator("summary").filter(has_text="Type").click()
    page.get_by_label("Tools and templates").check()
    page.get_by_role("button", name="Show these").click()

    chosen = page.get_by_role("list", name="Chosen")
    expect(chosen).to_contain_text("Tools and templates")
    assert page.locator("#found").inner_text() != all_found
    is_in_order(page)
    chosen.get_by_role("link", name="take away").click()
    expect(page.locator("#found")).to_have_text(all_found)
