"""What those who oversee may see of a learning network: what somebody chose to share, and nothing else."""

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.cast import Cast
from support.discussion import (
    LEAD,
    MEMBER,
    address,
    answered,
    begun,
    closed,
    main_part,
    seen,
    send,
    without_roles,
)
from support.people import reader

from everyweek.web.people.discussion import links, moderation
from everyweek.web.people.discussion.actions import change_post
from everyweek.web.people.discussion.fragments import latest_links, latest_threads
from everyweek.web.people.discussion.shared_rows import NOT_NAMED
from everyweek.web.people.discussion.sharing import NothingShared, stop_sharing
from everyweek.web.people.events.actions import (
    EventDetails,
    attend_event,
    call_off_event,
    change_event,
    make_event,
)
from everyweek.web.people.events.fragments import next_events
from everyweek.web.people.models import AuditEntry, Event, Notification, Post, SharedLink
from everyweek.web.people.permissions import NotPermitted

OVERSEERS = ("national support", "administrator of a region")
SHARED = "/shared/"
SECRET = "Our corridor was full and nobody came"


def texts(client: Client) -> str:
    """All that the three lists of the page show."""
    return "".join(main_part(client.get(SHARED, {"kind": kind})) for kind in ("posts", "events", "links"))


def an_event(cast: Cast, *, network: str = "learning", shared_beyond: bool = False, title: str = SECRET) -> Event:
    starts_at = timezone.now() + timedelta(days=3)
    details = EventDetails(
        title=title,
        about=f"About: {SECRET}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        place="Secret room",
        online_address="https://meet.example.org/secret",
    )
    return make_event(
        by=cast.reader(MEMBER[network]),
        network=cast.networks[network],
        details=details,
        shared_beyond=shared_beyond,
        now=timezone.now(),
    )


def a_link(cast: Cast, *, network: str = "learning", shared_beyond: bool = False) -> SharedLink:
    return links.add_link(
        by=cast.reader(MEMBER[network]),
        network=cast.networks[network],
        title=SECRET,
        address="https://example.org/secret",
        note="Secret note",
        shared_beyond=shared_beyond,
        now=timezone.now(),
    )


@pytest.mark.parametrize("who", OVERSEERS)
def test_an_overseer_reaches_nothing_of_a_learning_network_by_any_address(cast: Cast, who: str) -> None:
    post = begun(cast, title=SECRET, text=SECRET)
    answered(cast, post.thread, text=SECRET)
    event, link = an_event(cast), a_link(cast)
    attend_event(by=cast.reader(MEMBER["learning"]), event=event, comes=True, now=timezone.now())
    client = reader(cast[who])
    of_network = ("network-discussion", "network-links", "network-events", "new-thread", "new-link", "new-event")
    pages = [
        *(address(name, network="learning") for name in (*of_network, "network-reports")),
        address("network-discussion", network="learning") + "?q=corridor",
        address("thread", post.thread),
        f"{address('thread', post.thread)}?post={post.pk}",
        *(address(name, post) for name in ("edit-post", "remove-post", "report-post")),
        *(address(name, event) for name in ("event", "event-calendar", "edit-event", "call-off-event")),
        address("remove-link", link),
        "/search?q=corridor",
        "/inbox/",
        "/networks/",
        "/networks/learning/",
    ]
    forms = [
        address("follow", network="learning"),
        address("follow-thread", post.thread),
        address("close-thread", post.thread),
        address("attend-event", event),
        address("share-link", link),
    ]

    answers = [client.get(where, follow=True) for where in pages] + [client.post(where) for where in forms]

    assert all("corridor was full" not in seen(answer) for answer in answers)
    assert all("Secret" not in seen(answer) and "/secret" not in seen(answer) for answer in answers)
    guarded = answers[: len(pages) - 4] + answers[len(pages) :]
    assert {answer.status_code for answer in guarded} <= {403, 404}
    assert SECRET not in texts(client)


@pytest.mark.parametrize("who", OVERSEERS)
def test_an_address_of_a_thing_that_is_not_there_looks_to_an_overseer_like_one_that_is(cast: Cast, who: str) -> None:
    post = begun(cast)
    client = reader(cast[who])

    there = client.get(address("thread", post.thread))
    not_there = client.get(f"/networks/learning/discussion/{post.thread_id + 1}/")

    assert (there.status_code, not_there.status_code) == (404, 404)


