"""What others keep that names somebody who is erased: lines in their inboxes, and mails that somebody wrote to them."""

import re
from collections.abc import Iterable

from django.db.models import Q

from everyweek.web.people.models import (
    Event,
    Invitation,
    JoinRequest,
    Nominee,
    Notification,
    OutgoingMail,
    Person,
    Post,
    PostReport,
    Thread,
)

DID = "wrote in|began the conversation|made the event|reported a post in|asks to join|moves to|has (confirmed|declined)"
"""What a line says of whoever its title begins with."""
OWN_WORDS = ("request", "move")
"""Lines whose text are the words of whoever the title is about, or their address."""
NEVER_SENT = "Whoever wrote it has erased their account."


def keys_of_lines_about(person: Person, nominations: Iterable[Nominee]) -> dict[str, frozenset[int]]:
    """The numbers of what a line may tell of a person, by the word with which its key begins."""
    rows = {
        "post": Post.objects.filter(author=person),
        "thread": Thread.objects.filter(author=person),
        "event": Event.objects.filter(made_by=person),
        "report": PostReport.objects.filter(by=person),
        "request": JoinRequest.objects.filter(person=person),
    }
    found = {word: frozenset(query.values_list("pk", flat=True)) for word, query in rows.items()}
    return found | {"move": frozenset({person.pk}), "nominee": frozenset(one.pk for one in nominations)}


def take_name_from_lines(name: str, theirs: dict[str, frozenset[int]], *, instead: str) -> None:
    """Take a name from the lines that say what its bearer did: nothing of other lines, whatever somebody is called.

    theirs : as `keys_of_lines_about` gives it: another person of the same name keeps theirs.
    """
    did = re.compile(f"{re.escape(name)} (?={DID})")
    moved = f"{name} moves them from "
    candidates = Notification.objects.filter(Q(title__startswith=f"{name} ") | Q(text__startswith=moved))
    for line in candidates:
        word, _, rest = line.key.partition("-")
        number = rest.partition("-")[0]
        is_theirs = word not in theirs or (number.isdigit() and int(number) in theirs[word])
        if is_theirs and did.match(line.title):
            line.title = did.sub(f"{instead} ", line.title, count=1)[:200]
            line.text = "" if word in OWN_WORDS else line.text
        elif line.text.startswith(moved):
            line.text = f"{instead}{line.text.removeprefix(name)}"[:500]
        line.save(update_fields=("title", "text"))


def take_name_from_invitations(person: Person, *, instead: str) -> None:
    """Whom they invited reads who it was in the mail; their own words go, and a mail that has not gone does not go."""
    sent = Invitation.objects.filter(invited_by=person)
    for number in sent.values_list("pk", flat=True):
        for mail in OutgoingMail.objects.filter(key__startswith=f"invitation-{number}-"):
            if mail.subject.startswith(f"{person.name} "):
                mail.subject = f"{instead}{mail.subject.removeprefix(person.name)}"[:200]
            if mail.state == "waiting":
                mail.state, mail.said = "withdrawn", NEVER_SENT
            mail.text = mail.html = ""
            mail.save(update_fields=("subject", "state", "said", "text", "html"))
    sent.update(words="")
