"""The page of what there is to do."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.reference import ENGLAND, Directory
from everyweek.web.design.wording import day_in_words, several
from everyweek.web.people.administration.overview.queries import InvitationsAt, Overview
from everyweek.web.people.administration.rounds.presenters import return_address
from everyweek.web.people.organisations.known import name_of
from everyweek.web.people.roles.queries import ReviewDue

MOST_SHOWN = 5
MOST_NAMED = 3
"""Addresses that stand behind an organisation."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do. links: where, the first few; more: how many others; all_address: where all of them are."""

    title: str
    why: str
    links: tuple[dict[str, str], ...]
    more: int
    all_address: str
    all_words: str


def start_page(found: Overview, directory: Directory, *, own: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The tasks, the most urgent first. own : the organisations that the reader administers themselves."""
    tasks = (
        _late(found),
        _leaderless(found),
        _requested(found),
        _mails(found),
        _reviews(found, directory),
        _unadministered(found),
        _invitations(found, directory),
    )
    return {"tasks": tuple(task for task in tasks if task is not None), "own": _own(own, directory)}


def _own(codes: frozenset[str], directory: Directory) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "name": name_of(code, directory),
            "people": reverse("organisation-people", kwargs={"code": code}),
            "settings": reverse("administration-organisation", kwargs={"code": code}),
        }
        for code in sorted(codes)
    )


def _task(
    title: str, why: str, links: list[dict[str, str]], *, all_name: str, all_words: str, asked: str = ""
) -> Task | None:
    if not links:
        return None
    shown = tuple(links[:MOST_SHOWN])
    return Task(title, why, shown, len(links) - len(shown), reverse(all_name) + asked, all_words)


def _late(found: Overview) -> Task | None:
    links = [
        {"text": f"{one.system_name}, {one.round.title}", "href": return_address(one), "detail": one.state.detail}
        for one in found.late
    ]
    returns = "return is" if len(links) == 1 else "returns are"
    return _task(
        f"{len(links):,} {returns} late",
        "The deadline has passed and nothing was sent in.",
        links,
        all_name="administration-rounds",
        all_words="All rounds",
    )


def _leaderless(found: Overview) -> Task | None:
    links = [
        {
            "text": one.line.name,
            "href": reverse("network-appoint", kwargs={"network": one.line.key}),
            "detail": f"{several(one.line.members, 'member')}",
        }
        for one in found.leaderless
    ]
    networks = "network with members has" if len(links) == 1 else "networks with members have"
    return _task(
        f"{len(links):,} {networks} no lead",
        "Nobody lets people in or looks at reports there. Say who leads it.",
        links,
        all_name="administration-networks",
        all_words="All networks",
    )


def _requested(found: Overview) -> Task | None:
    links = [
        {
            "text": one.line.name,
            "href": reverse("network-requests", kwargs={"network": one.line.key}),
            "detail": f"{one.requests or 0:,} waiting",
        }
        for one in found.requested
    ]
    waiting = sum(one.requests or 0 for one in found.requested)
    return _task(
        f"{several(waiting, 'request')} to join a network",
        "Its leads answer; where there is none, you do.",
        links,
        all_name="administration-networks",
        all_words="All networks",
    )


def _mails(found: Overview) -> Task | None:
    mails = "mail was" if found.mails == 1 else "mails were"
    address = reverse("administration-mails")
    return _task(
        f"{found.mails:,} {mails} refused or may not have gone",
        "Somebody may not know what they should.",
        [{"text": "See which", "href": address, "detail": ""}] if found.mails else [],
        all_name="administration-mails",
        all_words="",
    )


def _reviews(found: Overview, directory: Directory) -> Task | None:
    links = [_review(one, directory) for one in sorted(found.reviews, key=lambda one: one.due_at)]
    organisations = "organisation is" if len(links) == 1 else "organisations are"
    return _task(
        f"The roles of {len(links):,} {organisations} due to be reviewed",
        "Twice a year somebody looks whether everybody still needs the role they hold.",
        links,
        all_name="administration-organisations",
        all_words="All organisations",
    )


def _review(one: ReviewDue, directory: Directory) -> dict[str, str]:
    place = "England, and the whole country" if one.organisation == ENGLAND else name_of(one.organisation, directory)
    due = day_in_words(timezone.localdate(one.due_at))
    return {
        "text": place,
        "href": reverse("organisation-review", kwargs={"code": one.organisation}),
        "detail": f"{several(one.roles, 'role')}, due since {due}",
    }


def _unadministered(found: Overview) -> Task | None:
    links = [
        {
            "text": f"{one.name} ({one.code})",
            "href": reverse("administration-organisation", kwargs={"code": one.code}),
            "detail": several(one.people, "person").replace("persons", "people"),
        }
        for one in found.unadministered
    ]
    organisations = "organisation has" if len(links) == 1 else "organisations have"
    return _task(
        f"{len(links):,} {organisations} people and no administrator",
        "Only those above them look after their people.",
        links,
        all_name="administration-organisations",
        all_words="All of them",
        asked="?only=nobody",
    )


def _invitations(found: Overview, directory: Directory) -> Task | None:
    in_order = sorted(found.invitations, key=lambda one: (-len(one.ran_out), -len(one.unanswered)))
    ran_out = sum(len(one.ran_out) for one in in_order)
    unanswered = sum(len(one.unanswered) for one in in_order)
    counted = [
        *([f"{several(ran_out, 'invitation')} ran out"] if ran_out else []),
        *([f"{several(unanswered, 'invitation')} not accepted for more than a week"] if unanswered else []),
    ]
    return _task(
        "; ".join(counted),
        "Send them again, or take them back.",
        [_invitation(one, directory) for one in in_order],
        all_name="administration-organisations",
        all_words="All organisations",
    )


def _invitation(one: InvitationsAt, directory: Directory) -> dict[str, str]:
    which = [
        *([f"ran out: {_first_few(one.ran_out)}"] if one.ran_out else []),
        *([f"not accepted: {_first_few(one.unanswered)}"] if one.unanswered else []),
    ]
    return {
        "text": "England" if one.organisation == ENGLAND else name_of(one.organisation, directory),
        "href": reverse("organisation-invitations", kwargs={"code": one.organisation}),
        "detail": "; ".join(which),
    }


def _first_few(emails: tuple[str, ...]) -> str:
    more = len(emails) - MOST_NAMED
    return ", ".join(emails[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
