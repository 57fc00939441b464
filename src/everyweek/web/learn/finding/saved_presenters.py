"""Saved searches as they are read."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.search.answer import Question
from everyweek.web.design.wording import day_in_words, several
from everyweek.web.learn.finding.addresses import address_of
from everyweek.web.learn.finding.facet_words import facet_words
from everyweek.web.learn.finding.presenters import about_resource
from everyweek.web.learn.finding.saved_models import LONGEST_NAME_OF_SEARCH, SavedSearch
from everyweek.web.learn.finding.saved_queries import FoundSince, SavedWithNews
from everyweek.web.people.notifications.kinds import Frequency
from everyweek.web.people.reader import Reader

OFTEN: dict[Frequency, str] = {
    "at_once": "by e-mail at once",
    "daily": "by e-mail once a day, together with other news",
    "weekly": "by e-mail once a week, together with other news",
    "never": "not by e-mail",
}


def save_box(question: Question, who: Reader, *, instead: str = "") -> dict[str, Any] | None:
    """What the page of an answer needs to save the search; None for everything there is.

    instead : the words as they were put right, which are then what is saved.
    """
    if not question.text and not question.chosen:
        return None
    meant = Question(instead or question.text, chosen=question.chosen, exactly=question.exactly)
    return {
        "name": name_for(meant),
        "hidden": tuple(_parts(meant)),
        "address": reverse("saved-searches"),
        "is_signed_in": who.is_signed_in,
    }


def name_for(question: Question) -> str:
    """A name for a search: its words and what it is narrowed down by."""
    name = ", ".join(part for part in (" ".join(question.text.split()), *_filters(question)) if part)
    return name if len(name) <= LONGEST_NAME_OF_SEARCH else f"{name[: LONGEST_NAME_OF_SEARCH - 1]}…"


def saved_page(rows: tuple[SavedWithNews, ...], often: Frequency) -> dict[str, Any]:
    """The list of somebody's saved searches."""
    return {
        "rows": tuple(
            {
                **saved_words(row.search),
                "new": f"{several(row.new, 'new resource')} since you last looked" if row.new else "",
            }
            for row in rows
        ),
        "often": often_in_words(often),
    }


def often_in_words(often: Frequency) -> str:
    """How often somebody hears of new matches by e-mail, to stand behind "in your inbox and"."""
    return OFTEN[often]


def saved_words(search: SavedSearch) -> dict[str, Any]:
    """A saved search: its name, what it looks for, and where it leads."""
    question = question_of(search)
    return {
        "name": search.name,
        "words": search.words,
        "filters": ", ".join(_filters(question)),
        "saved": day_in_words(timezone.localdate(search.saved_at)),
        "address": reverse("saved-search", kwargs={"search": search.pk}),
        "run": address_of(question),
        "delete": reverse("saved-search-delete", kwargs={"search": search.pk}),
    }


def found_lines(found: tuple[FoundSince, ...]) -> tuple[dict[str, Any], ...]:
    """What was new to a saved search, the newest first."""
    return tuple(
        {
            "title": one.resource.title,
            "address": reverse("resource", kwargs={"slug": one.resource.slug}),
            "about": about_resource(one.resource),
            "is_new": one.is_new,
        }
        for one in found
    )


def question_of(search: SavedSearch) -> Question:
    """What a saved search asks."""
    chosen = {facet: tuple(values) for facet, values in search.chosen.items()}
    return Question(search.words, chosen=chosen, exactly=search.exactly)


def _filters(question: Question) -> list[str]:
    return [facet_words(name, value) for name, values in question.chosen.items() for value in values]


def _parts(question: Question) -> list[tuple[str, str]]:
    """What a form holds to ask the same."""
    parts = [("q", question.text)]
    parts += [(name, value) for name, values in question.chosen.items() for value in values]
    return [*parts, ("exactly", "1")] if question.exactly else parts
