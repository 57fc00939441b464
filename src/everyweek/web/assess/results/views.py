"""The pages of results. Each view understands the request, makes one call and renders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.assess.results import presenters
from everyweek.web.assess.results.heat import BY_NAME, Wanted
from everyweek.web.assess.results.of_place import result_of
from everyweek.web.assess.results.place_presenters import place_page
from everyweek.web.assess.results.queries import seen_in
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def results(request: HttpRequest, **parts: str) -> HttpResponse:
    """Every place that shared with this reader, by theme."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    who = reader(request)
    page = presenters.results_page(found, seen_in(who, found), _wanted(request), who)
    return render(request, "assess/results/results.html", {"page": page, "breadcrumbs": way_to(found)})


@require_safe
@never_cache
def of_place(request: HttpRequest, **parts: str) -> HttpResponse:
    """One place: where it stands and wants to be, since the round before, beside others and beside its measures."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    who = reader(request)
    result = result_of(who, found)
    if result is None:
        raise NothingGiven
    context = {
        "page": place_page(found, result, who),
        "breadcrumbs": way_to(found.round, results_too=True),
    }
    return render(request, "assess/results/place.html", context)


class NothingGiven(Http404):
    """Whoever takes part looks at what others see, and they see nothing."""

    title = "Nothing has been shared yet"
    message = "This place has given its results to nobody, so there is nothing that others could see."


def way_to(found: AssessmentRound, *, results_too: bool = False) -> list[dict[str, str]]:
    """The breadcrumbs of a page below a round."""
    parts = {"assessment_round": found.key}
    way = [
        {"href": "/", "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {"href": reverse("assessment-round", kwargs=parts), "text": found.title},
    ]
    return [*way, {"href": reverse("assessment-results", kwargs=parts), "text": "Results"}] if results_too else way


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    return Wanted(
        sort=asked.get("sort", "") or BY_NAME,
        region=asked.get("region", "").upper(),
        system=asked.get("system", "").upper(),
    )
