"""Two people in two browsers at once: one invites, the other joins and nominates, a third confirms; mails really go."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.accessibility import violations
from support.mail_server import MailBox, mail_server
from support.serving import mail_by, running_site
from support.signing_in import PASSWORD, sign_in
from support.site import SAMPLE, make_served_home
from support.visit import Visit

NORA, BEA, LEE = "nora@example.nhs.uk", "bea@example.nhs.uk", "lee@example.nhs.uk"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Place:
    """A site with mail: its address, its home and what arrived."""

    address: str
    home: Path
    mails: MailBox

    def everyweek(self, *words: str, typed: str = "") -> None:
        """A command, as whoever looks after the server gives it."""
        command = [sys.executable, "-m", "everyweek.cli", *words]
        subprocess.run(command, env=self.environment, input=typed, text=True, check=True, stdout=subprocess.DEVNULL)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "EVERYWEEK_HOME": str(self.home),
            **mail_by(self.mails.address),
            "EVERYWEEK_SITE": self.address,
        }

    def link_mailed_to(self, email: str, path: str) -> str:
        """The newest link below a path in a mail to somebody; the worker is asked to send what waits."""
        self.everyweek("worker", "--once")
        found = [
            link
            for mail in self.mails.arrived
            if mail.to == email
            for link in re.findall(rf"{re.escape(self.address)}{path}\S+", mail.part("plain"))
        ]
        assert found, f"no mail to {email} has a link below {path}: {[mail.to for mail in self.mails.arrived]}"
        return found[-1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site of its own, whose mail goes to a server on loopback."""
    home = make_served_home(tmp_path_factory.mktemp("people"), holding=SAMPLE)
    with mail_server() as mails, running_site(home, mail=mails.address) as address:
        here = Place(address, home, mails)
        for email, name, role in ((NORA, "Nora National", ["--role", "national_support"]), (LEE, "Lee Lead", [])):
            words = ["person", "add", email, "--name", name, "--password-from-standard-input", *role]
            here.everyweek(*words, typed=f"{PASSWORD}\n")
        here.everyweek("person", "role", LEE, "--role", "network_lead", "--network", "lin-fenwick-uec")
        yield here


@contextmanager
def window(browser: Browser, place: Place, size: dict[str, int], *, javascript: bool = True) -> Iterator[Visit]:
    """A browser of somebody's own: it shares no cookie with another."""
    context = browser.new_context(viewport=size, java_script_enabled=javascript, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page(), place.address)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    context.close()


def check_accessible(page: Page) -> None:
    page.evaluate("for (const closed of document.querySelectorAll('details')) closed.open = true")
    assert violations(page) == [], page.url
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def fill_day(page: Page, legend: str, day: datetime) -> None:
    group = page.get_by_role("group", name=legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label, exact=True).fill(str(number))


@pytest.mark.slow
def test_invite_join_nominate_confirm_in_two_browsers_at_once(browser: Browser, place: Place) -> None:
    with ExitStack() as open_windows:
        nora = open_windows.enter_context(window(browser, place, WIDE))
        bea = open_windows.enter_context(window(browser, place, NARROW))

        # Given national support, who invites an administrator of a board
        page = sign_in(nora.to("/sign-in/"), NORA)
        nora.to("/organisation/ZZA/people/invite/")
        page.get_by_label("Whom to invite").fill(BEA)
        page.get_by_label("Administrator").check()
        page.get_by_role("button", name="Invite").click()
        expect(page.get_by_text(BEA).first).to_be_visible()

        # When she opens the link of the mail on a telephone, she has an account and is in
        hers = bea.page
        hers.goto(place.link_mailed_to(BEA, "/invitation/"))
        check_accessible(hers)
        hers.get_by_label("Your name").fill("Bea Board <script>alert(1)</script>")
        hers.get_by_label("Choose a password").fill(PASSWORD)
        hers.get_by_label("The password again").fill(PASSWORD)
        hers.get_by_role("button", name="Accept and sign in").click()
        expect(hers.get_by_role("link", name="Inbox")).to_be_visible()

        # And asks to join the learning network, whose lead lets her in
        bea.to("/networks/lin-fenwick-uec/")
        hers.get_by_role("button", name="Ask to join").click()
        hers.get_by_role("button", name="Ask to join").click()
        lee = open_windows.enter_context(window(browser, place, WIDE))
        sign_in(lee.to("/sign-in/"), LEE)
        lee.to("/networks/lin-fenwick-uec/requests/")
        lee.page.get_by_role("button", name="Let in Bea Board").click()
        bea.to("/networks/lin-fenwick-uec/")
        expect(hers.get_by_role("heading", name="Conversations")).to_be_visible()

        # While national support, in the other browser, opens a round
        nora.to("/champions/new/")
        now = datetime.now(UTC)
        page.get_by_label("Title").fill("Recovery champions")
        fill_day(page, "opens", now)
        fill_day(page, "deadline", now + timedelta(days=20))
        page.get_by_role("button", name="Make the round").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Recovery champions")
        address = page.url.removeprefix(place.address)

        # Then she names the executive contact, nominates somebody and sends the return in
        bea.to(f"{address}ZZA/")
        hers.get_by_role("link", name="Name the executive contact").click()
        for label, text in (
            ("Name", "Eve Executive"),
            ("Job title", "Chief"),
            ("E-mail address", "eve@example.nhs.uk"),
        ):
            hers.get_by_label(label, exact=True).fill(text)
        hers.get_by_role("button", name="Save").click()
        hers.get_by_role("link", name="Add a champion").click()
        for label, text in (
            ("Name", "Cara Champion"),
            ("Job title", "Ward sister"),
            ("E-mail address", "cara@example.nhs.uk"),
            ("Employing organisation", "ZZ1"),
        ):
            hers.get_by_label(label, exact=True).fill(text)
        hers.get_by_role("button", name="Save").click()
        check_accessible(hers)
        hers.get_by_role("button", name=re.compile("send", re.IGNORECASE)).click()
        hers.get_by_role("button", name=re.compile("send", re.IGNORECASE)).click()

        # And the nominee confirms, without an account before
        cara = open_windows.enter_context(window(browser, place, NARROW, javascript=False))
        cara.page.goto(place.link_mailed_to("cara@example.nhs.uk", "/champions/answer/"))
        cara.page.get_by_label("Choose a password").fill(PASSWORD)
        cara.page.get_by_label("The same password again").fill(PASSWORD)
        cara.page.get_by_role("button", name="Confirm: I will be a champion").click()
        expect(cara.page.get_by_role("heading", level=1)).to_contain_text("You are a champion of")

        # So that the system and national support see it in their own browsers
        bea.to(f"{address}ZZA/")
        expect(hers.get_by_text("Confirmed").first).to_be_visible()
        nora.to(address)
        expect(page.get_by_role("row").filter(has_text="Harbour and Vale")).to_contain_text("1")
        assert [*nora.complaints, *bea.complaints, *lee.complaints] == []
        assert page.locator("script:not([src])").count() == 0


