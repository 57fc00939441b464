"""The list of an organisation's people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.paging import PageOfList
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.members import Member
from everyweek.web.people.roles.catalogue import ROLES

HOME = {"href": "/", "text": "Home"}
NEVER = "never"
HEADER = ("Name", "E-mail address", "Job title", "Roles", "Since", "Last signed in", "Second step")


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What a reader asks of the list."""

    name: str = ""
    kind: str = ""
    number: str = ""

    @property
    def as_address(self) -> dict[str, str]:
        """The parts of the address that narrow the list."""
        return {key: value for key, value in (("name", self.name), ("role", self.kind)) if value}


def breadcrumbs(code: str, *, people: bool = False) -> list[dict[str, str]]:
    """The way to a page of an organisation's people. people : whether it lies below the list of them."""
    here = {"href": reverse("organisation", kwargs={"code": code}), "text": name_of(code, directory())}
    listed = {"href": reverse("organisation-people", kwargs={"code": code}), "text": "People"}
    return [HOME, here, *([listed] if people else [])]


def people_page(
    code: str,
    page: PageOfList,
    rows: Iterable[Member],
    *,
    asked: PeopleAsked,
    numbers: dict[str, int],
    administers: bool,
    below: Iterable[tuple[str, int]],
    said: str,
) -> dict[str, Any]:
    """A page of the list. numbers : how many hold each role; below : organisations counted here, with their people."""
    return {
        "place": name_of(code, directory()),
        "said": said,
        "administers": administers,
        "count": several_people(page.total),
        "span": f"{page.first:,} to {page.last:,}" if page.pagination else "",
        "rows": tuple(_row(member, code, administers=administers) for member in rows),
        "pagination": page.pagination,
        "asked": asked,
        "is_narrowed": bool(asked.as_address),
        "roles": [
            {"value": "", "text": "Any role", "selected": not asked.kind},
            *(
                {"value": kind, "text": f"{ROLES[kind].title} ({number:,})", "selected": kind == asked.kind}
                for kind, number in numbers.items()
            ),
        ],
        "below": tuple(
            {"name": name_of(one, directory()), "address": _people(one), "count": several_people(number)}
            for one, number in below
        ),
        **{
            name: reverse(f"organisation-{name}", kwargs={"code": code}) for name in ("invite", "invitations", "review")
        },
        "files": tuple(
            {
                "text": {"csv": "CSV", "xlsx": "Excel"}[form],
                "address": reverse("organisation-people-file", kwargs={"code": code, "form": form}),
            }
            for form in ("csv", "xlsx")
        ),
        "everybody": _people(code),
    }


def _row(member: Member, code: str, *, administers: bool) -> dict[str, str]:
    address = reverse("organisation-person", kwargs={"code": code, "person": member.identity}) if administers else ""
    return {
        "name": member.name,
        "address": address,
        "job_title": member.job_title,
        "roles": roles_in_words(member.roles),
        "since": day(member.since),
        "email": member.email if member.shows_email or administers else "",
    }


def file_rows(members: Iterable[Member], second_factors: frozenset[int]) -> list[tuple[str, ...]]:
    """The whole list for a spreadsheet, whose columns are HEADER; days as 2026-06-01."""
    return [
        (
            one.name,
            one.email,
            one.job_title,
            ", ".join(ROLES[kind].title for kind in one.roles),
            timezone.localdate(one.since).isoformat(),
            timezone.localdate(one.last_signed_in_at).isoformat() if one.last_signed_in_at else NEVER,
            "yes" if one.identity in second_factors else "no",
        )
        for one in members
    ]


def roles_in_words(kinds: Iterable[str]) -> str:
    """Several roles, as a list in a sentence.

    >>> roles_in_words(["member", "system_administrator"])
    'Member, administrator'
    """
    return ", ".join(ROLES[kind].title for kind in kinds).capitalize()


def several_people(number: int) -> str:
    """So many people.

    >>> several_people(1), several_people(5000)
    ('1 person', '5,000 people')
    """
    return "1 person" if number == 1 else f"{number:,} people"


def day(at: datetime | None) -> str:
    """The day in the reader's calendar; "never" when there was none."""
    return NEVER if at is None else day_in_words(timezone.localdate(at))


def address_with(code: str, name: str, **said: str) -> str:
    """A page of the organisation's people, with what was done a moment ago."""
    return f"{reverse(name, kwargs={'code': code})}?{urlencode(said)}"


def _people(code: str) -> str:
    return reverse("organisation-people", kwargs={"code": code})
