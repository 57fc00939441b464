"""Removing posts, and telling the leads of one that should not be there."""

import pytest
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
    token_on,
    without_roles,
)
from support.people import reader

from everyweek.web.people.discussion import moderation
from everyweek.web.people.discussion.errors import NeedsAReason, PostIsRemoved, ReportedAlready
from everyweek.web.people.discussion.fragments import latest_threads
from everyweek.web.people.discussion.moderation import TITLE_OF_REMOVED
from everyweek.web.people.models import AuditEntry, Notification, Post, PostReport, Role
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role, give_role


def test_an_author_removes_a_post_and_only_a_line_is_left(cast: Cast) -> None:
    post = begun(cast)
    own = answered(cast, post.thread, who=MEMBER["learning"], text="I should not have said this.")
    client = reader(cast[MEMBER["learning"]])

    asked = main_part(client.get(address("remove-post", own)))
    answer = client.post(address("remove-post", own))
    page = main_part(client.get(address("thread", post.thread)))

    own.refresh_from_db()
    assert "I should not have said this." in asked
    assert "Its text will be gone for good." in asked
    assert answer.status_code == 302
    assert (own.text, own.shared_beyond, own.why_removed) == ("", False, "")
    assert "Removed by its author on" in page
    assert "I should not have said this." not in page
    assert post.text in page


def test_a_lead_removes_a_post_with_a_reason_that_stays_and_its_author_is_told(cast: Cast) -> None:
    post = begun(cast)
    own = answered(cast, post.thread, who=MEMBER["learning"], text="Mr Smith of bed 4 waits.")
    lead = reader(cast[LEAD["learning"]])

    without = lead.post(address("remove-post", own), {"why": "  "})
    answer = lead.post(address("remove-post", own), {"why": "It names a patient"})
    page = main_part(reader(cast[MEMBER["learning"]]).get(address("thread", post.thread)))

    own.refresh_from_db()
    told = Notification.objects.get(person=cast[MEMBER["learning"]], kind="removed")
    assert "Say why you remove it." in main_part(without)
    assert answer.status_code == 302
    assert own.text == ""
    assert "Removed by a lead on" in page
    assert ": It names a patient" in page
    assert "Mr Smith" not in page
    assert (told.text, told.network_id) == ("It names a patient", cast.networks["learning"].pk)


def test_with_the_first_post_goes_the_title_also_from_inboxes_and_answers_stay(cast: Cast) -> None:
    post = begun(cast, title="Mr Smith of bed 4")
    answered(cast, post.thread, text="Please remove this.")
    client = reader(cast[MEMBER["learning"]])
    assert Notification.objects.filter(title__contains="Mr Smith").exists()

    client.post(address("remove-post", post))
    page = client.get(address("thread", post.thread))
    line = latest_threads(cast.networks["learning"], cast.reader(MEMBER["learning"]), 1)[0]

    assert "Mr Smith" not in seen(page)
    assert TITLE_OF_REMOVED in main_part(page)
    assert "Please remove this." in main_part(page)
    assert (line.title, line.posts) == (TITLE_OF_REMOVED, 1)
    assert not Notification.objects.filter(title__contains="Mr Smith").exists()


def test_a_conversation_whose_newest_post_was_removed_counts_as_old_as_the_one_before(cast: Cast) -> None:
    post = begun(cast)
    newest = answered(cast, post.thread)
    post.thread.refresh_from_db()
    assert post.thread.last_post_at == newest.created_at

    moderation.remove_post(by=cast.reader(LEAD["learning"]), post=newest, why="", now=timezone.now())

    post.thread.refresh_from_db()
    assert post.thread.last_post_at == post.created_at


