"""Offering plans to networks. Who may is asked before each view, and again by each action."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.trail import trail as trail_of_network
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Network
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import trail
from everyweek.web.plan.proposals import actions
from everyweek.web.plan.proposals.errors import CannotBeOffered
from everyweek.web.plan.proposals.forms import AnswerForm, DecisionForm, OfferForm, TakeBackForm
from everyweek.web.plan.proposals.models import Proposal
from everyweek.web.plan.proposals.presenters import page_of, row_for_network, row_for_plan
from everyweek.web.plan.proposals.queries import networks_to_offer_to, proposals_of, proposals_to

PROBLEMS = (PeopleError, DiscussionError)
Parts = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def offer(request: HttpRequest, plan: str) -> HttpResponse:
    """Offer a plan to a network; the page says who reads it from then on."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    who = reader(request)
    networks = networks_to_offer_to(who)
    form, problem = OfferForm(request.POST if request.method == "POST" else None, networks=networks), ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.offer(
                by=who,
                plan=found,
                network=form.chosen(),
                words=typed["words"],
                asks_for=typed["asks_for"],
                now=timezone.now(),
            )
        except (CannotBeOffered, NotAPlan) as error:
            form.add_error(error.field, str(error))
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("proposal", proposal=made.pk)
    context = {
        "plan": found,
        "form": form,
        "networks": networks,
        "rows": tuple(row_for_plan(one) for one in proposals_of(found)),
        "problem": problem,
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/proposals/offer.html", context, status=409 if problem else 200)


@require_safe
@never_cache
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """One offer, and how it is decided."""
    return _page(request, request.found)  # type: ignore[attr-defined]


@require_POST
@never_cache
@once
def decide(request: HttpRequest, proposal: int) -> HttpResponse:
    """What a lead decides, or asks."""
    form = DecisionForm(request.POST)
    return _done(request, "decision", form, actions.decide, "decision", "words")


@require_POST
@never_cache
@once
def answer(request: HttpRequest, proposal: int) -> HttpResponse:
    """Answer a question."""
    return _done(request, "answer", AnswerForm(request.POST), actions.answer, "words")


@require_POST
@never_cache
@once
def take_back(request: HttpRequest, proposal: int) -> HttpResponse:
    """Take the offer back."""
    return _done(request, "back", TakeBackForm(request.POST), actions.take_back, "words")


@require_safe
@never_cache
def of_network(request: HttpRequest, network: str) -> HttpResponse:
    """The plans that are offered to a network."""
    found: Network = request.found  # type: ignore[attr-defined]
    context = {
        "network": found,
        "rows": tuple(row_for_network(one) for one in proposals_to(found)),
        "breadcrumbs": trail_of_network(found),
    }
    return render(request, "plan/proposals/of_network.html", context)


def _done(
    request: HttpRequest, name: str, form: BaseForm, action: Callable[..., Proposal], *fields: str
) -> HttpResponse:
    """Carry an action out with what was typed; or show the page again with it."""
    found: Proposal = request.found  # type: ignore[attr-defined]
    problem = ""
    if form.is_valid():
        typed = {field: form.cleaned_data[field] for field in fields}
        seen = typed_number(request.POST.get("version", ""))
        try:
            action(by=reader(request), proposal=found, seen_version=seen, now=timezone.now(), **typed)
        except (CannotBeOffered, NotAPlan) as error:
            form.add_error(error.field, str(error))
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("proposal", proposal=found.pk)
    found.refresh_from_db()
    return _page(request, found, problem=problem, lost=str(request.POST.get("words", "")), **{name: form})


def _page(
    request: HttpRequest, found: Proposal, *, problem: str = "", lost: str = "", **forms: BaseForm
) -> HttpResponse:
    bound = next(iter(forms.values()), None)
    context = {
        "page": page_of(found, reader(request)),
        "number": found.pk,
        "decision": forms.get("decision", DecisionForm()),
        "answer": forms.get("answer", AnswerForm()),
        "back": forms.get("back", TakeBackForm()),
        "bound": bound,
        "problem": problem,
        "lost": lost if problem else "",
        "breadcrumbs": _trail(request, found),
    }
    return render(request, "plan/proposals/proposal.html", context, status=409 if problem else 200)


def _trail(request: HttpRequest, found: Proposal) -> list[dict[str, str]]:
    """Above it: what is offered to the network, for its people; the plan, for those of its team who are not in it."""
    if not can(reader(request), "network.read", found.network):
        return trail(found.plan)
    address = reverse("network-proposals", kwargs={"network": found.network.key})
    return [{"href": "/", "text": "Home"}, {"href": address, "text": found.network.name}]
