"""The pages of people."""

from typing import Any

from django.urls import reverse

from everyweek.reference import Directory
from everyweek.web.design.paging import PageOfList
from everyweek.web.design.wording import several
from everyweek.web.people.administration.people.queries import PeopleAsked, PersonLine, PersonSeen, RoleHeld
from everyweek.web.people.administration.words import day_of, moment_of, role_at
from everyweek.web.people.roles.catalogue import ROLES

MOST_ROLES_SHOWN = 3
DONE = {"second-step": "The second step is gone. They sign in by password alone, and have been told."}
HEAD = ("Name", "E-mail address", "Roles", "Last signed in")


def list_page(
    page: PageOfList, lines: tuple[PersonLine, ...], asked: PeopleAsked, directory: Directory
) -> dict[str, Any]:
    """A page of the list."""
    return {
        "asked": asked,
        "is_asked": bool(asked.parts()),
        "found": found_words(page, "person", "people"),
        "head": HEAD,
        "rows": tuple(_row(line, directory) for line in lines),
        "pagination": page.pagination,
        "roles": role_choices(asked.role, every="Any role"),
        "states": (
            {"value": "", "text": "Open and closed accounts", "selected": not asked.state},
            {"value": "closed", "text": "Closed accounts only", "selected": asked.state == "closed"},
        ),
    }


def found_words(page: PageOfList, one: str, many: str) -> str:
    """How many there are, and which of them stand on this page."""
    if not page.total:
        return ""
    counted = f"{page.total:,} {one if page.total == 1 else many}"
    return f"{counted}, of which {page.first:,} to {page.last:,} stand here." if page.pagination else f"{counted}."


def role_choices(chosen: str, *, every: str) -> tuple[dict[str, Any], ...]:
    """The items of a select."""
    roles = [(role.key, role.title) for role in ROLES.values()]
    return tuple({"value": key, "text": title, "selected": key == chosen} for key, title in (("", every), *roles))


def person_page(seen: PersonSeen, directory: Directory, *, is_national: bool) -> dict[str, Any]:
    """One person."""
    line = seen.line
    return {
        "number": line.number,
        "name": line.name,
        "email": line.email,
        "is_closed": line.is_closed,
        "facts": _facts(seen),
        "roles": tuple(_role(line, role, directory) for role in line.roles),
        "is_national": is_national,
        "has_second_step": seen.has_second_factor,
        "changes_address": f"{reverse('administration-audit')}?person={line.email}",
    }


def ending_page(line: PersonLine, role: RoleHeld, hanging: tuple[str, ...], directory: Directory) -> dict[str, Any]:
    """The question before a role is ended."""
    return {
        "name": line.name,
        "number": line.number,
        "role": _in_words(role, directory),
        "hanging": hanging,
        "address": reverse("administration-end-role", kwargs={"person": line.number, "role": role.number}),
    }


def second_step_page(seen: PersonSeen) -> dict[str, Any]:
    """The question before a second step of signing in is taken away."""
    return {
        "name": seen.line.name,
        "number": seen.line.number,
        "has_one": seen.has_second_factor,
        "address": reverse("administration-second-step", kwargs={"person": seen.line.number}),
    }


def _row(line: PersonLine, directory: Directory) -> tuple[dict[str, str], ...]:
    address = reverse("administration-person", kwargs={"person": line.number})
    shown = [_in_words(role, directory) for role in line.roles[:MOST_ROLES_SHOWN]]
    more = len(line.roles) - len(shown)
    return (
        {"text": line.name, "href": address},
        {"text": line.email},
        {"text": "; ".join([*shown, *([f"and {several(more, 'more role')}"] if more > 0 else [])]) or "None"},
        {"text": "Account closed" if line.is_closed else day_of(line.last_signed_in_at, never="Never")},
    )


def _facts(seen: PersonSeen) -> tuple[dict[str, dict[str, str]], ...]:
    line = seen.line
    state = f"Closed on {day_of(seen.closed_at)}" if line.is_closed else "Open"
    last = moment_of(line.last_signed_in_at) if line.last_signed_in_at else "Never"
    facts = (
        ("E-mail address", line.email),
        ("Job title", line.job_title or "Not given"),
        ("Account", state),
        ("Here since", day_of(seen.joined_at)),
        ("Last signed in", last),
        ("Password", "Set" if seen.has_password else "Not set yet"),
        ("Second step of signing in", "Set up" if seen.has_second_factor else "Not set up"),
        *((("Mails", f"Do not arrive: {seen.mail_trouble}"),) if seen.mail_trouble else ()),
    )
    return tuple({"key": {"text": name}, "value": {"text": words}} for name, words in facts)


def _role(line: PersonLine, role: RoleHeld, directory: Directory) -> dict[str, str]:
    return {
        "words": _in_words(role, directory),
        "since": day_of(role.since),
        "end_address": reverse("administration-end-role", kwargs={"person": line.number, "role": role.number}),
        "place_address": (
            reverse("organisation-person", kwargs={"code": role.organisation, "person": line.number})
            if role.organisation
            else ""
        ),
    }


def _in_words(role: RoleHeld, directory: Directory) -> str:
    return role_at(role.kind, organisation=role.organisation, network_name=role.network_name, directory=directory)
