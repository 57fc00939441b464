"""One reader in front of one page."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page


@dataclass
class Visit:
    """A page as one reader sees it, and everything that went wrong or was asked for meanwhile."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def to(self, address: str) -> Page:
        """Go there and wait until nothing is loading any more."""
        self.page.goto(self.site + address)
        self.page.wait_for_load_state("networkidle")
        return self.page


def listen(visit: Visit) -> Visit:
    """The visit, to whose complaints and hosts everything is added from here on."""
    visit.page.on("console", lambda message: note_complaint(visit, message.type, message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", lambda asked: visit.hosts.add(urlsplit(asked.url).netloc))
    return visit


def note_complaint(visit: Visit, kind: str, text: str) -> None:
    """Keep what the browser complains of; a page that is a 404 on purpose is reported as a failed resource."""
    if kind in ("error", "warning") and "status of 404" not in text:
        visit.complaints.append(text)
