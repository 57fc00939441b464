"""Saved searches: saving, naming, deleting, and being told once of each new match by the worker."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from support.cast import Cast
from support.library import AT, published
from support.people import reader
from support.saved_searches import saved_by
from support.site import words

from everyweek.search.searching import search as search_index
from everyweek.web.learn.finding import saved_telling
from everyweek.web.learn.finding.saved_actions import save_search
from everyweek.web.learn.finding.saved_errors import CannotBeSaved
from everyweek.web.learn.finding.saved_models import MOST_OF_A_PERSON, NewMatch, SavedSearch
from everyweek.web.learn.finding.saved_telling import tell_of_new
from everyweek.web.learn.library.models import Resource, ResourceChange
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.models import AuditEntry, Notification, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.worker import Worker
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role, give_role

pytestmark = pytest.mark.django_db

LATER, LATEST = AT + timedelta(hours=2), AT + timedelta(days=3)


def token(client: Client, address: str = "/library/saved/") -> str:
    """The token of a form that counts once."""
    asked = "/library/?q=ward" if address == "/library/saved/" else address
    return client.get(asked).content.decode().partition('name="once" value="')[2].partition('"')[0]


def save(client: Client, **typed: Any) -> Any:
    return client.post("/library/saved/", {"once": token(client), "name": "Mine", **typed})


def told(cast: Cast, who: str = "member") -> list[str]:
    """The titles of what somebody was told of."""
    lines = Notification.objects.filter(person=cast[who], kind="saved-search").order_by("pk")
    return [line.title.removeprefix("New in the library: ") for line in lines]


def test_a_search_is_saved_from_its_results_listed_run_renamed_and_deleted(cast: Cast) -> None:
    published(title="Ward rounds", kind="guide")
    browser = reader(cast["member"])

    offered = browser.get("/library/?q=ward&type=guide").content.decode()
    led = browser.post(
        "/library/saved/", {"once": token(browser), "q": "ward", "type": "guide", "name": "ward, Guides"}
    )
    one = SavedSearch.objects.get()
    listed = browser.get("/library/saved/").content.decode()
    browser.post(f"/library/saved/{one.pk}/", {"name": "Rounds"})
    renamed = words(browser.get("/library/saved/").content)
    asked = words(browser.get(f"/library/saved/{one.pk}/delete/").content)
    browser.post(f"/library/saved/{one.pk}/delete/")

    assert 'value="ward, Guides"' in offered
    assert led["Location"] == f"/library/saved/{one.pk}/?saved=yes"
    assert (one.words, one.chosen, one.person) == ("ward", {"type": ["guide"]}, cast["member"])
    assert 'href="/library/?q=ward&amp;type=guide"' in listed
    assert "by e-mail once a week" in words(listed.encode())
    assert "Rounds" in renamed
    assert "Delete the saved search “Rounds”" in asked
    assert not SavedSearch.objects.exists()
    actions = list(
        AuditEntry.objects.filter(action__startswith="saved-search").order_by("number").values_list("action")
    )
    assert actions == [("saved-search.saved",), ("saved-search.renamed",), ("saved-search.deleted",)]


def test_whoever_has_not_signed_in_is_asked_to_and_comes_back_to_the_same_search(client: Client) -> None:
    published(title="Ward rounds")

    offered = client.get("/library/?q=ward").content.decode()
    led = reader().get("/library/saved/")

    assert 'href="/sign-in/?next=/library/%3Fq%3Dward"' in offered or "next=%2Flibrary%2F%3Fq%3Dward" in offered
    assert led["Location"] == "/sign-in/?next=/library/saved/"


def test_a_new_resource_that_holds_the_words_and_fits_the_filters_is_told_of_once(cast: Cast) -> None:
    published("old", title="Old ward", now=AT - timedelta(days=1))
    saved_by(cast)
    saved_by(cast, "contributor", type=("guide",))
    published("new", title="New ward", kind="tool", now=LATER)
    published("other", title="Something else", now=LATER)

    first, second = tell_of_new(now=LATER), tell_of_new(now=LATEST)

    assert (first, second) == (1, 0)
    assert told(cast) == ["New ward"]
    assert told(cast, "contributor") == []


def test_of_two_searches_that_find_the_same_one_tells_and_both_count_it(cast: Cast) -> None:
    saved_by(cast), saved_by(cast, words="round")
    published("new", title="Ward round", now=LATER)

    tell_of_new(now=LATER)

    assert told(cast) == ["Ward round"]
    assert (
        words(reader(cast["member"]).get("/library/saved/").content).count("1 new resource since you last looked") == 2
    )


def test_what_is_new_is_counted_until_its_owner_looked(cast: Cast) -> None:
    one = saved_by(cast)
    published("new", title="New ward", now=LATER)
    tell_of_new(now=LATER)
    browser = reader(cast["member"])

    before = words(browser.get("/library/saved/").content)
    looked = words(browser.get(f"/library/saved/{one.pk}/").content)
    after, again = (words(browser.get(page).content) for page in ("/library/saved/", f"/library/saved/{one.pk}/"))

    assert "1 new resource since you last looked" in before
    assert "New ward New to you" in looked
    assert "new resource" not in after
    assert "New ward" in again
    assert "New to you" not in again


def test_a_later_version_that_holds_the_words_is_told_of_too_but_not_an_old_resource(cast: Cast) -> None:
    published("old", title="Old", now=AT - timedelta(days=1))
    saved_by(cast)
    published("new", title="Something", now=LATER)
    first = tell_of_new(now=LATER)
    for key in ("old", "new"):
        published(key, title=f"A ward {key}", now=LATEST)

    then = tell_of_new(now=LATEST)

    assert (first, then) == (0, 1)
    assert told(cast) == ["A ward new"]


def test_abbreviations_are_matched_in_full_and_a_slip_by_what_was_meant(cast: Cast) -> None:
    published("known", title="Discharge", now=AT - timedelta(days=1))
    saved_by(cast, words="SDEC")
    browser = reader(cast["contributor"])
    hidden = browser.get("/library/?q=dischrage").content.decode()
    published("care", title="Same day emergency care", now=LATER)

    tell_of_new(now=LATER)

    assert told(cast) == ["Same day emergency care"]
    assert '<input type="hidden" name="q" value="discharge">' in hidden


def test_only_what_its_owner_may_read_now_is_told(cast: Cast) -> None:
    inside, outside = "learning network's member", "member"
    saved_by(cast, inside), saved_by(cast, outside)
    published("inside", title="Ward inside", network=cast.networks["learning"], now=LATER)

    tell_of_new(now=LATER)

    assert told(cast, inside) == ["Ward inside"]
    assert told(cast, outside) == []


def test_a_network_that_one_has_left_tells_nothing_and_its_matches_are_not_counted(cast: Cast) -> None:
    inside = "learning network's member"
    one = saved_by(cast, inside)
    published("before", title="Ward before", network=cast.networks["learning"], now=LATER)
    tell_of_new(now=LATER)
    for role in Role.objects.filter(person=cast[inside], network=cast.networks["learning"], until=None):
        end_role(by=None, by_words="the tests", role=role, now=LATER)
    published("after", title="Ward after", network=cast.networks["learning"], now=LATEST)

    tell_of_new(now=LATEST)

    assert told(cast, inside) == ["Ward before"]
    browser = reader(cast[inside])
    for address in ("/library/saved/", f"/library/saved/{one.pk}/", "/inbox/"):
        page = words(browser.get(address).content)
        assert "Ward before" not in page
        assert "new resource" not in page


def test_whoever_joins_a_network_is_told_of_what_was_published_in_it_since_they_saved(cast: Cast) -> None:
    saved_by(cast)
    published("inside", title="Ward inside", network=cast.networks["learning"], now=LATER)
    before = tell_of_new(now=LATER)
    give_role(
        by=None,
        by_words="the tests",
        person=cast["member"],
        kind="member",
        network=cast.networks["learning"],
        now=LATER,
    )

    after = tell_of_new(now=LATEST)

    assert (before, after) == (0, 1)
    assert told(cast) == ["Ward inside"]


def test_a_worker_that_dies_after_telling_tells_nobody_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_by(cast)
    published("new", title="New ward", now=LATER)

    def die(*arguments: Any, **more: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(SavedSearch.objects.__class__, "bulk_update", die)
        with pytest.raises(SystemExit):
            tell_of_new(now=LATER)
    Notification.objects.all().delete()  # even when the line itself is gone, such as after a year

    assert tell_of_new(now=LATEST) == 0
    assert told(cast) == []


def test_a_worker_that_dies_before_the_line_is_written_tells_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_by(cast)
    published("new", title="New ward", now=LATER)

    def die(*arguments: Any, **more: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(saved_telling, "notify", die)
        with pytest.raises(SystemExit):
            tell_of_new(now=LATER)

    assert not NewMatch.objects.exists()
    assert tell_of_new(now=LATEST) == 1
    assert told(cast) == ["New ward"]


def test_of_two_workers_at_once_one_tells(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_by(cast), saved_by(cast, "contributor")
    published("new", title="New ward", now=LATER)
    runs: list[int] = []

    def the_other_runs_first(*arguments: Any, **more: Any) -> Any:
        if not runs:
            runs.append(0)
            runs[0] = tell_of_new(now=LATER)
        return search_index(*arguments, **more)

    monkeypatch.setattr(saved_telling, "search", the_other_runs_first)

    assert (tell_of_new(now=LATER), runs) == (0, [2])
    assert told(cast) == told(cast, "contributor") == ["New ward"]


def test_a_worker_that_is_stopped_goes_on_with_those_it_has_not_searched_for(cast: Cast) -> None:
    for who in ("member", "contributor", "champion"):
        saved_by(cast, who)
    published("new", title="New ward", now=LATER)
    asked = iter([False, False, True, True])

    stopped = tell_of_new(now=LATER, stopping=lambda: next(asked))
    waiting = SavedSearch.objects.order_by("searched_at", "pk").values_list("person__name", flat=True)

    assert stopped == 1
    assert list(waiting) == ["The contributor", "The champion", "The member"]
    assert tell_of_new(now=LATEST) == 2


def test_what_goes_wrong_with_one_is_logged_and_the_others_are_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for who in ("member", "contributor"):
        saved_by(cast, who)
    published("new", title="New ward", now=LATER)
    wrong = cast["member"].pk

    def sometimes(people: list[int], **more: Any) -> None:
        if people == [wrong]:
            raise ValueError("wrong")
        notify(people, **more)

    monkeypatch.setattr(saved_telling, "notify", sometimes)

    assert tell_of_new(now=LATER) == 1
    assert told(cast, "contributor") == ["New ward"]
    assert "is tried again" in caplog.text


def test_many_new_matches_at_once_are_told_of_in_one_line_that_leads_to_all_of_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_telling, "MOST_LINES", 2)
    one = saved_by(cast)
    for number in range(3):
        published(f"new-{number}", title=f"New ward {number}", now=LATER)

    first, second = tell_of_new(now=LATER), tell_of_new(now=LATEST)
    line = Notification.objects.get(kind="saved-search")
    page = words(reader(cast["member"]).get(line.address).content)

    assert (first, second) == (3, 0)
    assert line.title == "3 new resources match your saved search “About ward”"
    assert line.address == f"/library/saved/{one.pk}/"
    assert page.count("New to you") == 3


def test_a_database_that_is_away_ends_the_round_and_nothing_is_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_by(cast)
    published("new", title="New ward", now=LATER)

    def away(*arguments: Any, **more: Any) -> None:
        raise OperationalError("away")

    with monkeypatch.context() as patched:
        patched.setattr(saved_telling, "notify", away)
        with pytest.raises(OperationalError):
            tell_of_new(now=LATER)

    assert tell_of_new(now=LATEST) == 1


def test_a_change_whose_transaction_ended_late_is_not_missed(cast: Cast) -> None:
    saved_by(cast)
    published("late", title="Late ward", now=LATER)
    tell = ResourceChange.objects.get(key="late")
    SavedSearch.objects.update(searched_at=LATER + timedelta(minutes=5), until_change=tell.pk + 7)

    assert tell_of_new(now=LATER + timedelta(minutes=20)) == 1


def test_what_was_taken_away_and_who_closed_their_account_are_left_out(cast: Cast) -> None:
    saved_by(cast), saved_by(cast, "contributor")
    published("gone", title="Gone ward", now=LATER)
    published("new", title="New ward", now=LATER)
    Resource.objects.filter(key="gone").update(live=False)
    cast["contributor"].is_active = False
    cast["contributor"].save()

    assert tell_of_new(now=LATER) == 1
    assert told(cast) == ["New ward"]
    assert told(cast, "contributor") == []


def test_nothing_is_searched_again_while_nothing_changes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    saved_by(cast)
    published("new", title="New ward", now=LATER)
    tell_of_new(now=LATEST)

    def no_index(*arguments: Any) -> None:
        raise AssertionError("an index is made")

    monkeypatch.setattr(saved_telling, "write_index", no_index)

    assert tell_of_new(now=LATEST + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"q": "ward " * 2_000}, "This search has 9,999 characters; at most 1,000 can be looked for."),
        ({"q": "😀🎉"}, "“😀🎉” holds no word to look for"),
        ({"q": " "}, "There is nothing to look for"),
        ({}, "There is nothing to look for"),
        ({"q": "ward", "type": "novel"}, "The library has no “novel” to narrow down by."),
        ({"q": "ward", "colour": "blue"}, "The library has no “blue” to narrow down by."),
        ({"q": "ward", "system": "a" * 300}, "The library has no “aaa"),
        ({"q": "ward", "name": "a" * 10_000}, "This has 10,000 characters; at most 120 can be kept."),
        ({"q": "ward", "name": " \u200b"}, "Give it a name by which you know it again."),
    ],
)
def test_what_cannot_be_saved_has_its_sentence_and_nothing_is_saved(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = save(reader(cast["member"]), **typed)

    assert sentence in words(answer.content)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("text", ["'; DROP TABLE learn_savedsearch; --", 'NEAR(a b) OR "', "* AND NOT", "<b>ward</b>"])
def test_queries_of_sql_and_operators_are_words_like_any_other(cast: Cast, text: str) -> None:
    save(reader(cast["member"]), q=text)
    SavedSearch.objects.update(saved_at=AT, searched_at=AT)
    published("new", title=text, now=LATER)

    assert tell_of_new(now=LATER) == 1
    assert SavedSearch.objects.get().words == text


def test_script_in_a_name_and_in_words_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    browser = reader(cast["member"])
    save(browser, q=bad, name=bad, system=bad)
    one = SavedSearch.objects.get()
    SavedSearch.objects.update(saved_at=AT, searched_at=AT)
    published("new", title="Script", origins=(), now=LATER)
    SavedSearch.objects.update(chosen={})
    tell_of_new(now=LATER)

    for address in ("/library/saved/", f"/library/saved/{one.pk}/", f"/library/saved/{one.pk}/delete/", "/inbox/"):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_somebody_elses_saved_search_is_neither_seen_nor_changed_nor_deleted(cast: Cast) -> None:
    one = saved_by(cast)
    other = reader(cast["contributor"])

    answers = [
        other.get(f"/library/saved/{one.pk}/"),
        other.post(f"/library/saved/{one.pk}/", {"name": "Theirs"}),
        other.post(f"/library/saved/{one.pk}/delete/"),
        other.get(f"/library/saved/{10**25}/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert "Theirs" not in SavedSearch.objects.get().name
    assert "About ward" not in other.get("/library/saved/").content.decode()


def test_a_person_can_have_fifty_and_the_same_search_is_kept_once(cast: Cast) -> None:
    for number in range(MOST_OF_A_PERSON):
        saved_by(cast, words=f"ward{number}")

    again = saved_by(cast, words="ward3")
    answer = save(reader(cast["member"]), q="one more")

    assert again.words == "ward3"
    assert answer.status_code == 409
    assert "You have 50 saved searches, and more cannot be kept." in words(answer.content)
    assert 'value="one more"' in answer.content.decode()
    assert SavedSearch.objects.count() == MOST_OF_A_PERSON


def test_one_form_sent_twice_saves_one_search(cast: Cast) -> None:
    browser = reader(cast["member"])
    typed = {"once": token(browser), "q": "ward", "name": "Mine"}

    first, second = (browser.post("/library/saved/", typed)["Location"] for _ in range(2))

    assert first == second
    assert SavedSearch.objects.count() == 1


def test_nobody_saves_without_an_account(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        save_search(by=cast.reader("nobody"), name="Mine", words="ward", chosen={}, now=AT)


def test_the_action_refuses_what_the_page_refuses(cast: Cast) -> None:
    with pytest.raises(CannotBeSaved):
        save_search(by=cast.reader("member"), name="Mine", words="", chosen={"type": ()}, now=AT)


def test_saved_searches_are_in_the_copy_of_a_person_and_go_with_them(cast: Cast) -> None:
    saved_by(cast)

    exported = export_of(cast["member"], now=LATER)
    erase_person(by=cast.reader("member"), person=cast["member"], removes_texts=False, now=LATER)

    assert exported["searches you saved"][0]["words"] == "ward"
    assert not SavedSearch.objects.exists()


def test_the_worker_does_it_every_quarter_of_an_hour_and_says_what_it_did(cast: Cast) -> None:
    worker = Worker(stopping=lambda: False, say=print, clock=lambda: LATER)
    saved_by(cast)
    published("new", title="New ward", now=LATER)
    part = next(part for part in worker.parts if part.name == "saved searches")

    said = [part.run(LATER), part.run(LATEST)]

    assert part.every_seconds == 15 * 60
    assert said == ["1 match of saved searches told", ""]
    assert KINDS["saved-search"].frequency == "weekly"
