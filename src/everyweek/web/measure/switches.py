"""What a reader can choose about a chart, as it stands in the address of the page."""

from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import urlencode

from django.http import QueryDict

from everyweek.tables import Vintage

Window = Literal["3-years", "5-years", "all"]
MONTHS: dict[Window, int | None] = {"3-years": 36, "5-years": 60, "all": None}

CHOICES: dict[str, dict[str, str]] = {
    "months": {"3-years": "Last 3 years", "5-years": "Last 5 years", "all": "All months"},
    "vintage": {"latest": "As revised", "first": "As first published"},
    "organisations": {"as-was": "As it was then", "rolled-up": "Rolled up to today’s organisation"},
    "limits": {"after-changes": "New limits after each merger", "one": "One set for all months"},
    "rules": {"plotthedots": "plotthedots", "mdc-workbook": "Making Data Count workbook"},
}
TITLES = {
    "months": "Months",
    "vintage": "Figures",
    "organisations": "Organisation",
    "limits": "Limits",
    "rules": "Rules",
}


@dataclass(frozen=True, slots=True)
class Switches:
    """One choice of each kind; the first of CHOICES is the default."""

    months: Window = "3-years"
    vintage: Vintage = "latest"
    organisations: Literal["as-was", "rolled-up"] = "as-was"
    # One set of limits across a merger would call the larger organisation a change for the worse.
    limits: Literal["after-changes", "one"] = "after-changes"
    rules: str = "plotthedots"

    @property
    def rolled_up(self) -> bool:
        """Whether former organisations count in the one that does their work today."""
        return self.organisations == "rolled-up"

    @property
    def query(self) -> str:
        """The choices that are not the default, ready to be put behind an address: "?vintage=first" or nothing."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        different = {name: choice for name, choice in chosen.items() if choice != next(iter(CHOICES[name]))}
        return f"?{urlencode(different)}" if different else ""

    def but(self, name: str, choice: str) -> "Switches":
        """The same with one other choice."""
        changed: Switches = replace(self, **{name: choice})  # type: ignore[arg-type]
        return changed


def read_switches(query: QueryDict) -> Switches:
    """The choices in an address; one that we do not know is the default, so that an old or broken link still works."""
    chosen = {name: query[name] for name, choices in CHOICES.items() if query.get(name) in choices}
    return Switches(**chosen)
