"""The access review: every role is looked at again, twice a year."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from support.cast import AT, Cast
from support.people import reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.models import AuditEntry, Notification, Role, RoleReview
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import give_role
from everyweek.web.people.roles.errors import LastOne
from everyweek.web.people.roles.queries import REVIEW_EVERY_DAYS, reviews_due
from everyweek.web.people.roles.reviews import remind_of_reviews, review_roles

REVIEW = "/organisation/ZZ1/people/review/"
DUE = AT + timedelta(days=REVIEW_EVERY_DAYS)
TRUST, BOARD, OTHER = "administrator of a trust", "administrator of a board", "administrator of another board"


def role_of(cast: Cast, who: str) -> Role:
    return Role.objects.get(person=cast[who], network=None)


def test_a_review_holds_everybody_here_and_below_and_nobody_beside(cast: Cast) -> None:
    board = words(reader(cast[BOARD]).get("/organisation/ZZA/people/review/").content)
    trust = words(reader(cast[TRUST]).get(REVIEW).content)

    assert "The administrator of a board" in board
    assert "Member at " in board
    assert "The member" in board
    assert "The administrator of another board" not in board
    assert "The administrator of a board" not in trust


def test_each_role_stands_with_what_a_reviewer_must_know(cast: Cast) -> None:
    Authenticator.objects.create(user=cast["contributor"], type=Authenticator.Type.TOTP, data={})
    cast["contributor"].last_login = AT
    cast["contributor"].save()

    page = words(reader(cast[TRUST]).get(REVIEW).content)

    assert (
        "The contributor Contributor Since 1 June 2026 Last signed in 1 June 2026 Second step yes Last reviewed never"
        in page
    )
    assert "Every role is looked at again about twice a year (every 183 days)." in page


@pytest.mark.parametrize("who", ["member", "administrator of another board", "community's lead"])
def test_only_who_administers_the_organisation_reviews_it(cast: Cast, who: str) -> None:
    assert reader(cast[who]).get(REVIEW).status_code == 403


def test_keeping_one_and_ending_another_is_noted_for_both(cast: Cast) -> None:
    kept, ended, client = role_of(cast, "member"), role_of(cast, "contributor"), reader(cast[TRUST])

    answer = send(
        client,
        REVIEW,
        shown=[kept.pk, ended.pk],
        **{f"role-{kept.pk}": "keep", f"role-{ended.pk}": "end"},
        why="Works elsewhere",
    )

    assert "2 roles looked at." in words(client.get(answer["Location"]).content)
    assert set(RoleReview.objects.values_list("role", "kept", "by")) == {
        (kept.pk, True, cast[TRUST].pk),
        (ended.pk, False, cast[TRUST].pk),
    }
    ended.refresh_from_db()
    assert ended.why_ended == "Works elsewhere"
    assert Role.objects.get(pk=kept.pk).until is None
    entry = AuditEntry.objects.get(action="roles.reviewed")
    assert entry.organisation == "ZZ1"
    assert '"kept": 1' in (entry.details or "")


def test_keeping_all_that_are_shown_spares_those_that_are_to_end(cast: Cast) -> None:
    kept, ended = role_of(cast, "member"), role_of(cast, "contributor")

    send(reader(cast[TRUST]), REVIEW, shown=[kept.pk, ended.pk], keep_all="1", **{f"role-{ended.pk}": "end"})

    assert Role.objects.filter(pk__in=(kept.pk, ended.pk), until=None).get() == kept
    assert RoleReview.objects.count() == 2


def test_a_review_in_which_nothing_was_said_is_said(cast: Cast) -> None:
    answer = send(reader(cast[TRUST]), REVIEW, shown=[role_of(cast, "member").pk, "x"], save="1")

    assert answer.status_code == 409
    assert "Choose keep or end for at least one role" in words(answer.content)
    assert not RoleReview.objects.exists()


def test_a_forged_role_of_another_board_changes_nothing_at_all(cast: Cast) -> None:
    ours, theirs, client = role_of(cast, "member"), role_of(cast, OTHER), reader(cast[TRUST])
    fields = {f"role-{ours.pk}": "end", f"role-{theirs.pk}": "end"}

    answer = send(client, REVIEW, shown=[ours.pk, theirs.pk], **fields)

    assert answer.status_code == 403
    assert Role.objects.filter(pk__in=(ours.pk, theirs.pk), until=None).count() == 2
    with pytest.raises(NotPermitted):
        review_roles(by=cast.reader(OTHER), code="ZZC", keep=(), end={ours.pk}, now=AT)
    with pytest.raises(NotPermitted):
        review_roles(by=cast.reader(OTHER), code="ZZ1", keep={ours.pk}, end=(), now=AT)


def test_a_role_that_ended_meanwhile_is_passed_over(cast: Cast) -> None:
    gone = role_of(cast, "member")
    Role.objects.filter(pk=gone.pk).update(until=DUE)

    assert review_roles(by=cast.reader(TRUST), code="ZZ1", keep={gone.pk}, end=(), now=DUE) == 0
    assert not AuditEntry.objects.filter(action="roles.reviewed").exists()


def test_the_roles_of_the_country_are_reviewed_with_england_by_national_support_only(cast: Cast) -> None:
    client, role = reader(cast["national support"]), role_of(cast, "national support")
    give_role(by=None, person=cast["champion"], kind="system_administrator", organisation="england", now=AT)

    national = client.get("/organisation/england/people/review/")
    administrator = reader(cast["champion"]).get("/organisation/england/people/review/")
    answer = client.post(
        "/organisation/england/people/review/",
        {"once": token_in(national), "shown": [role.pk], f"role-{role.pk}": "end"},
    )

    assert "The national support (you)" in words(national.content)
    assert "The national support" not in words(administrator.content)
    assert answer.status_code == 409
    assert "This is the last one who holds national support" in words(answer.content)
    assert '<option value="end" selected>' in answer.content.decode()
    with pytest.raises(LastOne):
        review_roles(by=cast.reader("national support"), code="england", keep=(), end={role.pk}, now=AT)


def test_a_role_is_due_183_days_after_it_was_given_or_last_kept(cast: Cast) -> None:
    review_roles(
        by=cast.reader(TRUST), code="ZZ1", keep={role_of(cast, "member").pk}, end=(), now=AT + timedelta(days=9)
    )

    almost = reviews_due(DUE - timedelta(seconds=1))
    due = {one.organisation: (one.due_at, one.roles) for one in reviews_due(DUE)}

    assert almost == ()
    assert due["ZZ1"] == (DUE, 9)  # ten hold a role there, one was reviewed since
    assert set(due) == {"ZZ1", "ZZA", "ZZ9", "ZZC", "ZZV", "england"}


def test_the_page_says_that_it_is_overdue_and_which_was_the_first(cast: Cast) -> None:
    now = timezone.now()
    Role.objects.filter(person=cast["member"]).update(since=now - timedelta(days=REVIEW_EVERY_DAYS + 1))
    Role.objects.exclude(person=cast["member"]).update(since=now)

    page = words(reader(cast[TRUST]).get(REVIEW).content)
    review_roles(by=cast.reader(TRUST), code="ZZ1", keep={role_of(cast, "member").pk}, end=(), now=now)
    after = words(reader(cast[TRUST]).get(REVIEW).content)

    assert "Overdue: 1 role is due to be looked at" in page
    assert "Nothing is due. The next is due on" in after


def test_administrators_are_reminded_once_for_every_due_date(cast: Cast) -> None:
    remind_of_reviews(DUE - timedelta(seconds=1))
    nobody = Notification.objects.filter(kind="review").count()
    for hours in (0, 1, 48):
        remind_of_reviews(DUE + timedelta(hours=hours))

    told = Notification.objects.filter(kind="review").values_list("person__name", "address")

    assert nobody == 0
    assert sorted(told) == [
        ("The administrator of a board", "/organisation/ZZA/people/review/"),
        ("The administrator of a region", "/organisation/ZZ9/people/review/"),
        ("The administrator of a trust", REVIEW),
        ("The administrator of another board", "/organisation/ZZC/people/review/"),
        ("The administrator of another board", "/organisation/ZZV/people/review/"),
        ("The national support", "/organisation/england/people/review/"),
    ]


def test_after_a_review_they_are_reminded_again_when_the_next_is_due(cast: Cast) -> None:
    remind_of_reviews(DUE)
    keep = set(Role.objects.filter(organisation="ZZ1").values_list("pk", flat=True))
    review_roles(by=cast.reader(TRUST), code="ZZ1", keep=keep, end=(), now=DUE)

    remind_of_reviews(DUE + timedelta(days=REVIEW_EVERY_DAYS))

    assert Notification.objects.filter(kind="review", person=cast[TRUST]).count() == 2


def test_a_long_review_has_pages_of_a_hundred_the_oldest_first(cast: Cast) -> None:
    client = reader(cast[OTHER])
    people = type(cast["member"]).objects.bulk_create(
        type(cast["member"])(email=f"p{number:03}@fenwick.example", name=f"Person {number:03}") for number in range(120)
    )
    Role.objects.bulk_create(
        Role(person=one, kind="member", organisation="ZZC", since=AT - timedelta(days=number))
        for number, one in enumerate(people)
    )

    page = client.get("/organisation/ZZC/people/review/").content.decode()

    assert page.index("Person 119") < page.index("Person 118") < page.index("Person 020")
    assert "Person 019" not in page
    assert "Shown: 1 to 100, those looked at longest ago first" in words(page)