@pytest.mark.parametrize("who", OVERSEERS)
def test_the_fragments_of_a_networks_page_are_empty_for_an_overseer(cast: Cast, who: str) -> None:
    begun(cast), an_event(cast), a_link(cast)
    network, overseer = cast.networks["learning"], cast.reader(who)

    shown = (
        latest_threads(network, overseer, 5),
        latest_links(network, overseer, 5),
        next_events(network, overseer, 5, timezone.now()),
    )

    assert shown == ((), (), ())


@pytest.mark.parametrize("who", OVERSEERS)
def test_a_shared_answer_shows_its_words_and_author_and_nothing_around_it(cast: Cast, who: str) -> None:
    post = begun(cast, who=LEAD["learning"], title="Name of the conversation", text="What the lead said.")
    answered(cast, post.thread, who=MEMBER["learning"], text="I want you to know this.", shared_beyond=True)
    answered(cast, post.thread, text="Another word of the lead.")

    page = texts(reader(cast[who]))

    assert "I want you to know this." in page
    assert "The learning network&#39;s member" in page
    assert NOT_NAMED in page
    assert "Learning network of Fenwick" in page
    assert "Name of the conversation" not in page
    assert "What the lead said." not in page
    assert "Another word of the lead." not in page
    assert "learning network&#39;s lead" not in page
    assert "/discussion/" not in page
    assert "3 posts" not in page


@pytest.mark.parametrize("who", OVERSEERS)
def test_the_conversation_is_named_when_its_first_post_is_shared(cast: Cast, who: str) -> None:
    post = begun(cast, title="Name of the conversation", text="First words.", shared_beyond=True)
    answered(cast, post.thread, text="Also shared.", shared_beyond=True)
    client = reader(cast[who])

    both = texts(client)
    stop_sharing(by=cast.reader(MEMBER["learning"]), kind="post", number=post.pk, now=timezone.now())
    answer_only = texts(client)

    assert both.count("Name of the conversation") == 2
    assert "Name of the conversation" not in answer_only
    assert "First words." not in answer_only
    assert "Also shared." in answer_only


@pytest.mark.parametrize("who", OVERSEERS)
def test_unticking_hides_at_once(cast: Cast, who: str) -> None:
    post = begun(cast, text="For you too.", shared_beyond=True)
    author, overseer = reader(cast[MEMBER["learning"]]), reader(cast[who])

    before = texts(overseer)
    answer = author.post(address("edit-post", post), {"text": post.text, "version": "1"})
    after = texts(overseer)

    assert answer.status_code == 302
    assert "For you too." in before
    assert "For you too." not in after
    assert "No post is shared at present." in after


@pytest.mark.parametrize("who", OVERSEERS)
def test_a_removed_post_vanishes(cast: Cast, who: str) -> None:
    post = begun(cast, title="Its title", text="For you too.", shared_beyond=True)
    overseer = reader(cast[who])
    assert "For you too." in texts(overseer)

    moderation.remove_post(by=cast.reader(LEAD["learning"]), post=post, why="It names a patient", now=timezone.now())

    page = texts(overseer)
    assert "For you too." not in page
    assert "Its title" not in page
    assert "It names a patient" not in page


def test_an_author_shares_a_post_later_and_everybody_inside_sees_that_it_is(cast: Cast) -> None:
    post = begun(cast, text="For you too.")
    client, overseer = reader(cast[MEMBER["learning"]]), reader(cast["national support"])

    edit = main_part(client.get(address("edit-post", post)))
    client.post(address("edit-post", post), {"text": post.text, "version": "1", "shared_beyond": "on"})

    post.refresh_from_db()
    assert "They see nothing of what others write here. Only you can do this" in edit
    assert "For you too." in texts(overseer)
    assert post.edited_at is None
    inside = main_part(reader(cast[LEAD["learning"]]).get(address("thread", post.thread)))
    assert "Shared beyond the network by its author" in inside


def test_what_sharing_means_is_said_as_it_is_in_a_closed_circle_and_in_an_open_one(cast: Cast) -> None:
    learning, community = (
        main_part(reader(cast[MEMBER[key]]).get(address("new-thread", network=key)))
        for key in ("learning", "community")
    )

    assert "They see nothing of what others write here." in learning
    assert "They see nothing" not in community
    assert "Everybody who signs in can read this network." in community


