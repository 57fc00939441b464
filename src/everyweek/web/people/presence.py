"""Who is reading: the one place where a page asks."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from everyweek.web.people.reader import NOBODY, Reader, reader_with_roles


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A reader who has signed in.

    session : changes with every sign-in. A page kept by the browser holds a token that is good for one of them only.
    """

    identity: int
    name: str
    session: str


def signed_in(request: HttpRequest) -> SignedIn | None:
    """Who reads the page; None for anybody else, who costs no look into the database as long as they send no session.

    Asking marks the answer as one that depends on the reader's cookie (Vary: Cookie).
    """
    person = getattr(request, "user", None)  # absent when a request is refused before anybody was recognised
    if person is None or not person.is_authenticated:
        return None
    return SignedIn(person.pk, person.name, request.session.session_key or "")


def reader(request: HttpRequest) -> Reader:
    """Who reads the page, with the roles they hold now; read once in a request, and never kept beyond it."""
    known = getattr(request, "_reader", None)
    if known is None:
        person = getattr(request, "user", None)
        is_known = person is not None and person.is_authenticated
        known = reader_with_roles(person.pk, person.name, person.email) if is_known else NOBODY
        request._reader = known  # type: ignore[attr-defined]
    return known


def sign_in_address(request: HttpRequest) -> str:
    """Where to sign in and come back to the page that is open; from a page of signing in, to come home."""
    address = reverse("account_login")
    if request.method != "GET" or request.path.startswith((address, reverse("account"))):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"
