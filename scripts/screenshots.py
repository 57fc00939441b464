"""The pictures in docs/screenshots, taken of the sample with the browser of this machine: make screenshots."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests"))

from support.browser import find_browser, free_port, running_browser  # noqa: E402 - the tests' own browser

FOLDER = REPOSITORY / "docs" / "screenshots"
BIN = Path(sys.executable).parent
WIDTHS = {"wide": 1280, "telephone": 390}
PAGES = {
    "home": "/",
    "chain": "/organisation/ZZ1/chain/",
    "organisation": "/organisation/ZZ1/",
    "measure": "/organisation/ZZ1/four_hour_performance/",
    "daily": "/organisation/ZZ1/general_and_acute_occupancy_daily/",
    "ambulance": "/organisation/ZZ8/category_2_mean/",
    "compare": "/organisation/ZZS/compare/",
    "compare-measure": "/organisation/ZZS/compare/four_hour_performance/",
    "peers": "/organisation/ZZS/peers/",
    "clusters": "/clusters/",
    "groups": "/groups/",
    "group": "/groups/region-zzx/",
    "map": "/map/four_hour_performance/",
    "data": "/data/",
    "how-charts-work": "/how-charts-work/",
    "sign-in": "/sign-in/",
    "networks": "/networks/",
    "library": "/library/?q=length+of+stay",
    "resource": "/library/guide-acute-hospital-flow/",
    "version": "/library/guide-acute-hospital-flow/versions/0.2/",
    "case-study": "/library/a-phone-at-the-front-door/",
    "what-works": "/library/what-works/acute_flow/",
}
AS_SOMEBODY = {  # name: (who, address)
    "network": ("maya", "/networks/lin-fenwick-uec/"),
    "conversation": ("maya", "/networks/lin-fenwick-uec/discussion/1/"),
    "inbox": ("maya", "/inbox/"),
    "account": ("maya", "/account/"),
    "mail-choices": ("maya", "/inbox/mail/"),
    "share": ("maya", "/library/share/2/"),
    "reading-lists": ("maya", "/library/lists/"),
    "saved-searches": ("maya", "/library/saved/"),
    "review": ("nora", "/library/review/2/"),
    "change": ("nora", "/library/guide-acute-hospital-flow/edit/"),
    "assess": ("maya", "/assess/"),
    "assessment": ("maya", "/assess/rounds/summer-assessment/fenwick/"),
    "assessment-theme": ("maya", "/assess/rounds/summer-assessment/fenwick/themes/sdec/"),
    "meeting": ("maya", "/assess/rounds/summer-assessment/fenwick/meeting/sdec/opening_hours/"),
    "results": ("nora", "/assess/rounds/summer-assessment/results/"),
    "results-place": ("maya", "/assess/rounds/summer-assessment/results/places/marshford/"),
    "priorities": ("idris", "/assess/rounds/summer-assessment/priorities/ZZA/choose/"),
    "assessment-round": ("nora", "/assess/rounds/summer-assessment/"),
    "framework": ("maya", "/assess/frameworks/1/"),
    "plans": ("maya", "/plans/"),
    "plan": ("maya", "/plans/home-before-lunch/"),
    "drivers": ("maya", "/plans/home-before-lunch/drivers/"),
    "board": ("maya", "/plans/home-before-lunch/board/"),
    "timeline": ("maya", "/plans/home-before-lunch/timeline/"),
    "review-of-plan": ("maya", "/plans/home-before-lunch/review/"),
    "did-it-work": ("maya", "/plans/home-before-lunch/did-it-work/1/"),
    "cycle": ("maya", "/plans/home-before-lunch/cycles/1/"),
    "people": ("idris", "/organisation/ZZ1/people/"),
    "return": ("idris", "/champions/recovery-champions/ZZA/"),
    "access-review": ("idris", "/organisation/ZZA/people/review/"),
    "round": ("nora", "/champions/recovery-champions/"),
    "administration": ("nora", "/administration/"),
    "changes": ("nora", "/administration/audit/"),
}
PASSWORD = "harbour candle seventeen"


def main() -> None:
    """Make the sample, serve it, and look at each page in two widths."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EVERYWEEK_HOME": home}
        sample = str(Path(home) / "sample")
        subprocess.run([BIN / "everyweek", "sample", sample], env=environment, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([BIN / "everyweek", "load", "--quiet", sample], env=environment, check=True)
        subprocess.run([sys.executable, REPOSITORY / "scripts" / "people_for_pictures.py"], env=environment, check=True)
        port = free_port()
        server = subprocess.Popen([BIN / "everyweek", "serve", "--port", str(port), "--no-worker"], env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            take_pictures(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, *, seconds: float = 30) -> None:
    """Until the server answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            urlopen(address, timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def take_pictures(site: str) -> None:
    """Every page in every width."""
    executable = find_browser()
    if executable is None:
        sys.exit("There is no Chromium on this machine. Install the package chromium, then: make screenshots")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_browser(executable) as browser:
        asked = [*((name, "", address) for name, address in PAGES.items())]
        asked += [(name, who, address) for name, (who, address) in AS_SOMEBODY.items()]
        signed_in = {who: sign_in(browser, site, who) for who in sorted({who for who, _ in AS_SOMEBODY.values()})}
        for name, who, address in asked:
            for size, width in WIDTHS.items():
                picture = FOLDER / f"{name}-{size}.png"
                take_picture(browser, site + address, width=width, picture=picture, cookies=signed_in.get(who))
                print(picture.relative_to(REPOSITORY))


def sign_in(browser: Browser, site: str, who: str) -> Any:
    """What the browser of somebody who signed in keeps."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/sign-in/")
    page.get_by_label("E-mail address").fill(f"{who}@example.nhs.uk")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()
    kept = context.storage_state()
    context.close()
    return kept


def take_picture(browser: Browser, address: str, *, width: int, picture: Path, cookies: Any) -> None:
    """One page in one width, at most two screens tall."""
    page = browser.new_page(viewport={"width": width, "height": 1400}, storage_state=cookies)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.locator("[data-chart]").count():
        page.wait_for_selector("[data-chart-drawn]")
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
