"""What was done, in words."""

from collections.abc import Mapping
from typing import Any

from everyweek.web.people.audit.keys import key_of
from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.values import value_in_words

ACTIONS = {
    "account.changed": "changed what their account says of them",
    "account.exported": "took a copy of their own data",
    "account.password_changed": "changed their password",
    "account.password_set": "set their password by a link",
    "account.recovery_codes_made": "made new recovery codes",
    "account.second_step_added": "set up a second step of signing in",
    "account.second_step_removed": "turned off a second step of signing in",
    "account.sign_on_linked": "signed in with their organisation’s own sign-on for the first time",
    "account.signed_out_elsewhere": "signed out everywhere else",
    "assessment-round.changed": "changed a round of assessments",
    "assessment-round.closed": "closed a round of assessments",
    "assessment-round.made": "made a round of assessments",
    "assessment-round.places-added": "asked further places in a round of assessments",
    "assessment-round.reopened": "opened a round of assessments again",
    "assessment.agreement-changed": "changed what is agreed in an assessment",
    "assessment.begun-from-last-time": "carried over what a place agreed in the round before",
    "assessment.comment-removed": "removed their comment in an assessment",
    "assessment.commented": "commented in an assessment",
    "assessment.evidence-added": "added a link or a chart to an answer of an assessment",
    "assessment.evidence-removed": "removed a link or a chart of an answer of an assessment",
    "assessment.given-longer": "gave a place longer for its assessment",
    "assessment.position-set": "set where a place stands and wants to be in an assessment",
    "assessment.return-used": "used a filled-in return in an assessment",
    "assessment.shared": "shared the self-assessment of a place",
    "assessment.submitted": "submitted the self-assessment of a place",
    "assessment.taken-back": "took back the self-assessment of a place",
    "audit.details-erased": "erased what entries said of a person",
    "audit.key-changed": "began to seal entries with another key",
    "bulk.done": "carried out a list of people and roles",
    "comment.changed": "changed a comment on a resource",
    "comment.left": "left a reported comment where it is",
    "comment.removed": "removed a comment on a resource",
    "comment.reported": "reported a comment on a resource",
    "comment.written": "commented on a resource",
    "event.attended": "said that they come to an event",
    "event.called_off": "called an event off",
    "event.changed": "changed an event",
    "event.declined": "said that they do not come to an event",
    "event.made": "planned an event",
    "feedback.answered": "answered what a reader said of a resource",
    "feedback.given": "said what should be better in a resource",
    "feedback.removed": "removed what a reader said of a resource",
    "feedback.taken-back": "took back what they said of a resource",
    "framework.added": "added a framework for assessments",
    "framework.offered-again": "offered a framework for assessments again",
    "framework.withdrawn": "withdrew a framework for assessments",
    "invitation.accepted": "accepted an invitation",
    "invitation.sent": "invited somebody",
    "invitation.sent_again": "sent an invitation again",
    "invitation.withdrawn": "took an invitation back",
    "library.restored": "brought an archive into the library",
    "link.added": "added a link",
    "link.changed": "changed a link",
    "link.removed": "removed a link",
    "mail.came-back": "noted that mail to an address came back",
    "mail.chosen": "chose how to hear by e-mail",
    "mail.sent-again": "sent a mail again",
    "mail.works-again": "noted that mail to an address arrives again",
    "network.accepted": "let somebody into a network",
    "network.asked": "asked to join a network",
    "network.changed": "changed what a network says of itself",
    "network.closed": "closed a network",
    "network.declined": "declined a request to join a network",
    "network.followed": "chose to hear of every conversation of a network",
    "network.made": "began a network",
    "network.muted": "chose not to hear of a network",
    "network.reopened": "opened a network again",
    "network.withdrawn": "took back a request to join a network",
    "nomination.confirmed": "confirmed a nomination",
    "nomination.declined": "declined a nomination",
    "nominee.added": "nominated a champion",
    "nominee.changed": "changed a nomination",
    "nominee.removed": "removed a nominee who had not been asked yet",
    "nominee.withdrawn": "withdrew a nomination",
    "organisation.settled": "changed the settings of an organisation",
    "password.link_made": "made a link to set a password",
    "person.added": "added a person",
    "person.closed": "closed an account",
    "person.erased": "erased an account",
    "person.reopened": "opened an account again",
    "place.changed": "changed a place or its parties",
    "place.ended": "ended a place",
    "place.made": "made a place",
    "place.named": "named somebody to take part for a place",
    "place.reopened": "took a place up again",
    "place.unnamed": "ended that somebody takes part for a place",
    "post.changed": "changed a post",
    "post.removed": "removed a post",
    "post.reported": "reported a post",
    "post.shared-beyond": "changed whether a post is shared beyond its network",
    "post.written": "wrote a post",
    "priorities.published": "published what a system chose as its priorities",
    "priorities.saved": "saved a draft of what a system chooses as its priorities",
    "report.settled": "settled a report about a post",
    "reading-list.changed": "changed a reading list",
    "reading-list.deleted": "deleted a reading list",
    "reading-list.entry-added": "put a resource into a reading list",
    "reading-list.entry-removed": "took a resource out of a reading list",
    "reading-list.made": "began a reading list",
    "resource.changes-thrown-away": "threw away changes of a resource that were not published",
    "resource.edited": "saved changes of a resource, not published yet",
    "resource.file-attached": "attached a file to a resource",
    "resource.file-removed": "removed a file of a resource",
    "resource.opinion-given": "said whether a resource was useful",
    "resource.followed": "chose to hear of changes of a resource",
    "resource.published": "published a resource",
    "resource.unfollowed": "chose not to hear of changes of a resource",
    "return.executive-named": "named the executive contact of a system",
    "return.given-longer": "gave a system longer",
    "return.rows-taken-over": "took nominees over from a table",
    "return.sent-in": "sent in what a system returns",
    "role.ended": "ended a role",
    "role.given": "gave a role",
    "roles.reviewed": "reviewed roles",
    "round.changed": "changed a round of nominations",
    "round.closed": "closed a round of nominations",
    "round.made": "began a round of nominations",
    "round.reopened": "opened a round of nominations again",
    "saved-search.deleted": "deleted a saved search",
    "saved-search.renamed": "gave a saved search another name",
    "saved-search.saved": "saved a search of the library",
    "submission.accepted": "accepted something for the library",
    "submission.begun": "began to write something for the library",
    "submission.changed": "changed what they write for the library",
    "submission.changes-asked": "asked for changes to something for the library",
    "submission.commented": "commented on something for the library",
    "submission.declined": "declined something for the library",
    "submission.deleted": "deleted something for the library with which nobody went on for a year",
    "submission.file-attached": "attached a file to what they write for the library",
    "submission.file-removed": "removed a file from what they write for the library",
    "submission.sent": "sent something in for the library",
    "submission.withdrawn": "took back something for the library",
    "thread.begun": "began a conversation",
    "thread.closed": "closed a conversation",
    "thread.followed": "chose to hear of a conversation",
    "thread.muted": "chose not to hear of a conversation",
    "thread.reopened": "opened a conversation again",
    "use.changed": "changed what they told of using a resource",
    "use.removed": "removed what somebody told of using a resource",
    "use.retracted": "took back what they told of using a resource",
    "use.told": "told that a resource was used",
}
"""What somebody did, by the name of the action: it follows their name in a sentence."""
FIRST = frozenset({"name", "nominee", "person", "role", "title"})
"""Keys that say whom or what the others are about."""
INSIDE = "Something was changed in a learning network"


