"""The search page."""

from collections.abc import Sequence
from typing import Any

from everyweek.web.design import wording
from everyweek.web.measure.presenters.links import Link, organisation_address
from everyweek.web.measure.presenters.organisation_page import KINDS
from everyweek.web.measure.queries import Found


def search_page(query: str, found: Sequence[Found]) -> dict[str, Any]:
    """What the search page shows."""
    shown = "".join(character for character in query if character.isprintable())[:80]
    if not query.strip():
        return {"title": "Find an organisation", "query": "", "results": (), "advice": ADVICE}
    if not found:
        advice = (f"No organisation has a name or code like “{shown}”, now or in the past.", *ADVICE)
        return {"title": "Nothing found", "query": shown, "results": (), "advice": advice}
    results = tuple(_result(row) for row in found)
    title = f"{len(results)} organisation{'s' * (len(results) != 1)} for “{shown}”"
    return {"title": title, "query": shown, "results": results, "advice": ()}


ADVICE = (
    "Try a town (“Southend”), part of the name (“Mid and South”), a former name, or the code in the files (“RAJ”).",
    "A hospital is found under the name of its trust, an ambulance under the name of its service.",
)


def _result(row: Found) -> Link:
    data = "No figures loaded."
    if row.data is not None:
        data = f"Figures from {wording.month(row.data.first_period)} to {wording.month(row.data.last_period)}."
    organisation = row.organisation
    address = organisation_address(organisation.code)
    return Link(
        organisation.name, address, kind=KINDS[organisation.kind].split(":")[0], code=organisation.code, data=data
    )
