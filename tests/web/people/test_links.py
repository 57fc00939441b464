"""Links that members of a network share."""

import pytest
from django.utils import timezone
from support.cast import Cast
from support.discussion import LEAD, MEMBER, address, closed, main_part, seen, send, token_on
from support.people import reader

from everyweek.web.people.discussion import links
from everyweek.web.people.discussion.errors import LinkIsThere, NetworkIsClosed
from everyweek.web.people.discussion.fragments import latest_links
from everyweek.web.people.models import AuditEntry, SharedLink
from everyweek.web.people.permissions import NotPermitted

LIST, NEW = "/networks/learning/links/", "/networks/learning/links/new/"


def added(cast: Cast, *, where: str = "https://example.org/a", title: str = "Handover guide") -> SharedLink:
    return links.add_link(
        by=cast.reader(MEMBER["learning"]),
        network=cast.networks["learning"],
        title=title,
        address=where,
        note="Page 4 is the one",
        shared_beyond=False,
        now=timezone.now(),
    )


def test_a_member_adds_a_link_that_says_who_added_it(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])

    answer = send(client, NEW, title="Handover guide", address="https://example.org/a?b=1&c=2", note="Page 4")
    page = main_part(reader(cast[LEAD["learning"]]).get(LIST))

    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener"><bdi>Handover guide</bdi></a>' in page
    assert "Added by The learning network&#39;s member on" in page
    assert "Page 4" in page


def test_a_form_sent_twice_adds_one_link(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])
    fields = {"once": token_on(client.get(NEW)), "title": "Guide", "address": "https://example.org/a"}

    first, second = client.post(NEW, fields), client.post(NEW, fields)

    assert first["Location"] == second["Location"] == LIST
    assert SharedLink.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "mailto:ann@example.nhs.uk",
        "https://",
        "https://two words/",
        "https://user:word@example.org/",
        "https://example.org/\u202egpj",
        'https://example.org/"onclick="x',
        "https://exa<script>mple.org/",
        "not an address",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_not_added_and_stays_in_the_form(cast: Cast, typed: str) -> None:
    client = reader(cast[MEMBER["learning"]])

    page = send(client, NEW, title="Handover guide", address=typed, note="Page 4")

    assert page.status_code == 200
    assert "Give a whole web address that begins with https:// or http://" in main_part(page)
    assert "<script>" not in main_part(page)
    assert 'value="Handover guide"' in main_part(page)
    assert 'value="Page 4"' in main_part(page)
    assert not SharedLink.objects.exists()


def test_an_address_that_is_too_long_is_counted(cast: Cast) -> None:
    page = send(reader(cast[MEMBER["learning"]]), NEW, title="T", address=f"https://example.org/{'a' * 500}")

    assert "The address has 520 characters. At most 500 can be kept." in main_part(page)


def test_an_address_without_its_beginning_gets_https(cast: Cast) -> None:
    send(reader(cast[MEMBER["learning"]]), NEW, title="NHS England", address="www.england.nhs.uk/uec")

    assert SharedLink.objects.get().address == "https://www.england.nhs.uk/uec"


def test_a_link_without_a_title_is_asked_for_one(cast: Cast) -> None:
    page = send(reader(cast[MEMBER["learning"]]), NEW, title=" ", address="https://example.org/a")

    assert "Give the link a title that says what is there." in main_part(page)


@pytest.mark.parametrize("same", ["https://example.org/a", "http://EXAMPLE.org/a/", "https://www.example.org/a"])
def test_the_same_address_is_not_added_again_and_it_is_said_where_it_is(cast: Cast, same: str) -> None:
    added(cast, title="The guide of <Fenwick>")

    page = send(reader(cast[LEAD["learning"]]), NEW, title="My title", address=same)

    assert "This address is in the list already, as “The guide of &lt;Fenwick&gt;”, added by" in main_part(page)
    assert 'value="My title"' in main_part(page)
    assert SharedLink.objects.count() == 1


def test_two_networks_may_have_the_same_link_and_one_that_was_removed_may_come_back(cast: Cast) -> None:
    link = added(cast)
    links.add_link(
        by=cast.reader(MEMBER["room"]),
        network=cast.networks["room"],
        title="Guide",
        address=link.address,
        note="",
        shared_beyond=False,
        now=timezone.now(),
    )
    links.remove_link(by=cast.reader(MEMBER["learning"]), link=link, now=timezone.now())

    again = added(cast)

    assert again.pk != link.pk
    with pytest.raises(LinkIsThere):
        added(cast)


def test_whoever_added_a_link_and_leads_remove_it_and_what_it_said_is_gone(cast: Cast) -> None:
    link, other = added(cast), added(cast, where="https://example.org/b")
    member, lead = reader(cast[MEMBER["learning"]]), reader(cast[LEAD["learning"]])

    asked = main_part(member.get(address("remove-link", link)))
    answers = [member.post(address("remove-link", link)), lead.post(address("remove-link", other))]
    again = member.post(address("remove-link", link))

    link.refresh_from_db()
    assert "Remove this link?" in asked
    assert [answer.status_code for answer in answers] == [302, 302]
    assert again.status_code == 404
    assert (link.title, link.address, link.note) == ("", "", "")
    assert "Nobody has added a link yet." in main_part(member.get(LIST))


