"""Comments below a resource: writing, changing, removing, reporting, and looking after what was reported."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words
from support.using import AT, commented_by

from everyweek.web.learn.library.models import Author, Resource
from everyweek.web.learn.using.comments.moderation import leave_comment, remove_comment, report_comment
from everyweek.web.learn.using.errors import CommentIsRemoved
from everyweek.web.learn.using.models import Comment, CommentReport
from everyweek.web.people.models import AuditEntry, Notification

pytestmark = pytest.mark.django_db
WRITE = "/library/red-bag/comments/write/"


def sent(client: Client, address: str = WRITE, **typed: Any) -> Any:
    once = client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return client.post(address, {"once": once, **typed})


def address(comment: Comment, ending: str = "") -> str:
    return f"/library/{comment.resource.slug}/comments/{comment.pk}/{ending}"


def test_somebody_comments_and_everybody_reads_it_with_their_name(cast: Cast) -> None:
    published()

    answer = sent(reader(cast["member"]), text="By how much did it fall?\nSee https://example.org/a")

    comment = Comment.objects.get()
    page = reader().get("/library/red-bag/").content.decode()
    assert answer["Location"] == f"/library/red-bag/comments/?comment={comment.pk}#comment-{comment.pk}"
    assert "By how much did it fall?<br>" in page
    assert 'href="https://example.org/a" rel="nofollow noopener"' in page
    assert "The member" in page
    assert AuditEntry.objects.get(action="comment.written").object_key == str(comment.pk)


def test_whoever_has_not_signed_in_is_led_to_sign_in_and_back(cast: Cast) -> None:
    published()

    page, led = reader().get("/library/red-bag/comments/"), reader().get(WRITE)

    assert "Sign in to write a comment" in words(page.content)
    assert led["Location"] == f"/sign-in/?next={WRITE}"
    assert reader().post(WRITE, {"text": "x"})["Location"].startswith("/sign-in/")


def test_authors_with_an_account_are_told_and_nobody_of_their_own(cast: Cast) -> None:
    resource = published(authors=("The contributor", "Bob Other"))
    Author.objects.filter(name="The contributor").update(person=cast["contributor"])

    commented_by(cast, resource, "member")
    commented_by(cast, resource, "contributor")

    lines = Notification.objects.filter(kind="comment")
    assert [(line.person_id, line.title) for line in lines] == [
        (cast["contributor"].pk, "A new comment on “Red bag pathway”")
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \u200b", "Write something: the comment is empty."),
        ("a" * 10_000, "This has 10,000 characters; at most 5,000 can be kept."),
        ("Mr X, 943 476 5919, waited.", "“943 476 5919” is an NHS number: it passes the check. Take it out."),
    ],
)
def test_what_cannot_be_kept_has_its_sentence_and_loses_nothing(cast: Cast, text: str, sentence: str) -> None:
    published()

    answer = sent(reader(cast["member"]), text=text)

    assert sentence in words(answer.content)
    assert text.strip(" \u200b")[:500] in words(answer.content)
    assert not Comment.objects.exists()


def test_script_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script> javascript:alert(1)"
    comment = commented_by(cast, published(), text=bad)
    report_comment(by=cast.reader("champion"), comment=comment, why=bad, now=AT)

    for who, where in (
        ("member", "/library/red-bag/"),
        ("member", "/library/red-bag/comments/"),
        ("member", address(comment)),
        ("member", address(comment, "remove/")),
        ("champion", address(comment, "report/")),
        ("reviewer", "/library/comments/"),
    ):
        page = reader(cast[who]).get(where).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_a_comment_on_something_unpublished_meanwhile_is_not_lost(cast: Cast) -> None:
    resource = published()
    browser = reader(cast["member"])
    once = browser.get(WRITE).content.decode().partition('name="once" value="')[2].partition('"')[0]
    Resource.objects.filter(pk=resource.pk).update(live=False)

    answer = browser.post(WRITE, {"once": once, "text": "Ten minutes of typing."})
    never_was = browser.post("/library/never/comments/write/", {"once": once, "text": "Ten minutes of typing."})

    assert answer.status_code == never_was.status_code == 404
    assert "It may have been taken out of the library since you opened its page" in words(answer.content)
    assert "Ten minutes of typing." in words(answer.content)
    assert words(answer.content) == words(never_was.content)
    assert not Comment.objects.exists()


def test_whoever_wrote_it_edits_it_and_others_see_that(cast: Cast) -> None:
    comment = commented_by(cast, published())

    answer = sent(reader(cast["member"]), address(comment), text="How long?", version=1)
    late = sent(reader(cast["member"]), address(comment), text="From another window.", version=1)

    comment.refresh_from_db()
    assert answer.status_code == 302
    assert (comment.text, comment.version) == ("How long?", 2)
    assert "· Edited on" in words(reader().get("/library/red-bag/").content)
    assert late.status_code == 409
    assert "From another window." in words(late.content)
    assert "How long" not in AuditEntry.objects.get(action="comment.changed").details


def test_saving_it_as_it_was_changes_nothing(cast: Cast) -> None:
    comment = commented_by(cast, published(), text="How long?")

    sent(reader(cast["member"]), address(comment), text="How long?", version=1)

    comment.refresh_from_db()
    assert (comment.version, comment.edited_at) == (1, None)


def test_whoever_wrote_it_removes_it_and_a_line_stays(cast: Cast) -> None:
    comment = commented_by(cast, published())

    answer = sent(reader(cast["member"]), address(comment, "remove/"))

    comment.refresh_from_db()
    read = words(reader().get("/library/red-bag/").content)
    assert answer.status_code == 302
    assert comment.text == ""
    assert "Removed by whoever wrote it on" in read
    assert "How long did it take?" not in read
    assert not Notification.objects.filter(kind="words-removed").exists()


def test_another_reader_neither_edits_nor_removes_it(cast: Cast) -> None:
    comment = commented_by(cast, published())

    for ending in ("", "remove/"):
        assert reader(cast["champion"]).get(address(comment, ending)).status_code == 404
    assert reader(cast["member"]).get(address(comment, "report/")).status_code == 404


def test_a_reported_comment_waits_in_the_queue_of_those_who_moderate_who_are_told(cast: Cast) -> None:
    comment = commented_by(cast, published())

    answer = sent(reader(cast["champion"]), address(comment, "report/"), why="It names a patient.")
    again = sent(reader(cast["champion"]), address(comment, "report/"), why="It names a patient.")

    told = set(Notification.objects.filter(kind="comment-report").values_list("person__name", flat=True))
    assert "Thank you. Those who look after the comments have been told." in words(
        reader(cast["champion"]).get(answer["Location"]).content
    )
    assert again.status_code == 409
    assert "You have reported this comment already" in words(again.content)
    assert told == {"The national support", "The reviewer"}
    queue = words(reader(cast["reviewer"]).get("/library/comments/").content)
    assert "The champion reported this on" in queue
    assert "It names a patient." in queue
    assert reader(cast["member"]).get("/library/comments/").status_code == 403
    lead = words(reader(cast["project room's lead"]).get("/library/comments/").content)
    assert "No reported comment waits for you." in lead


def test_a_reviewer_removes_it_with_a_reason_that_stays_and_its_writer_is_told(cast: Cast) -> None:
    comment = commented_by(cast, published())
    report_comment(by=cast.reader("champion"), comment=comment, why="It names a patient.", now=AT)
    browser = reader(cast["reviewer"])

    without = sent(browser, address(comment, "remove/"))
    sent(browser, address(comment, "remove/"), why="It named a ward sister.")

    assert "Say why you remove it." in words(without.content)
    assert "Removed by The reviewer on" in words(reader().get("/library/red-bag/").content)
    assert ": It named a ward sister." in words(reader().get("/library/red-bag/").content)
    line = Notification.objects.get(kind="words-removed")
    assert (line.person_id, line.text) == (cast["member"].pk, "It named a ward sister.")
    assert "No reported comment waits for you." in words(browser.get("/library/comments/").content)
    assert "been removed already" in words(browser.get(address(comment, "remove/")).content)


def test_a_reviewer_leaves_it_where_it_is_and_it_can_be_reported_again(cast: Cast) -> None:
    comment = commented_by(cast, published())
    report = report_comment(by=cast.reader("champion"), comment=comment, why="Rude.", now=AT)
    browser = reader(cast["reviewer"])

    answer = browser.post("/library/comments/", {"report": report.pk})
    leave_comment(by=cast.reader("reviewer"), report=report, now=AT)
    gone = browser.post("/library/comments/", {"report": report.pk})
    report_comment(by=cast.reader("champion"), comment=comment, why="Still rude.", now=AT + timedelta(days=1))

    assert answer["Location"] == "/library/comments/"
    assert gone.status_code == 404
    assert AuditEntry.objects.filter(action="comment.left").count() == 1
    assert CommentReport.objects.get().settled_at is None


def test_what_was_removed_is_neither_changed_nor_reported(cast: Cast) -> None:
    comment = commented_by(cast, published())
    remove_comment(by=cast.reader("member"), comment=comment, why="", now=AT)

    with pytest.raises(CommentIsRemoved):
        report_comment(by=cast.reader("champion"), comment=comment, why="Rude.", now=AT)
    late = sent(reader(cast["member"]), address(comment), text="Once more.", version=2)
    remove_comment(by=cast.reader("member"), comment=comment, why="", now=AT)

    assert late.status_code == 409
    assert "This comment has been removed" in words(late.content)
    assert AuditEntry.objects.filter(action="comment.removed").count() == 1


def test_inside_a_network_its_leads_moderate_and_nobody_outside_is_told_or_reads(cast: Cast) -> None:
    inside = published("inside", network=cast.networks["learning"])
    comment = commented_by(cast, inside, "learning network's member", text="Between us.")
    report_comment(by=cast.reader("learning network's lead"), comment=comment, why="Rude.", now=AT)

    told = set(Notification.objects.filter(kind="comment-report").values_list("person__name", flat=True))
    queues = {
        who: "Between us." in words(reader(cast[who]).get("/library/comments/").content)
        for who in ("learning network's lead", "national support", "reviewer", "community's lead")
    }

    assert told == {"The learning network's lead"}
    assert queues == {
        "learning network's lead": True,
        "national support": False,
        "reviewer": False,
        "community's lead": False,
    }
    for who in ("national support", "reviewer", "member"):
        assert reader(cast[who]).get("/library/inside/comments/").status_code == 404
        assert reader(cast[who]).get(address(comment, "remove/")).status_code == 404


def test_twenty_stand_on_a_page_the_newest_last_and_an_address_of_one_opens_its_page(cast: Cast) -> None:
    resource = published()
    made = [
        commented_by(cast, resource, text=f"Number {number}.", now=AT + timedelta(minutes=number))
        for number in range(1, 24)
    ]
    browser = reader()

    last = words(browser.get("/library/red-bag/comments/").content)
    of_one = words(browser.get(f"/library/red-bag/comments/?comment={made[0].pk}").content)
    page = words(browser.get("/library/red-bag/").content)

    assert "23 comments, the newest last." in last
    assert ("Number 21." in last, "Number 20." in last) == (True, False)
    assert ("Number 1." in of_one, "Number 20." in of_one, "Number 21." in of_one) == (True, True, False)
    assert "All 23 comments" in page
    assert ("Number 18." in page, "Number 19." in page, "Number 23." in page) == (False, True, True)
    for nonsense in ("page=x", "page=99", "comment=x", "comment=999999999999999999999", "page=0"):
        assert browser.get(f"/library/red-bag/comments/?{nonsense}").status_code == 200
