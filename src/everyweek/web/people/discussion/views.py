"""Reading and writing conversations. Who may is asked before each view, and again by each action."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.design.paging import ROWS_PER_PAGE, PageOfList, page_of
from everyweek.web.people.discussion import actions, following
from everyweek.web.people.discussion.audience import leads_of
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.forms import PostForm, ThreadForm
from everyweek.web.people.discussion.presenters import discussion_page, reported_words, sharing_words, thread_page
from everyweek.web.people.discussion.queries import (
    follows,
    newest_post,
    places_of,
    posts_before,
    posts_of,
    threads_of,
    waiting_reports,
    with_their_posts,
)
from everyweek.web.people.discussion.trail import trail
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network, Post, Thread
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

LIST = ("network-discussion", "Conversations")
LONGEST_SEARCH = 100


@require_safe
@never_cache
def discussion(request: HttpRequest, network: str) -> HttpResponse:
    """The conversations of a network."""
    found: Network = request.found  # type: ignore[attr-defined]
    who = reader(request)
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_SEARCH]
    listed = page_of(
        threads_of(found, words=words),
        number=request.GET.get("page", "1"),
        path=request.path,
        asked={"q": words} if words else {},
    )
    page = discussion_page(
        found,
        listed,
        who,
        threads=with_their_posts(listed.rows),
        words=words,
        follows=follows(who.identity, network=found),
        reports=waiting_reports(found).count() if can(who, "report.settle", found) else 0,
    )
    return render(request, "people/discussion/list.html", {"page": page, "breadcrumbs": trail(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_thread(request: HttpRequest, network: str) -> HttpResponse:
    """Begin a conversation."""
    found: Network = request.found  # type: ignore[attr-defined]
    form = ThreadForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            post = actions.begin_thread(by=reader(request), network=found, **form.cleaned_data, now=timezone.now())
        except DiscussionError as error:
            problem = str(error)
        else:
            return redirect(actions.address_of_post(post))
    context = {
        "network": found,
        "form": form,
        "problem": problem,
        "sharing": sharing_words("this post", found),
        "breadcrumbs": trail(found, LIST),
    }
    return render(request, "people/discussion/new.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def thread(request: HttpRequest, network: str, thread: int) -> HttpResponse:
    """Read a conversation, and write at its end."""
    found: Thread = request.found  # type: ignore[attr-defined]
    form = PostForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            post = actions.write_post(by=reader(request), thread=found, **form.cleaned_data, now=timezone.now())
        except DiscussionError as error:
            problem = str(error)
        else:
            return redirect(actions.address_of_post(post))
    return _thread_page(request, found, form, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit_post(request: HttpRequest, network: str, thread: int, post: int) -> HttpResponse:
    """Change one's own post, or whether those who oversee may read it."""
    found: Post = request.found  # type: ignore[attr-defined]
    start = {"text": found.text, "shared_beyond": found.shared_beyond}
    form = PostForm(request.POST) if request.method == "POST" else PostForm(initial=start)
    version = typed_number(request.POST.get("version", "")) if request.method == "POST" else found.version
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.change_post(
                by=reader(request), post=found, **form.cleaned_data, seen_version=version, now=timezone.now()
            )
        except (DiscussionError, ChangedMeanwhile) as error:
            problem = str(error)
        else:
            return redirect(actions.address_of_post(saved))
    context = {
        "post": found,
        "address": actions.address_of_post(found),
        "form": form,
        "version": version,
        "problem": problem,
        "sharing": sharing_words("this post", found.thread.network),
        "breadcrumbs": [*trail(found.thread.network, LIST), crumb_of(found.thread)],
    }
    return render(request, "people/discussion/edit.html", context, status=409 if problem else 200)


@require_POST
@never_cache
def follow(request: HttpRequest, network: str) -> HttpResponse:
    """Be told of new conversations and events of a network, or not any more."""
    found: Network = request.found  # type: ignore[attr-defined]
    following.follow_network(
        by=reader(request), network=found, wants=request.POST.get("wants") == "yes", now=timezone.now()
    )
    return redirect("network-discussion", network=found.key)


@require_POST
@never_cache
def follow_one_thread(request: HttpRequest, network: str, thread: int) -> HttpResponse:
    """Be told of new posts of a conversation, or not any more."""
    found: Thread = request.found  # type: ignore[attr-defined]
    following.follow_thread(
        by=reader(request), thread=found, wants=request.POST.get("wants") == "yes", now=timezone.now()
    )
    return redirect("thread", network=found.network.key, thread=found.pk)


def crumb_of(thread: Thread) -> dict[str, str]:
    """A conversation in the way to a page about one of its posts."""
    address = reverse("thread", kwargs={"network": thread.network.key, "thread": thread.pk})
    return {"href": address, "text": thread.title}


def _thread_page(request: HttpRequest, found: Thread, form: Form, *, problem: str) -> HttpResponse:
    who = reader(request)
    listed = _posts(request, found)
    page = thread_page(
        found,
        listed,
        who,
        places=places_of(post.author_id for post in listed.rows),
        newest=newest_post(found) if listed.pagination else None,
        follows=follows(who.identity, network=found.network, thread=found),
    )
    context: Mapping[str, Any] = {
        "page": page,
        "form": form,
        "problem": problem,
        "lost": form.data.get("text", "") if problem and not page.can_write else "",
        "sharing": sharing_words("this post", found.network),
        "was_reported": reported_words(len(leads_of(found.network))) if "reported" in request.GET else "",
        "breadcrumbs": trail(found.network, LIST),
    }
    return render(request, "people/discussion/thread.html", context, status=409 if problem else 200)


def _posts(request: HttpRequest, found: Thread) -> PageOfList:
    """The page of posts that is asked for by its number, or by a post that stands on it."""
    number = request.GET.get("page", "1")
    post = posts_of(found).filter(pk=typed_number(request.GET.get("post", ""))).first()
    if post is not None:
        number = str(posts_before(post) // ROWS_PER_PAGE + 1)
    return page_of(posts_of(found), number=number, path=request.path)
