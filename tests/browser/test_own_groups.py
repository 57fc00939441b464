"""Signing in, and building a group of one's own: with the keyboard, without JavaScript, on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.accessibility import violations
from support.signing_in import PASSWORD, sign_in
from support.visit import Visit

EMAIL = "ann@example.nhs.uk"
WIDTHS = [pytest.param({"width": 1280}, marks=pytest.mark.slow, id="1280"), pytest.param({"width": 390}, id="390")]


@pytest.fixture(scope="module", autouse=True)
def ann(add_person: Callable[..., None]) -> None:
    add_person(EMAIL, "Ann Other of Applebridge")


def press(page: Page, role: str, name: str) -> None:
    """Reach something with the Tab key alone, and press it."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach the {role} {name}")


def check_accessible(visit: Visit) -> None:
    assert violations(visit.page) == []
    width = visit.page.viewport_size["width"] if visit.page.viewport_size else 0
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []


def test_a_manager_signs_in_builds_a_group_and_changes_it_with_the_keyboard_alone(visit: Visit) -> None:
    # Given a manager who came to build a group
    page = visit.to("/groups/new/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    # When they name it, find two trusts and save
    expect(page.get_by_role("heading", level=1)).to_have_text("Build my own group")
    page.get_by_label("Name of the group").focus()
    page.keyboard.type("Our coast")
    page.keyboard.press("Tab")
    page.keyboard.type("applebridge")
    page.keyboard.press("Enter")
    press(page, "button", "Add Applebridge Invented Hospitals NHS Trust")
    page.get_by_label("Or paste a list").focus()
    page.keyboard.type("ZZ2")
    press(page, "button", "Save group")

    # Then it is among their groups
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")
    expect(page.get_by_role("heading", name="Our coast")).to_be_visible()

    # When they exchange one trust for another
    press(page, "link", "Change Our coast")
    press(page, "button", "Remove Brackwater Invented University Hospitals NHS Foundation Trust")
    page.get_by_label("Or paste a list").focus()
    page.keyboard.type("ZZG")
    press(page, "button", "Save group")

    # Then the group has changed, and they can sign out
    expect(page.get_by_text("2 organisations. Version 2")).to_be_visible()
    expect(
        page.get_by_role("link", name="Gallowmere Invented University Hospitals NHS Foundation Trust", exact=True)
    ).to_be_visible()
    press(page, "link", "Delete Our coast")
    press(page, "button", "Delete group")
    press(page, "button", "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize("visit", WIDTHS, indirect=True)
def test_every_page_of_signing_in_and_of_own_groups_is_accessible(visit: Visit) -> None:
    page = visit.to("/sign-in/")
    check_accessible(visit)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_accessible(visit)
    sign_in(page, EMAIL)

    for address in ("/account/", "/account/password/", "/sign-out/", "/groups/mine/", "/groups/new/?with=ZZ1,ZZ2"):
        visit.to(address)
        check_accessible(visit)
    page.get_by_label("Or paste a list").fill("QQQ9")
    page.get_by_label("Find a trust").fill("invented")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_accessible(visit)
    page.get_by_label("Or paste a list").fill("")
    page.get_by_label("Name of the group").fill("Our vale")
    page.get_by_role("button", name="Save group").click()
    check_accessible(visit)
    page.get_by_role("link", name="Change Our vale").click()
    page.get_by_text("What was changed, and when").click()
    check_accessible(visit)
    visit.to("/groups/mine/our-vale/delete")
    check_accessible(visit)
    page.get_by_role("button", name="Delete group").click()


@pytest.mark.parametrize("visit", [{"width": 390, "javascript": False}], indirect=True)
def test_without_javascript_a_group_is_built_and_deleted_on_a_telephone(visit: Visit) -> None:
    page = visit.to("/groups/new/")
    sign_in(page, EMAIL)

    page.get_by_label("Name of the group").fill("No scripts")
    page.get_by_label("Find a trust").fill("brackwater")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="Add Brackwater").click()
    page.get_by_label("Or paste a list").fill("ZZ1")
    page.get_by_role("button", name="Save group").click()

    expect(page.get_by_role("heading", name="No scripts")).to_be_visible()
    page.get_by_role("link", name="Delete No scripts").click()
    page.get_by_role("button", name="Delete group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")
    expect(page.get_by_role("heading", name="No scripts")).to_have_count(0)


def test_errors_lead_to_their_fields(visit: Visit) -> None:
    page = visit.to("/sign-in/")

    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter your password").click()

    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_the_second_of_two_tabs_is_told_that_the_group_was_saved_meanwhile(visit: Visit) -> None:
    # Given one group, open in two tabs
    page = visit.to("/groups/new/?with=ZZ1,ZZ2")
    sign_in_here = page.get_by_label("E-mail address")
    expect(sign_in_here).to_be_visible()
    sign_in(page, EMAIL)
    page.get_by_label("Name of the group").fill("Two tabs")
    page.get_by_role("button", name="Save group").click()
    page.get_by_role("link", name="Change Two tabs").click()
    other = page.context.new_page()
    other.goto(page.url)

    # When both save
    other.get_by_label("Name of the group").fill("Saved by the other tab")
    other.get_by_role("button", name="Save group").click()
    page.get_by_label("Name of the group").fill("Typed here")
    page.get_by_role("button", name="Save group").click()

    # Then the second is told, and keeps what it holds
    other.close()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("This group was saved in another window or tab")
    expect(page.get_by_label("Name of the group")).to_have_value("Typed here")
    page.get_by_role("link", name="Open the group again, as it was saved").click()
    expect(page.get_by_label("Name of the group")).to_have_value("Saved by the other tab")
    page.goto(page.url.replace("/edit", "/delete"))
    page.get_by_role("button", name="Delete group").click()
