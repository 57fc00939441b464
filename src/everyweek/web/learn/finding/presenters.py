"""The page on which the library is searched."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from everyweek.search.answer import Marked, Question
from everyweek.web.design.wording import several
from everyweek.web.learn.finding.addresses import address_of, without_value
from everyweek.web.learn.finding.asked import AT_ONCE
from everyweek.web.learn.finding.documents import FACETS
from everyweek.web.learn.finding.facet_words import facet_words
from everyweek.web.learn.finding.queries import Found
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.vocabulary import KINDS

MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class HitLine:
    """One line of the answer."""

    title: Marked
    excerpt: Marked
    address: str
    about: str
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its words, how many of the found have it, and whether it is chosen."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet with its choices, the commonest first; is_open: something in it is chosen."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    is_open: bool


def search_page(question: Question, found: Found, *, page: int) -> dict[str, Any]:
    """What was found, what it can be narrowed by, and what to do when it is nothing."""
    answer = found.answer
    return {
        "title": f"{question.text} – Library" if question.text else "Library",
        "query": question.text,
        "said": _said(question, answer.total),
        "instead": answer.instead,
        "as_typed": address_of(question, exactly="1") if answer.instead else "",
        "left_out": f"{several(answer.left_out, 'word')} at the end did not fit and were not looked for."
        if answer.left_out
        else "",
        "lines": tuple(_line(hit, found.resources[hit.key]) for hit in answer.hits if hit.key in found.resources),
        "facets": tuple(box for name, title in FACETS.items() if (box := _box(name, title, question, found)).choices),
        "chosen": tuple(
            _taken_away(question, name, value) for name in question.chosen for value in question.chosen[name]
        ),
        "pagination": _pagination(question, answer.total, page),
        "is_browsing": not question.text,
    }


def titles_below(found: list[Resource]) -> list[dict[str, str]]:
    """Titles with what each is, as the list below the search box has them."""
    return [
        {
            "title": one.title,
            "about": about_resource(one),
            "address": reverse("resource", kwargs={"slug": one.slug}),
        }
        for one in found
    ]


def about_resource(resource: Resource) -> str:
    """What kind of thing it is, whose, and from when, in one line."""
    origins = [origin.name for origin in resource.origins.all()]
    whose = origins[0] if len(origins) == 1 else f"{origins[0]} and {len(origins) - 1} more" if origins else ""
    return ", ".join(part for part in (KINDS[resource.kind], whose, resource.dated[:4]) if part)


def _said(question: Question, total: int) -> str:
    what = several(total, "resource")
    if not question.text and not question.chosen:
        return f"All {what}, the newest first" if total != 1 else "One resource"
    return f"{what} found" if total else "Nothing found"


def _line(hit: Any, resource: Resource) -> HitLine:
    return HitLine(
        title=hit.title,
        excerpt=hit.excerpt,
        address=reverse("resource", kwargs={"slug": resource.slug}),
        about=about_resource(resource),
        note="Found by what it means: it holds none of the words." if hit.by_meaning else "",
    )


def _box(name: str, title: str, question: Question, found: Found) -> FacetBox:
    counts = dict(found.answer.facets.get(name, {}))
    chosen = question.chosen.get(name, ())
    for value in chosen:
        counts.setdefault(value, 0)
    order = sorted(counts, key=lambda value: (value not in chosen, -counts[value], facet_words(name, value)))
    choices = tuple(Choice(value, facet_words(name, value), counts[value], value in chosen) for value in order)
    return FacetBox(name, title, choices[: max(MOST_CHOICES, len(chosen))], bool(chosen))


def _taken_away(question: Question, name: str, value: str) -> dict[str, str]:
    return {"words": facet_words(name, value), "address": address_of(without_value(question, name, value))}


def _pagination(question: Question, total: int, page: int) -> dict[str, Any] | None:
    around = {
        **({"previous": {"href": address_of(question, page=str(page - 1))}} if page > 1 else {}),
        **({"next": {"href": address_of(question, page=str(page + 1))}} if page * AT_ONCE < total else {}),
    }
    return around or None
