"""What readers say should be better, and what is done about it: said, answered in the next version, or removed."""

from typing import Any

import pytest
from support.cast import Cast
from support.people import reader
from support.site import words
from support.versions import AT, authored, changed, guide, said, saved, token

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions.actions import seen_of
from everyweek.web.learn.versions.errors import FeedbackIsSettled
from everyweek.web.learn.versions.feedback import remove, take_back
from everyweek.web.learn.versions.models import Feedback
from everyweek.web.learn.versions.publishing import Answer, Wanted
from everyweek.web.learn.versions.queries import working_copy_of
from everyweek.web.people.models import Notification
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

WORDS = "Say who leads it."


def give(cast: Cast, resource: Resource, who: str = "member", **typed: Any) -> Any:
    browser, address = reader(cast[who]), f"/library/{resource.slug}/feedback/"
    return browser.post(address, {"once": token(browser), "words": WORDS, **typed})


def took_out(cast: Cast, one: Feedback, who: str, **typed: Any) -> Any:
    browser, address = reader(cast[who]), f"/library/{one.resource.slug}/feedback/{one.pk}/remove/"
    return browser.post(address, {"once": token(browser), **typed})


def told(cast: Cast, who: str, kind: str) -> list[tuple[str, str]]:
    lines = Notification.objects.filter(person=cast[who], kind=kind).order_by("pk")
    return [(one.title, one.text) for one in lines]


def test_a_reader_says_something_and_those_who_may_change_it_are_told(cast: Cast) -> None:
    resource = guide(cast)

    answer = give(cast, resource, part="The second paragraph")

    assert answer["Location"] == "/library/board-rounds/feedback/?said=yes"
    for who in ("contributor", "reviewer", "national support"):
        assert told(cast, who, "feedback") == [("A reader says what should be better in “Board rounds”", "")]
    assert not Notification.objects.filter(kind="feedback", person=cast["champion"]).exists()
    others = words(reader(cast["champion"]).get("/library/board-rounds/feedback/").content)
    own = words(reader(cast["member"]).get("/library/following/").content)
    assert WORDS in others
    assert "About: The second paragraph" in others
    assert "The member" not in others
    assert WORDS in own
    assert "Waiting for the next version" in own
    assert reader().get("/library/board-rounds/feedback/")["Location"].startswith("/sign-in/")


def test_it_is_answered_in_the_next_version_and_whoever_said_it_is_told(cast: Cast) -> None:
    resource = guide(cast)
    one, other, left = (said(cast, resource, words) for words in ("Who leads?", "Use a tablet.", "More pictures."))
    saved(cast, resource, body="Sister leads.")
    browser, address = reader(cast["contributor"]), "/library/board-rounds/edit/publish/"
    seen = seen_of(resource, working_copy_of(resource))
    form = {
        "once": token(browser), "copy": seen.copy, "version": seen.version,
        "changed": "Says who leads.", "number": "1.1", "status": "tested",
        f"answer-{one.pk}": "done", f"words-{one.pk}": "We named the sister.",
        f"answer-{other.pk}": "declined", f"words-{other.pk}": "Wards have none.",
        f"answer-{left.pk}": "waiting",
    }  # fmt: skip

    done = browser.post(address, form)

    assert done.status_code == 302
    pages = {
        address: words(reader().get(address).content)
        for address in ("/library/board-rounds/", "/library/board-rounds/versions/1.1/")
    }
    pages["own"] = words(reader(cast["member"]).get("/library/following/").content)
    pages["feedback"] = words(reader(cast["member"]).get("/library/board-rounds/feedback/").content)
    for page in pages.values():
        for shown in ("Who leads?", "We named the sister.", "Use a tablet.", "Wards have none."):
            assert shown in page
    assert "You said, we did" in pages["/library/board-rounds/"]
    assert "More pictures." not in pages["/library/board-rounds/"]
    assert "More pictures." in pages["feedback"]
    assert told(cast, "member", "said") == [
        ("Your feedback on “Board rounds” was answered: we did something", "We named the sister."),
        ("Your feedback on “Board rounds” was answered: it was not taken up", "Wards have none."),
    ]
    left.refresh_from_db()
    assert left.state == "waiting"


