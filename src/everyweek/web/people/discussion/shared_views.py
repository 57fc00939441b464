"""What networks chose to share with those who oversee, and taking it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.discussion.shared_rows import KINDS, own_row, shared_rows, switch_between, why_shown
from everyweek.web.people.discussion.sharing import own_shared, stop_sharing
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.presence import reader

HOME = {"href": "/", "text": "Home"}


@require_safe
@never_cache
def shared_beyond(request: HttpRequest) -> HttpResponse:
    """What networks chose to share, and nothing else of them."""
    who = reader(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "posts"
    listed = page_of(KINDS[kind].shared(), number=request.GET.get("page", "1"), path=request.path, asked={"kind": kind})
    context = {
        "kind": kind,
        "why": why_shown(who),
        "empty": KINDS[kind].empty,
        "rows": shared_rows(kind, listed.rows, who),
        "pagination_of_list": listed.pagination,
        "switch": switch_between(kind, path=request.path),
        "breadcrumbs": [HOME],
    }
    return render(request, "people/discussion/shared.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def shared_by_me(request: HttpRequest) -> HttpResponse:
    """What the reader shares beyond networks, each with a button to stop that."""
    who = reader(request)
    if request.method == "POST":
        stop_sharing(
            by=who,
            kind=request.POST.get("kind", ""),
            number=typed_number(request.POST.get("number", "")),
            now=timezone.now(),
        )
        return redirect("shared-by-me")
    context = {"rows": [own_row(one) for one in own_shared(who.identity)], "breadcrumbs": [HOME]}
    return render(request, "people/discussion/shared_by_me.html", context)
