"""The chart of a measure: drawn live, read with mouse, finger and keyboard, and complete without JavaScript."""

import pytest
from playwright.sync_api import Page
from support.visit import Visit

MEASURE = "/organisation/ZZ1/four_hour_performance/"


def drawn(visit: Visit) -> Page:
    page = visit.to(MEASURE)
    page.wait_for_selector("[data-chart-drawn]")
    return page


def test_vega_draws_a_mark_for_every_month(visit: Visit) -> None:
    page = drawn(visit)

    months = page.locator("tbody th").count()
    marks = page.locator("[data-chart-live] svg .mark-symbol.role-mark path")

    # Each point has a second, unseen disc that makes it easy to hit.
    assert marks.count() == 2 * months
    assert page.locator("[data-chart-picture]").count() == 0


def test_pointing_at_a_month_tells_its_figure_and_limits(visit: Visit) -> None:
    page = drawn(visit)

    page.locator("[data-chart-live] svg .mark-symbol.role-mark path").last.hover()

    tooltip = page.locator(".ew-tooltip")
    tooltip.wait_for()
    assert "March 2025" in tooltip.inner_text()
    assert "Limits" in tooltip.inner_text()
    page.mouse.move(5, 5)
    tooltip.wait_for(state="hidden")


def test_the_arrow_keys_walk_from_month_to_month(visit: Visit) -> None:
    page = drawn(visit)
    page.locator("[data-chart-live]").focus()

    page.keyboard.press("ArrowLeft")
    newest = page.locator(".ew-tooltip").inner_text()
    page.keyboard.press("ArrowLeft")
    before = page.locator(".ew-tooltip").inner_text()
    page.keyboard.press("Home")
    oldest = page.locator(".ew-tooltip").inner_text()
    page.keyboard.press("Escape")

    assert newest.startswith("March 2025")
    assert before.startswith("February 2025")
    assert oldest.startswith("April 2022")
    assert page.locator(".ew-tooltip").is_hidden()


def test_the_arrow_keys_walk_across_the_hole_between_two_winters(visit: Visit) -> None:
    page = visit.to("/organisation/ZZ8/nhs_111_answered_within_60_seconds/")
    page.wait_for_selector("[data-chart-drawn]")
    page.locator("[data-chart-live]").focus()

    page.keyboard.press("Home")
    oldest = page.locator(".ew-tooltip").inner_text()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    next_winter = page.locator(".ew-tooltip").inner_text()

    assert oldest.startswith("Week of 5 December 2022")
    assert next_winter.startswith("Week of 4 December 2023")


@pytest.mark.parametrize("visit", [{"width": 390}], indirect=True)
def test_on_a_telephone_the_chart_fits_and_follows_when_it_is_turned(visit: Visit) -> None:
    page = drawn(visit)
    upright = page.locator("[data-chart-live] svg").bounding_box()

    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_function(
        "before => document.querySelector('[data-chart-live] svg').getBoundingClientRect().width > before",
        arg=upright["width"] if upright else 0,
    )

    assert upright
    assert upright["width"] <= 390


@pytest.mark.parametrize("visit", [{"javascript": False}, {"javascript": False, "width": 390}], indirect=True)
def test_without_javascript_the_picture_the_switches_and_the_table_are_there(visit: Visit) -> None:
    page = visit.to(MEASURE)

    seen = page.locator("[data-chart-picture] :is(svg.marks, img):visible")
    assert seen.count() == 1
    assert seen.evaluate("picture => picture.tagName !== 'IMG' || (picture.complete && picture.naturalWidth > 0)")
    assert page.locator("tbody tr").count() == 36
    page.get_by_role("link", name="As first published").click()
    assert "vintage=first" in page.url


def test_the_tooltip_needs_no_inline_style_rule_and_the_policy_is_never_broken(visit: Visit) -> None:
    page = visit.page
    page.add_init_script(
        "window.broken = [];"
        "document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective))"
    )
    drawn(visit)

    page.locator("[data-chart-live] svg .mark-symbol.role-mark path").last.hover()

    assert page.evaluate("window.broken") == []
