"""The page of networks."""

from typing import Any

from django.urls import reverse

from everyweek.web.design.paging import PageOfList
from everyweek.web.people.administration.networks.queries import NetworkSeen
from everyweek.web.people.administration.people.presenters import found_words
from everyweek.web.people.networks.models import KINDS

HEAD = ("Network", "Kind", "Members", "Leads", "Waiting to join", "What you can do")


def list_page(page: PageOfList, text: str) -> dict[str, Any]:
    """A page of the list."""
    return {
        "text": text,
        "found": found_words(page, "network", "networks"),
        "head": HEAD,
        "rows": tuple(_row(one) for one in page.rows),
        "pagination": page.pagination,
    }


def _row(one: NetworkSeen) -> tuple[dict[str, str], ...]:
    line = one.line
    appoint: dict[str, str] = {"text": "Nothing"}
    if one.may_appoint:
        words = "Say who else leads it" if one.has_lead else "Say who leads it"
        appoint = {"text": words, "href": reverse("network-appoint", kwargs={"network": line.key})}
        appoint["visuallyHiddenText"] = line.name
    return (
        {"text": line.name, "href": reverse("network", kwargs={"network": line.key})},
        {"text": KINDS.get(line.kind, line.kind) + (", closed" if line.is_closed else "")},
        {"text": f"{line.members:,}"},
        {"text": _leads(one)},
        {"text": "Only its leads know" if one.requests is None else f"{one.requests:,}"},
        appoint,
    )


def _leads(one: NetworkSeen) -> str:
    if not one.has_lead:
        return "Nobody leads it"
    return "Shown to its members" if one.leads is None else ", ".join(one.leads)
