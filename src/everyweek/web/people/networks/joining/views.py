"""Joining, taking back a request, leaving, and answering requests."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.networks.errors import NetworkError
from everyweek.web.people.networks.joining import actions
from everyweek.web.people.networks.joining.forms import JoinForm
from everyweek.web.people.networks.joining.presenters import join_page, leave_page, requests_page
from everyweek.web.people.networks.words import crumbs_of, page_of_network, told
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def join(request: HttpRequest, network: str) -> HttpResponse:
    """Come in, or ask to."""
    found, problem = request.found, ""  # type: ignore[attr-defined]
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_in = actions.join(
                by=reader(request), network=found, words=form.cleaned_data["words"], now=timezone.now()
            )
        except RoleError as error:
            problem = str(error)
        else:
            return redirect(page_of_network(found, done="joined" if is_in else "asked"))
    page = join_page(found, reader(request))
    context = {"page": page, "form": form, "problem": problem, "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/join.html", context, status=409 if problem else 200)


@require_http_methods(["POST"])
@never_cache
@once
def withdraw(request: HttpRequest, network: str) -> HttpResponse:
    """Take back one's own request."""
    found = request.found  # type: ignore[attr-defined]
    actions.withdraw(by=reader(request), network=found, now=timezone.now())
    return redirect(page_of_network(found, done="withdrawn"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def leave(request: HttpRequest, network: str) -> HttpResponse:
    """Ask, then leave."""
    found = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.leave(by=reader(request), network=found, now=timezone.now())
        return redirect("networks")
    context = {"page": leave_page(found, reader(request)), "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/leave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def requests(request: HttpRequest, network: str) -> HttpResponse:
    """Who waits to be let in: let them in, or not."""
    found, problem = request.found, ""  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            answered = _answer(request, found)
        except (NetworkError, RoleError) as error:
            problem = str(error)
        else:
            return redirect(f"{request.path}?done={answered}")
    page = requests_page(found)
    context = {"page": page, "problem": problem, "said": told(request), "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/requests.html", context, status=409 if problem else 200)


def _answer(request: HttpRequest, network: Any) -> str:
    accepts = "accept" in request.POST
    number = request.POST.get("accept" if accepts else "decline", "")
    asked = actions.answer_request(
        by=reader(request),
        network=network,
        request=int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0,
        accepts=accepts,
        now=timezone.now(),
    )
    return str(asked.answer)
