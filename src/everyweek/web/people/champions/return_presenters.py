"""What the pages of a return show, as plain values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from everyweek.reference import Directory
from everyweek.web.design import wording
from everyweek.web.design.contact import whom_to_ask
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, local_day, moment_in_words
from everyweek.web.people.champions.exports import answer_in_words
from everyweek.web.people.champions.queries import NomineeRow, ReturnDetails
from everyweek.web.people.champions.round_presenters import return_address, tag
from everyweek.web.people.champions.rows import COLUMNS, CheckedRows
from everyweek.web.people.invitations.handed_over import Link, mails_are_sent

DONE = {
    "added": "The champion was added. They hear of it when you send the return in.",
    "changed": "Saved.",
    "taken-out": "The champion was taken out.",
    "executive": "The executive contact was saved.",
}
TOLD = {
    "has it": "{name} was told",
    "given": "{name} was told",
    "invited": "{name} was invited to look after it",
    "waits": "{name} was told",
    "cannot": "{name} was told",
    "not invited": "{name} was told",
}
"""What became of the executive contact, as SentIn says it; nothing of whoever sent it in themselves."""
BY_INBOX = ("has it", "given")
"""How they are when they were told by a line in their inbox, which needs no mail."""
NOT_YET = {
    "waits": "{name} sees it after accepting the invitation that they were sent before.",
    "cannot": "{name} cannot see it yet: an administrator of the system can invite them.",
    "not invited": "{name} cannot see it, and could not be invited: their account may be closed, or too many "
    "invitations are open. An administrator of the system sees which when they invite them.",
}
ANSWERS_COME = "Their answers appear on this page; you need do nothing else."
NOTHING_ELSE = "You need do nothing else."
NO_MAIL = "This server sends no mail yet, so {waiting} {have} not heard of it: the mails wait. Tell {whom}."
BEFORE_MAIL = "This server sends no mail yet. You can send the return in all the same: the mails wait. Tell {whom}."
HAND_OVER = "Hand the link below over to {name} yourself."


def return_page(
    one: ReturnDetails,
    *,
    may_edit: bool,
    may_run: bool,
    oversees: bool,
    done: tuple[str, ...],
    links: tuple[Link, ...],
    now: datetime,
) -> dict[str, Any]:
    """A return. oversees : its reader oversees others, who are not told who is in a learning network."""
    accepts = one.round.is_open(now)
    return {
        "system": one.system_name,
        "code": one.system,
        "round": one.round.title,
        "about": tuple(line for line in one.round.about.splitlines() if line.strip()),
        "done": done,
        "links": links,
        "notice": notice(one, now=now),
        "tag": tag(one),
        "detail": one.state.detail,
        "deadline": wording.capitalised(deadline_in_words(one.deadline_at)),
        "why_longer": one.why_longer,
        "places": f"{one.taken} of {one.places} taken",
        "why_places": one.why_places,
        "rule": one.round.rule.in_words,
        "executive": (one.executive_name, one.executive_job_title, one.executive_email) if one.executive_email else (),
        "sent": sent_words(one),
        "nominees": tuple(_nominee(one, row, may_edit=may_edit and accepts, oversees=oversees) for row in one.nominees),
        "has_place": one.taken < one.places,
        "may_edit": may_edit and accepts,
        "may_run": may_run,
        "has_changed": one.has_changed,
        "send_words": "Send in the changes" if one.submitted_at else "Send the return in",
        "executive_address": address(one, "return-executive"),
        "add": address(one, "new-nominee"),
        "upload": address(one, "return-upload"),
        "submit": address(one, "return-submit"),
        "longer": address(one, "return-longer"),
        "csv": address(one, "return-export", form="csv"),
        "xlsx": address(one, "return-export", form="xlsx"),
        "round_address": reverse("round", kwargs={"round": one.round.key}),
    }


def address(one: ReturnDetails, name: str, **more: str | int) -> str:
    """The path of a page below a return."""
    return reverse(name, kwargs={"round": one.round.key, "system": one.system, **more})


def done_words(done: str, numbers: dict[str, int]) -> tuple[str, ...]:
    """What was done on the page before this one."""
    if done == "rows":
        return (
            (
                f"{wording.several(numbers['added'], 'row')} added, {numbers['changed']} changed, "
                f"{numbers['unchanged']} as before."
            ),
        )
    return (DONE[done],) if done in DONE else ()


def sent_in_words(one: ReturnDetails, *, asked: int, executive: str) -> tuple[str, ...]:
    """What sending in did: what happened, who was told, and what happens next. executive : as SentIn says it."""
    name, nominees = one.executive_name or "The executive contact", wording.several(asked, "nominee")
    executive = executive if executive in TOLD else ""
    if not mails_are_sent():
        return _sent_in_without_mail(name, nominees if asked else "", executive)
    what = f"{nominees} {'was' if asked == 1 else 'were'} asked by e-mail to confirm or decline"
    told = f", and {TOLD[executive].format(name=name)}" if executive else ""
    return (
        f"The return is sent in: {what if asked else 'nobody new had to be asked'}{told}.",
        ANSWERS_COME if asked else NOTHING_ELSE,
        *([NOT_YET[executive].format(name=name)] if executive in NOT_YET else []),
    )


def _sent_in_without_mail(name: str, nominees: str, executive: str) -> tuple[str, ...]:
    told = f" {TOLD[executive].format(name=name)}." if executive in BY_INBOX else ""
    waiting = [*([nominees] if nominees else []), *([name] if executive in NOT_YET else [])]
    have = "has" if waiting == [name] or (len(waiting) == 1 and nominees.startswith("1 ")) else "have"
    said = [f"The return is sent in.{told}"]
    if waiting:
        said.append(NO_MAIL.format(waiting=" and ".join(waiting), have=have, whom=whom_to_ask()))
    if executive == "invited":
        said.append(HAND_OVER.format(name=name))
    if executive in NOT_YET:
        said.append(NOT_YET[executive].format(name=name))
    return tuple(said if len(said) > 1 else [*said, NOTHING_ELSE])


def notice(one: ReturnDetails, *, now: datetime) -> str:
    """What matters most about when: closed, not open yet, past the deadline."""
    if one.round.closed_at is not None:
        return (
            f"The round was closed on {moment_in_words(one.round.closed_at)}: nothing can be changed any more. Ask "
            "whoever runs it to open it again."
        )
    if now < one.round.opens_at:
        return (
            f"The round opens on {wording.day_in_words(local_day(one.round.opens_at))}. You can nominate from then on."
        )
    if now > one.deadline_at and one.first_submitted_at is None:
        return (
            f"The deadline has passed: it was {deadline_in_words(one.deadline_at)}, {how_long(now - one.deadline_at)} "
            "ago. You can still send the return in; it will be marked as late."
        )
    return ""


def sent_words(one: ReturnDetails) -> str:
    """When it was sent in, and by whom."""
    if one.submitted_at is None:
        return ""
    by = f" by {one.submitted_by}" if one.submitted_by else ""
    return f"Last sent in on {moment_in_words(one.submitted_at)}{by}."


def _nominee(one: ReturnDetails, row: NomineeRow, *, may_edit: bool, oversees: bool) -> dict[str, Any]:
    asked = (
        f", asked on {wording.day_in_words(local_day(row.asked_at))}" if row.state == "asked" and row.asked_at else ""
    )
    return {
        "name": row.name,
        "job_title": row.job_title,
        "email": row.email,
        "organisation": row.organisation_name,
        "code": row.organisation,
        "answer": wording.capitalised(answer_in_words(row)) + asked,
        "network": _network(row, oversees=oversees),
        "edit": address(one, "edit-nominee", nominee=row.number) if may_edit and row.state != "declined" else "",
        "remove": address(one, "remove-nominee", nominee=row.number) if may_edit else "",
        "remove_words": "Remove" if row.state in ("draft", "declined") else "Withdraw",
    }


def _network(row: NomineeRow, *, oversees: bool) -> str:
    """Where a champion is, or why nowhere. For those who oversee neither: the one would tell the other."""
    if oversees and (row.is_learning_network or not row.network):
        return ""
    return f"In {row.network}" if row.network else row.why_no_network


def nominee_page(one: ReturnDetails, *, title: str, organisations: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The page on which a nominee is added or changed."""
    return {
        "title": title,
        "system": one.system_name,
        "places": f"{one.taken} of {one.places} places are taken. {one.why_places}",
        "organisations": organisations,
        "back": return_address(one),
    }


