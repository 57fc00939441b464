"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.administration.frame import breadcrumbs
from everyweek.web.people.administration.networks.presenters import list_page
from everyweek.web.people.administration.networks.queries import networks_seen
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def networks(request: HttpRequest) -> HttpResponse:
    """Networks, those without a lead first."""
    text = request.GET.get("text", "")[:100]
    page = page_of(
        networks_seen(reader(request), text),
        number=request.GET.get("page", ""),
        path=request.path,
        asked={"text": text} if text else {},
    )
    context = {"page": list_page(page, text), "breadcrumbs": breadcrumbs()}
    return render(request, "people/administration/networks.html", context)
