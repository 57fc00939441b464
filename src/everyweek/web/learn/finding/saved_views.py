"""Saved searches of a reader. Whose they are is asked before each view, and again by each action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.search.answer import Question
from everyweek.web.learn.finding import saved_actions as actions
from everyweek.web.learn.finding.asked import MOST_OF_A_FACET
from everyweek.web.learn.finding.documents import FACETS
from everyweek.web.learn.finding.saved_errors import CannotBeSaved
from everyweek.web.learn.finding.saved_forms import NameForm
from everyweek.web.learn.finding.saved_models import SavedSearch
from everyweek.web.learn.finding.saved_presenters import (
    found_lines,
    name_for,
    often_in_words,
    save_box,
    saved_page,
    saved_words,
)
from everyweek.web.learn.finding.saved_queries import found_since, how_often_mailed, searches_of
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

PROBLEMS = (CannotBeSaved, DiscussionError)
LIBRARY = ({"href": "/", "text": "Home"}, {"href": "/library/", "text": "Library"})
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once", "q", "name", "exactly"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def saved_searches(request: HttpRequest) -> HttpResponse:
    """One's saved searches; or save the one that a page of the library was of."""
    who = reader(request)
    problem, box, form = "", None, NameForm()
    if request.method == "POST":
        question = _question_to_save(request)
        form = NameForm(request.POST)
        box = save_box(question, who)
        if form.is_valid():
            try:
                saved = actions.save_search(
                    by=who,
                    name=form.cleaned_data["name"] or name_for(question),
                    words=question.text,
                    chosen=question.chosen,
                    exactly=question.exactly,
                    now=timezone.now(),
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect(f"{reverse('saved-search', kwargs={'search': saved.pk})}?saved=yes")
    context = {
        "page": saved_page(searches_of(who), how_often_mailed(who)),
        "problem": problem,
        "form": form,
        "save": box,
        "breadcrumbs": list(LIBRARY),
    }
    return render(request, "learn/finding/saved_searches.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def saved_search(request: HttpRequest, search: int) -> HttpResponse:
    """What is new to a saved search; and give it another name."""
    found: SavedSearch = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_search(by=who, search=found, name=form.cleaned_data["name"], now=timezone.now())
        return redirect("saved-search", search=found.pk)
    context = {
        "page": saved_words(found),
        "lines": found_lines(found_since(found, who)),
        "form": form,
        "was_saved": request.GET.get("saved") == "yes",
        "often": often_in_words(how_often_mailed(who)),
        "breadcrumbs": [*LIBRARY, {"href": "/library/saved/", "text": "Saved searches"}],
    }
    if request.method == "GET":
        actions.look(by=who, search=found, now=timezone.now())
    return render(request, "learn/finding/saved_search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: HttpRequest, search: int) -> HttpResponse:
    """Ask, then delete a saved search."""
    found: SavedSearch = request.found  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.delete_search(by=reader(request), search=found, now=timezone.now())
        return redirect("saved-searches")
    context = {
        "page": saved_words(found),
        "breadcrumbs": [*LIBRARY, {"href": "/library/saved/", "text": "Saved searches"}],
    }
    return render(request, "learn/finding/saved_search_delete.html", context)


def _question_to_save(request: HttpRequest) -> Question:
    """All that was sent, also what cannot be saved: the action says so, instead of saving something else."""
    sent = request.POST
    names = [name for name in FACETS if name in sent] + [name for name in sent if name not in {*FACETS, *NOT_KEPT}]
    chosen = {name: tuple(dict.fromkeys(sent.getlist(name)))[: MOST_OF_A_FACET + 1] for name in names}
    return Question(sent.get("q", "").strip().replace("\x00", ""), chosen=chosen, exactly=sent.get("exactly") == "1")
