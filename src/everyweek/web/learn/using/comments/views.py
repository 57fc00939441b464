"""Reading and writing comments. Who may is asked before each view, and again by each action."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.using.comments import actions, moderation
from everyweek.web.learn.using.comments.forms import CommentForm, RemoveCommentForm, ReportCommentForm
from everyweek.web.learn.using.comments.presenters import comment_on_page
from everyweek.web.learn.using.comments.queries import ON_A_PAGE, comments_of, page_with
from everyweek.web.learn.using.errors import NeedsWords
from everyweek.web.learn.using.models import Comment
from everyweek.web.learn.using.not_done import PROBLEMS, says_what_was_not_done
from everyweek.web.learn.using.trail import trail_to
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """The comments of a resource, the newest last; the page of one of them when it is named, else the last page."""
    found: Resource = request.found  # type: ignore[attr-defined]
    named = typed_number(request.GET.get("comment", ""))
    was_reported = request.GET.get("reported") == "yes"
    return _list_page(request, found, CommentForm(), comment=named, was_reported=was_reported)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def write_comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a comment.

    Anybody who has signed in gets as far as here: what they wrote is given back to them when the resource cannot be
    read any more, in the same words as for one that never was.
    """
    form = CommentForm(request.POST if request.method == "POST" else None)
    who = reader(request)
    found = resource_in_address_or_none(slug)
    if found is None or not can(who, "resource.respond", found):
        lost = request.POST.get("text", "")
        return render(request, "learn/using/not_written.html", {"lost": lost[:20_000]}, status=404)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            comment = actions.write_comment(by=who, resource=found, text=form.cleaned_data["text"], now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(actions.address_of_comment(comment))
    return _list_page(request, found, form, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_comment(request: HttpRequest, slug: str, comment: int) -> HttpResponse:
    """Change one's own comment."""
    found: Comment = request.found  # type: ignore[attr-defined]
    posted = request.method == "POST"
    form = CommentForm(request.POST if posted else None, initial={"text": found.text})
    version, problem = found.version, ""
    if posted:
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            text = form.cleaned_data["text"]
            try:
                actions.change_comment(
                    by=reader(request), comment=found, text=text, seen_version=version, now=timezone.now()
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect(actions.address_of_comment(found))
    context = _about(request, found) | {"form": form, "version": version, "problem": problem}
    return render(request, "learn/using/edit_comment.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
@says_what_was_not_done
def remove_comment(request: HttpRequest, slug: str, comment: int) -> HttpResponse:
    """Ask, then remove a comment."""
    found: Comment = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = RemoveCommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            moderation.remove_comment(by=who, comment=found, why=form.cleaned_data["why"], now=timezone.now())
        except NeedsWords as error:
            form.add_error("why", str(error))
        else:
            return redirect(actions.address_of_comment(found))
    context = _about(request, found) | {"form": form, "is_own": found.by_id == who.identity}
    return render(request, "learn/using/remove_comment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def report_comment(request: HttpRequest, slug: str, comment: int) -> HttpResponse:
    """Ask those who moderate to look at a comment."""
    found: Comment = request.found  # type: ignore[attr-defined]
    form = ReportCommentForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            moderation.report_comment(by=reader(request), comment=found, why=why, now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(f"/library/{found.resource.slug}/comments/?reported=yes&comment={found.pk}")
    context = _about(request, found) | {"form": form, "problem": problem}
    return render(request, "learn/using/report_comment.html", context, status=409 if problem else 200)


def resource_in_address_or_none(slug: str) -> Resource | None:
    """The resource that an address names; None when there is none."""
    from django.http import Http404

    try:
        return resource_in_address({"slug": slug})
    except Http404:
        return None


def _list_page(
    request: HttpRequest,
    resource: Resource,
    form: CommentForm,
    *,
    comment: int = 0,
    problem: str = "",
    was_reported: bool = False,
) -> HttpResponse:
    who = reader(request)
    pages = Paginator(comments_of(resource), ON_A_PAGE)
    asked = request.GET.get("page", "") or (page_with(resource, comment) if comment else 0) or pages.num_pages
    page = pages.get_page(asked)
    here = reverse("resource-comments", kwargs={"slug": resource.slug})  # and not where a comment is written
    around = {
        **({"previous": {"href": f"{here}?page={page.number - 1}"}} if page.has_previous() else {}),
        **({"next": {"href": f"{here}?page={page.number + 1}"}} if page.has_next() else {}),
    }
    context = {
        "resource": resource,
        "total": pages.count,
        "comments": [comment_on_page(one, resource, who) for one in page.object_list],
        "pagination_of_list": around,
        "form": form,
        "can_write": can(who, "resource.respond", resource),
        "is_signed_in": who.is_signed_in,
        "problem": problem,
        "lost": form.data.get("text", "") if problem else "",
        "was_reported": was_reported,
        "breadcrumbs": trail_to(resource),
    }
    return render(request, "learn/using/comments.html", context, status=409 if problem else 200)


def _about(request: HttpRequest, comment: Comment) -> dict[str, object]:
    return {
        "resource": comment.resource,
        "comment": comment_on_page(comment, comment.resource, reader(request)),
        "address": actions.address_of_comment(comment),
        "breadcrumbs": trail_to(comment.resource),
    }
