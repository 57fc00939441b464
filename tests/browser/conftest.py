"""A real Chromium in front of a real server with the sample in its warehouse."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from support.browser import NAMES, find_browser, running_browser
from support.daily import WINTERS, keep
from support.serving import running_site
from support.signing_in import PASSWORD, everyweek
from support.site import SAMPLE, make_served_home
from support.visit import Visit, listen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EVERYWEEK_HOME of the server."""
    home = make_served_home(tmp_path_factory.mktemp("browser"), holding=SAMPLE)
    keep(home, WINTERS)
    return home


@pytest.fixture(scope="session")
def site(site_home: Path) -> Iterator[str]:
    """The address of a server on a loopback port, started once, serving the sample."""
    with running_site(site_home) as address:
        yield address


@pytest.fixture(scope="session")
def add_person(site: str, site_home: Path) -> Callable[..., None]:
    """Adds somebody who can sign in: `add_person(email, name)`, with a role if `role` is given."""

    def add(email: str, name: str, *, role: str = "") -> None:
        words = ["person", "add", email, "--name", name, "--password-from-standard-input"]
        everyweek(site_home, *words, *(("--role", role) if role else ()), typed=f"{PASSWORD}\n")

    return add


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    executable = find_browser()
    if executable is None:
        reason = f"no {' or '.join(NAMES)} on this machine (make test installs one where it may)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with running_browser(executable) as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A reader; `request.param` may hold the width of the window and whether JavaScript is on."""
    options = getattr(request, "param", {})
    context: BrowserContext = browser.new_context(
        viewport={"width": options.get("width", 1280), "height": 900},
        java_script_enabled=options.get("javascript", True),
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    yield listen(Visit(context.new_page(), site))
    context.close()
