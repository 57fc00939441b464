"""The pages of members."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from everyweek.web.design import wording
from everyweek.web.design.paging import page_of
from everyweek.web.people.models import Network
from everyweek.web.people.networks.members.queries import LONGEST_SEARCH, Member, find_people, members_among
from everyweek.web.people.networks.words import day_of, organisation_names, page_of_network, role_titles
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """A member of the list. address : of the page on which a lead changes their roles; "" for others."""

    name: str
    job_title: str
    organisations: str
    roles: str
    email: str
    since: str
    address: str


def members_page(network: Network, reader: Reader, *, text: str, number: str) -> dict[str, Any]:
    """Everybody inside, a hundred to a page."""
    asked = searched(text)
    path = reverse("network-members", kwargs={"network": network.key})
    page = page_of(find_people(network, asked), number=number, path=path, asked={"q": asked} if asked else {})
    may_run = can(reader, "network.run", network)
    return {
        "name": network.name,
        "key": network.key,
        "address": page_of_network(network),
        "path": path,
        "query": asked,
        "rows": tuple(_row(network, member, may_run=may_run) for member in members_among(network, page.rows)),
        "count": wording.several(page.total, "member"),
        "shown": f"{page.first:,} to {page.last:,} of {page.total:,}" if page.pagination else "",
        "pagination": page.pagination,
        "file": f"{reverse('network-members-file', kwargs={'network': network.key})}"
        f"{'?' + urlencode({'q': asked}) if asked else ''}"
        if may_run
        else "",
    }


def searched(text: str) -> str:
    """What is searched for, without signs that no name holds and that a database may refuse."""
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_SEARCH].strip()


def _row(network: Network, member: Member, *, may_run: bool) -> Row:
    address = reverse("network-member", kwargs={"network": network.key, "person": member.person})
    return Row(
        name=member.name,
        job_title=member.job_title,
        organisations=organisation_names(member.organisations),
        roles=role_titles(member.roles),
        email=member.email,
        since=day_of(member.since),
        address=address if may_run else "",
    )


def member_page(network: Network, member: Member, reader: Reader, *, is_last_lead: bool) -> dict[str, Any]:
    """One member, for a lead."""
    return {
        "name": member.name,
        "network": network.name,
        "who": ", ".join(part for part in (member.job_title, organisation_names(member.organisations)) if part),
        "roles": role_titles(member.roles),
        "since": day_of(member.since),
        "members": reverse("network-members", kwargs={"network": network.key}),
        "is_self": member.person == reader.identity,
        "leave": reverse("network-leave", kwargs={"network": network.key}),
        "warning": f"{member.name} is the only lead. Without one, requests to join wait, and everybody inside is told."
        if is_last_lead
        else "",
    }
