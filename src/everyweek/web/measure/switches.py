"""What a reader can choose about a chart, as it stands in the address of the page."""

from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import urlencode

from django.http import QueryDict

from everyweek.tables import Vintage

Span = Literal["recent", "longer", "all"]

CHOICES: dict[str, dict[str, str]] = {
    "span": {"recent": "Recent", "longer": "Further back", "all": "All"},
    "by": {"week": "By week", "day": "By day"},
    "vintage": {"latest": "As revised", "first": "As first published"},
    "organisations": {"as-was": "As it was then", "rolled-up": "Rolled up to today’s organisation"},
    "limits": {"after-changes": "New limits after each merger or new way of counting", "one": "One set throughout"},
    "rules": {"plotthedots": "plotthedots", "mdc-workbook": "Making Data Count workbook"},
}
"""The positions of each switch; what a span is called on the page depends on the measure (see `spans.py`)."""
TITLES = {
    "span": "How far back",
    "by": "Charted",
    "vintage": "Figures",
    "organisations": "Organisation",
    "limits": "Limits",
    "rules": "Rules",
}
SPANS_IN_OLD_ADDRESSES = {"3-years": "recent", "5-years": "longer", "all": "all"}
"""Until daily and weekly figures came, the span was called months."""


@dataclass(frozen=True, slots=True)
class Switches:
    """One choice of each kind; the first of CHOICES is the default."""

    span: Span = "recent"
    # A day differs from the next by which day of the week it is, which hides everything else.
    by: Literal["week", "day"] = "week"
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
    old = SPANS_IN_OLD_ADDRESSES.get(query.get("months", ""))
    return Switches(**({"span": old} | chosen if old else chosen))
