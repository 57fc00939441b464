"""The list of networks and the page of one: each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.networks.presenters import list_page, network_page
from everyweek.web.people.networks.words import HOME, NETWORKS, told
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def networks(request: HttpRequest) -> HttpResponse:
    """Every network that the reader may know of."""
    page = list_page(reader(request), request.GET.get("q", ""))
    return render(request, "people/networks/list.html", {"page": page, "breadcrumbs": [HOME]})


@require_safe
@never_cache
def network(request: HttpRequest, network: str) -> HttpResponse:
    """One network."""
    page = network_page(request.found, reader(request), now=timezone.now())  # type: ignore[attr-defined]
    return render(
        request, "people/networks/network.html", {"page": page, "said": told(request), "breadcrumbs": [HOME, NETWORKS]}
    )
