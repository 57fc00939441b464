"""Adding and removing shared links, and letting those who oversee see one."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.errors import LinkIsThere, check_goes_on
from everyweek.web.people.discussion.queries import links_of
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.models import Network, SharedLink
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def add_link(
    *, by: Reader, network: Network, title: str, address: str, note: str, shared_beyond: bool, now: datetime
) -> SharedLink:
    """Add a link to the list of a network. Raises NetworkIsClosed, LinkIsThere, WriterIsGone, NotPermitted."""
    network = Network.objects.select_for_update(no_key=True).get(
        pk=network.pk
    )  # of two at once, the second sees the first
    check(by, "network.read", network)
    check_goes_on(network)
    check(by, "network.write", network)
    for one in links_of(network):
        if same_place(one.address) == same_place(address):
            raise LinkIsThere(one)
    hold_writer(by)
    link = SharedLink.objects.create(
        network=network,
        title=title,
        address=address,
        note=note,
        added_by_id=by.identity,
        added_at=now,
        shared_beyond=shared_beyond,
    )
    _record(by, "link.added", link, after={"shared_beyond": shared_beyond}, now=now)
    return link


@transaction.atomic
def remove_link(*, by: Reader, link: SharedLink, now: datetime) -> None:
    """Remove a link from the list; what it said is gone. Raises NotPermitted."""
    link = _locked(link)
    check(by, "link.remove", link)
    if link.removed_at is not None:
        return
    link.title, link.address, link.note, link.shared_beyond, link.removed_at = "", "", "", False, now
    link.save(update_fields=("title", "address", "note", "shared_beyond", "removed_at"))
    _record(by, "link.removed", link, now=now)


@transaction.atomic
def share_link(*, by: Reader, link: SharedLink, shared_beyond: bool, now: datetime) -> None:
    """Let those who oversee see one's own link, or not any more.

    Raises NetworkIsClosed, WriterIsGone, NotPermitted.
    """
    link = _locked(link)
    check(by, "network.read", link.network)
    check_goes_on(link.network)
    check(by, "link.share", link)
    if link.removed_at is not None or link.shared_beyond == shared_beyond:
        return
    hold_writer(by)
    SharedLink.objects.filter(pk=link.pk).update(shared_beyond=shared_beyond)
    _record(by, "link.changed", link, after={"shared_beyond": shared_beyond}, now=now)


def same_place(address: str) -> tuple[str, str, str, str]:
    """What two addresses of the same page have in common: how it is fetched and capitals of the host do not matter.

    >>> same_place("https://WWW.example.org/a/") == same_place("http://example.org/a")
    True
    >>> same_place("https://example.org/a?b=1") == same_place("https://example.org/a?b=2")
    False
    """
    parts = urlsplit(address)
    return (parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query, parts.fragment)


def _locked(link: SharedLink) -> SharedLink:
    return SharedLink.objects.select_for_update(of=("self",), no_key=True).select_related("network").get(pk=link.pk)


def _record(by: Reader, action: str, link: SharedLink, *, now: datetime, after: dict[str, bool] | None = None) -> None:
    record(by=by, action=action, of=("link", str(link.pk)), after=after, network=link.network.key, now=now)
