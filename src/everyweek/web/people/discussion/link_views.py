"""The list of links that members of a network share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.discussion import links as actions
from everyweek.web.people.discussion.errors import DiscussionError, LinkIsThere
from everyweek.web.people.discussion.forms import LinkForm
from everyweek.web.people.discussion.link_rows import link_row
from everyweek.web.people.discussion.moderation_views import not_possible
from everyweek.web.people.discussion.presenters import CLOSED, sharing_words
from everyweek.web.people.discussion.queries import links_of
from everyweek.web.people.discussion.trail import trail
from everyweek.web.people.models import Network, SharedLink
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

LIST = ("network-links", "Links")


@require_safe
@never_cache
def links(request: HttpRequest, network: str) -> HttpResponse:
    """The links of a network."""
    found: Network = request.found  # type: ignore[attr-defined]
    who = reader(request)
    listed = page_of(links_of(found), number=request.GET.get("page", "1"), path=request.path)
    context = {
        "network": found,
        "rows": [link_row(one, who) for one in listed.rows],
        "pagination_of_list": listed.pagination,
        "can_write": can(who, "network.write", found),
        "closed_words": CLOSED if found.ended_at else "",
        "breadcrumbs": trail(found),
    }
    return render(request, "people/discussion/links.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_link(request: HttpRequest, network: str) -> HttpResponse:
    """Add a link."""
    found: Network = request.found  # type: ignore[attr-defined]
    form = LinkForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_link(by=reader(request), network=found, **form.cleaned_data, now=timezone.now())
        except LinkIsThere as error:
            form.add_error("address", str(error))
        except DiscussionError as error:
            problem = str(error)
        else:
            return redirect("network-links", network=found.key)
    context = {
        "network": found,
        "form": form,
        "problem": problem,
        "sharing": sharing_words("the title, the address and the note", found),
        "breadcrumbs": trail(found, LIST),
    }
    return render(request, "people/discussion/new_link.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove_link(request: HttpRequest, network: str, link: int) -> HttpResponse:
    """Ask, then remove a link."""
    found: SharedLink = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.remove_link(by=reader(request), link=found, now=timezone.now())
        return redirect("network-links", network=found.network.key)
    context = {
        "network": found.network,
        "row": link_row(found, reader(request)),
        "breadcrumbs": trail(found.network, LIST),
    }
    return render(request, "people/discussion/remove_link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share_link(request: HttpRequest, network: str, link: int) -> HttpResponse:
    """Say what it means to let those who oversee see a link of one's own; then do it, or stop it."""
    found: SharedLink = request.found  # type: ignore[attr-defined]
    if request.method != "POST":
        context = {
            "network": found.network,
            "row": link_row(found, reader(request)),
            "sharing": sharing_words("the title, the address and the note", found.network),
            "breadcrumbs": trail(found.network, LIST),
        }
        return render(request, "people/discussion/share_link.html", context)
    shared = request.POST.get("shared") == "yes"
    try:
        actions.share_link(by=reader(request), link=found, shared_beyond=shared, now=timezone.now())
    except DiscussionError as error:
        return not_possible(request, error, found.network)
    return redirect("network-links", network=found.network.key)
