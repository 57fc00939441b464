"""Pages on which rounds are made and changed. Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.assess.rounds import actions, choosing, presenters
from everyweek.web.assess.rounds.asked import ALL_PARTIES
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound
from everyweek.web.assess.rounds.forms import AddPlacesForm, LongerForm, NewRoundForm, RoundForm, initial_of, parts_of
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.presence import reader

ALL_METHODS = ["GET", "HEAD", "POST"]
COUNTRY = "country"


@require_http_methods(ALL_METHODS)
@never_cache
@once
def new_round(request: HttpRequest) -> HttpResponse:
    """Make a round; first say for whom, when there is a choice."""
    who, now = reader(request), timezone.now()
    may = choosing.for_whom(who, now=now)
    ways = ([COUNTRY] if may.country else []) + [code for code, _ in may.systems]
    chosen = request.GET.get("for", ways[0] if len(ways) == 1 else "")
    if chosen not in ways:
        return _for_whom(request, may)
    system = "" if chosen == COUNTRY else chosen
    form = NewRoundForm(
        request.POST if request.method == "POST" else None,
        initial={**_today(now), "parties": list(ALL_PARTIES)},
        frameworks=choosing.frameworks_for(system),
        rounds=choosing.rounds_before(system),
        regions=[] if system else choosing.regions_to_choose(now=now),
        systems=[] if system else choosing.systems_to_choose(),
        places=choosing.places_to_choose(system) if system else [],
        of_a_system=bool(system),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        places = choosing.places_to_ask(
            system=system,
            keys=typed["places"] if typed["which"] == "chosen" else (),
            regions=typed["regions"] if typed["which"] == "regions" else (),
            systems=typed["systems"] if typed["which"] == "systems" else (),
            now=now,
        )
        try:
            made = actions.make_assessment_round(by=who, asked=form.asked(system=system), places=places, now=now)
        except NotAnAssessmentRound as problem:
            beside(form, problem)
        else:
            return redirect("assessment-round", assessment_round=made.key)
    return _form(
        request, form, title="Make a round", button="Make the round", system=system, back=reverse("assessment-rounds")
    )


@require_http_methods(ALL_METHODS)
@never_cache
@once
def edit_round(request: HttpRequest, assessment_round: str) -> HttpResponse:
    """Change a round, or move its deadline."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(found),
        frameworks=choosing.frameworks_for(found.system, and_also=found.framework),
        rounds=choosing.rounds_before(found.system, of=found),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_assessment_round(
                by=reader(request),
                of=found,
                asked=form.asked(system=found.system),
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except NotAnAssessmentRound as problem:
            beside(form, problem)
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect("assessment-round", assessment_round=found.key)
    back = presenters.round_address(found.key)
    return _form(
        request,
        form,
        title="Change the round",
        button="Save",
        system=found.system,
        back=back,
        way=(back, found.title),
        version=seen_version(request) or found.version,
        status=status,
    )


@require_http_methods(ALL_METHODS)
@never_cache
@once
def close_round(request: HttpRequest, assessment_round: str) -> HttpResponse:
    """Ask, then close a round; or open a closed one again."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        act = actions.reopen if found.closed_at else actions.close
        try:
            act(by=reader(request), of=found, seen_version=seen_version(request), now=timezone.now())
        except ChangedMeanwhile as clash:
            problem = str(clash)
        else:
            return redirect("assessment-round", assessment_round=found.key)
    back = presenters.round_address(found.key)
    context = {
        "title": found.title,
        "is_closed": found.closed_at is not None,
        "back": back,
        "problem": problem,
        "version": seen_version(request) or found.version,
        "breadcrumbs": presenters.trail((back, found.title)),
    }
    return render(request, "assess/rounds/close.html", context, status=409 if problem else 200)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def add_places(request: HttpRequest, assessment_round: str) -> HttpResponse:
    """Ask further places in a round."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    could = {place.key: place for place in choosing.places_not_in(found, systems=None)}
    known = directory()
    named = [(key, f"{place.name}, {name_of(place.system, known)}") for key, place in could.items()]
    form = AddPlacesForm(
        request.POST if request.method == "POST" else None, places=sorted(named, key=lambda one: one[1])
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_places(
                by=reader(request),
                of=found,
                places=[could[key] for key in form.cleaned_data["places"]],
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except NotAnAssessmentRound as problem:
            beside(form, problem)
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect("assessment-round", assessment_round=found.key)
    back = presenters.round_address(found.key)
    context = {
        "form": form,
        "has_any": bool(could),
        "back": back,
        "version": seen_version(request) or found.version,
        "is_clash": status == 409,
        "breadcrumbs": presenters.trail((back, found.title)),
    }
    return render(request, "assess/rounds/add_places.html", context, status=status)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def longer(request: HttpRequest, assessment_round: str, place: str) -> HttpResponse:
    """Give one place longer."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    deadline_at = deadline_of(found)
    form = LongerForm(
        request.POST if request.method == "POST" else None,
        initial={**parts_of("deadline", deadline_at), "why": found.why_longer},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_longer(
                by=reader(request),
                of=found,
                deadline_at=form.cleaned_data["deadline_at"],
                why=form.cleaned_data["why"],
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except NotAnAssessmentRound as problem:
            beside(form, problem)
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect(f"{presenters.round_address(found.round.key)}?system={found.place.system}#places")
    back = presenters.round_address(found.round.key)
    context = {
        "form": form,
        "page": presenters.longer_page(found, form, deadline_at=deadline_at),
        "version": seen_version(request) or found.version,
        "is_clash": status == 409,
        "breadcrumbs": presenters.trail((back, found.round.title)),
    }
    return render(request, "assess/rounds/longer.html", context, status=status)


def beside(form: Any, problem: NotAnAssessmentRound) -> None:
    """Show an error of the action beside its field."""
    field = {"deadline": "deadline_day", "opens": "opens_day"}.get(problem.field, problem.field)
    if field == "places" and "which" in form.fields and form.cleaned_data.get("which") != "chosen":
        field = "which"
    form.add_error(field if field in form.fields else None, str(problem))


def _today(now: Any) -> dict[str, Any]:
    return {key: value for key, value in parts_of("opens", now).items() if key != "opens_time"}


def _for_whom(request: HttpRequest, may: choosing.ForWhom) -> HttpResponse:
    here = reverse("new-assessment-round")
    ways = (
        [{"text": "The whole country, or some regions or systems", "href": f"{here}?for={COUNTRY}"}]
        if may.country
        else []
    )
    ways += [{"text": name, "href": f"{here}?for={code}"} for code, name in may.systems]
    return render(request, "assess/rounds/for_whom.html", {"ways": ways, "breadcrumbs": presenters.trail()})


def _form(
    request: HttpRequest,
    form: RoundForm,
    *,
    title: str,
    button: str,
    system: str,
    back: str,
    way: tuple[str, str] | None = None,
    version: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "page": presenters.form_page(
            form, title=title, button=button, back=back, system=system, is_new=isinstance(form, NewRoundForm)
        ),
        "version": version,
        "is_clash": status == 409,
        "breadcrumbs": presenters.trail(*([way] if way else [])),
    }
    return render(request, "assess/rounds/form.html", context, status=status)