def test_another_member_removes_nobody_elses_link(cast: Cast) -> None:
    link = links.add_link(
        by=cast.reader(LEAD["learning"]),
        network=cast.networks["learning"],
        title="Guide",
        address="https://example.org/a",
        note="",
        shared_beyond=False,
        now=timezone.now(),
    )

    answer = reader(cast[MEMBER["learning"]]).post(address("remove-link", link))

    link.refresh_from_db()
    assert answer.status_code == 403
    assert "Only whoever added a link, or a lead of the network, may remove it." in seen(answer)
    assert link.removed_at is None


def test_whoever_added_a_link_shares_it_later_and_takes_that_back(cast: Cast) -> None:
    link = added(cast)
    client, overseer = reader(cast[MEMBER["learning"]]), reader(cast["national support"])

    asked = main_part(client.get(address("share-link", link)))
    client.post(address("share-link", link), {"shared": "yes"})
    shared = main_part(overseer.get("/shared/?kind=links"))
    page = main_part(client.get(LIST))
    client.post(address("share-link", link), {"shared": "no"})
    after = main_part(overseer.get("/shared/?kind=links"))

    assert "Those who oversee (national support and the regions’ administrators) can read" in asked
    assert "Handover guide" in shared
    assert "Stop sharing beyond the network" in page
    assert "Handover guide" not in after
    refused = reader(cast[LEAD["learning"]]).post(address("share-link", link), {"shared": "yes"})
    assert refused.status_code == 403
    assert "Only whoever added a link decides" in seen(refused)


def test_script_in_a_link_does_nothing(cast: Cast) -> None:
    added(cast, title="<script>alert(1)</script>")

    page = main_part(reader(cast[MEMBER["learning"]]).get(LIST))

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_in_a_closed_network_links_are_read_and_none_is_added(cast: Cast) -> None:
    link = added(cast)
    client = reader(cast[MEMBER["learning"]])
    closed(cast, "learning")

    page = main_part(client.get(LIST))
    new = client.get(NEW)
    shared = client.post(address("share-link", link), {"shared": "yes"})

    assert "Handover guide" in page
    assert "This network has been closed" in page
    assert "Add a link" not in page
    assert (new.status_code, shared.status_code) == (403, 403)
    with pytest.raises(NetworkIsClosed):
        added(cast, where="https://example.org/b")


@pytest.mark.parametrize("who", ["nobody", "member", "national support", "administrator of a region"])
def test_the_actions_themselves_refuse_whoever_is_not_inside(cast: Cast, who: str) -> None:
    link = added(cast)
    by, now = cast.reader(who), timezone.now()
    before = AuditEntry.objects.count()

    with pytest.raises(NotPermitted):
        links.add_link(
            by=by,
            network=cast.networks["learning"],
            title="T",
            address="https://example.org/b",
            note="",
            shared_beyond=False,
            now=now,
        )
    with pytest.raises(NotPermitted):
        links.remove_link(by=by, link=link, now=now)
    with pytest.raises(NotPermitted):
        links.share_link(by=by, link=link, shared_beyond=True, now=now)

    assert AuditEntry.objects.count() == before
    assert reader(cast.people.get(who)).get(LIST).status_code in {302, 403}


def test_the_chain_tells_that_a_link_was_added_and_removed_but_not_where_it_leads(cast: Cast) -> None:
    link = added(cast)
    links.remove_link(by=cast.reader(LEAD["learning"]), link=link, now=timezone.now())

    entries = AuditEntry.objects.filter(object_kind="link", object_key=str(link.pk))

    assert [entry.action for entry in entries] == ["link.added", "link.removed"]
    assert all("example.org" not in entry.details and "Handover" not in entry.details for entry in entries)


def test_the_latest_links_for_the_networks_page(cast: Cast) -> None:
    added(cast)
    added(cast, where="https://example.org/b", title="Newer")

    lines = latest_links(cast.networks["learning"], cast.reader(LEAD["learning"]), 1)

    assert [(line.title, line.address, line.who) for line in lines] == [
        ("Newer", "https://example.org/b", "The learning network's member")
    ]


def test_a_list_of_more_than_a_hundred_links_has_pages(cast: Cast) -> None:
    network, who = cast.networks["learning"], cast[MEMBER["learning"]]
    SharedLink.objects.bulk_create(
        SharedLink(
            network=network,
            title=f"Link {number}",
            address=f"https://example.org/{number}",
            added_by=who,
            added_at=timezone.now(),
        )
        for number in range(101)
    )
    client = reader(cast[MEMBER["learning"]])

    first, second = main_part(client.get(LIST)), main_part(client.get(f"{LIST}?page=2"))

    assert (first.count("<article"), second.count("<article")) == (100, 1)
    assert "?page=2" in first
