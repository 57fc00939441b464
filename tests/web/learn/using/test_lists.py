"""Reading lists: keeping, reading, ordering, and that a list shows nothing that its reader may not open."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words
from support.using import AT, list_of

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.lists import actions
from everyweek.web.learn.using.lists.actions import ListDetails
from everyweek.web.learn.using.models import ListEntry, ReadingList
from everyweek.web.people.models import AuditEntry, Role
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role

pytestmark = pytest.mark.django_db
LISTS = "/library/lists/"


def sent(client: Client, address: str, **typed: Any) -> Any:
    once = client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return client.post(address, {"once": once, **typed})


def titles(one: ReadingList) -> list[str]:
    return [entry.resource.title for entry in one.entries.select_related("resource")]


def test_somebody_begins_a_list_and_puts_a_resource_into_it(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])

    begun = sent(browser, LISTS, title="For new starters", words="Read it first.", readers="*everybody")
    made = ReadingList.objects.get()
    added = sent(browser, "/library/red-bag/add-to-list/", into=made.key, note="Start with the drawing.")
    again = sent(browser, "/library/red-bag/add-to-list/", into=made.key, note="")

    assert begun["Location"] == added["Location"] == again["Location"] == f"/library/lists/{made.key}/"
    read = words(reader().get(f"/library/lists/{made.key}/").content)
    assert "For new starters" in read
    assert "Read it first." in read
    assert "1 resource. Kept by The member . Everybody may read it." in read
    assert "Red bag pathway" in read
    assert "Note: Start with the drawing." in read
    assert "1 resource. Everybody may read it." in words(browser.get(LISTS).content)
    assert "starters" not in str(AuditEntry.objects.filter(action__startswith="reading-list").values_list("details"))


def test_a_resource_begins_a_new_list_of_its_own(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])

    without = sent(browser, "/library/red-bag/add-to-list/", into="*new", title="")
    given = sent(browser, "/library/red-bag/add-to-list/", into="*new", title="Later")

    made = ReadingList.objects.get()
    assert "Give the new list a title." in words(without.content)
    assert given["Location"] == f"/library/lists/{made.key}/"
    assert (made.title, made.readers, titles(made)) == ("Later", "me", ["Red bag pathway"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the list a title."),
        ({"title": "a" * 10_000}, "This has 10,000 characters; at most 150 can be kept."),
        ({"words": "a" * 10_000}, "This has 10,000 characters; at most 2,000 can be kept."),
        ({"title": "943 476 5919"}, "“943 476 5919” is an NHS number"),
        ({"readers": ""}, "Choose who may read it."),
        ({"readers": "learning"}, "Choose only you, everybody, or a network that you are in."),
    ],
)
def test_what_cannot_be_kept_has_its_sentence(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    given = {"title": "Later", "words": "Hours of thought.", "readers": "*me", **typed}

    answer = sent(reader(cast["member"]), LISTS, **given)

    assert sentence in words(answer.content)
    assert given["words"][:300] in words(answer.content)
    assert not ReadingList.objects.exists()


def test_script_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    made = list_of(cast, published(), title=bad, words=bad, readers="everybody")
    actions.change_note(by=cast.reader("member"), entry=made.entries.get(), note=bad, now=AT)

    for ending in ("", "change/", "delete/", "entries/", f"entries/{made.entries.get().pk}/"):
        page = reader(cast["member"]).get(f"/library/lists/{made.key}/{ending}").content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


READERS_OF = {
    "me": {"member"},
    "everybody": None,
    "community": {"member", "community's lead", "community's member", "reviewer"},
    "learning": {"member", "learning network's lead", "learning network's member"},
    "room": {"member", "project room's lead", "project room's member"},
}
"""Who of the cast reads a list of the member, by whom it is for; None is everybody."""


@pytest.mark.parametrize("who_may", READERS_OF)
def test_only_those_for_whom_it_is_kept_read_a_list(cast: Cast, who_may: str) -> None:
    network = cast.networks.get(who_may)
    made = list_of(cast, readers="me")
    ReadingList.objects.update(readers="network" if network else who_may, network=network)

    answers = {who: reader(cast[who]).get(f"/library/lists/{made.key}/").status_code for who in cast.people}

    expected = READERS_OF[who_may]
    assert {who for who, status in answers.items() if status == 200} == (expected or set(cast.people))
    assert set(answers.values()) <= {200, 404}
    nobody = reader().get(f"/library/lists/{made.key}/").status_code
    assert nobody == (200 if expected is None else 404)


def test_a_list_shows_and_counts_only_what_its_reader_may_open_over_the_whole_cast(cast: Cast) -> None:
    kept = {
        "everybody": published("open", title="Open to all"),
        **{key: published(key, title=f"Of the {key}", network=network) for key, network in cast.networks.items()},
        "nobody": published("gone", title="Taken away"),
    }
    made = list_of(cast, readers="everybody")
    for place, resource in enumerate(kept.values(), start=1):
        ListEntry.objects.create(reading_list=made, resource=resource, sort_order=place)
    Resource.objects.filter(pk=kept["nobody"].pk).update(live=False)

    for who in ("nobody", *cast.people):
        browser = reader() if who == "nobody" else reader(cast[who])
        opens = {one.title for one in kept.values() if browser.get(f"/library/{one.slug}/").status_code == 200}
        read = words(browser.get(f"/library/lists/{made.key}/").content)
        assert {one.title for one in kept.values() if one.title in read} == opens, who
        assert f"{len(opens)} resource{'s' * (len(opens) != 1)}. Kept by" in read, who


def test_entries_move_up_and_down_among_those_that_one_sees_and_are_taken_out(cast: Cast) -> None:
    a, hidden, b, c = (published(key, title=key.upper()) for key in ("a", "hidden", "b", "c"))
    made = list_of(cast, a, hidden, b, c)
    Resource.objects.filter(pk=hidden.pk).update(live=False)
    address, browser = f"/library/lists/{made.key}/entries/", reader(cast["member"])
    by_title = {entry.resource.title: entry.pk for entry in made.entries.select_related("resource")}

    sent(browser, address, entry=by_title["A"], do="down")
    moved = titles(made)
    sent(browser, address, entry=by_title["C"], do="up")
    sent(browser, address, entry=by_title["C"], do="down")
    sent(browser, address, entry=by_title["C"], do="down")
    sent(browser, address, entry=by_title["B"], do="up")
    after = titles(made)
    sent(browser, address, entry=by_title["A"], do="out")

    assert moved == ["B", "HIDDEN", "A", "C"]
    assert after == ["B", "HIDDEN", "A", "C"]
    assert titles(made) == ["B", "HIDDEN", "C"]
    for bad in (by_title["HIDDEN"], by_title["A"], 0, "x"):
        assert sent(browser, address, entry=bad, do="up").status_code == 404


def test_a_note_is_changed(cast: Cast) -> None:
    made = list_of(cast, published())
    address = f"/library/lists/{made.key}/entries/{made.entries.get().pk}/"
    browser = reader(cast["member"])

    long = sent(browser, address, note="a" * 501)
    saved = sent(browser, address, note="Look at page 2.")

    assert "This has 501 characters; at most 500 can be kept." in words(long.content)
    assert saved["Location"] == f"/library/lists/{made.key}/"
    assert made.entries.get().note == "Look at page 2."
    assert browser.get(f"/library/lists/{made.key}/entries/0/").status_code == 404


def test_its_owner_changes_and_deletes_it_and_nobody_else_does(cast: Cast) -> None:
    made = list_of(cast, published(), readers="everybody")
    address, browser = f"/library/lists/{made.key}/", reader(cast["member"])

    for ending in ("change/", "delete/", "entries/"):
        assert reader(cast["national support"]).get(address + ending).status_code == 404
    changed = sent(browser, address + "change/", title="Another", words="", readers="*me", version=1)
    late = sent(browser, address + "change/", title="From another window", words="", readers="*me", version=1)
    deleted = sent(browser, address + "delete/")

    assert changed["Location"] == address
    assert late.status_code == 409
    assert 'value="From another window"' in late.content.decode()
    assert deleted["Location"] == LISTS
    assert not ReadingList.objects.exists()
    assert Resource.objects.exists()


def test_a_list_for_a_network_that_its_owner_has_left_is_asked_for_its_readers_again(cast: Cast) -> None:
    owner = "project room's member"
    made = list_of(cast, published(), who=owner, readers="network", network=cast.networks["room"])
    end_role(by=None, by_words="the tests", role=Role.objects.get(person=cast[owner], network__key="room"), now=AT)
    address, browser = f"/library/lists/{made.key}/", reader(cast[owner])

    change = words(browser.get(address + "change/").content)
    kept = sent(browser, address + "change/", title="Another", words="", readers="room", version=1)

    assert "Red bag pathway" in words(browser.get(address).content)
    assert "Red bag pathway" in words(reader(cast["project room's lead"]).get(address).content)
    assert "The members of Room of the winter plan may read this list, and you can no longer write there." in change
    assert "Choose only you, everybody, or a network that you are in." in words(kept.content)
    with pytest.raises(NotPermitted):
        actions.make_list(by=cast.reader(owner), details=ListDetails("x", "", "network", cast.networks["room"]), now=AT)


def test_lists_and_entries_have_an_end_with_a_sentence(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_ENTRIES", 2)
    monkeypatch.setattr(actions, "MOST_LISTS", 1)
    made = list_of(cast, published("a"), published("b"))
    published()
    browser = reader(cast["member"])

    full = sent(browser, "/library/red-bag/add-to-list/", into=made.key, note="Because.")
    many = sent(browser, LISTS, title="Another", readers="*me")

    assert full.status_code == many.status_code == 409
    assert "“For new starters” holds 2 resources, which is as many as one list can." in words(full.content)
    assert 'value="Because."' in full.content.decode()
    assert "You have 1 reading lists" in words(many.content)


def test_what_one_may_not_read_is_put_into_no_list(cast: Cast) -> None:
    inside = published("inside", network=cast.networks["learning"])
    made = list_of(cast)

    assert reader(cast["member"]).get("/library/inside/add-to-list/").status_code == 404
    assert reader().get("/library/inside/add-to-list/")["Location"].startswith("/sign-in/")
    with pytest.raises(NotPermitted):
        actions.add_to_list(by=cast.reader("member"), reading_list=made, resource=inside, note="", now=AT)
