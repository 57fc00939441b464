"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.administration.frame import breadcrumbs
from everyweek.web.people.administration.mails.presenters import list_page
from everyweek.web.people.administration.mails.queries import find_mails, mail_lines
from everyweek.web.people.notifications.outbox.sending_again import NotToBeSentAgain, resend
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """Mails that did not arrive, or may not have."""
    return _page(request)


@require_POST
@never_cache
def again(request: HttpRequest, mail: int) -> HttpResponse:
    """Send one again."""
    try:
        resend(mail, by=reader(request), now=timezone.now())
    except NotToBeSentAgain as problem:
        return _page(request, problem=str(problem), status=409)
    return redirect("administration-mails")


def _page(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    who = reader(request)
    page = page_of(find_mails(who), number=request.GET.get("page", ""), path=request.path)
    context = {
        "page": list_page(page, mail_lines(page.rows), may_send=can(who, "country.administer")),
        "problem": problem,
        "breadcrumbs": breadcrumbs(),
    }
    return render(request, "people/administration/mails.html", context, status=status)
