"""Bringing a filled-in return: a page that says what would change, then a button that changes it, once."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.returns.comparing import preview_of
from everyweek.web.assess.returns.errors import PreviewGone, ReturnRefused
from everyweek.web.assess.returns.forms import BringForm, UseForm
from everyweek.web.assess.returns.presenters import (
    parties_to_tick,
    parts_of,
    place_facts,
    preview_page,
    ticked_at_first,
    trail,
)
from everyweek.web.assess.returns.preview import Preview, opened, opened_changes, sealed, sealed_changes
from everyweek.web.assess.returns.reading import BroughtReturn, BroughtRow, Cell, read_return
from everyweek.web.assess.returns.using import Used, use_return
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import why_not_open
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

PROBLEMS = (AssessError, DiscussionError)
LONGEST_ADDRESS = 500
"""Characters that are kept of where a form led."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring(request: HttpRequest, **parts: str) -> HttpResponse:
    """Choose a file, and see what it would change. Nothing is written."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    closed = why_not_open(found, now=timezone.now())
    if request.method != "POST" or closed:
        return _bring_page(request, found, BringForm(), problem=closed, status=409 if closed else 200)
    carries_over = request.POST.get("carry") == "yes"
    form = BringForm(request.POST, request.FILES)
    kept = request.POST.get("kept", "") if carries_over else ""
    if not kept and not form.is_valid():
        return _bring_page(request, found, form)
    try:
        brought, name = _reopened(request, found, kept) if kept else _read(form)
        preview = preview_of(found, brought, carries_over=carries_over, now=timezone.now())
    except ReturnRefused as problem:
        return _refused(request, found, problem, (brought, name) if problem.version else None)
    except PreviewGone as problem:
        return _bring_page(request, found, BringForm(), problem=str(problem), status=409)
    try:
        changes = sealed_changes(preview, reader=reader(request), assessment=found)
    except ReturnRefused as problem:
        return _refused(request, found, problem, None)
    return _preview(request, found, preview, file=name, changes=changes)


@require_POST
@never_cache
@once
def use(request: HttpRequest, **parts: str) -> HttpResponse:
    """Write what the preview showed: all of it or nothing."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    who = reader(request)
    may = parties_to_tick(who, found)
    form = UseForm(request.POST, may_speak_for=may)
    try:
        answers, positions = opened_changes(request.POST.get("changes", ""), reader=who, assessment=found)
        if answers and not form.is_valid():
            return _ask_parties(request, found, form)
        used = use_return(
            by=who,
            assessment=found,
            answers=answers,
            positions=positions,
            parties=form.cleaned_data.get("parties", ()) if form.is_valid() else (),
            now=timezone.now(),
        )
    except PROBLEMS as problem:
        return _bring_page(request, found, BringForm(), problem=str(problem), status=409)
    return redirect(address_of_done(found, used))


def address_of_done(found: Assessment, used: Used) -> str:
    """The page of the return, told what was done: as many of those left alone as an address of its length can name."""
    page, told = reverse("assessment-return", kwargs=parts_of(found)), list(used.left_alone)
    while True:
        more = len(used.left_alone) - len(told)
        query = {"used": used.answers, "themes": used.positions, "left": ",".join(told), "more": more or ""}
        address = f"{page}?{urlencode(query)}"
        if len(address) <= LONGEST_ADDRESS or not told:
            return address
        told.pop()


def _read(form: BringForm) -> tuple[BroughtReturn, str]:
    name = str(form.cleaned_data["file"].name)
    return read_return(form.content(), name=name), name


def _kept(request: HttpRequest, found: Assessment, brought: BroughtReturn, name: str) -> str:
    """What was read, for the form that asks whether to carry it over, so that the file need not be chosen again."""
    rows = [
        [row.key, row.where, {word: [cell.text, cell.where] for word, cell in row.cells.items()}]
        for row in brought.rows
    ]
    return sealed([name, dict(brought.identity), rows], use="rows", reader=reader(request), assessment=found)


def _reopened(request: HttpRequest, found: Assessment, kept: str) -> tuple[BroughtReturn, str]:
    name, identity, rows = opened(kept, use="rows", reader=reader(request), assessment=found)
    made = tuple(
        BroughtRow(key, where, {word: Cell(*cell) for word, cell in cells.items()}) for key, where, cells in rows
    )
    return BroughtReturn(identity, made), name


def _refused(
    request: HttpRequest, found: Assessment, problem: ReturnRefused, kept: tuple[BroughtReturn, str] | None
) -> HttpResponse:
    """The page again, with why; and, where that helps, with a button that carries the answers over."""
    words, again = str(problem), ""
    if kept is not None:
        try:
            again = _kept(request, found, *kept)
        except ReturnRefused as too_much:
            words = f"{problem} {too_much}"
    return _bring_page(request, found, BringForm(), problem=words, kept=again)


def _preview(request: HttpRequest, found: Assessment, preview: Preview, *, file: str, changes: str) -> HttpResponse:
    who = reader(request)
    may = parties_to_tick(who, found)
    form = UseForm(initial={"parties": ticked_at_first(who, found, may)}, may_speak_for=may)
    context = preview_page(found, preview, file=file) | {
        "form": form,
        "needs_parties": bool(preview.answers),
        "speaks_for_nobody": bool(preview.answers) and not may,
        "changes": changes,
        "breadcrumbs": _trail(found),
    }
    return render(request, "assess/returns/preview.html", context)


def _ask_parties(request: HttpRequest, found: Assessment, form: UseForm) -> HttpResponse:
    context: dict[str, Any] = place_facts(found) | {
        "form": form,
        "changes": request.POST.get("changes", ""),
        "breadcrumbs": _trail(found),
    }
    return render(request, "assess/returns/who.html", context)


def _bring_page(
    request: HttpRequest, found: Assessment, form: BringForm, *, problem: str = "", kept: str = "", status: int = 200
) -> HttpResponse:
    context = place_facts(found) | {
        "form": form,
        "problem": problem,
        "kept": kept,
        "breadcrumbs": _trail(found),
    }
    return render(request, "assess/returns/bring.html", context, status=status)


def _trail(found: Assessment) -> list[dict[str, str]]:
    return [*trail(found), {"href": reverse("assessment-return", kwargs=parts_of(found)), "text": "The return"}]
