"""Inviting to an organisation, and the invitations that wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.invitations import actions
from everyweek.web.people.invitations.errors import CannotBeInvited, TooManyOpen
from everyweek.web.people.invitations.forms import InviteForm
from everyweek.web.people.invitations.handed_over import invited_words, keep_links, links_to_show, mails_are_sent
from everyweek.web.people.invitations.many import FaultyList, invite_all
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.pasted import read_addresses
from everyweek.web.people.invitations.presenters import invite_page, kinds_to_give, list_page
from everyweek.web.people.invitations.queries import sent_invitations
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.presenters import breadcrumbs
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError

GONE = "This invitation was accepted, withdrawn or forgotten meanwhile. Nothing was changed."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite one or several addresses to a role here."""
    code = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = InviteForm(request.POST or None, kinds=kinds_to_give(who, code), initial={"kind": "member"})
    if request.method == "POST" and form.is_valid():
        people, faults = read_addresses(form.cleaned_data["addresses"])
        try:
            if faults:
                raise FaultyList(faults)
            sent = invite_all(
                by=who,
                people=people,
                kind=form.cleaned_data["kind"],
                organisation=code,
                words=form.cleaned_data["words"],
                now=timezone.now(),
            )
        except FaultyList as problem:
            for fault in problem.faults:
                form.add_error("addresses", fault.sentence)
        except (TooManyOpen, RoleError) as problem:
            form.add_error(None, str(problem))
        else:
            keep_links(request, sent)
            return redirect(f"{reverse('organisation-invitations', kwargs={'code': code})}?sent={len(sent)}")
    context = {"page": invite_page(code), "form": form, "breadcrumbs": breadcrumbs(code, people=True)}
    return render(request, "people/invitations/invite.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def invitations(request: HttpRequest, code: str) -> HttpResponse:
    """The invitations that wait: send one again, or withdraw it."""
    code = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        try:
            done = _after_button(request, code)
        except (CannotBeInvited, RoleError) as error:
            problem = str(error)
        except Invitation.DoesNotExist:
            problem = GONE
        else:
            return redirect(f"{reverse('organisation-invitations', kwargs={'code': code})}?{done}=1")
    rows = sent_invitations(organisation=code, now=timezone.now())
    links = links_to_show(request)
    page = list_page(code, rows, links, said=_said(request, are_shown=bool(links)))
    context = {"page": page, "problem": problem, "breadcrumbs": breadcrumbs(code, people=True)}
    return render(request, "people/invitations/list.html", context, status=409 if problem else 200)


def _after_button(request: HttpRequest, code: str) -> str:
    """Do what the pressed button asks for, with an invitation of this organisation only; what was done."""
    asked = {name: request.POST[name] for name in ("again", "withdraw") if name in request.POST}
    name, number = next(iter(asked.items()), ("", ""))
    row = Invitation.objects.get(
        pk=int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0, organisation=code
    )
    if name == "again":
        token = actions.send_again(by=reader(request), invitation=row.pk, now=timezone.now())
        keep_links(request, [(row.email, token)])
    else:
        actions.withdraw(by=reader(request), invitation=row.pk, now=timezone.now())
    return name


def _said(request: HttpRequest, *, are_shown: bool) -> str:
    """What was done a moment ago, for the top of the page. are_shown : whether links to hand over stand below."""
    number = request.GET.get("sent", "")
    if number.isascii() and number.isdigit() and int(number[:6]) > 0:
        return invited_words(int(number[:6]), are_shown=are_shown)
    if "again" in request.GET:
        done = "The invitation is sent again." if mails_are_sent() else "The invitation has a new link."
        return f"{done} The link before does not work any more."
    return "The invitation is withdrawn. Its link does not work any more." if "withdraw" in request.GET else ""
