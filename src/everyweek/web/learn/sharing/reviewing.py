"""What a reviewer does: comment, ask for changes, accept, decline; always with words that the contributor reads."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import resolve, reverse
from django.utils.text import slugify

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.models import Author, OldAddress, Resource
from everyweek.web.learn.sharing.actions import MEANWHILE, add_step, locked
from everyweek.web.learn.sharing.errors import NotInThisState
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
LONGEST_STEM = 80
"""Of a key: leaves room below the hundred of its column for a number."""


@transaction.atomic
def review(
    *, by: Reader, submission: Submission, decision: str, words: str, seen_version: int, now: datetime
) -> Submission:
    """Decide about what was sent, or only comment; the contributor is told. decision : a key of DECISIONS.

    Raises NotInThisState, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    assert decision in DECISIONS
    assert words
    submission = locked(submission)
    check(by, "submission.review", submission)
    if submission.state not in STATES_TO_DECIDE.get(decision, ("sent",)):
        raise NotInThisState(f"{MEANWHILE[submission.state]} Your decision was not saved.")
    if submission.version != seen_version:
        raise ChangedMeanwhile("What you review")
    hold_writer(by)
    submission.version, submission.changed_at = submission.version + 1, now
    if decision != "commented":
        submission.state = decision
    submission.save()
    step = add_step(submission, decision, by=by, words=words, now=now)
    if decision == "accepted":
        submission.resource = _publish(by, submission, now=now)
        submission.save(update_fields=("resource",))
    tell_contributor(submission, step, now=now)
    return submission


def _publish(by: Reader, submission: Submission, *, now: datetime) -> Resource:
    """The resource, with its contributor credited when they are one of its authors.

    The key is chosen behind the first entry of the chain, for which everybody waits who writes one: so nobody else
    can take the same key at the same time.
    """
    draft: ResourceDraft = draft_from_json(submission.shown)
    draft = replace(draft, key=free_key(draft.title))
    resource = publish_draft(draft, by=by, network=submission.shown_network, now=now)
    contributor = Person.objects.get(pk=submission.contributor_id)
    for author in Author.objects.filter(resource=resource):
        if _plain(author.name) == _plain(contributor.name):
            author.person = contributor
            author.save(update_fields=("person",))
    return resource


def free_key(title: str) -> str:
    """A key of words of the title that no resource has or had, and no page of the library's own either."""
    stem = slugify(title)[:LONGEST_STEM].strip("-_") or "resource"
    key, number = stem, 1
    while _is_taken(key):
        number += 1
        key = f"{stem}-{number}"
    return key


def _is_taken(key: str) -> bool:
    return (
        resolve(reverse("resource", kwargs={"slug": key})).url_name != "resource"
        or Resource.objects.filter(key=key).exists()
        or Resource.objects.filter(slug=key).exists()
        or OldAddress.objects.filter(slug=key).exists()
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
