"""What is in a reading list: adding a resource, its note, its place, taking it out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.lists import actions
from everyweek.web.learn.using.lists.forms import NEW, AddForm, NoteForm
from everyweek.web.learn.using.lists.presenters import list_on_page
from everyweek.web.learn.using.lists.queries import entries_for, lists_of
from everyweek.web.learn.using.lists.views import trail_of_lists
from everyweek.web.learn.using.models import ListEntry, ReadingList
from everyweek.web.learn.using.not_done import PROBLEMS, says_what_was_not_done
from everyweek.web.learn.using.trail import trail_to
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a resource into one of one's lists, or into a new one."""
    found: Resource = request.found  # type: ignore[attr-defined]
    who = reader(request)
    mine = lists_of(who)
    begins = {"into": mine[0].key if mine else NEW}
    form = AddForm(request.POST if request.method == "POST" else None, initial=begins, lists=mine)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            into = _add(who, found, form)
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("reading-list", key=into.key)
    context = {"resource": found, "form": form, "problem": problem, "breadcrumbs": trail_to(found)}
    return render(request, "learn/using/add_to_list.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
@says_what_was_not_done
def entries(request: HttpRequest, key: str) -> HttpResponse:
    """The order of a list: move an entry up or down, or take it out."""
    found: ReadingList = request.found  # type: ignore[attr-defined]
    who = reader(request)
    if request.method == "POST":
        _arrange(who, found, entry=typed_number(request.POST.get("entry", "")), what=request.POST.get("do", ""))
        return redirect(f"{reverse('reading-list-entries', kwargs={'key': found.key})}#entries")
    context = {"page": list_on_page(found, entries_for(found, who), who), "breadcrumbs": trail_of_lists(found, "mine")}
    return render(request, "learn/using/entries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
@says_what_was_not_done
def note(request: HttpRequest, key: str, entry: int) -> HttpResponse:
    """What one says of an entry."""
    found: ReadingList = request.found  # type: ignore[attr-defined]
    who = reader(request)
    named = _entry(found, who, entry)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": named.note})
    if request.method == "POST" and form.is_valid():
        actions.change_note(by=who, entry=named, note=form.cleaned_data["note"], now=timezone.now())
        return redirect("reading-list", key=found.key)
    context = {
        "page": list_on_page(found, (), who),
        "entry": named.resource.title,
        "form": form,
        "breadcrumbs": trail_of_lists(found, "mine"),
    }
    return render(request, "learn/using/note.html", context)


def _add(who: Reader, resource: Resource, form: AddForm) -> ReadingList:
    typed, now = form.cleaned_data, timezone.now()
    if typed["into"] == NEW:
        into = actions.make_list(by=who, details=actions.ListDetails(typed["title"]), now=now)
    else:
        into = form.lists[typed["into"]]
    actions.add_to_list(by=who, reading_list=into, resource=resource, note=typed["note"], now=now)
    return into


def _arrange(who: Reader, found: ReadingList, *, entry: int, what: str) -> None:
    """Move an entry among those that its owner sees, or take it out; at the end of the list nothing moves."""
    seen = entries_for(found, who)
    named = _entry(found, who, entry)
    at = [one.pk for one in seen].index(named.pk)
    if what == "out":
        actions.take_out(by=who, entry=named, now=timezone.now())
        return
    other = at + {"up": -1, "down": 1}.get(what, 0)
    if other != at and 0 <= other < len(seen):
        actions.change_places(by=who, one=named, other=seen[other], now=timezone.now())


def _entry(found: ReadingList, who: Reader, number: int) -> ListEntry:
    named = next((one for one in entries_for(found, who) if one.pk == number), None)
    if named is None:
        raise Http404
    return named
