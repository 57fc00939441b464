"""Sharing something of one's own. Who may is asked before each view, and again by each action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.sharing import actions
from everyweek.web.learn.sharing.checks import missing_in, signs_in
from everyweek.web.learn.sharing.errors import SharingError
from everyweek.web.learn.sharing.files import kept_files
from everyweek.web.learn.sharing.forms import BeginForm, SendForm, ShareForm, as_typed_before
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.sharing.presenters import missing_links, page_of_mine, row_of_mine, sign_lines
from everyweek.web.learn.sharing.queries import networks_to_share_in, submissions_of
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

PROBLEMS = (SharingError, DiscussionError, ChangedMeanwhile)
GOES_ON = {"send": "share-send", "files": "share-files"}
"""Where a button that saves leads on to."""
LIBRARY = ({"href": "/", "text": "Home"}, {"href": "/library/", "text": "Library"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def share(request: HttpRequest) -> HttpResponse:
    """Begin something, and see what one shared so far."""
    who = reader(request)
    form = BeginForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            begun = actions.begin(by=who, kind=typed["kind"], title=typed["title"], now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("share-edit", submission=begun.pk)
    context = {
        "form": form,
        "problem": problem,
        "rows": tuple(row_of_mine(one) for one in submissions_of(who)),
        "reviews": can(who, "submission.queue"),
        "breadcrumbs": list(LIBRARY),
    }
    return render(request, "learn/sharing/share.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, submission: int) -> HttpResponse:
    """Write it, and save; or see what became of it."""
    found: Submission = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    known: dict[str, Any] = {"networks": networks_to_share_in(who), "today": timezone.localdate(now)}
    before = draft_from_json(found.content)
    if request.method != "POST":
        return _edit_page(request, found, ShareForm(initial=as_typed_before(before, found.network), **known))
    form = ShareForm(request.POST, **known)
    seen = typed_number(request.POST.get("version", ""))
    if not form.is_valid():
        return _edit_page(request, found, form, version=seen)
    try:
        saved = actions.save(
            by=who,
            submission=found,
            draft=form.draft(before),
            network=form.cleaned_data["network"],
            seen_version=seen,
            now=now,
        )
    except PROBLEMS as error:
        return _edit_page(request, found, form, version=seen, problem=str(error))
    goes_on = GOES_ON.get(request.POST.get("then", ""))
    return redirect(
        reverse(goes_on or "share-edit", kwargs={"submission": saved.pk}) + ("" if goes_on else "?saved=yes")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def send(request: HttpRequest, submission: int) -> HttpResponse:
    """See it as others will, declare that it may be shared, and send it in."""
    found: Submission = request.found  # type: ignore[attr-defined]
    draft = draft_from_json(found.content)
    signs = signs_in(draft, kept_files(found))
    form = SendForm(request.POST if request.method == "POST" else None, must_look=bool(signs))
    version, problem = found.version, ""
    if request.method == "POST":
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            typed = form.cleaned_data
            try:
                actions.send(
                    by=reader(request),
                    submission=found,
                    words=typed["words"],
                    declares_rights=typed["rights"],
                    declares_no_patients=typed["no_patients"],
                    looked_at_signs=typed["looked_at"],
                    seen_version=version,
                    now=timezone.now(),
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect("share-edit", submission=found.pk)
    page = page_of_mine(found)
    context = {
        "page": page,
        "form": form,
        "version": version,
        "problem": problem,
        "missing": missing_links(missing_in(draft), page["edit"]),
        "signs": sign_lines(signs),
        "is_blocked": any(one.blocks for one in signs),
        "breadcrumbs": trail(found),
    }
    return render(request, "learn/sharing/send.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def withdraw(request: HttpRequest, submission: int) -> HttpResponse:
    """Ask, then take it back from the reviewers."""
    found: Submission = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        seen = typed_number(request.POST.get("version", ""))
        try:
            actions.withdraw(by=reader(request), submission=found, seen_version=seen, now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("share-edit", submission=found.pk)
    context = {"page": page_of_mine(found), "problem": problem, "breadcrumbs": trail(found)}
    return render(request, "learn/sharing/withdraw.html", context, status=409 if problem else 200)


def _edit_page(
    request: HttpRequest, found: Submission, form: ShareForm, *, version: int = 0, problem: str = ""
) -> HttpResponse:
    page = page_of_mine(found)
    context = {
        "page": page,
        "form": form,
        "version": version or found.version,
        "problem": problem,
        "was_saved": request.GET.get("saved") == "yes",
        "breadcrumbs": trail(),
    }
    shows_form = page["can_change"] or problem
    template = "edit" if shows_form else "mine"
    return render(request, f"learn/sharing/{template}.html", context, status=409 if problem else 200)


def trail(found: Submission | None = None) -> list[dict[str, str]]:
    """What stands above a page of sharing. found : what the page is a step of; None for its own page."""
    trail = [*LIBRARY, {"href": reverse("share"), "text": "Share your own"}]
    if found is None:
        return trail
    return [*trail, {"href": reverse("share-edit", kwargs={"submission": found.pk}), "text": found.content["title"]}]
