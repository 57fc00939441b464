"""Naming people for a place, and ending that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.assess.places import presenters
from everyweek.web.assess.places.errors import CannotTakePart
from everyweek.web.assess.places.forms import NameForm
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.naming import end_membership, name_person
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

ALL_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(ALL_METHODS)
@never_cache
@once
def name_somebody(request: HttpRequest, place: str) -> HttpResponse:
    """Name somebody to take part."""
    found: Place = request.found  # type: ignore[attr-defined]
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            name_person(
                by=reader(request),
                place=found,
                email=typed["email"],
                party=typed["party"],
                leads=typed["leads"],
                now=timezone.now(),
            )
        except CannotTakePart as problem:
            form.add_error(problem.field or None, str(problem))
        else:
            return redirect("place", place=found.key)
    back = presenters.place_address(found.key)
    context = {
        "form": form,
        "name": found.name,
        "back": back,
        "breadcrumbs": [*presenters.trail_to(found, reader(request)), {"href": back, "text": found.name}],
    }
    return render(request, "assess/places/name_somebody.html", context)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def end(request: HttpRequest, place: str, member: int) -> HttpResponse:
    """Ask, then end that somebody takes part."""
    found: Place = request.found  # type: ignore[attr-defined]
    one = found.members.select_related("person").get(pk=member)
    if request.method == "POST":
        end_membership(by=reader(request), member=one, now=timezone.now())
        return redirect("place", place=found.key)
    back = presenters.place_address(found.key)
    context = {
        "name": found.name,
        "person": one.person.name,
        "is_oneself": one.person_id == reader(request).identity,
        "back": back,
        "breadcrumbs": [*presenters.trail_to(found, reader(request)), {"href": back, "text": found.name}],
    }
    return render(request, "assess/places/end_person.html", context)
