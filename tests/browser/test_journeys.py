"""What people come to do."""

import pytest
from playwright.sync_api import Page, expect
from support.visit import Visit


def test_a_manager_finds_a_trust_and_sees_whether_its_waits_get_better(visit: Visit) -> None:
    # Given England on the home page
    page = visit.to("/")

    # When the name of a trust is typed, and its 4-hour performance chosen
    page.get_by_role("searchbox", name="Find a trust").fill("applebridge")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Applebridge Invented Hospitals").click()
    page.get_by_role("link", name="4-hour performance", exact=True).click()

    # Then the verdict, the chart and the table are there
    expect(page.get_by_role("heading", level=1)).to_have_text("A&E 4-hour performance, all types")
    expect(page.locator(".ew-verdict").first).to_be_visible()
    page.wait_for_selector("[data-chart-drawn]")
    expect(page.get_by_role("table")).to_be_visible()


def test_a_site_manager_sees_where_the_chain_is_tight_and_follows_it_to_its_measure(visit: Visit) -> None:
    # Given the page of a trust
    page = visit.to("/organisation/ZZ1/")

    # Then where the chain is tight stands within the first screen
    head = page.locator(".ew-chain-head")
    expect(head).to_be_in_viewport()
    expect(page.locator(".ew-chain-brief__link")).to_have_count(7)

    # When the whole chain is opened, and a link's measure chosen
    page.get_by_role("link", name="The whole chain, with charts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where is the chain tight?")
    page.get_by_role("link", name="4-hour performance", exact=True).click()

    # Then its chart is there
    expect(page.get_by_role("heading", level=1)).to_have_text("A&E 4-hour performance, all types")


@pytest.mark.parametrize("visit", [{"width": 1280}, {"width": 390}], indirect=True, ids=["1280", "390"])
@pytest.mark.parametrize("address", ["/organisation/ZZ1/", "/organisation/ZZ1/chain/"])
def test_the_links_of_the_chain_stand_in_the_order_of_the_patient(visit: Visit, address: str) -> None:
    page = visit.to(address)

    boxes = [link.bounding_box() for link in page.locator(".ew-chain > li, .ew-chain-brief > li").all()]
    places = [(round(box["y"]), round(box["x"])) for box in boxes if box]

    assert len(places) == 7
    assert places == sorted(places)
    if page.viewport_size and page.viewport_size["width"] == 390:
        assert len({x for _, x in places}) == 1


@pytest.mark.parametrize("visit", [{"javascript": False}], indirect=True)
def test_without_javascript_the_chain_is_complete(visit: Visit) -> None:
    page = visit.to("/organisation/ZZ1/chain/")

    pictures = page.locator(".ew-chain img")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    assert pictures.count() >= 3


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
