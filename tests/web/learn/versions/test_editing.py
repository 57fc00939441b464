"""Changing what is published: a working copy that only those see who may change it."""

from dataclasses import replace

import pytest
from support.cast import Cast
from support.library import FULL, published
from support.people import reader
from support.site import words
from support.versions import AT, PUBLISHED, guide, saved, seen, sent, token, typed

from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Author
from everyweek.web.learn.versions.actions import seen_of, throw_away
from everyweek.web.learn.versions.models import WorkingCopy
from everyweek.web.learn.versions.publishing import Wanted, publish
from everyweek.web.learn.versions.queries import working_copy_of
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.permissions import NotPermitted, can

pytestmark = pytest.mark.django_db


def test_somebody_saves_comes_back_previews_and_publishes_a_new_version(cast: Cast) -> None:
    resource = guide(cast)
    browser = reader(cast["contributor"])

    offered = browser.get("/library/board-rounds/").content.decode()
    save = browser.post("/library/board-rounds/edit/", typed(resource, body="Meet at eight.\n\nEverybody stands."))
    again = browser.get("/library/board-rounds/edit/").content.decode()
    preview = words(browser.get("/library/board-rounds/edit/preview/").content)
    unchanged = words(reader().get("/library/board-rounds/").content)
    asked = browser.get("/library/board-rounds/edit/publish/").content.decode()
    done = sent(browser, resource)

    assert 'href="/library/board-rounds/edit/"' in offered
    assert save["Location"] == "/library/board-rounds/edit/?saved=yes"
    assert "Meet at eight." in again
    assert "Saved last by The contributor on" in again
    assert "Meet at eight." in preview
    assert "Meet at nine." in unchanged
    assert '<ins><span class="nhsuk-u-visually-hidden">[put in: </span>eight' in asked
    assert '<del><span class="nhsuk-u-visually-hidden">[taken out: </span>nine' in asked
    assert 'value="1.1"' in asked
    assert done["Location"] == "/library/board-rounds/"
    read = words(reader().get("/library/board-rounds/").content)
    for shown in ("Meet at eight.", "Tested: used and corrected", "Shorter.", "Three wards tried it."):
        assert shown in read
    version = resource.versions.last()
    assert (version.number, version.status, version.published_by) == ("1.1", "tested", cast["contributor"])
    assert not WorkingCopy.objects.exists()
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"resource.edited", "resource.published"} <= actions


def test_what_the_form_does_not_ask_for_stays_and_so_does_the_account_of_an_author(cast: Cast) -> None:
    resource = published("red-bag", **FULL | {"effects": FULL["effects"][:1]})
    Author.objects.filter(resource=resource, name="Ann Other").update(person=cast["contributor"])
    before = draft_of(resource)

    reader(cast["reviewer"]).post("/library/red-bag/edit/", typed(resource, title="Red bags"))
    sent(reader(cast["reviewer"]), resource)

    resource.refresh_from_db()
    after = draft_of(resource)
    assert after == replace(before, title="Red bags")
    assert Author.objects.get(resource=resource, name="Ann Other").person == cast["contributor"]


EDITORS = {
    "": {"contributor", "reviewer", "national support"},
    "learning": {"learning network's lead"},
    "community": {"contributor", "community's lead"},
    "room": {"project room's lead"},
}


@pytest.mark.parametrize("network", EDITORS)
def test_who_may_change_it_and_never_somebody_who_may_not_read_it(cast: Cast, network: str) -> None:
    resource = guide(cast, network=network)

    may = {who for who in ("nobody", *cast.people) if can(cast.reader(who), "resource.edit", resource)}

    assert may == EDITORS[network]
    assert all(can(cast.reader(who), "resource.read", resource) for who in may)


def test_others_are_not_offered_to_change_it_and_see_nothing_of_the_working_copy(cast: Cast) -> None:
    saved(cast, guide(cast), body="Not published.")
    browser = reader(cast["member"])

    page = browser.get("/library/board-rounds/").content.decode()
    refused = [
        browser.get(f"/library/board-rounds/edit/{step}") for step in ("", "preview/", "publish/", "throw-away/")
    ]

    assert "Change this" not in page
    assert "Not published." not in page
    assert [one.status_code for one in refused] == [403] * 4
    assert reader().get("/library/board-rounds/edit/")["Location"].startswith("/sign-in/")


