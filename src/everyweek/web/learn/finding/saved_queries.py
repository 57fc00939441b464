"""Reading saved searches: one by its address, one's own, and what is new to them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import Http404

from everyweek.web.learn.finding.saved_models import NewMatch, SavedSearch
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.notifications.kinds import KINDS, Frequency
from everyweek.web.people.notifications.queries import mail_choices
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

MOST_COUNTED = 2_000
MOST_SHOWN = 50
KIND = "saved-search"


@dataclass(frozen=True, slots=True)
class SavedWithNews:
    """A saved search, and how many resources are new since its owner last looked."""

    search: SavedSearch
    new: int


@dataclass(frozen=True, slots=True)
class FoundSince:
    """A resource that was told of, and whether its owner has not looked since."""

    resource: Resource
    is_new: bool


def saved_search_in_address(parts: Mapping[str, Any]) -> SavedSearch:
    """The saved search that an address names. Raises Http404."""
    number = int(parts["search"])
    found = SavedSearch.objects.filter(pk=number).first() if number < 2**63 else None  # more than the column can hold
    if found is None:
        raise Http404
    return found


def searches_of(reader: Reader) -> tuple[SavedWithNews, ...]:
    """Somebody's saved searches by name; what they may not read any more is not counted."""
    mine = sorted(SavedSearch.objects.filter(person_id=reader.identity), key=lambda one: (one.name.casefold(), one.pk))
    rows = NewMatch.objects.filter(search__person_id=reader.identity, at__gt=F("search__looked_at"))
    rows = rows.select_related("resource__network")[:MOST_COUNTED]
    new = Counter(row.search_id for row in rows if can(reader, "resource.read", row.resource))
    return tuple(SavedWithNews(one, new[one.pk]) for one in mine)


def found_since(search: SavedSearch, reader: Reader) -> tuple[FoundSince, ...]:
    """What its owner was told of and may read now, the newest first."""
    rows = NewMatch.objects.filter(search=search).select_related("resource__network")
    rows = rows.prefetch_related("resource__origins")[:MOST_SHOWN]
    return tuple(
        FoundSince(row.resource, row.at > search.looked_at)
        for row in rows
        if can(reader, "resource.read", row.resource)
    )


def how_often_mailed(reader: Reader) -> Frequency:
    """How often somebody hears of new matches by e-mail."""
    if reader.identity is None:
        return KINDS[KIND].frequency
    return next(choice.frequency for choice in mail_choices(reader.identity) if choice.kind.key == KIND)
