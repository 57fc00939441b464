"""The line that no role crosses: nothing of the inside of a learning network reaches those who oversee its members."""

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from support.cast import Cast
from support.discussion import begun
from support.people import reader
from support.permission_walk import routes
from support.sending import token_in
from support.site import words

from everyweek.web.people.discussion.links import add_link
from everyweek.web.people.events.actions import EventDetails, make_event
from everyweek.web.people.models import Event, JoinRequest, Network, Person, Post, Role, SharedLink, Thread
from everyweek.web.people.networks.joining.actions import join
from everyweek.web.people.permissions import can
from everyweek.web.people.roles.actions import give_role
from everyweek.web.people.roles.errors import KeptApart

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
OVERSEERS = ("national support", "administrator of a region")
INSIDE = ("learning network's lead", "learning network's member")
SECRETS = {
    "a conversation": "Handover at the ninth door",
    "what was said": "We moved the nurse to the ninth door",
    "a meeting": "Meeting behind the ninth door",
    "a link": "Slides about the ninth door",
    "a member": "Quentin Quietmember",
    "somebody who waits": "Wilma Waiting",
    "what they wrote": "I wait at the ninth door",
}


@pytest.fixture
def inside(cast: Cast) -> Cast:
    """A learning network in which something of every sort was said and shared."""
    network, lead = cast.networks["learning"], cast.reader("learning network's lead")
    member = Person.objects.create(email="quentin@example.nhs.uk", name=SECRETS["a member"], shows_email=True)
    give_role(by=None, by_words="x", person=member, kind="member", network=network, now=NOW)
    begun(cast, title=SECRETS["a conversation"], text=SECRETS["what was said"])
    _meet(lead, network)
    _link(lead, network)
    Person.objects.filter(pk=cast["member"].pk).update(name=SECRETS["somebody who waits"])
    join(by=cast.reader("member"), network=network, words=SECRETS["what they wrote"], now=NOW)
    return cast


def _meet(lead: Any, network: Network) -> None:
    details = EventDetails(
        title=SECRETS["a meeting"],
        about="",
        starts_at=datetime(2027, 1, 5, 9, tzinfo=UTC),
        ends_at=datetime(2027, 1, 5, 10, tzinfo=UTC),
        place="",
        online_address="",
    )
    make_event(by=lead, network=network, details=details, shared_beyond=False, now=NOW)


def _link(lead: Any, network: Network) -> None:
    add_link(
        by=lead,
        network=network,
        title=SECRETS["a link"],
        address="https://fenwick.example/slides",
        note="",
        shared_beyond=False,
        now=NOW,
    )


def addresses() -> list[str]:
    """Every address of the site that names a network, of the learning network and of everything in it."""
    parts = {
        "network": "learning",
        "thread": Thread.objects.get().pk,
        "post": Post.objects.get().pk,
        "event": Event.objects.get().pk,
        "link": SharedLink.objects.get().pk,
        "person": Person.objects.get(name=SECRETS["a member"]).pk,
    }
    found = []
    for name, route in routes().items():
        needed = set(re.findall(r"<(\w+)>", route))
        if "network" in needed:
            found.append(reverse(name, kwargs={part: parts[part] for part in needed}))
    assert len(found) > 25
    return found


def told(answer: Any) -> list[str]:
    """Which secrets an answer gives away, in its text, its address or its headers."""
    everything = html.unescape(answer.content.decode()) + str(answer.headers)
    return [what for what, secret in SECRETS.items() if secret in everything]


def everybody_outside(cast: Cast) -> list[str]:
    return ["nobody", *(who for who in cast.people if who not in INSIDE)]


def client_of(cast: Cast, who: str) -> Client:
    return reader(None if who == "nobody" else cast[who])


def test_those_inside_do_find_all_of_it(inside: Cast) -> None:
    client = reader(inside["learning network's lead"])

    found = {what for address in addresses() for what in told(client.get(address))}

    assert found == set(SECRETS)  # so that the tests below look at pages that have something to give away


def test_nobody_outside_gets_any_of_it_from_any_address_of_the_network(inside: Cast) -> None:
    own = {"member": {"somebody who waits", "what they wrote"}}  # they waited themselves

    for who in everybody_outside(inside):
        client = client_of(inside, who)
        for address in addresses():
            given_away = set(told(client.get(address))) - own.get(who, set())
            assert not given_away, f"{who} finds {given_away} at {address}"


def test_nothing_is_given_away_or_done_by_sending_forms_either(inside: Cast) -> None:
    before = [model.objects.count() for model in (Role, Post, Event, SharedLink, Thread)]

    for who in OVERSEERS:
        client = reader(inside[who])
        token = token_in(client.get("/networks/new/"))
        for address in addresses():
            if address.endswith(("/appoint/", "/reopen/", "/withdraw/")):
                continue  # to name a lead, to open again and to take back one's own request is theirs: see other tests
            answer = client.post(address, {"once": token, "accept": JoinRequest.objects.get().pk})
            assert answer.status_code in (403, 404, 405), f"{who} at {address}: {answer.status_code}"
            assert told(answer) == []

    assert [model.objects.count() for model in (Role, Post, Event, SharedLink, Thread)] == before
    assert JoinRequest.objects.get().answer == ""