def test_a_post_that_was_removed_cannot_be_changed_reported_or_removed_again(cast: Cast) -> None:
    post = begun(cast)
    client, lead = reader(cast[MEMBER["learning"]]), reader(cast[LEAD["learning"]])
    token = token_on(lead.get(address("report-post", post)))
    client.post(address("remove-post", post))
    entries = AuditEntry.objects.count()

    edited = client.post(address("edit-post", post), {"text": "Back again.", "version": "2"})
    reported = lead.post(address("report-post", post), {"once": token, "why": "It is rude."})
    again = client.post(address("remove-post", post))

    assert (edited.status_code, reported.status_code, again.status_code) == (409, 409, 302)
    assert "This post has been removed, so it cannot be changed or reported." in main_part(edited)
    assert "Back again." in main_part(edited)
    assert "It is rude." in main_part(reported)
    assert Post.objects.get().text == ""
    assert AuditEntry.objects.count() == entries


def test_a_member_removes_nobody_elses_post(cast: Cast) -> None:
    post = begun(cast, who=LEAD["learning"])

    answer = reader(cast[MEMBER["learning"]]).post(address("remove-post", post), {"why": "I dislike it"})

    post.refresh_from_db()
    assert answer.status_code == 403
    assert post.removed_at is None


def test_a_lead_whose_role_was_ended_between_page_and_button_changes_nothing(cast: Cast) -> None:
    post = begun(cast)
    lead = reader(cast[LEAD["learning"]])
    asked = lead.get(address("remove-post", post))
    role = Role.objects.get(person=cast[LEAD["learning"]], kind="network_lead")
    give_role(
        by=None, by_words="the tests", person=role.person, kind="member", network=role.network, now=timezone.now()
    )
    end_role(by=None, by_words="the tests", role=role, now=timezone.now())

    answers = [
        lead.post(address("remove-post", post), {"why": "It names a patient"}),
        lead.post(address("close-thread", post.thread), {"closed": "yes"}),
        lead.post(address("network-reports", network="learning"), {"report": "1"}),
    ]

    post.refresh_from_db()
    assert asked.status_code == 200
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "Only whoever wrote a post, or a lead of the network, may remove it." in seen(answers[0])
    assert "Only a lead of the network may close a conversation." in seen(answers[1])
    assert (post.removed_at, post.thread.closed_at) == (None, None)


def test_a_lead_still_removes_a_post_of_a_closed_network(cast: Cast) -> None:
    post = begun(cast)
    closed(cast, "learning")

    answer = reader(cast[LEAD["learning"]]).post(address("remove-post", post), {"why": "It names a patient"})

    post.refresh_from_db()
    assert answer.status_code == 302
    assert post.text == ""


def test_a_member_reports_a_post_and_a_lead_settles_it(cast: Cast) -> None:
    post = begun(cast, who=LEAD["learning"])
    member, lead = reader(cast[MEMBER["learning"]]), reader(cast[LEAD["learning"]])

    answer = send(member, address("report-post", post), why="It is rude.")
    thanks = main_part(member.get(answer["Location"]))
    waiting = main_part(lead.get(address("network-discussion", network="learning")))
    reports = main_part(lead.get(address("network-reports", network="learning")))
    told = Notification.objects.get(person=cast[LEAD["learning"]], kind="report")
    settled = lead.post(address("network-reports", network="learning"), {"report": str(PostReport.objects.get().pk)})
    after = main_part(lead.get(address("network-reports", network="learning")))

    assert "The leads of the network have been told" in thanks
    assert "1 reported post waits for a lead" in waiting
    assert "It is rude." in reports
    assert "The learning network&#39;s member reported this" in reports
    assert (told.network_id, told.address) == (cast.networks["learning"].pk, "/networks/learning/discussion/reports/")
    assert post.text not in told.title + told.text
    assert settled.status_code == 302
    assert "No reported post waits for a lead." in after