def test_of_two_who_save_at_once_the_second_is_told_and_keeps_what_they_typed(cast: Cast) -> None:
    resource = guide(cast)
    mine, theirs = typed(resource, body="From the author."), typed(resource, body="From the reviewer.")

    first = reader(cast["contributor"]).post("/library/board-rounds/edit/", mine)
    second = reader(cast["reviewer"]).post("/library/board-rounds/edit/", theirs)
    third = reader(cast["contributor"]).post("/library/board-rounds/edit/", {**mine, "body": "Once more."})

    assert first.status_code == 302
    for answer, kept in ((second, "From the reviewer."), (third, "Once more.")):
        assert answer.status_code == 409
        assert "was changed by somebody else, or in another window" in words(answer.content)
        assert kept in answer.content.decode()
    assert WorkingCopy.objects.get().content["body"] == "From the author."


def test_a_page_opened_before_a_copy_was_thrown_away_does_not_write_into_the_next_one(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="First.")
    old = typed(resource, body="From the old page.")
    throw_away(by=cast.reader("reviewer"), resource=resource, seen=seen_of(resource, working_copy_of(resource)), now=AT)
    saved(cast, resource, who="reviewer", body="Second.")

    answer = reader(cast["contributor"]).post("/library/board-rounds/edit/", old)

    assert answer.status_code == 409
    assert WorkingCopy.objects.get().content["body"] == "Second."


def test_whoever_lost_the_right_meanwhile_saves_and_publishes_nothing(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Saved.")
    form, publishing = typed(resource, body="Too late."), {**seen(resource), **PUBLISHED}
    browser = reader(cast["contributor"])
    once = token(browser, "/library/board-rounds/edit/publish/")
    Author.objects.update(person=None)

    answers = [
        browser.post("/library/board-rounds/edit/", form),
        browser.post("/library/board-rounds/edit/publish/", {**publishing, "once": once}),
    ]

    assert [one.status_code for one in answers] == [403, 403]
    assert WorkingCopy.objects.get().content["body"] == "Saved."
    wanted = Wanted("Shorter.", number="1.1", status="tested")
    with pytest.raises(NotPermitted):
        publish(
            by=cast.reader("contributor"),
            resource=resource,
            seen=seen_of(resource, working_copy_of(resource)),
            wanted=wanted,
            now=AT,
        )


def test_changes_are_thrown_away_only_after_asking(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Never mind.")
    browser = reader(cast["contributor"])

    asked = words(browser.get("/library/board-rounds/edit/throw-away/").content)
    there = WorkingCopy.objects.count()
    done = browser.post("/library/board-rounds/edit/throw-away/", seen(resource))
    again = browser.post("/library/board-rounds/edit/throw-away/", {"copy": 1, "version": 1})

    assert "Throw the changes away?" in asked
    assert "Never mind" in asked
    assert there == 1
    assert done["Location"] == "/library/board-rounds/"
    assert again.status_code == 409
    assert "somebody published them or threw them away" in words(again.content)
    assert not WorkingCopy.objects.exists()


def test_what_somebody_saved_after_the_question_is_not_thrown_away(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="First.")
    asked = seen(resource)
    saved(cast, resource, who="reviewer", body="Second.")

    answer = reader(cast["contributor"]).post("/library/board-rounds/edit/throw-away/", asked)

    assert answer.status_code == 409
    assert WorkingCopy.objects.get().content["body"] == "Second."


def test_in_a_network_that_was_closed_nothing_is_saved_or_published_and_nothing_is_lost(cast: Cast) -> None:
    resource = guide(cast, author="community's member", network="community")
    saved(cast, resource, who="community's member", body="Saved before.")
    browser = reader(cast["community's member"])
    form = typed(resource, body="Typed meanwhile.")
    close_network(by=cast.reader("community's lead"), network=cast.networks["community"], seen_version=1, now=AT)

    save = browser.post("/library/board-rounds/edit/", form)
    publishing = sent(browser, resource)

    page = browser.get("/library/board-rounds/edit/")
    assert "was closed" in words(page.content)
    assert 'name="body"' not in page.content.decode()
    for answer, kept in ((save, "Typed meanwhile."), (publishing, "Three wards tried it.")):
        assert answer.status_code == 409
        assert "was closed" in words(answer.content)
        assert kept in words(answer.content)
    assert WorkingCopy.objects.get().content["body"] == "Saved before."


def test_pages_without_a_working_copy_say_so(cast: Cast) -> None:
    guide(cast)
    browser = reader(cast["contributor"])

    pages = {
        step: words(browser.get(f"/library/board-rounds/edit/{step}/").content)
        for step in ("preview", "publish", "throw-away")
    }
    answer = browser.post("/library/board-rounds/edit/take-over/", {"copy": "x", "version": "-1"})

    assert "No changes are saved, so it looks as it is published." in pages["preview"]
    assert "No changes are saved: they were published or thrown away" in pages["publish"]
    assert "there is nothing to throw away" in pages["throw-away"]
    assert answer.status_code == 409
