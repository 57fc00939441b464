"""What somebody asks the library, from an address or from a form that holds the same."""

from django.http import QueryDict

from everyweek.search.answer import Question
from everyweek.web.learn.finding.documents import FACETS

LONGEST_QUESTION = 1000
MOST_OF_A_FACET = 20
LAST_PAGE = 1000
AT_ONCE = 10


def question_asked(asked: QueryDict, *, page: int = 1) -> Question:
    """The question; what is too long for one is left out, and so are facets that there are not."""
    return Question(
        asked.get("q", "").strip()[:LONGEST_QUESTION],
        chosen=chosen_in(asked),
        exactly=asked.get("exactly") == "1",
        offset=(page - 1) * AT_ONCE,
        limit=AT_ONCE,
    )


def chosen_in(asked: QueryDict) -> dict[str, tuple[str, ...]]:
    """For each facet of which something is chosen, its values."""
    return {name: tuple(dict.fromkeys(values)) for name in FACETS if (values := asked.getlist(name)[:MOST_OF_A_FACET])}


def page_asked(text: str) -> int:
    """The number of a page of the answer; the first for anything that is none."""
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1
