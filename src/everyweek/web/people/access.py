"""How a page is guarded: every address names a permission, and what it is about is found before the page is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from everyweek.web.people.accounts.second_factor.required import lacks_second_step, lead_to_set_up
from everyweek.web.people.hidden import can_be_hidden, hides
from everyweek.web.people.permissions import PERMISSIONS, NotPermitted, can
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader

Finder = Callable[[Mapping[str, Any]], object]
"""From the parts of an address to the thing that it names; raises Http404 when there is none."""


@dataclass(frozen=True, slots=True)
class Access:
    """What an address needs.

    permission : a key of PERMISSIONS.
    of         : finds what the permission is asked of; None when it is asked of nothing.
    mostly_for_everybody : nearly all of what the address can name is for everybody, so that somebody who has not
                 signed in is told that there is no such thing, rather than led to sign in for every slip of an address.
    """

    permission: str
    of: Finder | None = None
    mostly_for_everybody: bool = False


ON_PAGES = {"thread": "conversation"}
"""Words of the table of permissions that pages say otherwise."""


class NotThere(Http404):
    """A thing does not exist, or must not be known to exist: the same words for both, which tell neither."""

    def __init__(self, permission: str) -> None:
        about = PERMISSIONS[permission].about
        noun = about.partition(" ")[2] or about
        noun = ON_PAGES.get(noun, noun)
        self.title = f"There is no such {noun}"
        self.message = f"The address leads to no {noun} that you can see. It may be mistyped, or be for others only."
        super().__init__(self.message)


EVERYBODY = Access("figures.see")
SIGNED_IN = Access("account.own")


Outcome = Literal["yes", "sign in", "refused", "not there"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a reader may have an address. found : the thing that it names; None when it names none."""

    outcome: Outcome
    found: object = None


def decide(who: Reader, access: Access, parts: Mapping[str, Any]) -> Decision:
    """Whether a reader may have an address.

    Somebody who has not signed in is led to sign in, whether or not the thing exists. A thing whose existence is
    hidden is "not there" for those who may not see it; every other refusal has its sentence. Raises Http404 for a
    thing that is not there and would be no secret.
    """
    try:
        found = access.of(parts) if access.of else None
    except Http404:
        if not who.is_signed_in and not access.mostly_for_everybody:
            return Decision("sign in")
        if can_be_hidden(access.permission):
            return Decision("not there")
        raise
    if can(who, access.permission, found):
        return Decision("yes", found)
    if not who.is_signed_in and not access.mostly_for_everybody:
        return Decision("sign in")
    return Decision("not there" if hides(who, access.permission, found) else "refused")


def refusal(request: HttpRequest, access: Access, parts: Mapping[str, Any]) -> HttpResponse | None:
    """What somebody gets in place of the page; None when they may have it.

    What the address names is left in `request.found`, for the view.
    """
    if access.permission == EVERYBODY.permission and access.of is None:
        return None
    who = reader(request)
    decision = decide(who, access, parts)
    match decision.outcome:
        case "sign in":
            return redirect_to_login(request.get_full_path())
        case "not there":
            raise NotThere(access.permission)
        case "refused":
            return forbidden(request, PERMISSIONS[access.permission].why_not)
    request.found = decision.found  # type: ignore[attr-defined]
    lacks_one = lacks_second_step(who, access.permission, address_name=request.resolver_match.view_name)
    return lead_to_set_up(request) if lacks_one else None


def forbidden(request: HttpRequest, why: str) -> HttpResponse:
    """403: somebody signed in may not do this, and reads why."""
    context = {"title": "You may not do this", "lines": (why,), "suggestions": ()}
    return render(request, "people/refused.html", context, status=403)


def refused_by_action(request: HttpRequest, problem: NotPermitted) -> HttpResponse:
    """403, from an action that found, when it was about to write, that its reader may not (any more)."""
    return forbidden(request, f"{problem} Nothing was changed.")
