"""What there is to do, and the lists of networks, rounds and mails behind it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.cast import AT, Cast
from support.champions import DEADLINE, DURING, LATE, make_round, sent_in, the_return
from support.people import reader
from support.site import words

from everyweek.web.people.administration.mails.queries import MASKED, find_mails, mail_lines
from everyweek.web.people.administration.networks.queries import networks_seen
from everyweek.web.people.administration.overview.presenters import start_page
from everyweek.web.people.administration.overview.queries import overview_of
from everyweek.web.people.administration.rounds.presenters import list_page
from everyweek.web.people.administration.rounds.queries import rounds_seen
from everyweek.web.people.invitations.actions import invite, send_again
from everyweek.web.people.models import Invitation, Network, Notification, OutgoingMail, Role
from everyweek.web.people.networks.joining.actions import join
from everyweek.web.people.notifications.actions import write_mail
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.roles.actions import end_role

pytestmark = pytest.mark.django_db

HOME = "/administration/"
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
HALF_A_YEAR_LATER = AT + timedelta(days=184)


def titles(cast: Cast, who: str, *, now: datetime = NOW) -> list[str]:
    return [task.title for task in start_page(overview_of(cast.reader(who), now=now), directory())["tasks"]]


def mail(to: str = "member@example.nhs.uk", *, state: str = "refused", **columns: Any) -> OutgoingMail:
    write_mail(to=to, subject="Your role", lines=("Hello",), key=f"key-{to}-{state}", now=NOW)
    OutgoingMail.objects.filter(key=f"key-{to}-{state}").update(state=state, said="550 no such mailbox", **columns)
    return OutgoingMail.objects.get(key=f"key-{to}-{state}")


# What there is to do


def test_with_nothing_to_do_the_page_says_so(cast: Cast) -> None:
    page = words(reader(cast["administrator of a trust"]).get(HOME).content)

    assert "Nothing waits for you." in page


def test_tasks_stand_in_the_order_of_their_urgency(cast: Cast) -> None:
    make_round(cast, systems=("ZZA",))
    end_role(by=None, role=Role.objects.get(person=cast["project room's lead"], kind="network_lead"), now=NOW)
    join(by=cast.reader("champion"), network=cast.networks["learning"], now=NOW)
    mail()
    invite(
        by=cast.reader("administrator of a trust"),
        email="new@example.nhs.uk",
        kind="member",
        organisation="ZZ1",
        now=NOW,
    )

    found = titles(cast, "national support", now=max(LATE, HALF_A_YEAR_LATER))

    assert found == [
        "1 return is late",
        "1 network with members has no lead",
        "1 mail was refused or may not have gone",
        "The roles of 6 organisations are due to be reviewed",
        "1 organisation has people and no administrator",
        "1 invitation ran out",
    ]


def test_an_administrator_is_told_of_what_they_look_after(cast: Cast) -> None:
    make_round(cast, systems=("ZZA", "ZZC"))
    mail("member.of.another.trust@example.nhs.uk", person=cast["member of another trust"])
    mail(person=cast["member"])

    found = {who: titles(cast, who) for who in ("administrator of a trust", "administrator of a board")}
    late = titles(cast, "administrator of a board", now=LATE)

    assert found == {
        "administrator of a trust": ["1 mail was refused or may not have gone"],
        "administrator of a board": ["1 mail was refused or may not have gone"],
    }
    assert late[0] == "1 return is late"


def test_an_invitation_is_something_to_do_when_it_ran_out_or_nobody_answered_for_more_than_a_week(cast: Cast) -> None:
    week, good = timedelta(days=7), timedelta(days=14)
    for code, who in (("ZZ1", "administrator of a trust"), ("ZZA", "administrator of a board")):
        invite(by=cast.reader(who), email=f"{code}@example.nhs.uk".lower(), kind="member", organisation=code, now=NOW)

    found = {
        (who, after): titles(cast, who, now=NOW + after)
        for who in ("administrator of a trust", "administrator of a board")
        for after in (timedelta(0), week - timedelta(seconds=1), week, good - timedelta(seconds=1), good)
    }

    of_a_trust, of_a_board = (
        [found[who, after] for after in (timedelta(0), week - timedelta(seconds=1), week, good)]
        for who in ("administrator of a trust", "administrator of a board")
    )
    assert of_a_trust == [
        [], [], ["1 invitation not accepted for more than a week"], ["1 invitation ran out"]
    ]  # fmt: skip
    assert of_a_board == [
        [], [], ["2 invitations not accepted for more than a week"], ["2 invitations ran out"]
    ]  # fmt: skip
    assert found["administrator of a trust", good - timedelta(seconds=1)] == of_a_trust[2]


def test_the_page_says_which_invitations_need_somebody(cast: Cast) -> None:
    trust, later = cast.reader("administrator of a trust"), NOW + timedelta(days=10)
    for name, at in (("old", NOW - timedelta(days=5)), ("a", NOW), ("b", NOW), ("c", NOW), ("d", NOW), ("new", later)):
        invite(by=trust, email=f"{name}@example.nhs.uk", kind="member", organisation="ZZ1", now=at)

    (task,) = start_page(overview_of(trust, now=later), directory())["tasks"]

    assert task.title == "1 invitation ran out; 4 invitations not accepted for more than a week"
    assert [link["detail"] for link in task.links] == [
        "ran out: old@example.nhs.uk; not accepted: a@example.nhs.uk, b@example.nhs.uk, c@example.nhs.uk and 1 more"
    ]


def test_an_invitation_that_was_sent_again_is_fresh(cast: Cast) -> None:
    trust = cast.reader("administrator of a trust")
    invite(by=trust, email="new@example.nhs.uk", kind="member", organisation="ZZ1", now=NOW)
    send_again(by=trust, invitation=Invitation.objects.get().pk, now=NOW + timedelta(days=15))

    assert titles(cast, "administrator of a trust", now=NOW + timedelta(days=20)) == []
    assert titles(cast, "administrator of a trust", now=NOW + timedelta(days=22)) != []


def test_requests_to_a_network_that_national_support_runs_are_told(cast: Cast) -> None:
    Network.objects.filter(key="community").update(joining="request")
    for who in ("champion", "member"):
        join(by=cast.reader(who), network=Network.objects.get(key="community"), now=NOW)

    assert "2 requests to join a network" in titles(cast, "national support")
    assert titles(cast, "administrator of a region") == []


def test_reviews_that_are_due_are_told_to_those_who_may_do_them(cast: Cast) -> None:
    due = {
        who: [one.organisation for one in overview_of(cast.reader(who), now=HALF_A_YEAR_LATER).reviews]
        for who in ("administrator of a trust", "administrator of a board", "national support")
    }

    assert due["administrator of a trust"] == ["ZZ1"]
    assert due["administrator of a board"] == ["ZZ1", "ZZA"]
    assert "england" in due["national support"]


def test_more_than_five_are_counted_and_not_listed(cast: Cast) -> None:
    page = start_page(overview_of(cast.reader("national support"), now=HALF_A_YEAR_LATER), directory())

    (reviews,) = [task for task in page["tasks"] if "reviewed" in task.title]
    assert (len(reviews.links), reviews.more) == (5, 1)


def test_every_task_leads_to_a_page_that_opens(cast: Cast) -> None:
    join(by=cast.reader("champion"), network=cast.networks["learning"], now=NOW)
    mail()
    invite(
        by=cast.reader("administrator of a trust"),
        email="new@example.nhs.uk",
        kind="member",
        organisation="ZZ1",
        now=NOW,
    )
    end_role(by=None, role=Role.objects.get(person=cast["project room's lead"], kind="network_lead"), now=NOW)
    make_round(cast, systems=("ZZA",))
    client = reader(cast["national support"])

    tasks = start_page(overview_of(cast.reader("national support"), now=HALF_A_YEAR_LATER), directory())["tasks"]

    for address in {task.all_address for task in tasks} | {link["href"] for task in tasks for link in task.links}:
        assert client.get(address).status_code == 200, address


# Networks


def test_networks_without_a_lead_come_first_with_who_may_be_named(cast: Cast) -> None:
    end_role(by=None, role=Role.objects.get(person=cast["project room's lead"], kind="network_lead"), now=NOW)

    first, *_ = [one for one in networks_seen(cast.reader("national support")) if one.line.members]

    assert (first.line.key, first.has_lead, first.may_appoint) == ("room", False, True)


def test_of_a_learning_network_only_its_lead_and_how_many_are_inside_is_shown(cast: Cast) -> None:
    join(by=cast.reader("champion"), network=cast.networks["learning"], now=NOW)

    page = words(reader(cast["national support"]).get(HOME + "networks/").content)
    (seen,) = [one for one in networks_seen(cast.reader("national support")) if one.line.key == "learning"]

    assert "The learning network&#39;s lead" in page
    assert "The learning network&#39;s member" not in page
    assert (seen.line.members, seen.requests) == (2, None)
    assert "Only its leads know" in page


def test_an_administrator_sees_no_private_network_and_appoints_nobody(cast: Cast) -> None:
    page = words(reader(cast["administrator of a region"]).get(HOME + "networks/").content)

    assert "Room of the winter plan" not in page
    assert "Say who" not in page
    assert "Shown to its members" in page


def test_networks_are_found_by_words(cast: Cast) -> None:
    client = reader(cast["national support"])

    assert "1 network." in words(client.get(HOME + "networks/", {"text": "frail"}).content)
    assert "No network fits." in words(client.get(HOME + "networks/", {"text": "unheard"}).content)


# Rounds


def test_national_support_sees_how_far_every_round_is(cast: Cast) -> None:
    found = make_round(cast)
    sent_in(cast.reader("national support"), the_return(found), "Ann Other")

    page = list_page(rounds_seen(cast.reader("national support"), now=DURING), is_national=True, now=DURING)

    (row,) = page["rows"]
    assert [cell["text"] for cell in row[:3]] == ["Recovery champions", "Noon on Tuesday 21 July 2026", "Open"]
    assert row[3]["text"] == "Sent in: 1, not begun: 1"


def test_an_administrator_sees_what_their_systems_return_and_nothing_of_others(cast: Cast) -> None:
    make_round(cast)

    page = list_page(rounds_seen(cast.reader("administrator of a board"), now=LATE), is_national=False, now=LATE)

    (row,) = page["rows"]
    assert row[0]["text"] == "Invented Harbour and Vale ICB"
    assert row[3]["text"].startswith("Late: nothing sent in")


def test_a_closed_round_has_no_late_returns(cast: Cast) -> None:
    found = make_round(cast)
    found.closed_at = DEADLINE
    found.save(update_fields=("closed_at",))

    (seen,) = rounds_seen(cast.reader("national support"), now=LATE)

    assert seen.late == ()
    assert list_page((seen,), is_national=True, now=LATE)["rows"][0][2]["text"] == "Closed"


def test_pages_without_rounds_say_so(cast: Cast) -> None:
    support = words(reader(cast["national support"]).get(HOME + "rounds/").content)
    trust = words(reader(cast["administrator of a trust"]).get(HOME + "rounds/").content)

    assert "There is no round yet." in support
    assert "No system that you look after is asked in a round." in trust


# Mails


def test_mails_that_did_not_arrive_are_shown_with_what_the_server_said(cast: Cast) -> None:
    mail()
    mail("champion@example.nhs.uk", state="uncertain")
    mail("reviewer@example.nhs.uk", state="sent")

    page = words(reader(cast["national support"]).get(HOME + "mails/").content)

    assert "2 mails." in page
    assert "The mail server refused it. It said: 550 no such mailbox" in page
    assert "It may or may not have gone: sending it was interrupted." in page
    assert "reviewer@example.nhs.uk" not in page


def test_administrators_see_mails_to_people_they_look_after(cast: Cast) -> None:
    mail(person=cast["member"])
    mail("member.of.another.trust@example.nhs.uk", person=cast["member of another trust"])
    mail("somebody.new@example.nhs.uk")

    seen = [one.to for one in find_mails(cast.reader("administrator of a board"))]

    assert seen == ["member@example.nhs.uk"]
    assert "Send again" not in words(reader(cast["administrator of a board"]).get(HOME + "mails/").content)


def test_what_a_mail_says_of_a_learning_network_is_masked(cast: Cast) -> None:
    line = Notification.objects.create(
        person=cast["learning network's member"],
        kind="reply",
        key="post-1",
        title="x",
        network=cast.networks["learning"],
        at=NOW,
    )
    told = mail(lines=[line.pk])
    named = mail("new@example.nhs.uk", subject="Ann invites you to Learning network of Fenwick")
    other = mail("champion@example.nhs.uk")

    lines = {one.number: one.subject for one in mail_lines([told, named, other])}

    assert lines == {told.pk: MASKED, named.pk: MASKED, other.pk: "Your role"}


def test_a_long_name_of_a_learning_network_is_masked_where_a_subject_was_cut(cast: Cast) -> None:
    Network.objects.filter(key="learning").update(name="N" * 120)
    cut = mail(subject=f"{'A' * 100} invites you to {'N' * 120}"[:200])

    assert mail_lines([cut])[0].subject == MASKED


def test_national_support_sends_a_mail_again(cast: Cast) -> None:
    row = mail()
    client = reader(cast["national support"])

    answer = client.post(f"{HOME}mails/{row.pk}/again/")
    twice = client.post(f"{HOME}mails/{row.pk}/again/")

    assert answer["Location"] == HOME + "mails/"
    assert OutgoingMail.objects.get(pk=row.pk).state == "waiting"
    assert twice.status_code == 409
    assert "This mail is not sent again" in words(twice.content)


def test_an_administrator_sends_no_mail_again(cast: Cast) -> None:
    row = mail(person=cast["member"])

    answer = reader(cast["administrator of a trust"]).post(f"{HOME}mails/{row.pk}/again/")

    assert answer.status_code == 403
    assert OutgoingMail.objects.get(pk=row.pk).state == "refused"
