"""A page that only says why a button did nothing: somebody was quicker, or the account was closed meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from everyweek.web.learn.using.errors import UsingError
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.errors import ChangedMeanwhile

PROBLEMS = (UsingError, DiscussionError, ChangedMeanwhile)
"""What whoever writes is told in a sentence."""


def says_what_was_not_done(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view in which nothing is typed that could be lost: what it raises becomes a page with the sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **parts)
        except PROBLEMS as problem:
            return render(request, "learn/using/not_done.html", {"sentence": str(problem)}, status=409)

    return guarded
