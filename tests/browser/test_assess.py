"""The joint conversation in real browsers: two people in one answer, a connection that goes and comes, the keyboard."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from support.accessibility import violations
from support.conversations import ASSESSMENT, LEAD, Conversation, made_conversation
from support.visit import Visit

KETTLE, MEETING = f"{ASSESSMENT}themes/kettle/", f"{ASSESSMENT}meeting/"
WORDS = "What shows it, Acute hospital"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def place(site: str, site_home: Path) -> tuple[str, Conversation]:
    """An assessment on the site of all browsers, with its lead and two people of its hospital."""
    return site, made_conversation(site_home, people=2)


@pytest.fixture
def opened(browser: Browser, place: tuple[str, Conversation]) -> Iterator[Open]:
    """Opens a page as somebody, in a browser of their own, on a telephone unless a width is given."""
    address, made = place
    with ExitStack() as contexts:

        def opened(who: str, path: str, *, width: int = 390, javascript: bool = True) -> Page:
            context: BrowserContext = browser.new_context(
                viewport={"width": width, "height": 844}, java_script_enabled=javascript, reduced_motion="reduce"
            )
            contexts.callback(context.close)
            context.set_default_timeout(15_000)
            context.add_cookies([{"name": "sessionid", "value": made.cookies[who], "url": address}])
            return Visit(context.new_page(), address).to(path)

        yield opened


def is_in_order(page: Page) -> None:
    """Accessible, and no wider than the window."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_two_people_type_into_one_answer_and_neither_loses_a_word(opened: Open) -> None:
    anna, ben = (opened(who, KETTLE) for who in ("0", "1"))
    for_anna, for_ben = (page.locator("#text-boils-acute") for page in (anna, ben))
    states = [page.locator("#form-boils-acute [data-state]") for page in (anna, ben)]

    for_anna.press_sequentially("Every day by seven.")
    expect(states[0]).to_contain_text("Saved at")
    for_ben.press_sequentially("On Sundays by nine.")
    expect(states[1]).to_contain_text("Somebody else wrote here too; both are kept. Saved at")
    expect(for_ben).to_have_value("Every day by seven. On Sundays by nine.")

    anna.context.set_offline(True)
    for_anna.press("Control+End")
    for_anna.press_sequentially(" Checked in May.")
    expect(states[0]).to_contain_text("Not saved yet: no connection. Your words are kept on this page")
    for_ben.press("Control+Home")  # of the text, and not of a line that a narrow font wraps
    with ben.expect_response("**/save/"):
        for_ben.press_sequentially("From the ward: ")
    expect(for_ben).to_have_value("From the ward: Every day by seven. On Sundays by nine.")
    anna.context.set_offline(False)

    expect(states[0]).to_contain_text("both are kept. Saved at")
    kept = for_anna.input_value()
    for words in ("Every day by seven.", "Checked in May.", "On Sundays by nine.", "From the ward: "):
        assert words in kept
    ben.reload()
    expect(for_ben).to_have_value(kept)
    is_in_order(anna)


def test_words_that_could_not_be_saved_come_back_in_the_same_tab(opened: Open) -> None:
    page = opened("0", KETTLE)
    words, save = page.locator("#text-pours-acute"), "**/kettle/pours/by/acute/save/"
    page.route(save, lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())
    words.press_sequentially("It pours.")
    expect(page.locator("#form-pours-acute [data-state]")).to_contain_text("Not saved yet: no connection")

    page.unroute(save)
    page.reload()

    expect(words).to_have_value("It pours.")
    expect(page.locator("#form-pours-acute [data-state]")).to_contain_text("Saved at")
    page.reload()
    expect(words).to_have_value("It pours.")
    expect(page.locator("#form-pours-acute [data-state]")).to_be_empty()


def test_a_save_whose_answer_was_cut_off_is_sent_again_under_its_key_by_the_next_page(opened: Open) -> None:
    page = opened("0", f"{ASSESSMENT}themes/cup/")
    words, save = page.locator("#text-warmth-acute"), "**/cup/warmth/by/acute/save/"
    keys: list[str] = []

    def arrives_and_is_not_answered(route: Route) -> None:
        keys.append(route.request.post_data_json["key"])
        route.fetch()
        route.abort()

    page.route(save, arrives_and_is_not_answered)
    page.on("dialog", lambda dialog: dialog.accept())
    words.press_sequentially("Hot.")
    expect(page.locator("#form-warmth-acute [data-state]")).to_contain_text("Not saved yet: no connection")
    page.unroute(save)
    page.on("request", lambda one: keys.append(one.post_data_json["key"]) if one.url.endswith("/save/") else None)

    page.reload()

    expect(page.locator("#form-warmth-acute [data-state]")).to_contain_text("Saved at")
    expect(words).to_have_value("Hot.")
    assert len(set(keys)) == 1
    page.goto(page.url.partition("#")[0] + "warmth/by/acute/history/")
    expect(page.locator("article")).to_have_count(1)


