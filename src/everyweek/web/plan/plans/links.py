"""What a plan is linked to: a resource, a conversation, another page of the site, or a page elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import Resolver404, resolve, reverse

from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.people.discussion.queries import thread_in_address
from everyweek.web.people.discussion.web_address import read_address
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.checks import checked_line
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan, PlanLink

LONGEST_TITLE_OF_LINK, LONGEST_ADDRESS, MOST_LINKS = 200, 500, 100
CANNOT_READ = "The address leads to nothing that you can read. It may be mistyped, or be for others only."
NAMED = {"resource": "resource", "resource-version": "resource", "thread": "discussion"}
"""Names of addresses of which it is known what they lead to; any other one of the site leads to a page."""
KINDS_OF_LINKS = {
    "resource": "In the library",
    "discussion": "A conversation",
    "scenario": "A scenario",
    "page": "A page",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to. title : its own one; "" when it has none that is known here."""

    kind: str
    address: str
    title: str = ""


@transaction.atomic
def add_link(
    *, by: Reader, plan: ImprovementPlan, address: str, title: str = "", host: str = "", now: datetime
) -> PlanLink:
    """Link the plan to what an address leads to. host : of this site, so that a copied address is known as its own.

    Raises NotAPlan, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan)
    target = find_target(by, address, host=host)
    if plan.links.filter(address=target.address).exists():
        raise NotAPlan("address", "The plan is linked to this already.")
    if plan.links.count() >= MOST_LINKS:
        raise NotAPlan("address", f"A plan has at most {MOST_LINKS} links. Remove one first.")
    words = title.strip() or target.title
    if not words:
        raise NotAPlan("title", "Give the link a title that says what is there.")
    link = PlanLink.objects.create(
        plan=plan,
        kind=target.kind,
        title=checked_line(words, field="title", what="what is there", longest=LONGEST_TITLE_OF_LINK),
        address=target.address,
        added_by_id=by.identity,
        added_at=now,
    )
    moved(plan, now=now)
    record_of(by, "plan.link-added", plan, after={"kind": target.kind}, now=now)
    return link


@transaction.atomic
def remove_link(*, by: Reader, link: PlanLink, now: datetime) -> None:
    """Take a link out. Raises NotPermitted, WriterIsGone."""
    plan = held(by, link.plan)
    PlanLink.objects.filter(pk=link.pk).delete()
    moved(plan, now=now)
    record_of(by, "plan.link-removed", plan, before={"kind": link.kind}, now=now)


def find_target(by: Reader, typed: str, *, host: str = "") -> Target:
    """What an address leads to that the reader may read. Raises NotAPlan."""
    text = typed.strip()
    if not text:
        raise NotAPlan("address", "Paste the address of the page.")
    _check_length(text)
    try:
        parts = urlsplit(text) if "://" in text else None
    except ValueError:  # “http://[” begins the address of a machine, and never ends it
        return Target("page", _elsewhere(text))
    if parts is not None and (not host or parts.netloc.lower() != host.lower()):
        return Target("page", _elsewhere(text))
    return _in_the_site(by, _path(parts, text))


def reads_target(reader: Reader, kind: str, address: str) -> bool:
    """Whether a reader may read what a link leads to: its title must not tell of what is for others only."""
    if kind not in ("resource", "discussion"):
        return True
    try:
        found = _resolved(address)
    except NotAPlan:
        return False
    thing = _thing(found)
    return thing is not None and can(reader, "resource.read" if kind == "resource" else "thread.read", thing)


def _elsewhere(text: str) -> str:
    try:
        return read_address(text, schemes=("http", "https"))
    except ValidationError as problem:
        raise NotAPlan("address", problem.messages[0]) from None


def _path(parts: Any, text: str) -> str:
    if parts is not None:
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.path or '/'}{query}"
    if text.startswith("/") and not text.startswith("//"):
        return text
    return (
        reverse("resource", kwargs={"slug": text}) if text.replace("-", "").isalnum() and text.isascii() else f"/{text}"
    )


def _check_length(address: str) -> None:
    if len(address) > LONGEST_ADDRESS:
        raise NotAPlan("address", f"This address has more than {LONGEST_ADDRESS} characters. Use a shorter one.")


def _in_the_site(by: Reader, path: str) -> Target:
    _check_length(path)  # it may have become longer than what was typed
    found = _resolved(path)
    kind = NAMED.get(found.view_name or "", "page")
    if kind == "page":
        return Target("page", path)
    thing = _thing(found)
    if thing is None or not can(by, "resource.read" if kind == "resource" else "thread.read", thing):
        raise NotAPlan("address", CANNOT_READ)
    return Target(kind, path.partition("?")[0], thing.title)


def _resolved(path: str) -> Any:
    try:
        return resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        raise NotAPlan("address", CANNOT_READ) from None


def _thing(found: Any) -> Any:
    """The resource or the conversation that an address names; None when there is none."""
    finder = resource_in_address if NAMED.get(found.view_name) == "resource" else thread_in_address
    try:
        return finder(found.kwargs)
    except Http404:
        return None
