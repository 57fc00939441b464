"""Words that several pages of networks share."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.people.models import Network
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.roles.catalogue import ROLES

HOME = {"href": "/", "text": "Home"}
NETWORKS = {"href": "/networks/", "text": "Networks"}
KINDS_OF_NETWORKS = {
    "learning_network": ("Learning and improvement networks", "They share what works, and oversee nobody."),
    "community_of_practice": ("Communities of practice", "People who do the same work, wherever they do it."),
    "region": ("Regions", "Everyone in an NHS region."),
    "cohort": ("Cohorts", "Everyone who was in a national programme at the same time."),
    "cluster": ("Clusters", "Systems that are alike or near one another."),
    "project_room": ("Project rooms", "A few people, one piece of work."),
}
HOW_TO_JOIN = {
    "open": "Open: anybody who signs in can join",
    "request": "By request: ask, and a lead lets you in",
    "private": "Private: only those who are invited know of it",
}
OVERSIGHT_LINE = (
    "What is said here is never shown to those who oversee its members, unless whoever said it chooses that."
)
DONE = {
    "joined": "You are in.",
    "asked": "Your request is on its way.",
    "withdrawn": "You have taken your request back.",
    "accepted": "They are in, and have been told.",
    "declined": "The request is declined. They have been told.",
    "made": "The network is there, and you lead it.",
    "saved": "Saved.",
    "closed": "The network is closed. What was written can still be read.",
    "reopened": "The network is open again.",
    "appointed": "They lead the network now, and have been told.",
    "removed": "They are not in the network any more, and have been told.",
    "roles": "Saved. They have been told.",
}
"""What was done a moment ago, by the word that an address carries."""


def told(request: HttpRequest) -> str:
    """What was done a moment ago, for the top of the page."""
    return DONE.get(request.GET.get("done", ""), "")


def page_of_network(network: Network, *, done: str = "") -> str:
    """Its address."""
    return reverse("network", kwargs={"network": network.key}) + (f"?done={done}" if done else "")


def crumbs_of(network: Network) -> list[dict[str, str]]:
    """The way to a page inside a network."""
    return [HOME, NETWORKS, {"href": page_of_network(network), "text": network.name}]


def day_of(at: datetime) -> str:
    """The day of an instant, in local time."""
    return wording.day_in_words(timezone.localdate(at))


def moment_of(at: datetime) -> str:
    """The day and the time of an instant, in local time."""
    return wording.moment(timezone.localtime(at))


def organisation_names(codes: tuple[str, ...]) -> str:
    """Names of organisations in one line."""
    return ", ".join(name_of(code, directory()) for code in codes)


def role_titles(kinds: tuple[str, ...]) -> str:
    """What somebody does in a network: "Member" only when it is nothing else.

    >>> role_titles(("member",)), role_titles(("contributor", "member", "network_lead"))
    ('Member', 'Network lead, Contributor')
    """
    others = [kind for kind in ROLES if kind in kinds and kind != "member"]
    others.sort(key=lambda kind: kind != "network_lead")
    return ", ".join(ROLES[kind].title for kind in others) or ROLES["member"].title
