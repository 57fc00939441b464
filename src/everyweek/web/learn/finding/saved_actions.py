"""Saving a search, giving it another name, deleting it, and looking at what is new."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from everyweek.search.words import take_apart
from everyweek.web.design.wording import count
from everyweek.web.learn.finding.documents import mark_of_readers, readers_of
from everyweek.web.learn.finding.saved_errors import CannotBeSaved, TooManySaved
from everyweek.web.learn.finding.saved_models import LONGEST_NAME_OF_SEARCH, MOST_OF_A_PERSON, SavedSearch
from everyweek.web.learn.finding.values import unknown_values
from everyweek.web.learn.library.models import ResourceChange
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

LONGEST_WORDS = 1000


@transaction.atomic
def save_search(
    *,
    by: Reader,
    name: str,
    words: str,
    chosen: Mapping[str, tuple[str, ...]],
    exactly: bool = False,
    now: datetime,
) -> SavedSearch:
    """Keep a search; the one that is kept already when it looks for the same.

    words, chosen : as in `Question`. Raises CannotBeSaved, NotPermitted, WriterIsGone.
    """
    check(by, "search.save")
    _check_can_be_found(words, chosen)
    hold_writer(by)
    mine = list(SavedSearch.objects.filter(person_id=by.identity))
    wanted = (words, {facet: list(values) for facet, values in chosen.items()}, exactly)
    for one in mine:
        if (one.words, one.chosen, one.exactly) == wanted:
            return one
    if len(mine) >= MOST_OF_A_PERSON:
        raise TooManySaved
    newest = ResourceChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    saved = SavedSearch.objects.create(
        person_id=by.identity,
        name=name[:LONGEST_NAME_OF_SEARCH],
        words=words,
        chosen=wanted[1],
        exactly=exactly,
        saved_at=now,
        looked_at=now,
        searched_at=now,
        until_change=newest or 0,
        read_as=mark_of_readers(readers_of(by)),
    )
    _record(by, "saved", saved, now=now)
    return saved


@transaction.atomic
def rename_search(*, by: Reader, search: SavedSearch, name: str, now: datetime) -> None:
    """Give it another name. Raises NotPermitted."""
    check(by, "saved-search.own", search)
    if search.name != name:
        SavedSearch.objects.filter(pk=search.pk).update(name=name)
        _record(by, "renamed", search, now=now)


@transaction.atomic
def delete_search(*, by: Reader, search: SavedSearch, now: datetime) -> None:
    """Forget it, and what it found; its owner is told of nothing by it any more. Raises NotPermitted."""
    check(by, "saved-search.own", search)
    number = search.pk
    if SavedSearch.objects.filter(pk=number).delete()[0]:
        search.pk = number
        _record(by, "deleted", search, now=now)


def look(*, by: Reader, search: SavedSearch, now: datetime) -> None:
    """What is new is seen. The chain of changes does not hold it: nobody is to see what others read, and when."""
    check(by, "saved-search.own", search)
    SavedSearch.objects.filter(pk=search.pk).update(looked_at=now)


def _check_can_be_found(words: str, chosen: Mapping[str, tuple[str, ...]]) -> None:
    if len(words) > LONGEST_WORDS:
        raise CannotBeSaved(
            f"This search has {count(len(words))} characters; at most {count(LONGEST_WORDS)} can be looked for. "
            "Nothing was saved. Use fewer words: any one of them is enough."
        )
    if take_apart(words).is_empty and not any(chosen.values()):
        what = f"“{words}” holds no word" if words.strip() else "There is nothing"
        raise CannotBeSaved(
            f"{what} to look for, so every new resource would be told of. Search for some words, or narrow down, then "
            "save."
        )
    if unknown := unknown_values(chosen):
        raise CannotBeSaved(f"The library has no “{unknown[0][:100]}” to narrow down by. Take it away, then save.")


def _record(by: Reader, what: str, search: SavedSearch, *, now: datetime) -> None:
    """Without a word of what somebody looks for."""
    record(by=by, action=f"saved-search.{what}", of=("saved-search", str(search.pk)), about=by.identity, now=now)