def test_those_who_oversee_cannot_tell_what_is_inside_from_what_is_not_there(inside: Cast) -> None:
    """A number that is refused while another is "not there" would count the conversations of a network."""
    for who in OVERSEERS:
        client = reader(inside[who])
        for address in addresses():
            with_number = re.search(r"/\d+/", address)
            if not with_number:
                continue
            there = client.get(address)
            not_there = client.get(address.replace(with_number[0], "/987654/", 1))
            assert there.status_code == not_there.status_code, f"{who} at {address}"


@pytest.mark.parametrize("who", OVERSEERS)
def test_the_page_of_the_network_says_the_same_whatever_goes_on_inside(cast: Cast, who: str) -> None:
    client = reader(cast[who])
    before = words(client.get("/networks/learning/").content)

    begun(cast)
    _meet(cast.reader("learning network's lead"), cast.networks["learning"])
    _link(cast.reader("learning network's lead"), cast.networks["learning"])
    join(by=cast.reader("member"), network=cast.networks["learning"], now=NOW)

    assert words(client.get("/networks/learning/").content) == before


def test_national_support_sees_how_many_members_and_who_leads_and_the_region_does_not_see_who(inside: Cast) -> None:
    national, region = (words(reader(inside[who]).get("/networks/learning/").content) for who in OVERSEERS)

    assert "Learning and improvement network. 3 members" in national
    assert "Who runs it here The learning network&#39;s lead" in national
    assert "3 members" in region
    assert "The learning network&#39;s lead" not in region


def test_every_other_page_keeps_silent_too(inside: Cast) -> None:
    """The pages without a network in their address: lists, inbox, administration, audit, what is shared beyond."""
    said_inside = {"a conversation", "what was said", "a meeting", "a link", "what they wrote"}

    for who in OVERSEERS:
        client = reader(inside[who])
        for name, route in routes().items():
            if "<" in route or name.startswith("account"):
                continue
            answer = client.get(reverse(name))
            content = answer.getvalue() if answer.streaming else answer.content
            text = html.unescape(content.decode("utf-8", "replace"))
            given_away = [what for what in said_inside if SECRETS[what] in text]
            assert not given_away, f"{who} finds {given_away} on {name}"


def test_who_is_a_member_is_told_by_no_page_about_people_roles_or_changes(inside: Cast) -> None:
    """The member belongs to nothing but the network, so a page of roles or changes that names them gives it away."""
    quiet = Person.objects.get(name=SECRETS["a member"])
    pages = ("administration-roles", "administration-audit", "administration-audit-file", "administration-networks")
    lists = [*map(reverse, pages), reverse("administration-roles-file", kwargs={"form": "csv"}), reverse("inbox")]

    for who in OVERSEERS:
        client = reader(inside[who])
        for address in lists:
            answer = client.get(address)
            content = answer.getvalue() if answer.streaming else answer.content
            text = html.unescape(content.decode("utf-8", "replace"))
            assert quiet.name not in text, f"{who} reads who is a member on {address}"
        about = client.get(reverse("administration-person", kwargs={"person": quiet.pk}))
        assert "Learning network of Fenwick" not in words(about.content), f"{who} reads of what they are a member"


@pytest.mark.parametrize("who", OVERSEERS)
@pytest.mark.parametrize("key", ["member", "network_lead"])
def test_nobody_who_oversees_is_inside_by_any_role(cast: Cast, who: str, key: str) -> None:
    with pytest.raises(KeptApart):
        give_role(by=None, by_words="x", person=cast[who], kind=key, network=cast.networks["learning"], now=NOW)

    assert not can(cast.reader(who), "network.read", cast.networks["learning"])


def test_a_member_who_comes_to_oversee_must_leave_first(cast: Cast) -> None:
    with pytest.raises(KeptApart, match="Nobody holds both roles"):
        give_role(
            by=cast.reader("national support"),
            person=cast["learning network's member"],
            kind="national_support",
            now=NOW,
        )


def test_even_a_row_that_should_not_exist_opens_nothing(inside: Cast) -> None:
    """Both are asked every time: the role inside, and that nobody oversees."""
    Role.objects.create(
        person=inside["national support"], kind="network_lead", network=inside.networks["learning"], since=NOW
    )
    client = reader(inside["national support"])

    for address in addresses():
        assert told(client.get(address)) == [], address


def test_what_is_open_stays_closed_to_those_who_oversee(inside: Cast) -> None:
    Network.objects.filter(key="learning").update(joining="open")

    for who in OVERSEERS:
        for address in addresses():
            assert told(reader(inside[who]).get(address)) == [], f"{who} at {address}"


def test_what_somebody_chose_to_share_beyond_is_shown_and_nothing_beside_it(inside: Cast) -> None:
    begun(inside, title="Not the title", text="This may be read by everybody", shared_beyond=True)

    page = words(reader(inside["national support"]).get("/shared/").content)

    assert "This may be read by everybody" in page
    assert SECRETS["what was said"] not in page
