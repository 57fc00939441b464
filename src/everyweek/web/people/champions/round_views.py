"""The pages of rounds. Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.champions import running
from everyweek.web.people.champions.deadlines import local_day
from everyweek.web.people.champions.errors import NotARound
from everyweek.web.people.champions.exports import as_file, table_of_all
from everyweek.web.people.champions.forms import LongerForm, NewRoundForm, RoundForm, initial_of, parts_of
from everyweek.web.people.champions.queries import (
    list_rounds,
    return_details,
    returns_in,
    returns_of,
    round_details,
)
from everyweek.web.people.champions.round_presenters import form_page, list_page, longer_page, overview_page
from everyweek.web.people.champions.systems import boards_on, regions_on
from everyweek.web.people.champions.telling import systems_without_speakers
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

HOME = {"href": "/", "text": "Home"}
ALL_METHODS = ["GET", "HEAD", "POST"]


def crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of champions."""
    return [
        HOME,
        {"href": reverse("rounds"), "text": "Champions"},
        *({"href": href, "text": text} for href, text in further),
    ]


@require_safe
@never_cache
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round for whoever runs them; for everybody else the returns of their systems."""
    who, now = reader(request), timezone.now()
    runs = can(who, "round.run")
    page = list_page(list_rounds() if runs else (), returns_of(who, now=now), runs=runs, now=now)
    return render(request, "people/champions/rounds.html", {"page": page, "breadcrumbs": [HOME]})


@require_http_methods(ALL_METHODS)
@never_cache
@once
def new_round(request: HttpRequest) -> HttpResponse:
    """Make a round."""
    now = timezone.now()
    today = {key: value for key, value in parts_of("opens", now).items() if key != "opens_time"}
    regions = [(region.code, region.name) for region in regions_on(local_day(now))]
    form = NewRoundForm(request.POST or None, initial=today, regions=regions)
    if request.method == "POST" and form.is_valid():
        asked = form.asked()
        boards = boards_on(local_day(asked.opens_at), regions=form.chosen_regions())
        try:
            made = running.make_round(by=reader(request), asked=asked, systems=[row.code for row in boards], now=now)
        except NotARound as problem:
            _beside(form, problem)
        else:
            return redirect("round", round=made.key)
    return _form(request, form, title="Make a round", button="Make the round")


@require_safe
@never_cache
def round_page(request: HttpRequest, **parts: str) -> HttpResponse:
    """Every system of a round, and how its return stands."""
    found, now = request.found, timezone.now()  # type: ignore[attr-defined]
    returns = returns_in(found, now=now)
    page = overview_page(
        round_details(found),
        returns,
        silent=systems_without_speakers([one.system for one in returns]),
        sort=request.GET.get("sort", ""),
        now=now,
    )
    return render(request, "people/champions/round.html", {"page": page, "breadcrumbs": crumbs()})


@require_http_methods(ALL_METHODS)
@never_cache
@once
def edit_round(request: HttpRequest, **parts: str) -> HttpResponse:
    """Change a round, or move its deadline."""
    found = request.found  # type: ignore[attr-defined]
    details = round_details(found)
    form = RoundForm(request.POST or None, initial=initial_of(details))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            running.change_round(
                by=reader(request),
                of=found,
                seen_version=seen_version(request),
                asked=form.asked(),
                now=timezone.now(),
            )
        except NotARound as problem:
            _beside(form, problem)
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect("round", round=found.key)
    return _form(
        request,
        form,
        title="Change the round",
        button="Save",
        version=seen_version(request) or details.version,
        back=(reverse("round", kwargs={"round": found.key}), found.title),
        status=status,
    )


@require_http_methods(ALL_METHODS)
@never_cache
@once
def close_round(request: HttpRequest, **parts: str) -> HttpResponse:
    """Ask, then close a round; or open a closed one again."""
    found = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        act = running.reopen_round if found.closed_at else running.close_round
        try:
            act(by=reader(request), of=found, seen_version=seen_version(request), now=timezone.now())
        except ChangedMeanwhile as clash:
            problem = str(clash)
        else:
            return redirect("round", round=found.key)
    context = {
        "round": round_details(found),
        "problem": problem,
        "version": seen_version(request) or found.version,
        "breadcrumbs": crumbs((reverse("round", kwargs={"round": found.key}), found.title)),
    }
    return render(request, "people/champions/close.html", context, status=409 if problem else 200)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def longer(request: HttpRequest, **parts: str) -> HttpResponse:
    """Give one system longer."""
    found, now = request.found, timezone.now()  # type: ignore[attr-defined]
    one = return_details(found, now=now)
    form = LongerForm(request.POST or None, initial={**parts_of("deadline", one.deadline_at), "why": one.why_longer})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            running.give_longer(
                by=reader(request),
                of=found,
                seen_version=seen_version(request),
                deadline_at=form.cleaned_data["deadline_at"],
                why=form.cleaned_data["why"],
                now=now,
            )
        except NotARound as problem:
            form.add_error("deadline_day" if problem.field == "deadline" else problem.field, str(problem))
        except ChangedMeanwhile as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            return redirect("round", round=one.round.key)
    context = {
        "form": form,
        "page": longer_page(one, form),
        "version": seen_version(request) or one.version,
        "breadcrumbs": crumbs((reverse("round", kwargs={"round": one.round.key}), one.round.title)),
    }
    return render(request, "people/champions/longer.html", context, status=status)


@require_safe
@never_cache
def round_export(request: HttpRequest, **parts: str) -> HttpResponse:
    """Everybody whom the systems of a round named, as a table."""
    found = request.found  # type: ignore[attr-defined]
    content, kind = as_file(table_of_all(returns_in(found, now=timezone.now())), form=parts["form"], title=found.title)
    return download(content, kind, name=f"{found.key}.{parts['form']}")


def download(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """A file to keep. name: of letters, digits, dots and hyphens."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _beside(form: RoundForm, problem: NotARound) -> None:
    field = {"deadline": "deadline_day"}.get(problem.field, problem.field)
    form.add_error(field if field in form.fields else None, str(problem))


def _form(
    request: HttpRequest,
    form: RoundForm,
    *,
    title: str,
    button: str,
    version: int = 0,
    back: tuple[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "page": form_page(form, title=title, button=button, back=back[0] if back else reverse("rounds")),
        "version": version,
        "is_clash": status == 409,
        "breadcrumbs": crumbs(*([back] if back else [])),
    }
    return render(request, "people/champions/round_form.html", context, status=status)
