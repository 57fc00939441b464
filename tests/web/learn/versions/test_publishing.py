"""Publishing a working copy: what changed and why, numbers of versions, what stands against it, who was quicker."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.cast import Cast
from support.people import reader
from support.site import words
from support.versions import AT, PUBLISHED, authored, changed, guide, said, saved, seen, sent, token, typed

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.starting.loading import load_starting_resources
from everyweek.web.learn.versions.models import Feedback, PublishedChange, WorkingCopy
from everyweek.web.learn.versions.numbers import wrong_with

pytestmark = pytest.mark.django_db


NHS_NUMBER = "943 476 5919"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1.0", "Version 1.0 is there already. The new number must be greater than 1.0."),
        ("0.9", "The new number must be greater than 1.0."),
        ("next", "Write a number such as 1.1, 2.0 or 2.0.1"),
        ("9" * 10_000, "This has 10,000 characters; at most 11 can be kept."),
    ],
)
def test_a_number_that_is_none_or_not_greater_has_its_sentence(cast: Cast, number: str, sentence: str) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Shorter.")

    answer = sent(reader(cast["contributor"]), resource, number=number)

    read = words(answer.content)
    assert answer.status_code == 200
    assert sentence in read
    assert "Three wards tried it." in read
    assert resource.versions.count() == 1


def test_what_counts_as_a_greater_number() -> None:
    known = ["0.9", "1.0", "spring"]
    good = ("1.0.1", "1.1", "1.10", "2", "2.0.0", "999.999.999")
    bad = ("", "1", "1.0.0", "0.10", "01.1", "1.1.1.1", "1.", ".1", "-2", "2,0", "v2", "٢.٠", "1.1/../2", "1.1\n")

    assert [one for one in good if wrong_with(one, known)] == []
    assert [one for one in bad if not wrong_with(one, known)] == []
    assert wrong_with("1.0", []) == ""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"changed": " "}, "Say in a sentence what changed: those who follow it read this."),
        ({"changed": "a" * 2_001}, "This has 2,001 characters; at most 2,000 can be kept."),
        ({"status": ""}, "Choose how far it has been tried."),
        ({"status": "perfect"}, "Choose one of the three."),
    ],
)
def test_what_is_missing_or_wrong_has_its_sentence(cast: Cast, more: dict[str, str], sentence: str) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Shorter.")

    answer = sent(reader(cast["contributor"]), resource, **more)

    assert sentence in words(answer.content)
    assert resource.versions.count() == 1


def test_with_an_nhs_number_it_is_saved_but_not_published(cast: Cast) -> None:
    resource = guide(cast)
    browser = reader(cast["contributor"])
    browser.post("/library/board-rounds/edit/", typed(resource, body=f"She has {NHS_NUMBER}."))

    form = words(browser.get("/library/board-rounds/edit/").content)
    page = words(browser.get("/library/board-rounds/edit/publish/").content)
    answer = sent(browser, resource, looked_at="on")

    assert f"This is an NHS number: it passes the check. Take it out before you send it: “{NHS_NUMBER}”" in form
    assert "It cannot be published with an NHS number in it." in page
    assert answer.status_code == 409
    assert resource.versions.count() == 1


def test_an_nhs_number_in_what_changed_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Shorter.")

    answer = sent(reader(cast["contributor"]), resource, why=f"It named {NHS_NUMBER}.")

    read = words(answer.content)
    assert answer.status_code == 409
    assert "There is an NHS number in it. Take it out before you publish it." in read
    assert f"It named {NHS_NUMBER}." in read
    assert resource.versions.count() == 1


def test_what_looks_like_a_date_of_birth_is_confirmed_before_it_is_published(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Born 14 March 1950, she waited.")
    browser = reader(cast["contributor"])

    unseen = sent(browser, resource)
    confirmed = sent(browser, resource, looked_at="on")

    assert "Tick that you looked at each of these" in words(unseen.content)
    assert confirmed["Location"] == "/library/board-rounds/"


def test_what_was_there_must_not_be_emptied(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, summary="", body="")

    page = words(reader(cast["contributor"]).get("/library/board-rounds/edit/publish/").content)

    assert "Write a summary" in page
    assert "It cannot be published yet." in page


def test_somebody_else_published_meanwhile_and_nothing_is_lost(cast: Cast) -> None:
    resource = guide(cast)
    browser = reader(cast["contributor"])
    browser.post("/library/board-rounds/edit/", typed(resource, title="Board rounds at nine", body="Meet at eight."))
    once = token(browser, "/library/board-rounds/edit/publish/")
    with_update = replace(
        draft_of(resource), summary="An updated summary.", body="Meet at seven.", topics={"link": ("beds",)}
    )
    publish_draft(with_update, by=None, by_words="the collection", now=AT)

    late = browser.post("/library/board-rounds/edit/publish/", {"once": once, **seen(resource), **PUBLISHED})
    taken = browser.post("/library/board-rounds/edit/take-over/", seen(resource))
    asked = words(browser.get("/library/board-rounds/edit/publish/").content)
    done = sent(browser, resource)

    told = words(late.content)
    assert late.status_code == 409
    assert "was changed after these changes were begun, so nothing was published now" in told
    for shown in ("An updated summary", "seven", "eight", "Three wards tried it."):
        assert shown in told
    assert taken["Location"] == "/library/board-rounds/edit/publish/"
    assert "seven" in asked
    assert done.status_code == 302
    resource.refresh_from_db()
    assert resource.summary == "An updated summary."
    assert [(one.kind, one.value) for one in resource.topics.all()] == [("link", "beds")]
    assert (resource.title, resource.body) == ("Board rounds at nine", "Meet at eight.")


def test_of_two_who_publish_at_once_the_second_is_told_and_keeps_what_they_typed(cast: Cast) -> None:
    resource = guide(cast)
    one = said(cast, resource)
    saved(cast, resource, body="Shorter.")
    browser, address = reader(cast["reviewer"]), "/library/board-rounds/edit/publish/"
    late = {"once": token(browser, address), **seen(resource), **PUBLISHED, "changed": "Mine.", "why": "Ours."}
    sent(reader(cast["contributor"]), resource)

    answer = browser.post(address, {**late, f"answer-{one.pk}": "done", f"words-{one.pk}": "We did it."})

    read = words(answer.content)
    assert answer.status_code == 409
    for shown in ("somebody published them or threw them away", "Mine.", "Ours.", "We did it."):
        assert shown in read
    assert resource.versions.last().changed == "Shorter."


def test_what_has_no_versions_says_what_changed_and_when(cast: Cast) -> None:
    resource = authored(cast)
    saved(cast, resource, body="Meet at eight.")

    asked = reader(cast["contributor"]).get("/library/red-bag/edit/publish/").content.decode()
    done = sent(reader(cast["contributor"]), resource)

    assert 'name="number"' not in asked
    assert done.status_code == 302
    read = words(reader().get("/library/red-bag/").content)
    assert "Changed on" in read
    assert "Shorter." in read
    assert "Why: Three wards tried it." in read
    assert PublishedChange.objects.get().numbered is None


def test_what_has_no_versions_and_was_not_changed_is_not_published(cast: Cast) -> None:
    resource = authored(cast)
    saved(cast, resource)

    answer = sent(reader(cast["contributor"]), resource)

    assert answer.status_code == 409
    assert "There is nothing to do." in words(answer.content)
    assert not PublishedChange.objects.exists()


def test_a_guide_that_was_only_tried_in_more_places_is_a_new_version(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource)

    answer = sent(reader(cast["contributor"]), resource, status="established")

    assert answer.status_code == 302
    assert resource.versions.last().status == "established"


def test_one_form_sent_twice_publishes_once(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource, body="Shorter.")
    browser = reader(cast["contributor"])
    address = "/library/board-rounds/edit/publish/"
    form = {"once": token(browser, address), **seen(resource), **PUBLISHED}

    first, second = browser.post(address, form), browser.post(address, form)

    assert first["Location"] == second["Location"] == "/library/board-rounds/"
    assert resource.versions.count() == 2


def test_script_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    resource = guide(cast)
    said(cast, resource, bad, part=bad)
    saved(cast, resource, title=bad, summary=bad, body=f"{bad} [x](javascript:alert(1))")
    browser = reader(cast["contributor"])
    pages = [browser.get(f"/library/board-rounds/edit/{step}") for step in ("", "preview/", "publish/", "throw-away/")]
    one = Feedback.objects.get()
    answers = {f"answer-{one.pk}": "done", f"words-{one.pk}": bad}

    sent(browser, resource, changed=bad, why=bad, **answers)

    pages += [
        browser.get(f"/library/{path}")
        for path in ("board-rounds/", "board-rounds/versions/1.1/", "board-rounds/feedback/")
    ]
    pages.append(reader(cast["member"]).get("/library/following/"))
    for page in pages:
        read = page.content.decode()
        assert page.status_code == 200
        assert "&lt;script&gt;alert(1)" in read
        assert "<script>alert" not in read
        assert 'href="javascript' not in read


def test_forms_without_a_token_of_ours_are_refused(cast: Cast) -> None:
    resource = guide(cast)
    saved(cast, resource)
    browser = reader(cast["contributor"], checks_forms=True)

    answers = [
        browser.post(f"/library/board-rounds/{step}")
        for step in ("edit/", "edit/publish/", "edit/take-over/", "edit/throw-away/", "follow/", "feedback/")
    ]

    assert [one.status_code for one in answers] == [403] * 6
    assert WorkingCopy.objects.exists()


def test_the_collection_does_not_overwrite_what_was_changed_here(cast: Cast, tmp_path: Path) -> None:
    text = "---\nkey: a\ntype: tool\ntitle: A\nsummary: One.\nsettings: [care home]\nauthors: [Ann]\n---\nText.\n"
    (tmp_path / "a.md").write_text(text)
    load_starting_resources(now=AT, folder=tmp_path)
    changed(cast, Resource.objects.get(key="a"), who="reviewer", title="Ours")
    told: list[str] = []

    (tmp_path / "a.md").write_text(text.replace("Text", "New text"))
    done = load_starting_resources(now=AT, folder=tmp_path, say=told.append)
    again = load_starting_resources(now=AT, folder=tmp_path)

    assert done == again == {"kept": 1}
    assert told == ["a: people changed it here, so it stays as it is."]
    assert Resource.objects.get(key="a").title == "Ours"


def test_the_collection_is_updated_below_a_working_copy_which_is_told_and_not_lost(cast: Cast, tmp_path: Path) -> None:
    text = "---\nkey: a\ntype: tool\ntitle: A\nsummary: One.\nsettings: [care home]\nauthors: [Ann]\n---\nText.\n"
    (tmp_path / "a.md").write_text(text)
    load_starting_resources(now=AT, folder=tmp_path)
    resource = Resource.objects.get(key="a")
    saved(cast, resource, who="reviewer", title="Ours")

    (tmp_path / "a.md").write_text(text.replace("Text", "New text"))
    done = load_starting_resources(now=AT, folder=tmp_path)
    page = words(reader(cast["reviewer"]).get("/library/a/edit/publish/").content)

    assert done == {"changed": 1}
    assert "Somebody else published meanwhile" in page
    assert "Ours" in page
    assert WorkingCopy.objects.get().content["title"] == "Ours"
