"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.notifications.choices import choose_mails, start_mails, stop_all_mails, stop_mails
from everyweek.web.people.notifications.forms import MailChoicesForm
from everyweek.web.people.notifications.kinds import kinds_that_reach
from everyweek.web.people.notifications.outbox.troubles import address_trouble, clear_trouble
from everyweek.web.people.notifications.presenters import choices_page, inbox_page, stop_page
from everyweek.web.people.notifications.queries import inbox_lines, mail_choices, newest_line
from everyweek.web.people.notifications.reading import NoSuchLine, mark_all_read, open_line
from everyweek.web.people.notifications.stop_link import read_token
from everyweek.web.people.notifications.visible import unread_count
from everyweek.web.people.presence import reader

HOME = {"href": "/", "text": "Home"}
INBOX = {"href": "/inbox/", "text": "Inbox"}


@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """What the reader was told."""
    who, only_unread = reader(request), request.GET.get("show") == "unread"
    page = page_of(
        inbox_lines(who, only_unread=only_unread),
        number=request.GET.get("page", "1"),
        path=reverse("inbox"),
        asked={"show": "unread"} if only_unread else {},
    )
    shown = inbox_page(
        page,
        unread=unread_count(who),
        newest=newest_line(who),
        only_unread=only_unread,
        trouble=address_trouble(who.email),
    )
    return render(request, "people/notifications/inbox.html", {"page": shown, "breadcrumbs": [HOME]})


@require_safe
@never_cache
def open_line_page(request: HttpRequest, line: int) -> HttpResponse:
    """To what a line tells of; from then on it is read."""
    found = open_line(by=reader(request), line=line, now=timezone.now())
    leads_here = url_has_allowed_host_and_scheme(found.address, allowed_hosts=None)
    return redirect(found.address if leads_here and found.address.startswith("/") else "inbox")


@require_POST
@never_cache
def mark_read(request: HttpRequest) -> HttpResponse:
    """One line, or all that the page showed, and back to where the reader was."""
    who, now = reader(request), timezone.now()
    line, until = _number(request.POST.get("line", "")), _number(request.POST.get("until", ""))
    if line is not None:
        open_line(by=who, line=line, now=now)
    elif until is not None:
        mark_all_read(by=who, until=until, now=now)
    else:
        raise NoSuchLine
    return redirect(f"{reverse('inbox')}{'?show=unread' if request.POST.get('show') == 'unread' else ''}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail_choices_page(request: HttpRequest) -> HttpResponse:
    """Whether the reader hears of things by e-mail, and how often of each kind."""
    who, now = reader(request), timezone.now()
    assert who.identity is not None
    if "clear" in request.POST:
        clear_trouble(by=who, now=now)
        return redirect("mail-choices")
    form = MailChoicesForm(
        request.POST if request.method == "POST" else None,
        chosen=mail_choices(who.identity),
        kinds=kinds_that_reach(who),
    )
    if request.method == "POST" and form.is_valid():
        if form.frequencies is None:
            stop_all_mails(by=who, now=now)
        else:
            choose_mails(by=who, frequencies=form.frequencies, now=now)
        return redirect(f"{reverse('mail-choices')}?saved=1")
    page = choices_page(form, email=who.email, trouble=address_trouble(who.email), was_saved="saved" in request.GET)
    return render(request, "people/notifications/choices.html", {"page": page, "breadcrumbs": [HOME, INBOX]})


@csrf_exempt  # a mail program sends this POST by itself, with no cookie and no token but the one in the address
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop mails by the link in one, or bring them back; the link is the proof."""
    link = read_token(token)
    wants_back = request.method == "POST" and "start" in request.POST
    if wants_back:
        start_mails(person=link.person, kinds=link.kinds, now=timezone.now())
    elif request.method == "POST":
        stop_mails(person=link.person, kinds=link.kinds, now=timezone.now())
    return render(request, "people/notifications/unsubscribe.html", {"page": stop_page(link, was_started=wants_back)})


def _number(text: str) -> int | None:
    """A number as a page of ours writes it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
