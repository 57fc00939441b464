"""Who works on a plan, what it is linked to, what is said about it, and what its changes tell."""

from typing import Any

import pytest
from support.cast import Cast
from support.library import published
from support.planning import AT, action_of, aim_of, browser, cycle_of, plan_of, posted
from support.site import words

from everyweek.web.people.actions import close_account
from everyweek.web.people.discussion.errors import WriterIsGone
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import can
from everyweek.web.plan.models import PlanComment, PlanLink
from everyweek.web.plan.plans.actions import PlanWords, change_plan
from everyweek.web.plan.plans.aims import AimAsked, change_aim
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.links import add_link
from everyweek.web.plan.plans.members import add_member, remove_member, set_leads

pytestmark = pytest.mark.django_db


def test_somebody_is_let_work_on_a_plan_leads_it_and_leaves(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    there = f"/plans/{plan.key}/people/"

    added = posted(browser(cast), there, {"email": " Contributor@example.nhs.uk ", "leads": ""})
    told = Notification.objects.get(person=cast["contributor"], kind="plan")
    set_leads(by=me, plan=plan, person=cast["contributor"].pk, leads=True, now=AT)
    left = posted(browser(cast), f"{there}{cast['member'].pk}/", {"what": "remove"}, form=there)

    assert added["Location"] == there
    assert told.title == "You work on the plan “Winter beds”"
    assert left["Location"] == "/plans/"
    assert [(one.person_id, one.leads) for one in plan.members.all()] == [(cast["contributor"].pk, True)]


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write the e-mail address with which they sign in."),
        ("nobody@example.org", "Nobody with an open account has the address nobody@example.org."),
        ("member@example.nhs.uk", "The member works on this plan already."),
    ],
)
def test_who_cannot_be_let_work_on_a_plan_is_said(cast: Cast, email: str, said: str) -> None:
    plan = plan_of(cast)

    answer = posted(browser(cast), f"/plans/{plan.key}/people/", {"email": email})

    assert said in words(answer.content)


def test_the_last_lead_cannot_go_before_somebody_else_leads(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    there = f"/plans/{plan.key}/people/"

    answer = posted(browser(cast), f"{there}{cast['member'].pk}/", {"what": "follow"}, form=there)

    assert answer.status_code == 409
    assert "Somebody must lead the plan." in words(answer.content)
    with pytest.raises(NotAPlan, match="Somebody must lead"):
        remove_member(by=me, plan=plan, person=cast["member"].pk, now=AT)


def test_those_who_work_on_a_plan_look_after_it_once_nobody_is_left_who_leads_it(cast: Cast) -> None:
    plan = plan_of(cast, readers="team")
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)
    before = can(cast.reader("contributor"), "plan.look-after", plan)

    close_account(by=cast.reader("national support"), person=cast["member"], now=AT)
    mine = cast["contributor"].pk
    set_leads(by=cast.reader("contributor"), plan=plan, person=mine, leads=True, now=AT)

    assert not before
    assert not can(cast.reader("member of another trust"), "plan.look-after", plan)
    assert [one.person_id for one in plan.members.filter(leads=True, person__is_active=True)] == [mine]


