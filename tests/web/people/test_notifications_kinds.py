"""Whom each kind can reach: what the page of choices asks must not fall behind what the actions tell."""

from datetime import UTC, datetime, timedelta

import pytest
from support.assessing import an_assessment
from support.cast import AT, Cast
from support.champions import DURING, link_of, make_round, sent_in, the_return
from support.discussion import answered, begun
from support.library import published
from support.planning import action_of, plan_of
from support.saved_searches import saved_by
from support.sharing import decided, sent_by
from support.sharing_assessments import submitted
from support.using import commented_by
from support.versions import changed, guide, said

from everyweek.web.assess.conversation.comments import write_comment
from everyweek.web.learn.finding.saved_telling import tell_of_new
from everyweek.web.learn.using.comments.moderation import remove_comment, report_comment
from everyweek.web.learn.versions.following import follow
from everyweek.web.learn.versions.publishing import Answer
from everyweek.web.people.champions.answering import decline
from everyweek.web.people.champions.reminders import announce_opening
from everyweek.web.people.discussion.following import follow_network
from everyweek.web.people.discussion.moderation import remove_post, report_post
from everyweek.web.people.events.actions import EventDetails, make_event
from everyweek.web.people.models import JoinRequest, Notification, Role
from everyweek.web.people.networks.joining.actions import answer_request, join
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.notifications.kinds import KINDS, STOPPABLE, kinds_that_reach
from everyweek.web.people.organisations.belonging import move
from everyweek.web.people.reader import NOBODY, reader_of
from everyweek.web.people.roles.actions import end_role
from everyweek.web.people.roles.reviews import remind_of_reviews
from everyweek.web.plan.actions.reminders import remind as remind_of_plans
from everyweek.web.plan.plans.members import add_member
from everyweek.web.plan.proposals.actions import offer

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_kind_reaches_everybody_who_is_told_of_it(cast: Cast) -> None:
    say_something_in_the_community(cast)
    ask_to_join(cast)
    look_after_people(cast)
    run_a_round(cast)
    decided(cast, sent_by(cast), "commented")
    change_something_in_the_library(cast)
    find_something_new(cast)
    comment_in_the_library(cast)
    offer_a_plan(cast)
    end_the_network(cast)
    ask_places(cast)
    work_on_a_plan(cast)

    told = Notification.objects.all()

    assert {line.kind for line in told} == set(KINDS)
    for line in told:
        assert KINDS[line.kind] in kinds_that_reach(reader_of(line.person_id)), f"{line.kind} to {line.person.name}"


def test_no_kind_reaches_somebody_who_has_not_signed_in() -> None:
    assert kinds_that_reach(NOBODY) == ()


def test_only_what_asks_for_something_by_a_date_cannot_be_stopped() -> None:
    assert [kind.key for kind in KINDS.values() if kind not in STOPPABLE] == ["round", "assessment-round"]


def work_on_a_plan(cast: Cast) -> None:
    """Somebody works on a plan with another, whose action is due today."""
    plan = plan_of(cast)
    add_member(by=cast.reader("member"), plan=plan, email=cast["contributor"].email, leads=False, now=NOW)
    action_of(cast, plan, owner=cast["contributor"].pk, due_on=NOW.date())
    remind_of_plans(NOW)


def offer_a_plan(cast: Cast) -> None:
    """Somebody offers a plan to the learning network."""
    plan = plan_of(cast, "learning network's member", title="Offered", now=NOW)
    network = cast.networks["learning"]
    offer(by=cast.reader("learning network's member"), plan=plan, network=network, words="W", asks_for="", now=NOW)


def change_something_in_the_library(cast: Cast) -> None:
    """Somebody follows a guide and says what should be better; its author answers in the next version."""
    resource = guide(cast)
    follow(by=cast.reader("member"), resource=resource, now=NOW)
    one = said(cast, resource)
    changed(cast, resource, wanted={"answers": {one.pk: Answer("done", "We did.")}})


