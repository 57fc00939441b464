"""Erasing a person at their own request: nothing of them stays but what others need, and that without their name."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F, Q

from everyweek.web.people.accounts.others_lines import (
    keys_of_lines_about,
    take_name_from_invitations,
    take_name_from_lines,
)
from everyweek.web.people.accounts.own_data import ERASERS, TEXT_ERASERS
from everyweek.web.people.accounts.sessions.actions import end_all_sessions_of
from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.erasure import erase_details
from everyweek.web.people.discussion.moderation import TITLE_OF_REMOVED
from everyweek.web.people.models import (
    AddressTrouble,
    Attendance,
    BulkDraft,
    Digest,
    Event,
    Following,
    Invitation,
    JoinRequest,
    MailChoice,
    Nominee,
    Notification,
    OutgoingMail,
    Person,
    Post,
    PostReport,
    Return,
    SharedLink,
    Thread,
)
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role, locked_held

NAME_OF_ALL_WHO_LEFT = "A former member"
GONE = "Removed by whoever wrote it."
THEIRS_ALONE = (Notification, MailChoice, Following, JoinRequest, Attendance, Digest)
"""Tables whose rows are about one person and of use to nobody else."""


@transaction.atomic
def erase_person(*, by: Reader, person: Person, removes_texts: bool, now: datetime) -> None:
    """Erase a person; whole or not at all. One who was erased already is left as they are.

    Everything is held and changed before the first entry of the chain is written, for which everybody waits who writes
    one; and the person's own row last of all, because a new address holds up whoever writes anything about them.

    by            : the person, or national support at their request.
    removes_texts : whether what they wrote in networks goes too; else it stays, without their name.
    Raises NotPermitted, and LastOne for the only one who holds national support.
    """
    if by.identity != person.pk:
        check(by, "country.administer")
    _hold_what_names(person)
    if removes_texts:
        _hold_texts(person)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.erased_at is not None:
        return
    email, roles = person.email, locked_held(person.pk)
    nominations = list(Nominee.objects.filter(Q(person=person) | Q(email__iexact=email)))
    take_name_from_lines(person.name, keys_of_lines_about(person, nominations), instead=NAME_OF_ALL_WHO_LEFT)
    take_name_from_invitations(person, instead=NAME_OF_ALL_WHO_LEFT)
    _remove_what_is_theirs_alone(person, email)
    _withdraw(nominations)
    Return.objects.filter(executive_email__iexact=email).update(
        executive_name="", executive_job_title="", executive_email=""
    )
    if removes_texts:
        _remove_texts(person, now=now)
        for eraser in TEXT_ERASERS:
            eraser(person.pk, now=now)
    for eraser in ERASERS:
        eraser(person.pk)
    end_all_sessions_of(person.pk)
    for role in roles:
        end_role(by=by, role=role, was_checked=True, now=now)
    Notification.objects.filter(person=person).delete()  # also those that tell of roles that have just ended
    erase_details(person.pk, mentions=email, by=by, now=now)
    record(by=by, action="person.erased", of=("person", str(person.pk)), about=person.pk, now=now)
    _empty(person, now=now)


def _remove_what_is_theirs_alone(person: Person, email: str) -> None:
    for model in THEIRS_ALONE:
        model.objects.filter(person=person).delete()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    BulkDraft.objects.filter(by=person).delete()
    OutgoingMail.objects.filter(Q(person=person) | Q(to__iexact=email)).delete()
    AddressTrouble.objects.filter(email__iexact=email).delete()
    Invitation.objects.filter(Q(email__iexact=email) | Q(accepted_by=person)).delete()


def _hold_what_names(person: Person) -> None:
    """Returns, nominations, lists and invitations that name the person, held before the person: as everybody does."""
    address = Q(email__iexact=person.email)
    for rows in (
        Return.objects.filter(executive_email__iexact=person.email),
        Nominee.objects.filter(Q(person=person) | address),
        BulkDraft.objects.filter(by=person),
        Invitation.objects.filter(address | Q(accepted_by=person) | Q(invited_by=person)),
    ):
        list(rows.select_for_update(no_key=True).order_by("pk"))


def _hold_texts(person: Person) -> None:
    """What the person wrote, held in the order in which those hold it who write: posts before their conversations."""
    posts = Post.objects.filter(author=person)
    list(posts.select_for_update(no_key=True).order_by("pk"))
    list(Thread.objects.select_for_update(no_key=True).filter(pk__in=posts.values("thread")).order_by("pk"))
    for rows in (Event.objects.filter(made_by=person), SharedLink.objects.filter(added_by=person)):
        list(rows.select_for_update(no_key=True).order_by("pk"))


def _withdraw(nominations: Iterable[Nominee]) -> None:
    """That somebody was nominated stays, without who it was; their place is free for somebody else.

    Each needs an address of its own, that is nobody's.
    """
    for nominee in nominations:
        nominee.name, nominee.job_title, nominee.state = NAME_OF_ALL_WHO_LEFT, "", "withdrawn"
        nominee.email, nominee.token_digest = f"erased-nominee-{nominee.pk}@erased.invalid", ""
        nominee.why_no_network = ""  # it may name them
        nominee.save(update_fields=("name", "job_title", "state", "email", "token_digest", "why_no_network"))


def _remove_texts(person: Person, *, now: datetime) -> None:
    """That there was a post stays, as when its author removes one; the text does not."""
    Post.objects.filter(author=person, removed_at=None).update(removed_at=now, removed_by=person, why_removed=GONE)
    threads = Thread.objects.filter(pk__in=Post.objects.filter(author=person).values("thread"))
    Post.objects.filter(author=person).update(text="", shared_beyond=False, version=F("version") + 1)
    threads.filter(author=person).update(title=TITLE_OF_REMOVED)
    SharedLink.objects.filter(added_by=person).update(
        removed_at=now, title="", address="", note="", shared_beyond=False
    )
    Event.objects.filter(made_by=person).update(about="", shared_beyond=False, version=F("version") + 1)
    PostReport.objects.filter(by=person).update(why="")
    for thread in threads:
        left = thread.posts.filter(removed_at=None).order_by("-created_at").first()
        if left is not None:
            Thread.objects.filter(pk=thread.pk).update(last_post_at=left.created_at)


def _empty(person: Person, *, now: datetime) -> None:
    """The row stays for what points to it. Its address is free: whoever has it may be invited as somebody else."""
    person.name, person.job_title, person.shows_email = NAME_OF_ALL_WHO_LEFT, "", False
    person.email = f"erased-{person.pk}@erased.invalid"
    person.set_unusable_password()
    person.is_active, person.last_login = False, None
    person.closed_at, person.erased_at = person.closed_at or now, now
    person.save()
