"""Reading an older version, and following a resource."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions import following as actions
from everyweek.web.learn.versions.presenters import version_page
from everyweek.web.learn.versions.queries import changes_of, said_by, subscription_to, subscriptions_of
from everyweek.web.learn.versions.reading_presenters import followed_line, own_line
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.presence import reader

HOME = {"href": "/", "text": "Home"}
LIBRARY = {"href": "/library/", "text": "Library"}


@require_safe
def version(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One version of a guide, as it was published."""
    found: Resource = request.found  # type: ignore[attr-defined]
    if slug != found.slug:
        return redirect("resource-version", slug=found.slug, version=version, permanent=True)
    page = version_page(found, version, changes=changes_of(found))
    crumb = {"href": reverse("resource", kwargs={"slug": found.slug}), "text": found.title}
    return render(request, "learn/versions/version.html", {"page": page, "breadcrumbs": [HOME, LIBRARY, crumb]})


@require_POST
@never_cache
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Be told when it changes, or not any more, and back to it."""
    found: Resource = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    if request.POST.get("wants") == "yes":
        try:
            actions.follow(by=who, resource=found, now=now)
        except DiscussionError:  # whoever asked is gone, and nobody is left to be told
            return redirect("library")
    elif (held := subscription_to(found, who)) is not None:
        actions.stop(by=who, subscription=held.pk, now=now)
    return redirect("resource", slug=found.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def following(request: HttpRequest) -> HttpResponse:
    """What the reader follows, and what they said; and stop following."""
    who = reader(request)
    if request.method == "POST":
        actions.stop(by=who, subscription=typed_number(request.POST.get("stop", "")), now=timezone.now())
        return redirect("library-following")
    context = {
        "followed": tuple(followed_line(one, may_read=may_read) for one, may_read in subscriptions_of(who)),
        "said": tuple(own_line(one, may_read=may_read) for one, may_read in said_by(who)),
        "breadcrumbs": [HOME, LIBRARY],
    }
    return render(request, "learn/versions/following.html", context)
