"""Every page of the library that everybody may read, for search engines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from everyweek.web.learn.library.models import Resource

MOST = 50_000
"""Addresses that one map may hold, by sitemaps.org."""


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The map."""
    rows = Resource.objects.filter(live=True, network=None).order_by("key").values_list("slug", "last_published_at")
    context = {
        "here": request.build_absolute_uri("/").rstrip("/"),
        "rows": [(slug, at.date().isoformat() if at else "") for slug, at in rows[:MOST]],
    }
    return render(request, "learn/opening/sitemap.xml", context, content_type="application/xml")
