"""What a contributor does: begin, save, send in, take back. Every step is kept, and in the chain of changes."""

from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.sharing.checks import missing_in, signs_in
from everyweek.web.learn.sharing.errors import CannotBeSent, NotInThisState
from everyweek.web.learn.sharing.files import kept_files, show_files
from everyweek.web.learn.sharing.models import Submission, SubmissionStep
from everyweek.web.learn.sharing.telling import tell_reviewers
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can, check
from everyweek.web.people.reader import Reader

CHANGEABLE = ("draft", "changes asked", "withdrawn")
"""States in which it is with its contributor."""
WITHDRAWABLE = ("sent", "changes asked")
MEANWHILE = {
    "draft": "This has not been sent in yet.",
    "sent": "This is with the reviewers. Take it back first if you want to change it.",
    "changes asked": "Changes were asked for, and it is with whoever wrote it.",
    "accepted": "This was accepted and is in the library.",
    "declined": "This was declined.",
    "withdrawn": "This was taken back by whoever wanted to share it.",
}
"""What is said to somebody who comes too late, by the state that it is in."""


@transaction.atomic
def begin(*, by: Reader, kind: str, title: str, now: datetime) -> Submission:
    """Begin something, which nobody else reads before it is sent. Raises NotPermitted, WriterIsGone."""
    check(by, "resource.contribute")
    hold_writer(by)
    draft = ResourceDraft(key="", kind=kind, title=title, summary="", body="", authors=(by.name,), licence="OGL-UK-3.0")
    submission = Submission.objects.create(
        contributor_id=by.identity, content=draft.as_json(), created_at=now, changed_at=now
    )
    add_step(submission, "begun", by=by, now=now)
    return submission


@transaction.atomic
def save(
    *,
    by: Reader,
    submission: Submission,
    draft: ResourceDraft,
    network: Network | None,
    seen_version: int,
    now: datetime,
) -> Submission:
    """Save what was typed, finished or not. network : inside which it is to be read; None for everybody.

    Raises NotInThisState, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    submission = held(by, submission, CHANGEABLE, seen_version)
    if network is not None:
        check(by, "network.write", network)
    hold_writer(by)
    submission.content, submission.network = draft.as_json(), network
    move(submission, now=now)
    record_of(by, "submission.changed", submission, now=now)
    return submission


@transaction.atomic
def send(
    *,
    by: Reader,
    submission: Submission,
    words: str,
    declares_rights: bool,
    declares_no_patients: bool,
    looked_at_signs: bool,
    seen_version: int,
    now: datetime,
) -> Submission:
    """Send it to the reviewers, who are told; what they read is what it says now.

    Raises CannotBeSent, NotInThisState, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    submission = held(by, submission, CHANGEABLE, seen_version)
    draft = draft_from_json(submission.content)
    signs = signs_in(draft, kept_files(submission))
    if not (declares_rights and declares_no_patients):
        raise CannotBeSent("Both declarations must be ticked before it can be sent.")
    if missing := missing_in(draft):
        raise CannotBeSent(" ".join(one.sentence for one in missing))
    if any(one.blocks for one in signs):
        raise CannotBeSent("There is an NHS number in it, or in a file of it. Take it out before you send it.")
    if signs and not looked_at_signs:
        raise CannotBeSent("Something in it looks like a patient’s. Look at it and confirm it, or take it out.")
    if submission.network is not None and not can(by, "network.write", submission.network):
        raise CannotBeSent(
            f"You can no longer write in {submission.network.name}. Choose again who may read it, and save."
        )
    hold_writer(by)
    submission.shown, submission.shown_network = submission.content, submission.network
    submission.state, submission.sent_at = "sent", now
    show_files(submission)
    move(submission, now=now)
    step = add_step(submission, "sent", by=by, words=words, now=now)
    tell_reviewers(submission, step, now=now)
    return submission


@transaction.atomic
def withdraw(*, by: Reader, submission: Submission, seen_version: int, now: datetime) -> Submission:
    """Take it back: reviewers read it no more, and it can be changed and sent again.

    Raises NotInThisState, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    submission = held(by, submission, WITHDRAWABLE, seen_version)
    hold_writer(by)
    submission.state = "withdrawn"
    move(submission, now=now)
    add_step(submission, "withdrawn", by=by, now=now)
    return submission


def add_step(submission: Submission, what: str, *, by: Reader, words: str = "", now: datetime) -> SubmissionStep:
    """Keep a step, and write it into the chain without a word of what it says."""
    step = SubmissionStep.objects.create(submission=submission, by_id=by.identity, what=what, words=words, at=now)
    record_of(by, f"submission.{what.replace(' ', '-')}", submission, now=now)
    return step


def locked(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends."""
    rows = Submission.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("network", "shown_network").get(pk=submission.pk)


def held(by: Reader, submission: Submission, states: tuple[str, ...], seen_version: int | None) -> Submission:
    """The row, held, when its contributor may do something with it in this state and has seen it as it is.

    seen_version : None for what overwrites nothing, whatever happened meanwhile.
    """
    submission = locked(submission)
    check(by, "submission.change", submission)
    if submission.state not in states:
        raise NotInThisState(f"{MEANWHILE[submission.state]} Nothing was changed.")
    if seen_version is not None and submission.version != seen_version:
        raise ChangedMeanwhile("What you want to share")
    return submission


def move(submission: Submission, *, now: datetime) -> None:
    """Keep what was changed in it: whoever saw it before must look again."""
    submission.version, submission.changed_at, submission.told_at = submission.version + 1, now, None
    submission.save()


def record_of(by: Reader, action: str, submission: Submission, *, now: datetime) -> None:
    """Write it into the chain, without a word of what it says."""
    network = submission.shown_network or submission.network
    record(
        by=by,
        action=action,
        of=("submission", str(submission.pk)),
        after={"version": submission.version},
        network=network.key if network else "",
        now=now,
    )
