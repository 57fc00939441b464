"""The pages of places. Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.places import actions, presenters
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.forms import NewPlaceForm, PlaceForm, initial_of
from everyweek.web.assess.places.listed import (
    lines_of,
    may_manage_any,
    parties_in,
    people_in,
    places_in_system,
    systems_with_places,
)
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.queries import parties_of, places_of
from everyweek.web.assess.rounds.presenters import my_assessments_in_words
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.presence import reader

ALL_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def places(request: HttpRequest) -> HttpResponse:
    """The reader's own places, and the boards in which they make places."""
    who, today = reader(request), timezone.localdate()
    makes = may_manage_any(who)
    page = presenters.list_page(lines_of(places_of(who)), systems_with_places(who, on=today), makes=makes)
    return render(request, "assess/places/places.html", {"page": page, "breadcrumbs": presenters.trail()[:2]})


@require_safe
@never_cache
def system(request: HttpRequest, board: str) -> HttpResponse:
    """The places of a board."""
    page = presenters.system_page(board, places_in_system(board))
    return render(request, "assess/places/system.html", {"page": page, "breadcrumbs": presenters.trail()})


@require_http_methods(ALL_METHODS)
@never_cache
@once
def new_place(request: HttpRequest, board: str) -> HttpResponse:
    """Make a place in a board."""
    form = NewPlaceForm(request.POST if request.method == "POST" else None, known=directory(), system=board)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_place(by=reader(request), asked=form.asked(), now=timezone.now())
        except NotAPlace as problem:
            beside(form, problem)
        else:
            return redirect("place", place=made.key)
    back = presenters.system_address(board)
    page = presenters.form_page(
        title="Make a place", button="Make the place", back=back, system=board, known=directory(), is_new=True
    )
    way = presenters.trail((back, name_of(board, directory())))
    return render(request, "assess/places/form.html", {"form": form, "page": page, "breadcrumbs": way})


@require_safe
@never_cache
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Who takes part in a place."""
    found: Place = request.found  # type: ignore[attr-defined]
    who = reader(request)
    page = presenters.place_page(
        found, parties_in(found), people_in(found), reader=who, takes_part=bool(parties_of(who, found))
    )
    page["mine"] = my_assessments_in_words(who, place=found, now=timezone.now())
    return render(request, "assess/places/place.html", {"page": page, "breadcrumbs": presenters.trail_to(found, who)})


@require_http_methods(ALL_METHODS)
@never_cache
@once
def edit_place(request: HttpRequest, place: str) -> HttpResponse:
    """Change what a place is called, and its parties."""
    found: Place = request.found  # type: ignore[attr-defined]
    typed = request.POST if request.method == "POST" else None
    form = PlaceForm(typed, initial=initial_of(found), known=directory(), system=found.system)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(
                by=reader(request),
                place=found,
                asked=form.asked(),
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except NotAPlace as problem:
            beside(form, problem)
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect("place", place=found.key)
    back = presenters.place_address(found.key)
    context: dict[str, Any] = {
        "form": form,
        "page": presenters.form_page(
            title=f"Change {found.name}",
            button="Save",
            back=back,
            system=found.system,
            known=directory(),
            is_new=False,
        ),
        "version": seen_version(request) or found.version,
        "is_clash": status == 409,
        "breadcrumbs": [*presenters.trail_to(found, reader(request)), {"href": back, "text": found.name}],
    }
    return render(request, "assess/places/form.html", context, status=status)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def end_place(request: HttpRequest, place: str) -> HttpResponse:
    """Ask, then end a place; or take an ended one up again."""
    found: Place = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        act = actions.reopen_place if found.ended_at else actions.end_place
        try:
            act(by=reader(request), place=found, seen_version=seen_version(request), now=timezone.now())
        except ChangedMeanwhile as clash:
            problem = str(clash)
        else:
            return redirect("place", place=found.key)
    back = presenters.place_address(found.key)
    context = {
        "name": found.name,
        "has_ended": found.ended_at is not None,
        "back": back,
        "problem": problem,
        "version": seen_version(request) or found.version,
        "breadcrumbs": [*presenters.trail_to(found, reader(request)), {"href": back, "text": found.name}],
    }
    return render(request, "assess/places/end.html", context, status=409 if problem else 200)


def beside(form: PlaceForm, problem: NotAPlace) -> None:
    """Show an error of the action beside its field."""
    field = {"organisation": "acute", "parties": "acute", "party": "acute"}.get(problem.field, problem.field)
    form.add_error(field if field in form.fields else None, str(problem))
