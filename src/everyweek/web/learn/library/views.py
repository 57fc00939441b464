"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.learn.finding.queries import resources_like
from everyweek.web.learn.finding.where_mine_stands import where_mine_stands
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.presenters import resource_page
from everyweek.web.learn.using.on_resource import using_on_resource
from everyweek.web.learn.versions.reading_presenters import versions_on_page
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """One resource. An earlier address leads on to the one of now."""
    found: Resource = request.found  # type: ignore[attr-defined]
    if slug != found.slug:
        return redirect("resource", slug=found.slug, permanent=True)
    page = resource_page(found, resources_like(found, reader(request)))
    context = {
        "page": page,
        "mine": where_mine_stands((one["name"] for one in page["measures"]), reader(request)),
        "slug": found.slug,
        "versions": versions_on_page(found, reader(request)),
        "using": using_on_resource(found, reader(request)),
        "may_attach": can(reader(request), "resource.attach", found),
        "breadcrumbs": [{"href": "/", "text": "Home"}, {"href": reverse("library"), "text": "Library"}],
    }
    return render(request, "learn/library/resource.html", context)