def test_no_lead_can_share_what_somebody_else_wrote(cast: Cast) -> None:
    post, event, link = begun(cast), an_event(cast), a_link(cast)
    lead = cast.reader(LEAD["learning"])
    client = reader(cast[LEAD["learning"]])

    with pytest.raises(NotPermitted):
        change_post(by=lead, post=post, text="x", shared_beyond=True, seen_version=1, now=timezone.now())
    with pytest.raises(NotPermitted):
        links.share_link(by=lead, link=link, shared_beyond=True, now=timezone.now())
    form = client.get(address("edit-event", event))
    client.post(
        address("edit-event", event),
        {"title": "Other", "day": "1", "month": "3", "year": str(timezone.now().year + 1)}
        | {"starts": "9:00", "ends": "10:00", "version": "1", "shared_beyond": "on"},
    )

    event.refresh_from_db()
    assert "shared_beyond" not in main_part(form)
    assert (event.title, event.shared_beyond) == ("Other", False)
    assert not Post.objects.filter(shared_beyond=True).exists()


def changed_by(cast: Cast, who: str, event: Event, **other: Any) -> Event:
    now = event.updated_at + timedelta(minutes=1)
    return change_event(
        by=cast.reader(who),
        event=event,
        details=replace(details_of(event), **other),
        shared_beyond=True,
        seen_version=event.version,
        now=now,
    )


def details_of(event: Event) -> EventDetails:
    return EventDetails(**{one.name: getattr(event, one.name) for one in fields(EventDetails)})


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Those who oversee have failed"},
        {"about": "Words of the lead."},
        {"place": "Words of the lead."},
        {"ends_at": timezone.now() + timedelta(days=30)},
    ],
)
def test_what_a_lead_writes_into_a_shared_event_is_not_shared_and_its_maker_is_told(
    cast: Cast, other: dict[str, Any]
) -> None:
    event = an_event(cast, shared_beyond=True, title="Open morning")
    form = main_part(reader(cast[LEAD["learning"]]).get(address("edit-event", event)))

    changed_by(cast, LEAD["learning"], event, **other)

    for who in OVERSEERS:
        assert "No event is shared at present." in texts(reader(cast[who]))
    (line,) = Notification.objects.filter(person=cast[MEMBER["learning"]], kind="event")
    assert line.title == "“Open morning” was changed and is no longer shared"
    assert "You can share it again." in line.text
    assert line.network_id == cast.networks["learning"].pk
    assert "that ends: those who oversee" in form
    last = AuditEntry.objects.filter(action="event.changed").latest("number")
    assert json.loads(last.details)["after"]["shared_beyond"] is False


def test_the_maker_shares_an_event_again_after_a_lead_changed_it(cast: Cast) -> None:
    event = an_event(cast, shared_beyond=True)
    changed = changed_by(cast, LEAD["learning"], event, title="Other")

    changed_by(cast, MEMBER["learning"], changed)

    assert "Other" in texts(reader(cast["national support"]))
    assert Notification.objects.filter(kind="event").count() == 1


def test_a_lead_who_changes_nothing_that_is_shared_leaves_it_shared(cast: Cast) -> None:
    event = an_event(cast, shared_beyond=True, title="Open morning")

    changed = changed_by(cast, LEAD["learning"], event, online_address="https://meet.example.org/other")
    call_off_event(by=cast.reader(LEAD["learning"]), event=changed, seen_version=2, now=timezone.now())

    page = texts(reader(cast["national support"]))
    assert "Open morning" in page
    assert "Called off on" in page
    assert "meet.example.org" not in page
    assert not Notification.objects.filter(title__contains="no longer shared").exists()


def test_the_maker_of_a_shared_event_changes_it_and_it_stays_shared(cast: Cast) -> None:
    event = an_event(cast, shared_beyond=True)
    form = main_part(reader(cast[MEMBER["learning"]]).get(address("edit-event", event)))

    changed_by(cast, MEMBER["learning"], event, title="Other")

    assert "Other" in texts(reader(cast["national support"]))
    assert "that ends: those who oversee" not in form


def test_nobody_shares_the_title_that_somebody_else_gave(cast: Cast) -> None:
    post = begun(cast, who=LEAD["learning"], title="Name of the conversation")
    answer = answered(cast, post.thread, who=MEMBER["learning"], text="For you too.", shared_beyond=True)
    Post.objects.filter(pk=answer.pk).update(created_at=post.created_at - timedelta(hours=1))  # a clock was set back

    page = texts(reader(cast["national support"]))

    assert "For you too." in page
    assert "Name of the conversation" not in page


@pytest.mark.parametrize("who", OVERSEERS)
def test_a_shared_event_shows_neither_who_comes_nor_where_to_join_it(cast: Cast, who: str) -> None:
    event = an_event(cast, shared_beyond=True, title="Open morning")
    attend_event(by=cast.reader(LEAD["learning"]), event=event, comes=True, now=timezone.now())
    client = reader(cast[who])

    page = texts(client)

    assert "Open morning" in page
    assert "The learning network&#39;s member" in page
    assert "learning network&#39;s lead" not in page
    assert "meet.example.org" not in page
    assert client.get(address("event", event)).status_code == 404
    assert client.get(address("event-calendar", event)).status_code == 404


