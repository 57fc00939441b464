"""The address of an answer of the library."""

from urllib.parse import urlencode

from django.urls import reverse

from everyweek.search.answer import Question


def address_of(question: Question, **more: str) -> str:
    """Where a question is answered."""
    parts = [("q", question.text)] if question.text else []
    parts += [(name, value) for name, values in question.chosen.items() for value in values]
    if question.exactly and "exactly" not in more:
        parts.append(("exactly", "1"))
    return f"{reverse('library')}?{urlencode([*parts, *more.items()])}"


def without_value(question: Question, name: str, value: str) -> Question:
    """The question with one chosen value taken away."""
    left = {
        one: tuple(kept for kept in values if (one, kept) != (name, value)) for one, values in question.chosen.items()
    }
    chosen = {one: values for one, values in left.items() if values}
    return Question(question.text, chosen=chosen, mode=question.mode, exactly=question.exactly)
