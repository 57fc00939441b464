"""Telling that a resource was used. Who may is asked before each view, and again by each action."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.learn.effects.chart_files import chart_with_change
from everyweek.web.learn.effects.seeing import shown
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.errors import NeedsWords
from everyweek.web.learn.using.models import Use
from everyweek.web.learn.using.not_done import PROBLEMS, says_what_was_not_done
from everyweek.web.learn.using.trail import trail_to
from everyweek.web.learn.using.used import actions
from everyweek.web.learn.using.used.forms import TakeAwayForm, UseForm, place_of, use_as_typed
from everyweek.web.learn.using.used.presenters import use_on_page, uses_on_page
from everyweek.web.learn.using.used.queries import as_effect, use_in_address, uses_of
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def all_uses(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was told of the use of a resource."""
    found: Resource = request.found  # type: ignore[attr-defined]
    who = reader(request)
    context = {
        "resource": found,
        "uses": uses_on_page(uses_of(found), found.slug, who, first=None),
        "can_tell": not who.is_signed_in or can(who, "resource.respond", found),
        "breadcrumbs": trail_to(found),
    }
    return render(request, "learn/using/uses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def tell_use(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell that a resource was used."""
    found: Resource = request.found  # type: ignore[attr-defined]
    begins_with = {"organisation": place_of(reader(request))}
    form = UseForm(request.POST if request.method == "POST" else None, initial=begins_with, **_known(found))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_use(by=reader(request), resource=found, told=form.told(), now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(f"/library/{found.slug}/#used")
    return _form_page(request, found, form, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def change_use(request: HttpRequest, slug: str, use: int) -> HttpResponse:
    """Change what one told."""
    found: Use = request.found  # type: ignore[attr-defined]
    posted = request.method == "POST"
    form = UseForm(request.POST if posted else None, initial=use_as_typed(found), **_known(found.resource))
    version, problem = found.version, ""
    if posted:
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            try:
                actions.change_use(
                    by=reader(request), use=found, told=form.told(), seen_version=version, now=timezone.now()
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect(f"/library/{found.resource.slug}/#used")
    return _form_page(request, found.resource, form, problem=problem, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
@says_what_was_not_done
def remove_use(request: HttpRequest, slug: str, use: int) -> HttpResponse:
    """Ask, then take a report of use away."""
    found: Use = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = TakeAwayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_use_away(by=who, use=found, why=form.cleaned_data["why"], now=timezone.now())
        except NeedsWords as error:
            form.add_error("why", str(error))
        else:
            return redirect(f"/library/{found.resource.slug}/#used")
    context = {
        "resource": found.resource,
        "row": use_on_page(found, who),
        "is_own": found.by_id == who.identity,
        "form": form,
        "breadcrumbs": trail_to(found.resource),
    }
    return render(request, "learn/using/remove_use.html", context)


@require_safe
@never_cache
def use_chart(request: HttpRequest, slug: str, use: int) -> HttpResponse:
    """The chart of the place's own published figures with the month on it in which the use began."""
    found = shown(as_effect(use_in_address({"slug": slug, "use": use})))
    drawn = None
    if found.seen is not None and found.measure is not None and found.began is not None:
        size = "narrow" if request.GET.get("size") == "narrow" else "wide"
        drawn = chart_with_change(found.measure, found.code, found.began, size=size)  # type: ignore[arg-type]
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


def _known(resource: Resource) -> dict[str, Any]:
    first = sorted(resource.measures.values_list("measure", flat=True))
    return {"today": timezone.localdate(), "first": first}


def _form_page(
    request: HttpRequest, resource: Resource, form: UseForm, *, problem: str, version: int = 0
) -> HttpResponse:
    """version : of the report that is changed; 0 for a new one."""
    context = {
        "resource": resource,
        "form": form,
        "problem": problem,
        "version": version,
        "breadcrumbs": trail_to(resource),
    }
    return render(request, "learn/using/use_form.html", context, status=409 if problem else 200)
