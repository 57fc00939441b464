"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.search.answer import Question
from everyweek.web.learn.finding.documents import FACETS
from everyweek.web.learn.finding.presenters import AT_ONCE, search_page, titles_below
from everyweek.web.learn.finding.queries import find, titles_that_begin
from everyweek.web.people.presence import reader

LONGEST_QUESTION = 1000
LAST_PAGE = 1000


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Search the library, or leaf through all of it."""
    page = _page(request.GET.get("page", ""))
    question = Question(
        request.GET.get("q", "").strip()[:LONGEST_QUESTION],
        chosen={name: tuple(dict.fromkeys(values)) for name in FACETS if (values := request.GET.getlist(name)[:20])},
        exactly=request.GET.get("exactly") == "1",
        offset=(page - 1) * AT_ONCE,
        limit=AT_ONCE,
    )
    context = {
        "page": search_page(question, find(question, reader(request)), page=page),
        "breadcrumbs": [{"href": "/", "text": "Home"}],
    }
    return render(request, "learn/finding/library.html", context)


@require_safe
@never_cache
def complete(request: HttpRequest) -> HttpResponse:
    """Titles for the list below the search box, while somebody types."""
    found = titles_that_begin(request.GET.get("q", "")[:LONGEST_QUESTION], reader(request))
    return JsonResponse({"titles": titles_below(found)})


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1