def test_earlier_answers_stay_on_the_page_below_the_newest(cast: Cast) -> None:
    resource = guide(cast)
    for number in ("1.1", "1.2"):
        one = said(cast, resource, f"Asked before {number}.")
        changed(cast, resource, wanted={"number": number, "answers": {one.pk: Answer("done", "Done.")}})

    page = reader().get("/library/board-rounds/").content.decode()

    assert page.index("Asked before 1.2.") < page.index("Earlier answers") < page.index("Asked before 1.1.")


@pytest.mark.parametrize(("state", "sentence"), [("done", "what you did about it"), ("declined", "why it is not")])
def test_an_answer_without_words_has_its_sentence(cast: Cast, state: str, sentence: str) -> None:
    resource = guide(cast)
    one = said(cast, resource)
    saved(cast, resource, body="Sister leads.")
    browser, address = reader(cast["contributor"]), "/library/board-rounds/edit/publish/"
    seen = seen_of(resource, working_copy_of(resource))
    form = {"copy": seen.copy, "version": seen.version, "changed": "x", "number": "1.1", "status": "tested"}

    answer = browser.post(address, {"once": token(browser), **form, f"answer-{one.pk}": state})

    assert f"Say in a sentence {sentence}" in words(answer.content)
    one.refresh_from_db()
    assert one.state == "waiting"


def test_feedback_that_was_taken_back_meanwhile_is_not_answered_and_nothing_is_lost(cast: Cast) -> None:
    resource = guide(cast)
    one = said(cast, resource)
    saved(cast, resource, body="Sister leads.")
    browser, address = reader(cast["contributor"]), "/library/board-rounds/edit/publish/"
    seen, once = seen_of(resource, working_copy_of(resource)), token(browser)
    take_back(by=cast.reader("member"), feedback=one, now=AT)
    form = {"copy": seen.copy, "version": seen.version, "changed": "Says who.", "number": "1.1", "status": "tested"}

    answer = browser.post(address, {"once": once, **form, f"answer-{one.pk}": "done", f"words-{one.pk}": "Done."})

    assert answer.status_code == 409
    assert "was answered, taken back or removed after you opened this page" in words(answer.content)
    assert "Says who." in words(answer.content)
    assert resource.versions.count() == 1


