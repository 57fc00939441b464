"""One reader in front of one page."""

from dataclasses import dataclass, field

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
