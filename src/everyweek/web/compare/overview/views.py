"""The view understands the request, makes one call and renders."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from everyweek.web.compare.freshness import fresh_unless_signed_in
from everyweek.web.compare.overview.asked import ask
from everyweek.web.compare.overview.presenters.page import overview_page
from everyweek.web.compare.what_others_did import state
from everyweek.web.measure.places import spelt
from everyweek.web.measure.presenters.links import organisation_address
from everyweek.web.measure.views import HOME
from everyweek.web.people.presence import reader


@require_safe
@partial(fresh_unless_signed_in, also=state)
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation beside its peers on every measure."""
    wanted = spelt(code)
    if wanted != code:
        return HttpResponsePermanentRedirect(request.get_full_path().replace(code, wanted, 1))
    page = overview_page(ask(request, wanted), reader(request))
    crumbs = [HOME, {"href": organisation_address(page.code), "text": page.name}]
    return render(request, "compare/overview/overview.html", {"page": page, "breadcrumbs": crumbs})
