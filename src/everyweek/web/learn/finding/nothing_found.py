"""What helps when nothing is found: what to take away and how much is found then, what was understood, what is near."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from everyweek.search.answer import Answer, Question
from everyweek.search.words import take_apart
from everyweek.web.design.wording import several
from everyweek.web.learn.finding.addresses import address_of, without_value
from everyweek.web.learn.finding.documents import MEANINGS
from everyweek.web.learn.finding.facet_words import facet_words
from everyweek.web.learn.finding.queries import how_many
from everyweek.web.learn.library.vocabulary import TOPICS, topic_words
from everyweek.web.people.reader import Reader

MOST_QUESTIONS = 5
MOST_CHOICES = 3
MOST_TOPICS = 4
MOST_WORDS = 5
LIKE = 70
"""Of 100, how like a topic's words must be to those that were typed: below, it is chance."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Another question that may find something, and what it changes in words."""

    words: str
    question: Question


def help_page(question: Question, answer: Answer, reader: Reader) -> dict[str, Any]:
    """The help, for at most five questions more; what would find nothing either is not offered."""
    tried = _to_try(question)[: MOST_QUESTIONS - 1]
    *answers, everything = how_many([*(one.question for one in tried), Question("")], reader)
    return {
        "instead": tuple(
            {"words": one.words, "address": address_of(one.question), "found": several(found.total, "resource")}
            for one, found in zip(tried, answers, strict=True)
            if found.total
        ),
        "nowhere": _nowhere(question),
        "understood": _understood(answer.instead or question.text),
        "topics": _topics(question.text, everything.facets),
        "networks": reverse("networks"),
        "share": reverse("share"),
        "everything": reverse("library"),
    }


def _to_try(question: Question) -> list[Instead]:
    """What to ask instead: fewer choices, the words in any order, one phrase less, the spelling put right."""
    tried = []
    chosen = [(name, value) for name, values in question.chosen.items() for value in values]
    plain = replace(question, offset=0)
    if len(chosen) > 1:
        tried.append(Instead("Take away all choices", replace(plain, chosen={})))
    tried += [
        Instead(f"Take away “{facet_words(name, value)[:100]}”", without_value(plain, name, value))
        for name, value in chosen[:MOST_CHOICES]
    ]
    asked = take_apart(question.text)
    if asked.phrases:
        words = " ".join(" ".join(phrase) for phrase in asked.phrases)
        text = " ".join((words, *asked.words))
        tried.insert(1 if chosen else 0, Instead("Without the quotation marks", replace(plain, text=text)))
    if len(asked.phrases) > 1:
        for left_out in asked.phrases[:2]:
            others = " ".join(f'"{" ".join(phrase)}"' for phrase in asked.phrases if phrase != left_out)
            text = " ".join((others, *asked.words))
            tried.append(Instead(f"Without “{' '.join(left_out)[:100]}”", replace(plain, text=text)))
    if question.exactly:
        tried.append(Instead("With its spelling put right", replace(plain, exactly=False)))
    return tried


def _nowhere(question: Question) -> str:
    """The words of which none is anywhere: where nothing narrows the question down, that is all of them."""
    asked = take_apart(question.text)
    if question.chosen or asked.phrases or not asked.words:
        return ""
    shown = [f"“{word[:40]}”" for word in asked.words[:MOST_WORDS]]
    more = len(asked.words) - len(shown)
    listed = " or ".join([*shown, *([f"{several(more, 'other word')}"] if more else [])])
    return f"Nothing that you may read holds {listed}, and nothing is near to it in meaning."


def _understood(text: str) -> tuple[str, ...]:
    """Which other wordings were looked for as well."""
    found = MEANINGS.others_in(text[:1000])
    return tuple(
        f"“{' '.join(wording)}” was also looked for as “{'” and “'.join(' '.join(other) for other in others)}”"
        for wording, others in list(found.items())[:MOST_WORDS]
    )


def _topics(text: str, facets: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, str], ...]:
    """The topics whose words are nearest to those that were typed; else the interventions that most is known of."""
    from rapidfuzz import fuzz, process

    there = {(kind, value): topic_words(kind, value) for kind in TOPICS for value in facets.get(kind, {})}
    near = process.extract(text[:200].lower(), there, scorer=fuzz.WRatio, processor=str.lower, limit=MOST_TOPICS)
    best = [key for _, likeness, key in near if likeness >= LIKE and text.strip()]
    if not best:
        counts = facets.get("intervention", {})
        best = [("intervention", one) for one in sorted(counts, key=lambda one: (-counts[one], one))[:MOST_TOPICS]]
    return tuple(
        {
            "words": there[kind, value],
            "address": address_of(Question("", chosen={kind: (value,)})),
            "count": str(facets[kind][value]),
        }
        for kind, value in best
    )