OWN = (
    "/account/",
    "/account/details/",
    "/account/second-step/",
    "/account/second-step/set-up/",
    "/account/sessions/",
    "/account/export/",
    "/account/erase/",
    "/account/confirm/?next=/account/",
    "/inbox/",
    "/inbox/mail/",
    "/networks/",
    "/networks/new/",
    "/champions/",
    "/champions/new/",
    "/shared/",
    "/administration/",
    "/administration/people/",
    "/administration/roles/",
    "/administration/organisations/",
    "/administration/organisations/ZZ1/",
    "/administration/networks/",
    "/administration/rounds/",
    "/administration/mails/",
    "/administration/audit/",
    "/administration/bulk/",
    "/organisation/ZZA/people/",
    "/organisation/ZZA/people/invite/",
    "/organisation/ZZA/people/invitations/",
    "/organisation/ZZA/people/review/",
    "/networks/lin-fenwick-uec/",
    "/networks/lin-fenwick-uec/appoint/",
)
INSIDE = (
    "members/",
    "requests/",
    "edit/",
    "invite/",
    "close/",
    "leave/",
    "discussion/",
    "discussion/new/",
    "discussion/reports/",
    "links/",
    "links/new/",
    "events/",
    "events/new/",
)
SIGNED_OUT = (
    "/networks/",
    "/networks/lin-fenwick-uec/",
    "/account/forgotten/",
    "/account/forgotten/sent/",
    "/sign-in/",
)


@pytest.mark.slow
@pytest.mark.parametrize("size", [pytest.param(WIDE, id="1280"), pytest.param(NARROW, id="390")])
def test_every_page_of_people_is_accessible_and_fits(browser: Browser, place: Place, size: dict[str, int]) -> None:
    with ExitStack() as open_windows:
        nora, lee, nobody = (open_windows.enter_context(window(browser, place, size)) for _ in range(3))
        sign_in(nora.to("/sign-in/"), NORA)
        sign_in(lee.to("/sign-in/"), LEE)
        asked = [
            *((nora, address) for address in OWN),
            *((lee, f"/networks/lin-fenwick-uec/{address}") for address in INSIDE),
            *((nobody, address) for address in SIGNED_OUT),
        ]

        for visit, address in asked:
            answer = visit.page.goto(place.address + address)
            assert answer is not None
            assert answer.status == 200, address
            check_accessible(visit.page)

        assert [*nora.complaints, *lee.complaints, *nobody.complaints] == []


def test_a_conversation_is_begun_and_answered_with_the_keyboard_alone(browser: Browser, place: Place) -> None:
    with window(browser, place, WIDE) as lee:
        page = lee.to("/sign-in/?next=/networks/lin-fenwick-uec/discussion/new/")
        page.get_by_label("E-mail address").focus()
        page.keyboard.type(LEE)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_visible()

        page.get_by_label("What it is about").focus()
        page.keyboard.type("Handover at the door")
        page.keyboard.press("Tab")
        page.keyboard.type("We moved the nurse.")
        for _ in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.type === 'submit'"):
                break
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", level=1)).to_contain_text("Handover at the door")
        expect(page.get_by_text("We moved the nurse.")).to_be_visible()
        assert lee.complaints == []