def find_something_new(cast: Cast) -> None:
    """Something new in the library matches a search that somebody saved."""
    saved_by(cast, words="ward", now=NOW)
    published("new-ward", title="A new ward", now=NOW + timedelta(minutes=1))
    tell_of_new(now=NOW + timedelta(minutes=15))


def comment_in_the_library(cast: Cast) -> None:
    """Somebody comments on what another wrote, a third reports it, and a reviewer removes it."""
    resource = published("commented", title="A board round", authors=("The contributor",), now=NOW)
    resource.authors.update(person=cast["contributor"])
    for text in ("One.", "Two."):
        comment = commented_by(cast, resource, text=text, now=NOW)
    report_comment(by=cast.reader("champion"), comment=comment, why="Rude.", now=NOW)
    remove_comment(by=cast.reader("reviewer"), comment=comment, why="Rude.", now=NOW)


def ask_places(cast: Cast) -> None:
    """People are named for a place, which is asked in a round that is open; somebody comments on a question."""
    assessment = an_assessment(cast, now=NOW, opens_at=NOW - timedelta(days=1))
    about = {"assessment": assessment, "theme": "kettle", "question": "boils"}
    write_comment(by=cast.reader("member"), **about, text="Does it?", now=NOW)
    submitted(cast, assessment, now=NOW)


def say_something_in_the_community(cast: Cast) -> None:
    """A conversation, an answer, a report and an event; somebody follows it who has a role elsewhere alone."""
    network, outsider = cast.networks["community"], cast.reader("member")
    follow_network(by=outsider, network=network, wants=True, now=NOW)
    post = begun(cast, "community", now=NOW)
    answer = answered(cast, post.thread)
    report_post(by=cast.reader("community's member"), post=answer, why="Rude", now=NOW)
    other = begun(cast, "community", title="Beds", now=NOW)
    remove_post(by=cast.reader("community's lead"), post=other, why="Rude", now=NOW)
    at = NOW + timedelta(days=9)
    details = EventDetails("Frailty at the front door", "", at, at + timedelta(hours=1), "Here", "")
    make_event(by=cast.reader("community's lead"), network=network, details=details, shared_beyond=False, now=NOW)


def ask_to_join(cast: Cast) -> None:
    """Somebody asks a learning network, whose lead answers; and one that nobody leads."""
    network = cast.networks["learning"]
    join(by=cast.reader("member"), network=network, now=NOW)
    asked = JoinRequest.objects.get(network=network)
    lead = cast.reader("learning network's lead")
    answer_request(by=lead, network=network, request=asked.pk, accepts=False, now=NOW)
    room = cast.networks["room"]
    end_role(by=None, by_words="the tests", role=Role.objects.get(network=room, kind="network_lead"), now=NOW)
    type(room).objects.filter(pk=room.pk).update(joining="request")
    join(by=cast.reader("member of another trust"), network=type(room).objects.get(pk=room.pk), now=NOW)


def look_after_people(cast: Cast) -> None:
    """Somebody moves to an organisation elsewhere, and half a year has passed since the roles were looked at."""
    administrator = cast.reader("administrator of a trust")
    move(by=administrator, person=cast["contributor"], code="ZZ1", to="ZZC", kinds=["member"], now=NOW)
    remind_of_reviews(AT + timedelta(days=200))


def run_a_round(cast: Cast) -> None:
    """A round opens, and a nominee declines."""
    found = make_round(cast)
    announce_opening(found, now=DURING)
    (nominee,) = sent_in(cast.reader("administrator of a board"), the_return(found), "Ann Other")
    decline(token=link_of(nominee), by=NOBODY, now=DURING)


def end_the_network(cast: Cast) -> None:
    """The community is closed by its lead."""
    network = cast.networks["community"]
    close_network(by=cast.reader("community's lead"), network=network, seen_version=network.version, now=NOW)