def test_of_what_has_no_versions_it_is_answered_with_a_change(cast: Cast) -> None:
    resource = authored(cast)
    one = said(cast, resource)

    changed(cast, resource, wanted={"answers": {one.pk: Answer("declined", "Each home has its own.")}})

    page = words(reader().get("/library/red-bag/").content)
    assert "Changed on 3 June 2026" in page
    assert "Each home has its own." in page
    assert "Not taken up, because" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "a" * 10_000}, "This has 10,000 characters; at most 5,000 can be kept. Nothing was saved yet."),
        ({"words": " \u200b"}, "Say what should be better, in a sentence or two."),
        ({"part": "a" * 201}, "This has 201 characters; at most 200 can be kept."),
        ({"words": "She has 943 476 5919."}, "There is an NHS number in it. Others read this: take the number out."),
    ],
)
def test_what_cannot_be_kept_has_its_sentence_and_loses_nothing(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = give(cast, guide(cast), **typed)

    read = words(answer.content)
    assert sentence in read
    assert typed.get("words", WORDS).strip(" \u200b")[:50] in read
    assert not Feedback.objects.exists()


def test_script_in_feedback_is_shown_and_not_run(cast: Cast) -> None:
    give(cast, guide(cast), words="<script>alert(1)</script>", part="<script>alert(2)</script>")

    for who, address in (("champion", "/library/board-rounds/feedback/"), ("member", "/library/following/")):
        read = reader(cast[who]).get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in read
        assert "&lt;script&gt;alert(2)" in read
        assert "<script>alert" not in read


def test_one_form_sent_twice_is_said_once(cast: Cast) -> None:
    guide(cast)
    browser, address = reader(cast["member"]), "/library/board-rounds/feedback/"
    form = {"once": token(browser), "words": WORDS}

    first, second = browser.post(address, form), browser.post(address, form)

    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1


def test_whoever_said_it_takes_it_back_while_it_waits(cast: Cast) -> None:
    one = said(cast, guide(cast))

    asked = words(reader(cast["member"]).get(f"/library/board-rounds/feedback/{one.pk}/remove/").content)
    done = took_out(cast, one, "member")

    assert "Take this back?" in asked
    assert done["Location"] == "/library/board-rounds/feedback/"
    assert not Feedback.objects.exists()


def test_what_was_answered_is_not_taken_back(cast: Cast) -> None:
    resource = guide(cast)
    one = said(cast, resource)
    changed(cast, resource, wanted={"answers": {one.pk: Answer("done", "We did.")}})

    answer = took_out(cast, one, "member")

    assert answer.status_code == 409
    assert Feedback.objects.get().words == WORDS


def test_those_who_may_change_it_remove_it_with_a_reason_that_its_writer_reads(cast: Cast) -> None:
    one = said(cast, guide(cast))

    without = took_out(cast, one, "contributor", why=" ")
    done = took_out(cast, one, "contributor", why="A patient could be known.")

    assert "Say why you remove it" in words(without.content)
    assert done["Location"] == "/library/board-rounds/feedback/"
    one.refresh_from_db()
    assert (one.state, one.words, one.settled_by) == ("removed", "", cast["contributor"])
    assert told(cast, "member", "said") == [
        ("Your feedback on “Board rounds” was removed", "A patient could be known.")
    ]
    own = words(reader(cast["member"]).get("/library/following/").content)
    assert "Removed, because" in own
    assert "A patient could be known." in own
    assert WORDS not in words(reader(cast["champion"]).get("/library/board-rounds/feedback/").content)


def test_others_neither_take_it_back_nor_remove_it(cast: Cast) -> None:
    one = said(cast, guide(cast))

    answer = took_out(cast, one, "champion")

    assert answer.status_code == 404
    for action in (
        lambda: take_back(by=cast.reader("contributor"), feedback=one, now=AT),
        lambda: remove(by=cast.reader("champion"), feedback=one, why="x", now=AT),
    ):
        with pytest.raises(NotPermitted):
            action()
    assert Feedback.objects.get().words == WORDS


def test_feedback_of_one_resource_is_not_found_under_another(cast: Cast) -> None:
    one = said(cast, guide(cast))
    authored(cast)

    answers = [
        reader(cast["member"]).get(f"/library/{where}/remove/")
        for where in (f"red-bag/feedback/{one.pk}", f"board-rounds/feedback/{'9' * 30}")
    ]

    assert [one.status_code for one in answers] == [404, 404]


def test_in_a_closed_network_nothing_is_said_and_nothing_is_lost(cast: Cast) -> None:
    resource = guide(cast, network="community", author="community's lead")
    browser, address = reader(cast["community's member"]), "/library/board-rounds/feedback/"
    once = token(browser)
    close_network(by=cast.reader("community's lead"), network=cast.networks["community"], seen_version=1, now=AT)

    answer = browser.post(address, {"once": once, "words": WORDS})
    page, of_resource = browser.get(address), browser.get("/library/board-rounds/")

    assert answer.status_code == 409
    for shown in ("was closed", WORDS):
        assert shown in words(answer.content)
    assert "was closed" in words(page.content)
    assert 'name="words"' not in page.content.decode()
    assert "What readers said" in words(of_resource.content)
    assert not Feedback.objects.filter(resource=resource).exists()


def test_what_is_answered_must_wait(cast: Cast) -> None:
    resource, other = guide(cast), authored(cast)
    elsewhere = said(cast, other)

    with pytest.raises(FeedbackIsSettled):
        changed(cast, resource, wanted={"answers": {elsewhere.pk: Answer("done", "x")}})
    elsewhere.refresh_from_db()
    assert elsewhere.state == "waiting"
    assert Wanted("x").answers == {}
