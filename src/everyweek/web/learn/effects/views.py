"""Each view understands the request, makes one call and renders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.reference.interventions import interventions
from everyweek.web.learn.effects import queries
from everyweek.web.learn.effects.chart_files import chart_with_change
from everyweek.web.learn.effects.forest_files import forest_file
from everyweek.web.learn.effects.seeing import shown
from everyweek.web.learn.effects.what_works import intervention_page, ten
from everyweek.web.people.presence import reader

SVG = "image/svg+xml"


@require_safe
def what_works(request: HttpRequest) -> HttpResponse:
    """The ten, each with how much is known of it."""
    context = {"page": ten(interventions()), "breadcrumbs": _crumbs()}
    return render(request, "learn/effects/what_works.html", context)


@require_safe
@never_cache
def intervention(request: HttpRequest, intervention: str) -> HttpResponse:
    """What is known of one of the ten."""
    known = queries.what_is_known(queries.intervention_in_address(intervention), reader(request))
    crumbs = [*_crumbs(), {"href": reverse("what-works"), "text": "What works"}]
    return render(request, "learn/effects/intervention.html", {"page": intervention_page(known), "breadcrumbs": crumbs})


@require_safe
@never_cache
def forest(request: HttpRequest, intervention: str) -> HttpResponse:
    """The effects of one of the ten that have a ratio, in one picture."""
    found = queries.effects_of(queries.intervention_in_address(intervention), reader(request))
    drawn = forest_file(queries.by_outcome(found), size=_size(request))
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type=SVG)


@require_safe
@never_cache
def effect_chart(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The chart of the organisation's own figures with the month of the change on it."""
    found = shown(queries.effect_of(request.found, number))  # type: ignore[attr-defined]
    drawn = None
    if found.seen is not None and found.measure is not None and found.began is not None:
        drawn = chart_with_change(found.measure, found.code, found.began, size=_size(request))
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type=SVG)


def _size(request: HttpRequest) -> queries.PictureSize:
    return "narrow" if request.GET.get("size") == "narrow" else "wide"


def _crumbs() -> list[dict[str, str]]:
    return [{"href": "/", "text": "Home"}, {"href": reverse("library"), "text": "Library"}]
