"""The pages of organisations."""

from typing import Any

from django.urls import reverse

from everyweek.reference import ENGLAND
from everyweek.web.design.paging import PageOfList
from everyweek.web.design.wording import several
from everyweek.web.people.administration.organisations.queries import (
    KINDS,
    OrganisationLine,
    OrganisationsAsked,
    OrganisationSeen,
)
from everyweek.web.people.administration.people.presenters import found_words
from everyweek.web.people.administration.words import moment_of

HEAD = ("Organisation", "Kind", "People", "Administered by", "Champions")
ONLY = {
    "": "Those that people belong to",
    "nobody": "Those with people that nobody administers",
    "all": "All, also those that nobody belongs to",
}
NOBODY = "Nobody administers it"
MOST_NAMES = 3


def list_page(page: PageOfList, asked: OrganisationsAsked) -> dict[str, Any]:
    """A page of the list."""
    return {
        "asked": asked,
        "found": found_words(page, "organisation", "organisations"),
        "head": HEAD,
        "rows": tuple(_row(line) for line in page.rows),
        "pagination": page.pagination,
        "only": tuple({"value": key, "text": text, "selected": key == asked.only} for key, text in ONLY.items()),
    }


def organisation_page(seen: OrganisationSeen, *, may_set_champions: bool) -> dict[str, Any]:
    """One organisation."""
    line, saved = seen.line, seen.settings
    return {
        "code": line.code,
        "name": line.name,
        "address": reverse("administration-organisation", kwargs={"code": line.code}),
        "people_address": reverse("organisation-people", kwargs={"code": line.code}),
        "review_address": reverse("organisation-review", kwargs={"code": line.code}),
        "invite_address": reverse("organisation-invite", kwargs={"code": line.code}),
        "figures_address": reverse("organisation", kwargs={"code": line.code}),
        "changes_address": f"{reverse('administration-audit')}?organisation={line.code}",
        "facts": tuple({"key": {"text": name}, "value": {"text": words}} for name, words in _facts(seen)),
        "may_set_champions": may_set_champions,
        "champions": str(saved.champion_places) if saved.champion_places else "the rule of the round",
        "saved": f"Last saved on {moment_of(saved.updated_at)}."
        if saved.updated_at
        else "Nothing has been saved here yet.",
    }


def _row(line: OrganisationLine) -> tuple[dict[str, str], ...]:
    region = f", {line.region}" if line.region else ""
    return (
        {
            "text": line.name if line.code == ENGLAND else f"{line.name} ({line.code})",
            "href": reverse("administration-organisation", kwargs={"code": line.code}),
        },
        {"text": f"{KINDS[line.kind]}{region}"},
        {"text": f"{line.people:,}"},
        {"text": _administered(line)},
        {"text": f"{line.champions:,}"},
    )


def _administered(line: OrganisationLine) -> str:
    shown = line.administrators[:MOST_NAMES]
    more = len(line.administrators) - len(shown)
    return ", ".join([*shown, *([f"{more} more"] if more else [])]) or NOBODY


def _facts(seen: OrganisationSeen) -> tuple[tuple[str, str], ...]:
    line = seen.line
    also = "; ".join(f"{one.name}: {_administered(one)}" for one in seen.above if one.administrators)
    return (
        ("Kind", KINDS[line.kind]),
        *((("Region", line.region),) if line.region else ()),
        ("People", several(line.people, "person").replace("persons", "people")),
        ("Administered by", _administered(line)),
        *((("Also administered from above", also),) if also else ()),
        ("Champions", f"{line.champions:,}"),
    )
