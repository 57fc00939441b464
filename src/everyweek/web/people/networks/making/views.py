"""Beginning, changing, closing and opening a network, and saying who leads it."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.accounts.second_factor.required import lacks_second_step, lead_to_set_up
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.invitations.errors import InvitationError
from everyweek.web.people.networks.errors import NetworkError, NotANetwork, NotSure
from everyweek.web.people.networks.making import actions, appointing
from everyweek.web.people.networks.making.draft import draft_of, kinds_for
from everyweek.web.people.networks.making.forms import AppointForm, NetworkForm, kinds_offered
from everyweek.web.people.networks.making.presenters import appoint_page, close_page, edit_page, new_page
from everyweek.web.people.networks.words import HOME, NETWORKS, crumbs_of, page_of_network
from everyweek.web.people.once.once import once
from everyweek.web.people.predicates import leads
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_network(request: HttpRequest) -> HttpResponse:
    """Begin a network."""
    who = reader(request)
    kinds = kinds_for(who)
    initial = {"joining": "request", "kind": kinds[0] if len(kinds) == 1 else ""}
    form = NetworkForm(request.POST or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_network(by=who, draft=form.draft(), now=timezone.now())
        except NotANetwork as problem:
            form.say(problem)
        else:
            return redirect("network-appoint" if made.is_learning_network else "network", network=made.key)
    context = {"page": new_page(kinds), "form": form, "breadcrumbs": [HOME, NETWORKS]}
    return render(request, "people/networks/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit(request: HttpRequest, network: str) -> HttpResponse:
    """Change what a network says of itself."""
    found, who, status = request.found, reader(request), 200  # type: ignore[attr-defined]
    kinds = kinds_offered(found, kinds_for(who))
    initial = {**asdict(draft_of(found)), "version": found.version}
    form = NetworkForm(request.POST or None, kinds=kinds, group_key=found.group_key, initial=initial)
    asks_if_sure = False
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, found, who)
        except NotANetwork as problem:
            form.say(problem)
        except NotSure as problem:
            form.add_error("sure", str(problem))
            asks_if_sure = True
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect(page_of_network(found, done="saved"))
    page = edit_page(found, kinds, is_clash=status == 409, asks_if_sure=asks_if_sure or "sure" in request.POST)
    context = {"page": page, "form": form, "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def close(request: HttpRequest, network: str) -> HttpResponse:
    """Ask, then close."""
    found, problem = request.found, ""  # type: ignore[attr-defined]
    if request.method == "POST":
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        try:
            actions.close_network(by=reader(request), network=found, seen_version=version, now=timezone.now())
        except ChangedMeanwhile as error:
            problem = str(error)
        else:
            return redirect(page_of_network(found, done="closed"))
    context = {"page": close_page(found), "problem": problem, "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/close.html", context, status=409 if problem else 200)


def needs_second_step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that leads and national support have: who acts as national support signs in as for administration."""

    @wraps(view)
    def guarded(request: HttpRequest, network: str) -> HttpResponse:
        who, name = reader(request), request.resolver_match.view_name  # type: ignore[union-attr]
        acts_as_lead = leads(who, request.found)  # type: ignore[attr-defined]
        if not acts_as_lead and lacks_second_step(who, "country.administer", address_name=name):
            return lead_to_set_up(request)
        return view(request, network)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_second_step
@once
def reopen(request: HttpRequest, network: str) -> HttpResponse:
    """Ask, then open again."""
    found = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.reopen_network(by=reader(request), network=found, now=timezone.now())
        return redirect(page_of_network(found, done="reopened"))
    context = {"page": close_page(found), "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/reopen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs_second_step
@once
def appoint(request: HttpRequest, network: str) -> HttpResponse:
    """Say who leads a network."""
    from everyweek.web.people.invitations.handed_over import keep_links

    found, who = request.found, reader(request)  # type: ignore[attr-defined]
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = appointing.appoint(by=who, network=found, email=form.cleaned_data["email"], now=timezone.now())
        except (NetworkError, RoleError, InvitationError) as problem:
            form.add_error("email", str(problem))
        else:
            if outcome.token:
                keep_links(request, [(outcome.email, outcome.token)])
            return redirect(f"{request.path}?done={'invited' if outcome.token else 'appointed'}")
    context = {"page": appoint_page(request, found, who), "form": form, "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/appoint.html", context)


def _save(form: NetworkForm, network: Any, who: Any) -> None:
    actions.change_network(
        by=who,
        network=network,
        seen_version=form.cleaned_data["version"] or 0,
        draft=form.draft(),
        is_sure=form.cleaned_data["sure"],
        now=timezone.now(),
    )
