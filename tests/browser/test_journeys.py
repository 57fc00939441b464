"""What people come to do."""

from playwright.sync_api import Page, expect
from support.visit import Visit


def test_a_manager_finds_a_trust_and_sees_whether_its_waits_get_better(visit: Visit) -> None:
    # Given England on the home page
    page = visit.to("/")

    # When the name of a trust is typed, and its 4-hour performance chosen
    page.get_by_role("searchbox", name="Find a trust").fill("applebridge")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Applebridge").click()
    page.get_by_role("link", name="4-hour performance", exact=True).click()

    # Then the verdict, the chart and the table are there
    expect(page.get_by_role("heading", level=1)).to_have_text("A&E 4-hour performance, all types")
    expect(page.locator(".ew-verdict").first).to_be_visible()
    page.wait_for_selector("[data-chart-drawn]")
    expect(page.get_by_role("table")).to_be_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Visit) -> None:
    page = visit.to("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "maincontent"


def test_the_keyboard_reaches_every_link_button_chart_and_table(visit: Visit) -> None:
    page = visit.to("/organisation/ZZ3/four_hour_performance/")
    page.wait_for_selector("[data-chart-drawn]")
    expected = page.locator(
        "a[href]:visible, button:visible, input:visible, summary:visible, [tabindex='0']:visible"
    ).count()

    reached = walk(page, at_most=expected + 20)

    assert len(reached) >= expected


def walk(page: Page, *, at_most: int) -> set[str]:
    """Every stop of the Tab key, by its place in the document."""
    stops: set[str] = set()
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        stops.add(str(stop))
    return stops


def test_each_download_arrives_as_a_file(visit: Visit) -> None:
    page = visit.to("/organisation/ZZ1/four_hour_performance/")

    for name, ending in (("CSV", ".csv"), ("PNG", ".png"), ("SVG", ".svg"), ("JSON", ".json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)


def test_on_a_desk_the_whole_table_of_a_group_is_in_sight(visit: Visit) -> None:
    page = visit.to("/organisation/england/four_hour_performance/")

    hidden = page.locator(".ew-scroll").evaluate("box => box.scrollWidth - box.clientWidth")

    assert hidden <= 0
