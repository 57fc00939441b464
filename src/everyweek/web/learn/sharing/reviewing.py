"""What a reviewer does: comment, ask for changes, accept, decline; always with words that the contributor reads."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.models import Author, Resource
from everyweek.web.learn.library.names import free_name, name_of_title
from everyweek.web.learn.sharing.actions import MEANWHILE, add_step, locked, move
from everyweek.web.learn.sharing.errors import NetworkHasClosed, NotInThisState
from everyweek.web.learn.sharing.files import move_files
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.sharing.telling import tell_contributor
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Person
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

DECISIONS = {
    "commented": "Only comment",
    "changes asked": "Ask for changes: it goes back to whoever wrote it",
    "accepted": "Accept: it goes into the library at once",
    "declined": "Decline: it does not go into the library",
}
STATES_TO_DECIDE = {"commented": ("sent", "changes asked")}
"""In which states a decision can be made, where it is not only while it is with the reviewers."""


@transaction.atomic
def review(
    *,
    by: Reader,
    submission: Submission,
    decision: str,
    words: str,
    evidence: str = "",
    seen_version: int,
    now: datetime,
) -> Submission:
    """Decide about what was sent, or only comment; the contributor is told. decision : a key of DECISIONS.

    evidence : what its effects rest on, when it is accepted; "" for what claims none.
    Raises NotInThisState, NetworkHasClosed, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    assert decision in DECISIONS
    assert words
    submission = locked(submission)
    check(by, "submission.review", submission)
    if submission.state not in STATES_TO_DECIDE.get(decision, ("sent",)):
        raise NotInThisState(f"{MEANWHILE[submission.state]} Your decision was not saved.")
    if submission.version != seen_version:
        raise ChangedMeanwhile("What you review")
    if decision == "accepted" and is_for_closed_network(submission):
        raise NetworkHasClosed(submission.shown_network.name)
    hold_writer(by)
    if decision != "commented":
        submission.state = decision
    move(submission, now=now)
    step = add_step(submission, decision, by=by, words=words, now=now)
    if decision == "accepted":
        submission.resource = _publish(by, submission, evidence=evidence, now=now)
        submission.save(update_fields=("resource",))
    tell_contributor(submission, step, now=now)
    return submission


def is_for_closed_network(submission: Submission) -> bool:
    """Whether the network inside which it is to be read was closed since it was sent."""
    network = submission.shown_network
    return network is not None and network.ended_at is not None


def _publish(by: Reader, submission: Submission, *, evidence: str, now: datetime) -> Resource:
    """The resource, with its contributor credited when they are one of its authors.

    The key is chosen behind the first entry of the chain, for which everybody waits who writes one: so nobody else
    can take the same key at the same time.
    """
    draft: ResourceDraft = draft_from_json(submission.shown)
    draft = replace(draft, key=free_name(name_of_title(draft.title)), evidence=evidence)
    resource = publish_draft(draft, by=by, network=submission.shown_network, now=now)
    move_files(submission, resource, now=now)
    contributor = Person.objects.get(pk=submission.contributor_id)
    for author in Author.objects.filter(resource=resource):
        if _plain(author.name) == _plain(contributor.name):
            author.person = contributor
            author.save(update_fields=("person",))
    return resource


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