def done(action: str) -> str:
    """What was done; an action without words of its own by its name.

    >>> done("role.given"), done("thing.turned_over")
    ('gave a role', 'did this: thing turned over')
    """
    return ACTIONS.get(action) or f"did this: {spaced(action)}"


def spaced(name: str) -> str:
    """The name of an action, a column or a kind of thing, as words.

    >>> spaced("champion_places"), spaced("post.shared-beyond")
    ('champion places', 'post shared beyond')
    """
    return " ".join(name.replace(".", " ").replace("_", " ").replace("-", " ").split())


def differences(action: str, before: Mapping[str, Any], after: Mapping[str, Any], *, names: Names) -> tuple[str, ...]:
    """What changed, a line for each: what it was and what it is.

    What an action ended or took away has only a before; its name says that it is there no more.
    """
    in_order = sorted(dict.fromkeys((*before, *after)), key=lambda name: name not in FIRST)
    lines = (_line(action, name, before, after, names) for name in in_order)
    return tuple(line for line in lines if line)


def _line(action: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> str:
    """A line; "" when there is nothing in it that somebody could read."""
    key = key_of(action, name)
    label = key.label if key else spaced(name)
    sides = [side[name] for side in (before, after) if name in side]
    if sides in ([None], [""], [[]]):
        return ""
    said = [key.said(value, names) if key else value_in_words(value) for value in sides]
    words = " → ".join(one for one in said if one)
    return f"{label}: {words}" if words else ""
