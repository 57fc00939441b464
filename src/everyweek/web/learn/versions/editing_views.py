"""Changing what is published. Who may is asked before each view, and again by each action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.library.forms import ContentForm, content_as_typed
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions import actions, publishing
from everyweek.web.learn.versions.actions import Seen
from everyweek.web.learn.versions.errors import ChangingError, NothingSaved
from everyweek.web.learn.versions.forms import PublishForm
from everyweek.web.learn.versions.models import WorkingCopy
from everyweek.web.learn.versions.presenters import editing_page, preview_of, publishing_known, publishing_page
from everyweek.web.learn.versions.queries import waiting_for, working_copy_of
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

PROBLEMS = (ChangingError, DiscussionError, ChangedMeanwhile)
NOT_AS_IT_IS = "It cannot be published as it is now: see below why. Nothing was done."
LIBRARY = ({"href": "/", "text": "Home"}, {"href": "/library/", "text": "Library"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what it will say, and save it; what is published stays."""
    found: Resource = request.found  # type: ignore[attr-defined]
    now = timezone.now()
    copy, published = working_copy_of(found), draft_of(found)
    before = draft_from_json(copy.content) if copy else published
    known: dict[str, Any] = {"today": timezone.localdate(now)}
    if request.method != "POST":
        return _edit_page(request, found, copy, ContentForm(initial=content_as_typed(before), **known))
    form = ContentForm(request.POST, **known)
    if not form.is_valid():
        return _edit_page(request, found, copy, form)
    try:
        actions.save(by=reader(request), resource=found, draft=form.draft(before), seen=_seen(request), now=now)
    except PROBLEMS as error:
        return _edit_page(request, found, copy, form, problem=str(error))
    then = {"publish": "resource-edit-publish", "preview": "resource-edit-preview"}.get(request.POST.get("then", ""))
    saved = "" if then else "?saved=yes"
    return redirect(reverse(then or "resource-edit", kwargs={"slug": found.slug}) + saved)


@require_safe
@never_cache
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The working copy as it will look."""
    found: Resource = request.found  # type: ignore[attr-defined]
    copy = working_copy_of(found)
    context = {
        "page": editing_page(found, copy, draft_of(found)),
        "preview": preview_of(found, copy) if copy else None,
        "breadcrumbs": _trail(found, is_step=True),
    }
    return render(request, "learn/versions/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """See what changes, say what and why, answer readers, and publish."""
    found: Resource = request.found  # type: ignore[attr-defined]
    copy, waiting = working_copy_of(found), waiting_for(found)
    known = publishing_known(found, copy, waiting=waiting)
    form = PublishForm(request.POST if request.method == "POST" else None, **known)
    problem = str(NothingSaved()) if request.method == "POST" and copy is None else ""
    if request.method == "POST" and copy is not None and form.is_valid():
        try:
            publishing.publish(
                by=reader(request), resource=found, seen=_seen(request), wanted=form.wanted(), now=timezone.now()
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("resource", slug=found.slug)
    page = publishing_page(found, copy, waiting=waiting)
    is_lost = request.method == "POST" and not page["shows_form"]
    problem = problem or (NOT_AS_IT_IS if is_lost else "")
    context = {
        "page": page,
        "lost": form.all_words() if is_lost else "",
        "seen": _seen(request) if request.method == "POST" else page["seen"],
        "form": form,
        "problem": problem,
        "answers": [(one, form[f"answer-{one['number']}"], form[f"words-{one['number']}"]) for one in page["waiting"]],
        "breadcrumbs": _trail(found, is_step=True),
    }
    return render(request, "learn/versions/publish.html", context, status=409 if problem else 200)


@require_POST
@never_cache
def take_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over what others published meanwhile where nothing was changed here, and go on to publish."""
    found: Resource = request.found  # type: ignore[attr-defined]
    try:
        actions.take_over(by=reader(request), resource=found, seen=_seen(request), now=timezone.now())
    except PROBLEMS as error:
        return _problem_page(request, found, str(error))
    return redirect("resource-edit-publish", slug=found.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def throw_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then forget what was saved and not published."""
    found: Resource = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            actions.throw_away(by=reader(request), resource=found, seen=_seen(request), now=timezone.now())
        except PROBLEMS as error:
            return _problem_page(request, found, str(error))
        return redirect("resource", slug=found.slug)
    return _problem_page(request, found, "", status=200)


def _edit_page(
    request: HttpRequest, found: Resource, copy: WorkingCopy | None, form: ContentForm, *, problem: str = ""
) -> HttpResponse:
    page = editing_page(found, copy, draft_of(found))
    context = {
        "page": page,
        "seen": _seen(request) if request.method == "POST" else page["seen"],
        "form": form,
        "problem": problem,
        "was_saved": request.GET.get("saved") == "yes",
        "breadcrumbs": _trail(found),
    }
    return render(request, "learn/versions/edit.html", context, status=409 if problem else 200)


def _problem_page(request: HttpRequest, found: Resource, problem: str, *, status: int = 409) -> HttpResponse:
    copy = working_copy_of(found)
    context = {
        "page": publishing_page(found, copy, waiting=()),
        "has_copy": copy is not None,
        "problem": problem,
        "breadcrumbs": _trail(found, is_step=True),
    }
    return render(request, "learn/versions/throw_away.html", context, status=status)


def _seen(request: HttpRequest) -> Seen:
    """What the form says that its page showed; what nothing has for a form that says nothing."""
    return Seen(typed_number(request.POST.get("copy", "")), typed_number(request.POST.get("version", "")))


def _trail(found: Resource, *, is_step: bool = False) -> list[dict[str, str]]:
    """What stands above a page. is_step : it comes behind the form."""
    parts = {"slug": found.slug}
    trail = [*LIBRARY, {"href": reverse("resource", kwargs=parts), "text": found.title}]
    return [*trail, {"href": reverse("resource-edit", kwargs=parts), "text": "Change this"}] if is_step else trail