def organisations_in(system: str, known: Directory, *, on: Any) -> tuple[tuple[str, str], ...]:
    """Whom a nominee of a system mostly works for: everybody counted in it, and itself."""
    codes = [system, *known.providers(system, on=on)] if known.has(system) else []
    return tuple(sorted(((code, known.organisation(code).name) for code in codes), key=lambda pair: pair[1]))


def removal_page(one: ReturnDetails, row: NomineeRow) -> dict[str, Any]:
    """The page that asks before somebody is taken out."""
    words = {
        "draft": "They have not been asked yet, and will not hear of it.",
        "asked": "They were asked by e-mail, and get a mail that says that the nomination was withdrawn.",
        "confirmed": "They have confirmed. They get a mail, and their role as champion ends, in the network too.",
        "declined": "They have declined. Taken out, they can be nominated again.",
    }
    asks = row.state in ("asked", "confirmed")
    return {
        "title": f"{'Withdraw the nomination of' if asks else 'Remove'} {row.name}?",
        "words": words[row.state],
        "button": "Withdraw the nomination" if asks else "Remove",
        "back": return_address(one),
    }


def submit_page(one: ReturnDetails, lacks: tuple[str, ...], *, now: datetime) -> dict[str, Any]:
    """The page that says what will happen before a return is sent in."""
    drafts = [row for row in one.nominees if row.state == "draft"]
    free = one.places - one.taken
    return {
        "title": "Send in the changes" if one.submitted_at else "Send the return in",
        "system": one.system_name,
        "lacks": tuple(wording.capitalised(words) for words in lacks),
        "drafts": tuple(f"{row.name}, {row.email}" for row in drafts),
        "no_mail": "" if mails_are_sent() else BEFORE_MAIL.format(whom=whom_to_ask()),
        "asked_before": one.number_of("asked", "confirmed", "declined"),
        "free": f"{wording.several(free, 'place')} of {one.places} stay free. That is allowed; you can nominate "
        "more people later."
        if free > 0
        else "",
        "late": how_long(now - one.deadline_at) if now > one.deadline_at and one.first_submitted_at is None else "",
        "deadline": deadline_in_words(one.deadline_at),
        "back": return_address(one),
    }


def upload_page(one: ReturnDetails, checked: CheckedRows | None) -> dict[str, Any]:
    """The page on which a table is pasted or chosen, with what is wrong with it."""
    errors = checked.errors if checked else ()
    return {
        "title": "Paste or upload champions",
        "system": one.system_name,
        "places": f"{one.taken} of {one.places} places are taken. {one.why_places}",
        "columns": tuple(names[0] for names in COLUMNS.values()),
        "errors": tuple(
            {
                "row": str(error.number),
                "column": error.column or "The whole row",
                "value": shown(error.value),
                "message": error.message,
            }
            for error in errors
        ),
        "wrong_rows": len({error.number for error in errors}),
        "right_rows": checked.right if checked else 0,
        "csv": address(one, "return-export", form="csv"),
        "xlsx": address(one, "return-export", form="xlsx"),
        "back": return_address(one),
    }


def shown(text: str) -> str:
    """A cell of any length, for a table."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return printable if len(printable) <= 80 else f"{printable[:79]}…"