def test_the_same_post_is_reported_once_until_a_lead_has_looked(cast: Cast) -> None:
    post = begun(cast, who=LEAD["learning"])
    by, now = cast.reader(MEMBER["learning"]), timezone.now()
    report = moderation.report_post(by=by, post=post, why="It is rude.", now=now)

    with pytest.raises(ReportedAlready):
        moderation.report_post(by=by, post=post, why="Still rude.", now=now)
    page = send(reader(cast[MEMBER["learning"]]), address("report-post", post), why="Still rude.")
    moderation.settle_report(by=cast.reader(LEAD["learning"]), report=report, now=now)
    again = moderation.report_post(by=by, post=post, why="Ruder now.", now=now)

    assert page.status_code == 409
    assert "You have reported this post already" in main_part(page)
    assert "Still rude." in main_part(page)
    assert (again.pk, again.why, again.settled_at) == (report.pk, "Ruder now.", None)


def test_a_report_without_a_reason_is_asked_for_one(cast: Cast) -> None:
    post = begun(cast)

    page = send(reader(cast[LEAD["learning"]]), address("report-post", post), why=" ")

    assert "Say in a few words what is wrong with the post." in main_part(page)
    assert not PostReport.objects.exists()


def test_where_nobody_leads_a_report_waits_and_its_reporter_reads_that(cast: Cast) -> None:
    post = begun(cast)
    without_roles(cast, LEAD["learning"])
    member = reader(cast[MEMBER["learning"]])

    answer = send(member, address("report-post", post), why="I changed my mind.")

    assert "your report waits until somebody leads it" in main_part(member.get(answer["Location"]))
    assert PostReport.objects.count() == 1


def test_only_leads_see_and_settle_what_was_reported(cast: Cast) -> None:
    post = begun(cast)
    report = moderation.report_post(by=cast.reader(LEAD["learning"]), post=post, why="x", now=timezone.now())

    codes = {
        who: reader(someone).get(address("network-reports", network="learning")).status_code
        for who, someone in cast.people.items()
    }
    foreign = reader(cast[LEAD["community"]]).post(
        address("network-reports", network="community"), {"report": str(report.pk)}
    )

    assert [who for who, code in codes.items() if code == 200] == [LEAD["learning"]]
    assert foreign.status_code == 404
    for who in ("national support", MEMBER["learning"], LEAD["community"]):
        with pytest.raises(NotPermitted):
            moderation.settle_report(by=cast.reader(who), report=report, now=timezone.now())


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40])
def test_a_report_that_is_not_there_is_not_settled(cast: Cast, number: str) -> None:
    answer = reader(cast[LEAD["learning"]]).post(address("network-reports", network="learning"), {"report": number})

    assert answer.status_code == 404


def test_removing_a_reported_post_settles_the_report(cast: Cast) -> None:
    post = begun(cast)
    moderation.report_post(by=cast.reader(LEAD["learning"]), post=post, why="x", now=timezone.now())

    moderation.remove_post(by=cast.reader(LEAD["learning"]), post=post, why="It is rude", now=timezone.now())

    assert PostReport.objects.get().settled_at is not None
    with pytest.raises(PostIsRemoved):
        moderation.report_post(by=cast.reader(LEAD["learning"]), post=post, why="x", now=timezone.now())


def test_the_actions_themselves_refuse_whoever_is_not_inside(cast: Cast) -> None:
    post = begun(cast)
    before = AuditEntry.objects.count()

    for who in ("nobody", "member", "national support", "administrator of a region", LEAD["community"]):
        with pytest.raises(NotPermitted):
            moderation.remove_post(by=cast.reader(who), post=post, why="x", now=timezone.now())
        with pytest.raises(NotPermitted):
            moderation.report_post(by=cast.reader(who), post=post, why="x", now=timezone.now())
    with pytest.raises(NeedsAReason):
        moderation.remove_post(by=cast.reader(LEAD["learning"]), post=post, why="", now=timezone.now())

    post.refresh_from_db()
    assert post.removed_at is None
    assert AuditEntry.objects.count() == before
