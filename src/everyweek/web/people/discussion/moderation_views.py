"""Removing and reporting posts, closing conversations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from everyweek.web.people.discussion import actions, moderation
from everyweek.web.people.discussion.errors import DiscussionError, NeedsAReason
from everyweek.web.people.discussion.forms import RemovalForm, ReportForm
from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.discussion.queries import is_opening, waiting_reports
from everyweek.web.people.discussion.report_rows import report_row
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.discussion.trail import trail
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.discussion.views import LIST, crumb_of
from everyweek.web.people.models import Network, Post, Thread
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove_post(request: HttpRequest, network: str, thread: int, post: int) -> HttpResponse:
    """Ask, then remove a post."""
    found: Post = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            moderation.remove_post(by=who, post=found, why=form.cleaned_data["why"], now=timezone.now())
        except NeedsAReason as error:
            form.add_error("why", str(error))
        else:
            return redirect(actions.address_of_post(found))
    context = _about(found) | {
        "form": form,
        "is_own": found.author_id == who.identity,
        "is_opening": is_opening(found),
    }
    return render(request, "people/discussion/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def report_post(request: HttpRequest, network: str, thread: int, post: int) -> HttpResponse:
    """Tell the leads of a post at which they should look."""
    found: Post = request.found  # type: ignore[attr-defined]
    form = ReportForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            moderation.report_post(by=reader(request), post=found, why=form.cleaned_data["why"], now=timezone.now())
        except DiscussionError as error:
            problem = str(error)
        else:
            return redirect(f"{actions.address_of_thread(found.thread)}?reported=1&post={found.pk}")
    context = _about(found) | {"form": form, "problem": problem}
    return render(request, "people/discussion/report.html", context, status=409 if problem else 200)


@require_POST
@never_cache
def close_thread(request: HttpRequest, network: str, thread: int) -> HttpResponse:
    """Close a conversation, or open it again."""
    found: Thread = request.found  # type: ignore[attr-defined]
    closed = request.POST.get("closed") == "yes"
    try:
        actions.set_thread_closed(by=reader(request), thread=found, closed=closed, now=timezone.now())
    except DiscussionError as error:
        return not_possible(request, error, found.network)
    return redirect("thread", network=found.network.key, thread=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reports(request: HttpRequest, network: str) -> HttpResponse:
    """What members reported to the leads, and settling it."""
    found: Network = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        wanted = get_object_or_404(waiting_reports(found), pk=typed_number(request.POST.get("report", "")))
        moderation.settle_report(by=reader(request), report=wanted, now=timezone.now())
        return redirect("network-reports", network=found.key)
    context = {
        "network": found,
        "rows": [report_row(one) for one in waiting_reports(found)],
        "breadcrumbs": trail(found, LIST),
    }
    return render(request, "people/discussion/reports.html", context)


def not_possible(request: HttpRequest, error: Exception, network: Network) -> HttpResponse:
    """409: a page that only says why a button did nothing."""
    context = {"network": network, "sentence": str(error), "breadcrumbs": trail(network, LIST)}
    return render(request, "people/discussion/not_possible.html", context, status=409)


def _about(post: Post) -> dict[str, object]:
    return {
        "network": post.thread.network,
        "who": name_of_person(post.author),
        "when": moment_of(post.created_at),
        "text": as_typed(post.text),
        "is_removed": post.removed_at is not None,
        "address": actions.address_of_post(post),
        "breadcrumbs": [*trail(post.thread.network, LIST), crumb_of(post.thread)],
    }
