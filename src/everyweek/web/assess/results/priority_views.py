"""The pages of a system's priorities. Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.results.choosing import choose, needs_blend
from everyweek.web.assess.results.heat import spread_row
from everyweek.web.assess.results.priority_forms import PrioritiesForm
from everyweek.web.assess.results.priority_presenters import hints_of, priorities_page
from everyweek.web.assess.results.priority_queries import Choice, choice_of
from everyweek.web.assess.results.queries import seen_in
from everyweek.web.assess.results.suggesting import suggestion_for
from everyweek.web.assess.results.views import way_to
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.rounds.queries import round_in_address
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

PROBLEMS = (AssessError, ChangedMeanwhile, DiscussionError)


@require_safe
@never_cache
def priorities(request: HttpRequest, **parts: str) -> HttpResponse:
    """A system's places together, and what it chose."""
    system: str = request.found  # type: ignore[attr-defined]
    who, found = reader(request), round_in_address(parts)
    seen, choice = seen_in(who, found), choice_of(found, system)
    is_inside = can(who, "priorities.see-draft", system)
    page = priorities_page(
        found,
        system,
        seen,
        choice if choice and (choice.published_at or is_inside) else None,
        suggestion_for(found, system, seen) if is_inside and framework_of(found.framework).chosen else None,
        may_choose=can(who, "priorities.choose", system),
    )
    return render(request, "assess/results/priorities.html", {"page": page, "breadcrumbs": _way_to(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def choosing(request: HttpRequest, **parts: str) -> HttpResponse:
    """Choose, save a draft or publish."""
    system: str = request.found  # type: ignore[attr-defined]
    who, found = reader(request), round_in_address(parts)
    framework, choice = framework_of(found.framework), choice_of(found, system)
    seen, is_published = seen_in(who, found), bool(choice and choice.published_at)
    suggestion = suggestion_for(found, system, seen)
    hints = hints_of(framework, suggestion, spread_row(seen, system, framework))
    if request.method != "POST":
        form = PrioritiesForm(framework=framework, initial=_before(choice))
        version = choice.version if choice else 0
        return _form(request, found, system, form, hints, version=version, is_published=is_published)
    form = PrioritiesForm(request.POST, framework=framework)
    status = 200
    if form.is_valid():
        try:
            choose(
                by=who,
                assessment_round=found,
                system=system,
                themes=form.cleaned_data["themes"],
                why=form.cleaned_data["why"],
                suggested={one.theme for one in suggestion.picks},
                publish=request.POST.get("then") == "publish",
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except PROBLEMS as problem:
            form.add_error(None, str(problem))
            status = 409 if isinstance(problem, ChangedMeanwhile) else 200
        else:
            return redirect("priorities", assessment_round=found.key, code=system)
    version = seen_version(request)
    return _form(request, found, system, form, hints, version=version, is_published=is_published, status=status)


def _before(choice: Choice | None) -> dict[str, Any]:
    """What was chosen before; of nothing yet, nothing: the suggestion stands beside the boxes and ticks none."""
    return {"themes": [key for key, _ in choice.themes], "why": choice.why} if choice else {}


def _form(
    request: HttpRequest,
    found: AssessmentRound,
    system: str,
    form: PrioritiesForm,
    hints: dict[str, str],
    *,
    version: int,
    is_published: bool,
    status: int = 200,
) -> HttpResponse:
    framework = framework_of(found.framework)
    context = {
        "form": form,
        "system": name_of(system, directory()),
        "round": found.title,
        "number": framework.chosen,
        "theme_words": framework.theme_words if framework.chosen != 1 else framework.theme_word,
        "needs_blend": needs_blend(framework),
        "is_published": is_published,
        "hints": hints,
        "version": version,
        "is_clash": status == 409,
        "here": request.path,
        "breadcrumbs": [*_way_to(found), {"href": _address(found, system), "text": name_of(system, directory())}],
    }
    return render(request, "assess/results/choose.html", context, status=status)


def _address(found: AssessmentRound, system: str) -> str:
    return reverse("priorities", kwargs={"assessment_round": found.key, "code": system})


def _way_to(found: AssessmentRound) -> list[dict[str, str]]:
    return way_to(found, results_too=True)
