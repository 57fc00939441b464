"""Older versions, and being told when something changes."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from support.cast import Cast
from support.library import FULL, published
from support.people import reader
from support.site import words
from support.versions import AT, authored, changed, guide, said, saved

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import DraftVersion
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Author, OldAddress, Resource, Revision
from everyweek.web.learn.versions.models import Feedback, PublishedChange, Subscription, WorkingCopy
from everyweek.web.learn.versions.publishing import Answer
from everyweek.web.learn.versions.reading_presenters import feedback_page, versions_on_page
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.models import Notification, Role
from everyweek.web.people.reader import NOBODY
from everyweek.web.people.roles.actions import end_role

pytestmark = pytest.mark.django_db


def follow(cast: Cast, who: str, resource: Resource, wants: str = "yes") -> Any:
    return reader(cast[who]).post(f"/library/{resource.slug}/follow/", {"wants": wants})


def told(cast: Cast, who: str, kind: str = "version") -> list[tuple[str, str, str]]:
    lines = Notification.objects.filter(person=cast[who], kind=kind).order_by("pk")
    return [(one.title, one.text, one.address) for one in lines]


def test_an_older_version_says_so_and_what_was_different(cast: Cast) -> None:
    resource = guide(cast)
    changed(cast, resource, body="Meet at eight.")
    changed(cast, resource, wanted={"number": "2.0", "changed": "All new.", "why": ""}, body="Meet at seven.")

    page = reader().get("/library/board-rounds/").content.decode()
    older = reader().get("/library/board-rounds/versions/1.1/").content.decode()
    newest = reader().get("/library/board-rounds/versions/2.0/").content.decode()
    first = words(reader().get("/library/board-rounds/versions/1.0/").content)

    for number in ("1.0", "1.1", "2.0"):
        assert f'href="/library/board-rounds/versions/{number}/"' in page
    assert "This is not the newest version." in older
    assert 'The newest is <a href="/library/board-rounds/">version 2.0</a>' in older
    assert '<meta name="robots" content="noindex">' in older
    assert "What is different from version 1.0" in older
    assert "[put in: </span>eight<" in older
    assert "Meet at eight." in words(older.encode())
    assert "This is the newest version." in newest
    assert "This is not the newest" not in newest
    assert "Meet at nine." in first
    assert "What is different" not in first


def test_of_versions_that_came_together_only_the_last_has_its_text(cast: Cast) -> None:
    resource = published("red-bag", **FULL)

    first, last = (words(reader().get(f"/library/red-bag/versions/{one}/").content) for one in ("0.1", "1.0"))

    assert "it came into this library together with version 1.0" in first
    assert "What it said" not in first
    assert "What it said" in last
    assert "What is different" not in last
    assert resource.versions.count() == 2


def test_a_version_that_was_brought_in_with_an_odd_number_has_its_page_too(cast: Cast) -> None:
    published("red-bag", **FULL | {"versions": (DraftVersion("spring 26/2 & ½", "2026-03-01", "tested", "Odd."),)})

    page = reader().get("/library/red-bag/").content.decode()
    address = unescape(page.partition('href="/library/red-bag/versions/')[2].partition('"')[0])

    assert "Odd." in words(reader().get(f"/library/red-bag/versions/{address}").content)


@pytest.mark.parametrize("number", ["9.9", "x", "1.0%00", "'; drop table", "1" * 500])
def test_a_version_that_is_not_there_is_not_found(cast: Cast, number: str) -> None:
    guide(cast)

    assert reader().get(f"/library/board-rounds/versions/{number}/").status_code == 404


def test_an_earlier_address_of_a_guide_leads_to_the_version(cast: Cast) -> None:
    resource = guide(cast)
    OldAddress.objects.create(slug="rounds", resource=resource)

    answer = reader().get("/library/rounds/versions/1.0/")

    assert (answer.status_code, answer["Location"]) == (301, "/library/board-rounds/versions/1.0/")


def test_versions_of_a_network_are_for_its_members(cast: Cast) -> None:
    guide(cast, network="learning", author="learning network's member")
    address = "/library/board-rounds/versions/1.0/"

    assert reader(cast["learning network's member"]).get(address).status_code == 200
    assert reader(cast["national support"]).get(address).status_code == 404
    assert reader().get(address).status_code == 404


def test_followers_are_told_of_a_new_version_once_and_whoever_published_is_not(cast: Cast) -> None:
    resource = guide(cast)
    for who in ("member", "contributor", "champion"):
        follow(cast, who, resource)
        follow(cast, who, resource)
    follow(cast, "champion", resource, wants="no")

    changed(cast, resource, body="Meet at eight.")

    line = ("Version 1.1 of “Board rounds”", "Shorter. Three wards tried it.", "/library/board-rounds/versions/1.1/")
    assert told(cast, "member") == [line]
    assert told(cast, "contributor") == told(cast, "champion") == []


def test_followers_are_told_of_changes_of_what_has_no_versions(cast: Cast) -> None:
    resource = authored(cast)
    follow(cast, "member", resource)

    changed(cast, resource, body="Meet at eight.")

    assert told(cast, "member") == [
        ("“Red bag pathway” was changed", "Shorter. Three wards tried it.", "/library/red-bag/")
    ]


def test_followers_are_told_of_a_version_that_came_with_the_collection(cast: Cast) -> None:
    resource = guide(cast)
    follow(cast, "member", resource)
    newer = DraftVersion("1.5", "2026-06-03", "tested", "From the collection.")

    publish_draft(
        replace(draft_of(resource), versions=(*draft_of(resource).versions, newer)), by=None, by_words="x", now=AT
    )

    assert [title for title, _, _ in told(cast, "member")] == ["Version 1.5 of “Board rounds”"]


def test_whoever_may_not_read_it_any_more_is_told_nothing_and_can_stop(cast: Cast) -> None:
    resource = guide(cast, network="learning", author="learning network's lead")
    who = "learning network's member"
    follow(cast, who, resource)
    role = Role.objects.get(person=cast[who], network=cast.networks["learning"])
    end_role(by=cast.reader("learning network's lead"), role=role, why="", now=AT)

    changed(cast, resource, who="learning network's lead", body="Inside.")
    browser = reader(cast[who])
    page = words(browser.get("/library/following/").content)
    stopped = browser.post("/library/following/", {"stop": Subscription.objects.get().pk})

    assert told(cast, who) == []
    assert "Something that you may no longer read" in page
    assert "Board rounds" not in page
    assert stopped["Location"] == "/library/following/"
    assert not Subscription.objects.exists()


def test_of_what_one_may_not_read_any_more_ones_own_words_are_there_and_no_more(cast: Cast) -> None:
    resource = guide(cast, network="learning", author="learning network's lead")
    who = "learning network's member"
    one = said(cast, resource, who=who)
    role = Role.objects.get(person=cast[who], network=cast.networks["learning"])
    end_role(by=cast.reader("learning network's lead"), role=role, why="", now=AT)

    changed(
        cast, resource, who="learning network's lead", wanted={"answers": {one.pk: Answer("done", "Secret words.")}}
    )
    page = words(reader(cast[who]).get("/library/following/").content)

    assert "Say who leads it." in page
    assert "Something that you may no longer read" in page
    for hidden in ("Board rounds", "Secret words."):
        assert hidden not in page
    assert told(cast, who, kind="said") == []


def test_the_list_of_what_one_follows_is_ones_own(cast: Cast) -> None:
    resource = guide(cast)
    follow(cast, "member", resource)
    mine = Subscription.objects.get()

    own = words(reader(cast["member"]).get("/library/following/").content)
    reader(cast["champion"]).post("/library/following/", {"stop": mine.pk})
    for junk in ("", "x", "9" * 40, "-1"):
        assert reader(cast["member"]).post("/library/following/", {"stop": junk}).status_code == 302

    assert "Board rounds" in own
    assert "Nothing yet." in words(reader(cast["champion"]).get("/library/following/").content)
    assert Subscription.objects.filter(pk=mine.pk).exists()
    assert reader().get("/library/following/")["Location"].startswith("/sign-in/")


def test_the_button_says_whether_one_follows(cast: Cast) -> None:
    resource = guide(cast)
    browser = reader(cast["member"])

    before = words(browser.get("/library/board-rounds/").content)
    follow(cast, "member", resource)
    after = words(browser.get("/library/board-rounds/").content)
    signed_out = words(reader().get("/library/board-rounds/").content)

    assert "Tell me when it changes" in before
    assert "Stop telling me when it changes" in after
    assert "Tell me when it changes" not in signed_out


def test_a_resource_on_which_nothing_is_costs_few_queries_more(cast: Cast, django_assert_max_num_queries: Any) -> None:
    tool, resource = authored(cast), guide(cast)

    with django_assert_max_num_queries(1):
        versions_on_page(tool, NOBODY)
    with django_assert_max_num_queries(2):
        versions_on_page(resource, NOBODY)


def test_a_long_history_costs_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    resource = guide(cast)
    for number in ("1.1", "1.2", "1.3", "1.4"):
        one = said(cast, resource, f"Asked before {number}.")
        changed(cast, resource, wanted={"number": number, "answers": {one.pk: Answer("done", "Done.")}})
        said(cast, resource)
    resource.refresh_from_db()
    support = cast.reader("national support")

    with django_assert_max_num_queries(3):
        versions_on_page(resource, NOBODY)
    with django_assert_max_num_queries(2):
        feedback_page(resource, support)


def test_of_the_erased_nothing_stays_but_words_without_a_name(cast: Cast) -> None:
    resource = guide(cast)
    follow(cast, "contributor", resource)
    said(cast, resource, "Say who leads it.", who="contributor")
    changed(cast, resource, body="Meet at eight.")
    saved(cast, resource, body="Meet at seven.")
    kept = export_of(cast["contributor"], now=AT)

    erase_person(by=cast.reader("contributor"), person=cast["contributor"], removes_texts=False, now=AT)

    exported = str(kept)
    for part in ("resources that you follow", "what you said should be better in resources", "Say who leads it."):
        assert part in exported
    assert not Subscription.objects.exists()
    assert Feedback.objects.get().writer is None
    assert PublishedChange.objects.get().published_by is None
    copy = WorkingCopy.objects.get()
    assert copy.saved_by is None
    assert copy.content["authors"] == copy.began_as["authors"] == ["A former contributor"]
    assert "The contributor" not in str(list(Revision.objects.values_list("content", flat=True)))
    assert not Author.objects.exclude(person=None).exists()
    page = words(reader(cast["reviewer"]).get("/library/board-rounds/edit/").content)
    assert "Saved last by a former member" in page


def test_words_of_somebody_who_wants_them_removed_go_and_answers_stay(cast: Cast) -> None:
    resource = guide(cast)
    answered, waiting = said(cast, resource, "Say who leads it."), said(cast, resource, "More pictures.")
    changed(cast, resource, wanted={"answers": {answered.pk: Answer("done", "We named the sister.")}})

    erase_person(by=cast.reader("member"), person=cast["member"], removes_texts=True, now=AT)

    page = words(reader().get("/library/board-rounds/").content)
    assert not Feedback.objects.filter(pk=waiting.pk).exists()
    assert "Say who leads it." not in page
    for shown in ("Removed by whoever wrote it.", "We named the sister."):
        assert shown in page
