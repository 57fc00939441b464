"""Where the reader is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.accounts.sessions import actions
from everyweek.web.people.accounts.sessions.presenters import session_lines
from everyweek.web.people.accounts.sessions.queries import list_sessions
from everyweek.web.people.presence import reader

TRAIL = [{"href": "/", "text": "Home"}, {"href": "/account/", "text": "Your account"}]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """List the reader's sessions; end one of them, or all but this."""
    this = request.session.session_key or ""
    if request.method == "POST":
        _end(request, this=this)
        return redirect("usersessions_list")
    lines = session_lines(list_sessions(request.user, this=this), now=timezone.now())
    context = {"sessions": lines, "has_others": any(not line.is_this for line in lines), "breadcrumbs": TRAIL}
    return render(request, "usersessions/usersession_list.html", context)


def _end(request: HttpRequest, *, this: str) -> None:
    number = request.POST.get("session", "")
    if number.isascii() and number.isdigit():
        actions.end_session(by=reader(request), number=int(number[:18]), but=this, now=timezone.now())
    elif "others" in request.POST:
        actions.end_other_sessions(by=reader(request), but=this, now=timezone.now())
