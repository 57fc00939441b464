"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.administration.overview.presenters import start_page
from everyweek.web.people.administration.overview.queries import overview_of
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What there is to do."""
    who = reader(request)
    own = who.organisations("system_administrator")
    page = start_page(overview_of(who, now=timezone.now()), directory(), own=own)
    context = {"page": page, "breadcrumbs": [{"href": "/", "text": "Home"}]}
    return render(request, "people/administration/start.html", context)
