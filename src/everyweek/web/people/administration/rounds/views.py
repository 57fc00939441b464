"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.administration.frame import breadcrumbs
from everyweek.web.people.administration.rounds.presenters import list_page
from everyweek.web.people.administration.rounds.queries import rounds_seen
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds of nominations, and how far they are."""
    who, now = reader(request), timezone.now()
    page = list_page(rounds_seen(who, now=now), is_national=can(who, "round.run"), now=now)
    return render(request, "people/administration/rounds.html", {"page": page, "breadcrumbs": breadcrumbs()})
