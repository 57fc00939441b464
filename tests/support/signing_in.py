"""People for browsers: added as whoever looks after the server adds them, and signed in on the page."""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

PASSWORD = "harbour candle seventeen"


def everyweek(home: Path, *words: str, typed: str = "") -> None:
    """A command, as whoever looks after the server gives it. typed : what it reads."""
    subprocess.run(
        [sys.executable, "-m", "everyweek.cli", *words],
        env={**os.environ, "EVERYWEEK_HOME": str(home)},
        input=typed,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def sign_in(page: Page, email: str) -> Page:
    """Fill in the form that the page shows, with the keyboard; somebody who is signed in has an inbox."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()
    return page