def test_whose_account_is_closed_meanwhile_reads_that_nothing_was_done(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(cast)
    aim, link = (
        aim_of(cast, plan),
        add_link(by=cast.reader("member"), plan=plan, address="/measures/", title="M", now=AT),
    )
    cycle_of(cast, plan)
    client, there = browser(cast), f"/plans/{plan.key}/"

    def gone(by: Any) -> None:
        raise WriterIsGone

    monkeypatch.setattr("everyweek.web.plan.plans.holding.hold_writer", gone)
    answers = [
        posted(client, f"{there}{address}", {"day": "2026-06-01"}, form="/plans/new/")
        for address in (f"aims/{aim.pk}/remove/", f"links/{link.pk}/remove/", "cycles/1/figures/remove/")
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert all("This was not done" in words(answer.content) for answer in answers)


def test_a_plan_is_linked_to_a_resource_a_page_here_and_one_elsewhere(cast: Cast) -> None:
    plan = plan_of(cast)
    published("red-bag", now=AT)
    there = f"/plans/{plan.key}/links/new/"

    for address, title in (
        ("http://localhost/library/red-bag/", ""),
        ("/measures/", "What each measure means"),
        ("https://example.org/guide", "A guide <i>"),
    ):
        assert posted(browser(cast), there, {"address": address, "title": title}).status_code == 302

    page = browser(cast).get(f"/plans/{plan.key}/").content.decode()
    assert [one.kind for one in PlanLink.objects.all()] == ["resource", "page", "page"]
    assert 'href="/library/red-bag/"' in page
    assert "A guide &lt;i&gt;" in page


@pytest.mark.parametrize(
    ("address", "title", "said"),
    [
        ("", "x", "Paste the address of the page."),
        ("/library/none/", "", "The address leads to nothing that you can read."),
        ("/no/such/page", "x", "The address leads to nothing that you can read."),
        ("/measures/", "", "Give the link a title that says what is there."),
        ("javascript://example.org/%0aalert(1)", "x", "Give a whole web address"),
        ("https://example.org/" + "x" * 600, "x", "more than 500 characters"),
        ("measures/?" + "x" * 490, "x", "more than 500 characters"),
        ("http://[", "x", "Give a whole web address"),
    ],
)
def test_a_link_that_leads_nowhere_says_so(cast: Cast, address: str, title: str, said: str) -> None:
    plan = plan_of(cast)

    answer = posted(browser(cast), f"/plans/{plan.key}/links/new/", {"address": address, "title": title})

    assert said in words(answer.content)


def test_the_title_of_what_a_reader_may_not_read_is_not_told_by_a_link(cast: Cast) -> None:
    plan = plan_of(cast, "learning network's member")
    published("inside", network=cast.networks["learning"], now=AT, title="A secret guide")
    add_link(by=cast.reader("learning network's member"), plan=plan, address="/library/inside/", now=AT)

    inside = browser(cast, "learning network's member").get(f"/plans/{plan.key}/").content.decode()
    outside = browser(cast).get(f"/plans/{plan.key}/").content.decode()

    assert "A secret guide" in inside
    assert "A secret guide" not in outside
    assert "/library/inside/" not in outside
    assert "Something that you cannot read" in outside


def test_a_comment_is_escaped_told_to_the_team_and_removed_by_its_writer(cast: Cast) -> None:
    plan = plan_of(cast)
    written = posted(
        browser(cast, "contributor"),
        f"/plans/{plan.key}/comments/new/",
        {"text": "<script>alert(1)</script> Well done"},
    )
    comment = PlanComment.objects.get()
    page = browser(cast).get(f"/plans/{plan.key}/").content.decode()

    removed = posted(
        browser(cast, "contributor"),
        f"/plans/{plan.key}/comments/{comment.pk}/remove/",
        {},
    )

    assert written["Location"].endswith(f"#comment-{comment.pk}")
    assert "<script>alert(1)" not in page
    assert "Well done" in page
    assert Notification.objects.filter(person=cast["member"], kind="plan").exists()
    assert removed.status_code == 302
    again = words(browser(cast).get(f"/plans/{plan.key}/").content)
    assert "This comment was removed." in again
    assert "Well done" not in again


def test_a_comment_of_another_is_removed_by_nobody_but_a_lead(cast: Cast) -> None:
    plan = plan_of(cast)
    comment = write_comment(by=cast.reader("member"), plan=plan, text="Mine", now=AT)

    answer = posted(
        browser(cast, "contributor"), f"/plans/{plan.key}/comments/{comment.pk}/remove/", {}, form="/plans/new/"
    )

    assert answer.status_code == 409
    assert PlanComment.objects.get().text == "Mine"


def test_an_nhs_number_is_not_kept(cast: Cast) -> None:
    plan = plan_of(cast)

    answer = posted(browser(cast), f"/plans/{plan.key}/comments/new/", {"text": "Mr X, 943 476 5919"})

    assert "is an NHS number" in words(answer.content)
    assert not PlanComment.objects.exists()
    with pytest.raises(NotAPlan, match="is an NHS number"):
        action_of(cast, plan, "Ring 943 476 5919")


def test_the_changes_say_who_did_what_with_before_and_after(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    aim = aim_of(cast, plan, why="Beds")
    less = AimAsked(aim.measure, aim.organisation, aim.to_value, aim.by_day)
    change_aim(by=me, aim=aim, asked=less, seen_version=1, now=AT)
    action_of(cast, plan, owner=cast["member"].pk)
    change_plan(by=me, plan=plan, asked=PlanWords("Beds <in> winter", "", "finished"), seen_version=1, now=AT)

    page = browser(cast).get(f"/plans/{plan.key}/changes/").content

    said = words(page)
    assert "State: Active → Finished" in said
    assert "Title: Winter beds → Beds &lt;in&gt; winter" in page.decode()
    assert "Owner: The member" in said
    assert "To: 78.0%" in said
    assert "From: 70.0% → nothing" in said
    assert "Why: Beds → nothing" in said
    assert "Made a plan" in said


def test_nothing_that_a_private_plan_says_stands_in_the_chain_that_administrators_read(cast: Cast) -> None:
    plan = plan_of(cast, readers="team", title="Secret beds")
    action_of(cast, plan, "Secret rounds", about="Secretly", owner_role="Secret matron", organisation="ZZ1")
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)

    entries = AuditEntry.objects.filter(object_kind="plan")

    assert entries.count() == 3
    assert not any("ZZ1" in (one.details or "") or one.about_id for one in entries)
    assert not any("secret" in (one.details or "").lower() for one in entries)
    assert {one.organisation for one in entries} == {""}
    page = words(browser(cast, "national support").get("/administration/audit/").content)
    assert "Secret" not in page
    file = b"".join(browser(cast, "national support").get("/administration/audit/file/")).decode()
    assert "plan.made" in file
    assert "secret" not in file.lower()
    own = words(browser(cast).get(f"/plans/{plan.key}/changes/").content)
    assert "Who: The contributor" in own


def test_what_a_plan_said_while_it_was_private_stays_out_of_the_chain_when_it_is_opened(cast: Cast) -> None:
    plan = plan_of(cast, readers="team", title="Secret beds")
    opened = PlanWords("Winter beds", "", "active", "organisation")

    change_plan(by=cast.reader("member"), plan=plan, asked=opened, seen_version=1, now=AT)

    entry = AuditEntry.objects.get(action="plan.changed")
    assert "everybody at the organisation" in words(browser(cast).get(f"/plans/{plan.key}/changes/").content).lower()
    assert "secret" not in (entry.details or "").lower()