@pytest.mark.slow
def test_words_for_which_there_is_no_form_any_more_are_shown_until_they_are_thrown_away(opened: Open) -> None:
    page = opened("0", KETTLE)
    box = page.locator("[data-unsent]")
    expect(box).to_be_hidden()
    page.evaluate(
        """under => {
          const kept = {base: 0, saved: {value: "", wanted: "", text: ""}, typed: {value: "", text: "<b>For all</b>"}};
          const person = document.querySelector("[data-unsent]").dataset.person;
          sessionStorage.setItem(`everyweek-answer-${person}-${under}boils/by/system/save/`, JSON.stringify(kept));
        }""",
        KETTLE,
    )

    page.reload()

    expect(box.locator("pre")).to_have_text("<b>For all</b>")
    is_in_order(page)
    box.get_by_role("button").click()
    expect(box).to_be_hidden()
    page.reload()
    expect(box).to_be_hidden()


@pytest.mark.slow
def test_nobody_leaves_a_page_with_a_comment_that_was_not_sent_without_being_asked(opened: Open) -> None:
    page = opened("0", KETTLE)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    comments = page.locator("#comments-pours")
    comments.locator("summary").click()
    comments.get_by_label("Your comment").press_sequentially("Can we look at the rota?")

    page.reload()
    comments.locator("summary").click()
    comments.get_by_label("Your comment").press_sequentially("Sent.")
    comments.get_by_role("button").click()
    expect(comments.locator("article")).to_have_count(1)

    assert asked == ["beforeunload"]


@pytest.mark.slow
def test_what_a_page_without_its_script_could_not_save_is_saved_by_the_script_of_the_next(opened: Open) -> None:
    page = opened("0", ASSESSMENT)
    script, form = "**/answers.*.js", page.locator("#form-fresh-acute")
    page.route(script, lambda route: route.abort())
    page.goto(page.url.removesuffix(ASSESSMENT) + f"{ASSESSMENT}themes/bread/")
    form.locator("textarea").fill("Baked here.")
    page.evaluate("document.querySelector('#form-fresh-acute input[name=key]').value = 'short'")
    page.unroute(script)

    form.get_by_role("button").click()
    expect(form).to_contain_text("without its own mark")
    form.get_by_role("button").click()

    expect(form.locator("[data-state]")).to_contain_text("Saved at")


def test_with_the_keyboard_alone_one_answers_settles_and_goes_on(opened: Open) -> None:
    page = opened(LEAD, f"{MEETING}bread/fresh/")
    keys = page.keyboard
    is_in_order(page)

    page.locator("summary", has_text="Keys, and how this screen").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Space")
    page.locator("#value-fresh-system-none").focus()
    keys.press("ArrowUp")  # to No
    keys.press("Tab")
    keys.type("Two loaves of ten.")
    expect(page.locator("#form-fresh-system [data-state]")).to_contain_text("Saved at")
    keys.press("Escape")
    page.get_by_role("link", name="Next question").focus()
    keys.press("a")
    expect(page.locator("#settle-fresh-yes")).to_be_focused()
    keys.press("Space")
    while page.evaluate("document.activeElement.type") != "submit":
        keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Agreed answer: Yes")).to_be_visible()
    keys.press("n")

    expect(page.get_by_role("heading", name="Is it sliced?")).to_be_visible()
    is_in_order(page)


def test_what_others_write_appears_on_the_shared_screen(opened: Open) -> None:
    screen, ben = (opened(who, f"{MEETING}kettle/boils/", width=1280) for who in ("0", "1"))
    screen.clock.install()
    screen.reload()

    ben.get_by_role("radio", name="No", exact=True).first.check()
    expect(ben.locator("#form-boils-acute [data-state]")).to_contain_text("Saved at")

    screen.clock.run_for(6_000)

    expect(screen.get_by_text("All who answered say no.")).to_be_visible()
    expect(screen.locator("#value-boils-acute-no")).to_be_checked()


def test_without_a_script_answers_are_saved_by_their_button(opened: Open) -> None:
    page = opened("1", f"{ASSESSMENT}themes/bread/", javascript=False)
    form = page.locator("#form-sliced-acute")
    form.get_by_label("Yes").check()
    form.get_by_label(WORDS).fill("Every slice.")
    form.get_by_role("button").click()

    expect(page.locator("#form-sliced-acute").get_by_label(WORDS)).to_have_value("Every slice.")
    assert page.url.endswith("#sliced")


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_conversation_is_accessible(opened: Open, width: int) -> None:
    page = opened(LEAD, ASSESSMENT, width=width)
    origin = page.url.removesuffix(ASSESSMENT)
    boils = f"{KETTLE}boils/by/acute/"
    more = (f"{ASSESSMENT}positions/kettle/", f"{ASSESSMENT}positions/saucer/", f"{boils}history/", f"{boils}evidence/")
    for path in (ASSESSMENT, KETTLE, f"{ASSESSMENT}themes/cup/", f"{ASSESSMENT}themes/saucer/", MEETING, *more):
        page.goto(origin + path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        is_in_order(page)
