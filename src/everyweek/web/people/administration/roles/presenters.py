"""The page of roles."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from everyweek.reference import Directory
from everyweek.web.design.paging import PageOfList
from everyweek.web.people.administration.people.presenters import found_words, role_choices
from everyweek.web.people.administration.roles.queries import RoleLine, RolesAsked
from everyweek.web.people.administration.words import day_of, place_of
from everyweek.web.people.roles.catalogue import ROLES

HEAD = ("Name", "Role", "Where", "Since")


def list_page(page: PageOfList, lines: tuple[RoleLine, ...], asked: RolesAsked, directory: Directory) -> dict[str, Any]:
    """A page of the list."""
    return {
        "asked": asked,
        "is_asked": bool(asked.parts()),
        "found": found_words(page, "role", "roles"),
        "head": HEAD,
        "rows": tuple(_row(line, directory) for line in lines),
        "pagination": page.pagination,
        "roles": role_choices(asked.role, every="Any role"),
        "meanings": tuple({"title": role.title, "meaning": role.meaning} for role in ROLES.values()),
        "files": tuple(
            (words, f"{reverse('administration-roles-file', kwargs={'form': form})}?{urlencode(asked.parts())}")
            for form, words in (("csv", "CSV"), ("xlsx", "Excel"))
        ),
    }


def _row(line: RoleLine, directory: Directory) -> tuple[dict[str, str], ...]:
    return (
        {"text": line.name, "href": reverse("administration-person", kwargs={"person": line.person})},
        {"text": ROLES[line.kind].title if line.kind in ROLES else line.kind},
        {"text": place_of(line.organisation, line.network_name, directory) or "The whole country"},
        {"text": day_of(line.since)},
    )
