"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.learn.finding.asked import LONGEST_QUESTION, page_asked, question_asked
from everyweek.web.learn.finding.nothing_found import help_page
from everyweek.web.learn.finding.presenters import search_page, titles_below
from everyweek.web.learn.finding.queries import find, titles_that_begin
from everyweek.web.learn.finding.saved_presenters import save_box
from everyweek.web.people.presence import reader


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Search the library, or leaf through all of it."""
    who, page = reader(request), page_asked(request.GET.get("page", ""))
    question = question_asked(request.GET, page=page)
    found = find(question, who)
    context = {
        "page": search_page(question, found, page=page),
        "save": save_box(question, who, instead=found.answer.instead),
        "help": help_page(question, found.answer, who) if not found.answer.total else None,
        "breadcrumbs": [{"href": "/", "text": "Home"}],
    }
    response = render(request, "learn/finding/library.html", context)
    if who.is_signed_in:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
@never_cache
def complete(request: HttpRequest) -> HttpResponse:
    """Titles for the list below the search box, while somebody types."""
    found = titles_that_begin(request.GET.get("q", "")[:LONGEST_QUESTION], reader(request))
    return JsonResponse({"titles": titles_below(found)})
