"""Reading lists: making, reading, changing. Who may is asked before each view, and again by each action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.learn.using.lists import actions
from everyweek.web.learn.using.lists.forms import ONLY_ME, ListForm, list_as_typed
from everyweek.web.learn.using.lists.presenters import list_on_page, row_of_list
from everyweek.web.learn.using.lists.queries import counts_for, entries_for, lists_of, networks_for_lists
from everyweek.web.learn.using.models import ReadingList
from everyweek.web.learn.using.not_done import PROBLEMS, says_what_was_not_done
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

LIBRARY = ({"href": "/", "text": "Home"}, {"href": "/library/", "text": "Library"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def lists(request: HttpRequest) -> HttpResponse:
    """One's own lists, and beginning a new one."""
    who = reader(request)
    posted = request.method == "POST"
    form = ListForm(request.POST if posted else None, initial={"readers": ONLY_ME}, networks=networks_for_lists(who))
    problem = ""
    if posted and form.is_valid():
        try:
            made = actions.make_list(by=who, details=form.details(), now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("reading-list", key=made.key)
    mine = lists_of(who)
    counted = counts_for(mine, who)
    context = {
        "rows": [row_of_list(one, counted[one.pk]) for one in mine],
        "form": form,
        "problem": problem,
        "breadcrumbs": list(LIBRARY),
    }
    return render(request, "learn/using/lists.html", context, status=409 if problem else 200)


@require_safe
@never_cache
def one_list(request: HttpRequest, key: str) -> HttpResponse:
    """A list, as far as its reader may open what is in it."""
    found: ReadingList = request.found  # type: ignore[attr-defined]
    who = reader(request)
    page = list_on_page(found, entries_for(found, who), who)
    return render(request, "learn/using/list.html", {"page": page, "breadcrumbs": trail_of_lists(found, page.change)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what a list says of itself, who may read it, and what is in it."""
    found: ReadingList = request.found  # type: ignore[attr-defined]
    who = reader(request)
    posted = request.method == "POST"
    networks = networks_for_lists(who)
    form = ListForm(request.POST if posted else None, initial=list_as_typed(found), networks=networks)
    version, problem = found.version, ""
    if posted:
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            try:
                actions.change_list(
                    by=who, reading_list=found, details=form.details(), seen_version=version, now=timezone.now()
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect("reading-list", key=found.key)
    has_left = found.readers == "network" and found.network not in networks
    context = {
        "page": list_on_page(found, entries_for(found, who), who),
        "form": form,
        "version": version,
        "problem": problem,
        "has_left": found.network.name if has_left and found.network else "",
        "breadcrumbs": trail_of_lists(found, "mine"),
    }
    return render(request, "learn/using/change_list.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
@says_what_was_not_done
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Ask, then delete a list."""
    found: ReadingList = request.found  # type: ignore[attr-defined]
    who = reader(request)
    if request.method == "POST":
        actions.delete_list(by=who, reading_list=found, now=timezone.now())
        return redirect("reading-lists")
    page = list_on_page(found, entries_for(found, who), who)
    return render(request, "learn/using/delete_list.html", {"page": page, "breadcrumbs": trail_of_lists(found, "mine")})


def trail_of_lists(found: ReadingList, is_own: object) -> list[dict[str, str]]:
    """What stands above a list: one's own lists, where it is one's own."""
    own = [{"href": reverse("reading-lists"), "text": "Your reading lists"}] if is_own else []
    return [*LIBRARY, *own]
