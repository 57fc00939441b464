"""Telling a system something: those who may answer for it, and the executive contact that its return names."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import several
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.models import Person, Role
from everyweek.web.people.notifications.actions import notify, write_mail
from everyweek.web.people.organisations.known import directory, name_of, organisations_above

ERASED = "@erased.invalid"
"""How the addresses end that erasing somebody leaves behind."""


def speakers_for(system: str, *, on: date) -> list[Person]:
    """Who may change what a system returns: its executive contacts, and who administers it or what it is counted in.

    National support may too, and is not told of every system: its page of the round shows them all.
    """
    above = organisations_above(system, on=on)
    held = Role.objects.filter(until=None, person__is_active=True).select_related("person").order_by("person_id")
    contacts = held.filter(kind="executive_contact", organisation=system)
    administrators = held.filter(kind="system_administrator", organisation__in=above)
    return list({role.person_id: role.person for role in (*contacts, *administrators)}.values())


def systems_without_speakers(systems: Collection[str]) -> frozenset[str]:
    """Those of the systems at which nobody holds a role by which they could answer."""
    held = Role.objects.filter(
        until=None,
        person__is_active=True,
        kind__in=("executive_contact", "system_administrator"),
        organisation__in=list(systems),
    )
    return frozenset(systems) - set(held.values_list("organisation", flat=True))


def return_address(one: Return) -> str:
    """The path of a return's page."""
    return reverse("return", kwargs={"round": one.round.key, "system": one.system})


def tell_system(
    one: Return, *, kind: str, key: str, title: str, lines: Iterable[str] = (), mails_executive: bool, now: datetime
) -> None:
    """A line in the inbox of everybody who speaks for the system; a mail to its executive contact who is none of them.

    key : of what happened; the same is told once.
    """
    paragraphs = tuple(lines)
    speakers = speakers_for(one.system, on=timezone.localdate(now))
    notify(
        [person.pk for person in speakers],
        kind=kind,
        key=key,
        title=title,
        text=" ".join(paragraphs),
        address=return_address(one),
        now=now,
    )
    if mails_executive and one.executive_email and one.executive_email not in {person.email for person in speakers}:
        system = name_of(one.system, directory())
        write_mail(
            to=one.executive_email,
            subject=title,
            lines=(
                *paragraphs,
                (
                    f"You get this mail because {system} named you as its executive contact in the round "
                    f"“{one.round.title}”."
                ),
            ),
            button=("Open the return", return_address(one)),
            key=f"{key}-executive-{one.pk}",
            now=now,
        )


def what_was_sent_in(one: Return) -> str:
    """What the executive contact reads first, in a line, a mail or their invitation."""
    system = name_of(one.system, directory())
    return (
        f"The champions of {system} for “{one.round.title}” have been sent in, and you are named as the executive "
        "contact."
    )


def tell_executive(one: Return, *, how: str, asked: int, now: datetime) -> None:
    """Tell the executive contact that the return was sent in, and what happens next.

    how : what became of them, as SentIn says it. Whoever sent it in themselves knows; whoever is invited by it reads it
          in the invitation.
    """
    if how in ("self", "invited"):
        return
    were = "was" if asked == 1 else "were"
    next_step = f"{several(asked, 'nominee')} {were} asked to confirm or decline. " if asked else ""
    key = f"sent-in-{one.pk}-{one.version}"
    subject = f"The champions of {name_of(one.system, directory())} have been sent in"
    if how in ("given", "has it"):
        notify(
            Person.objects.filter(email=one.executive_email, is_active=True).values_list("pk", flat=True),
            kind="nominee",
            key=key,
            title=subject,
            text=f"You are named as the executive contact. {next_step}You see their answers with the return, and need "
            "do nothing.",
            address=return_address(one),
            now=now,
        )
        return
    write_mail(
        to=one.executive_email,
        subject=subject,
        lines=(what_was_sent_in(one), f"{next_step}{TO_SEE_IT[how]}"),
        key=key,
        now=now,
    )


TO_SEE_IT = {
    "waits": "To see their answers, accept the invitation that you were sent before. You need do nothing else.",
    "cannot": "You need do nothing. To see the return, ask an administrator of the system to invite you.",
    "not invited": "You need do nothing. To see the return, ask an administrator of the system to invite you.",
}


def mail_nominee(
    nominee: Nominee, *, subject: str, lines: Iterable[str], button: tuple[str, str] | None, key: str, now: datetime
) -> None:
    """A mail to a nominee, who may have no account; none to one whose data were erased at their own request."""
    if nominee.email.endswith(ERASED):
        return
    write_mail(
        to=nominee.email,
        subject=subject,
        lines=(f"Dear {nominee.name},", *lines),
        button=button,
        key=key,
        person=nominee.person_id,
        now=now,
    )
