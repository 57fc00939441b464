"""Conversations of the tests, written by the cast of tests/support/cast.py; and forms as a browser sends them."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from support.cast import Cast

from everyweek.web.people.discussion.actions import begin_thread, write_post
from everyweek.web.people.models import Network, Post, Role, Thread
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.roles.actions import end_role

LEAD = {"learning": "learning network's lead", "community": "community's lead", "room": "project room's lead"}
MEMBER = {"learning": "learning network's member", "community": "community's member", "room": "project room's member"}


def begun(
    cast: Cast,
    network: str = "learning",
    *,
    who: str = "",
    title: str = "Handover at the front door",
    text: str = "We moved the nurse to the door.",
    shared_beyond: bool = False,
    now: datetime | None = None,
) -> Post:
    """The first post of a new conversation, by the network's member unless somebody else is named."""
    return begin_thread(
        by=cast.reader(who or MEMBER[network]),
        network=cast.networks[network],
        title=title,
        text=text,
        shared_beyond=shared_beyond,
        now=now or timezone.now() - timedelta(hours=1),
    )


def answered(
    cast: Cast, thread: Thread, *, who: str = "", text: str = "So did we.", shared_beyond: bool = False
) -> Post:
    """A further post, by the network's lead unless somebody else is named."""
    by = cast.reader(who or LEAD[thread.network.key])
    return write_post(by=by, thread=thread, text=text, shared_beyond=shared_beyond, now=timezone.now())


def address(name: str, thing: Any = None, **parts: Any) -> str:
    """The address of a page about a post, a thread or an event, or of a network by its key."""
    if isinstance(thing, Post):
        parts |= {"network": thing.thread.network.key, "thread": thing.thread_id, "post": thing.pk}
    elif isinstance(thing, Thread):
        parts |= {"network": thing.network.key, "thread": thing.pk}
    elif thing is not None:
        parts |= {"network": thing.network.key, type(thing).__name__.lower().replace("sharedlink", "link"): thing.pk}
    return reverse(name, kwargs=parts)


def token_on(page: HttpResponse) -> str:
    """The token with which the form of a page counts once."""
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found, "the page has no form that counts once"
    return found[1]


def send(client: Client, where: str, **fields: str) -> HttpResponse:
    """Open a page and send its form that counts once."""
    return client.post(where, {"once": token_on(client.get(where)), **fields})


def seen(page: HttpResponse) -> str:
    """What a page holds."""
    return page.content.decode()


def main_part(page: HttpResponse) -> str:
    """What a page holds between its frame: without the head, in which titles stand again, and the header."""
    return seen(page).partition("<main")[2].partition("</main>")[0]


def closed(cast: Cast, network: str) -> None:
    """Close a network, as its lead does."""
    found = Network.objects.get(pk=cast.networks[network].pk)
    close_network(by=cast.reader(LEAD[network]), network=found, seen_version=found.version, now=timezone.now())


def without_roles(cast: Cast, who: str) -> None:
    """End every role that somebody holds."""
    for role in Role.objects.filter(person=cast[who], until=None):
        end_role(by=None, by_words="the tests", role=role, now=timezone.now())