@pytest.mark.parametrize("who", OVERSEERS)
def test_a_shared_link_is_shown_until_it_is_removed(cast: Cast, who: str) -> None:
    link = a_link(cast, shared_beyond=True)
    client = reader(cast[who])

    before = texts(client)
    links.remove_link(by=cast.reader(LEAD["learning"]), link=link, now=timezone.now())

    assert 'href="https://example.org/secret" rel="nofollow noopener"' in before
    assert "https://example.org/secret" not in texts(client)


def test_only_those_who_oversee_have_the_page(cast: Cast) -> None:
    codes = {who: reader(someone).get(SHARED).status_code for who, someone in cast.people.items()}

    assert {who for who, code in codes.items() if code == 200} == set(OVERSEERS)
    assert reader().get(SHARED)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("kind", ["", "nothing", "posts&page=99", "links&page=x"])
def test_any_address_of_the_page_shows_a_list(cast: Cast, kind: str) -> None:
    begun(cast, shared_beyond=True)

    page = reader(cast["national support"]).get(f"{SHARED}?kind={kind}")

    assert page.status_code == 200


def test_a_private_network_is_not_named_to_those_who_may_not_know_of_it(cast: Cast) -> None:
    begun(cast, "room", text="The plan.", shared_beyond=True)

    region = texts(reader(cast["administrator of a region"]))
    national = texts(reader(cast["national support"]))

    assert "The plan." in region
    assert "a private network" in region
    assert "Room of the winter plan" not in region
    assert "Room of the winter plan" in national


def test_script_that_was_shared_does_nothing(cast: Cast) -> None:
    begun(cast, title="<script>alert(1)</script>", text="<script>alert(2)</script>", shared_beyond=True)

    page = texts(reader(cast["national support"]))

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;script&gt;alert(2)" in page


@pytest.mark.parametrize("leaves", [True, False])
def test_whoever_left_or_whose_network_was_closed_still_stops_sharing(cast: Cast, leaves: bool) -> None:
    post = begun(cast, text="For you too.", shared_beyond=True)
    event, link = an_event(cast, shared_beyond=True), a_link(cast, shared_beyond=True)
    client, overseer = reader(cast[MEMBER["learning"]]), reader(cast["national support"])
    if leaves:
        without_roles(cast, MEMBER["learning"])
    else:
        closed(cast, "learning")

    page = main_part(client.get("/shared/mine/"))
    answers = [
        client.post("/shared/mine/", {"kind": kind, "number": str(one.pk)})
        for kind, one in (("post", post), ("event", event), ("link", link))
    ]

    assert "For you too." in page
    assert page.count("Stop sharing<") == 3
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert "You share nothing beyond your networks." in main_part(client.get("/shared/mine/"))
    shown = texts(overseer)
    assert "For you too." not in shown
    assert SECRET not in shown
    assert AuditEntry.objects.filter(action="post.changed", object_key=str(post.pk)).count() == 1


@pytest.mark.parametrize(
    ("kind", "number"), [("post", "0"), ("post", "x"), ("nothing", "1"), ("", ""), ("post", "9" * 30)]
)
def test_stopping_what_is_not_shared_says_so(cast: Cast, kind: str, number: str) -> None:
    answer = reader(cast["member"]).post("/shared/mine/", {"kind": kind, "number": number})

    assert answer.status_code == 404
    assert "You have shared no such thing" in seen(answer)


def test_nobody_stops_what_somebody_else_shares(cast: Cast) -> None:
    post = begun(cast, shared_beyond=True)

    with pytest.raises(NothingShared):
        stop_sharing(by=cast.reader(LEAD["learning"]), kind="post", number=post.pk, now=timezone.now())

    post.refresh_from_db()
    assert post.shared_beyond


def test_sharing_is_never_chosen_beforehand(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])
    post = begun(cast)
    forms = [
        address("new-thread", network="learning"),
        address("thread", post.thread),
        address("new-event", network="learning"),
        address("new-link", network="learning"),
    ]

    pages = [main_part(client.get(where)) for where in forms]
    send(client, forms[1], text="Not shared.")

    assert all('name="shared_beyond"' in page for page in pages)
    assert all("checked" not in page for page in pages)
    assert not Post.objects.filter(shared_beyond=True).exists()
