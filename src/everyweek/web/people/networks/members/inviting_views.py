"""Inviting people into a network, and the invitations that wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.invitations import actions
from everyweek.web.people.invitations.errors import DAYS_GOOD, CannotBeInvited, TooManyOpen
from everyweek.web.people.invitations.forms import InviteForm
from everyweek.web.people.invitations.handed_over import invited_words, keep_links, links_to_show
from everyweek.web.people.invitations.many import FaultyList, invite_all
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.pasted import read_addresses
from everyweek.web.people.invitations.queries import sent_invitations
from everyweek.web.people.models import Network
from everyweek.web.people.networks.words import crumbs_of, day_of, page_of_network
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError

KINDS = ("member", "contributor", "reviewer", "network_lead")
GONE = "This invitation was accepted or withdrawn meanwhile. Nothing was changed."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def invite(request: HttpRequest, network: str) -> HttpResponse:
    """Invite one or several addresses, or take an invitation back."""
    found, problem = request.found, ""  # type: ignore[attr-defined]
    takes_back = "withdraw" in request.POST
    form = InviteForm(None if takes_back else request.POST or None, kinds=KINDS, initial={"kind": "member"})
    if takes_back:
        problem = _withdraw(request, found)
        if not problem:
            return redirect(f"{request.path}?withdrawn=1")
    elif request.method == "POST" and form.is_valid():
        sent = _send(request, found, form)
        if sent:
            return redirect(f"{request.path}?sent={sent}")
    links = links_to_show(request)
    page = {
        "name": found.name,
        "address": page_of_network(found),
        "days_good": DAYS_GOOD,
        "said": _said(request, are_shown=bool(links)),
        "links": links,
        "rows": tuple(
            {
                "number": row.identity,
                "email": row.email,
                "about": f"{row.role}, invited on {day_of(row.at)} by {row.invited_by}, "
                + (f"open until {day_of(row.expires_at)}" if row.state == "open" else "expired"),
            }
            for row in sent_invitations(organisation="", network=found, now=timezone.now())
        ),
    }
    context = {"page": page, "form": form, "problem": problem, "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/invite.html", context, status=409 if problem else 200)


def _send(request: HttpRequest, network: Network, form: InviteForm) -> int:
    """How many were invited; 0 when the form says why nobody was."""
    people, faults = read_addresses(form.cleaned_data["addresses"])
    try:
        if faults:
            raise FaultyList(faults)
        sent = invite_all(
            by=reader(request),
            people=people,
            kind=form.cleaned_data["kind"],
            network=network,
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
        return len(sent)
    return 0


def _withdraw(request: HttpRequest, network: Network) -> str:
    """Take back the invitation that the button names; "" or what is wrong."""
    number = request.POST.get("withdraw", "")
    try:
        row = Invitation.objects.get(
            pk=int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0, network=network
        )
        actions.withdraw(by=reader(request), invitation=row.pk, now=timezone.now())
    except Invitation.DoesNotExist:
        return GONE
    except (CannotBeInvited, RoleError) as problem:
        return str(problem)
    return ""


def _said(request: HttpRequest, *, are_shown: bool) -> str:
    number = request.GET.get("sent", "")
    if number.isascii() and number.isdigit() and int(number[:6]) > 0:
        return invited_words(int(number[:6]), are_shown=are_shown)
    return "The invitation is withdrawn. Its link does not work any more." if "withdrawn" in request.GET else ""
