"""The pages of one system's return."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.champions import nominating
from everyweek.web.people.champions import return_presenters as presenters
from everyweek.web.people.champions.errors import ChampionError, WrongDetails
from everyweek.web.people.champions.exports import as_file, table_of
from everyweek.web.people.champions.forms import ExecutiveForm, NomineeForm
from everyweek.web.people.champions.models import Return
from everyweek.web.people.champions.queries import NomineeRow, ReturnDetails, facts_of, return_details
from everyweek.web.people.champions.round_presenters import return_address
from everyweek.web.people.champions.round_views import ALL_METHODS, crumbs, download
from everyweek.web.people.champions.sending_in import send_in
from everyweek.web.people.champions.states import missing
from everyweek.web.people.champions.typed import seen_version, whole_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.invitations.handed_over import keep_links, links_to_show
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.permissions import can
from everyweek.web.people.predicates import oversees
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError

NUMBERS = ("added", "changed", "unchanged", "asked")


class NoSuchNomineeHere(Http404):
    """The return has no such nominee."""

    title = "There is no such nominee in this return"
    message = "The address leads to nobody who is nominated here. Somebody may have taken them out meanwhile."


@require_safe
@never_cache
def return_page(request: HttpRequest, **parts: str) -> HttpResponse:
    """What a system returns."""
    found, who, now = request.found, reader(request), timezone.now()  # type: ignore[attr-defined]
    one = return_details(found, now=now)
    page = presenters.return_page(
        one,
        may_edit=can(who, "return.edit", found),
        may_run=can(who, "round.run"),
        oversees=bool(oversees(who)),
        done=_done(request, one),
        links=links_to_show(request),
        now=now,
    )
    context = {"page": page, "breadcrumbs": crumbs()}
    return render(request, "people/champions/return.html", context)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def executive(request: HttpRequest, **parts: str) -> HttpResponse:
    """Name the executive contact."""
    found, one = _asked(request)
    before = {"name": one.executive_name, "job_title": one.executive_job_title, "email": one.executive_email}
    form = ExecutiveForm(request.POST or None, initial=before)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            nominating.name_executive(
                by=reader(request), of=found, seen_version=seen_version(request), typed=form.typed(), now=timezone.now()
            )
        except (ChampionError, ChangedMeanwhile) as problem:
            status = _say(form, problem)
        else:
            return to_return(one, done="executive")
    page = presenters.nominee_page(one, title="Executive contact", organisations=())
    return _form(request, "people/champions/executive.html", form, one, page=page, status=status)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def new_nominee(request: HttpRequest, **parts: str) -> HttpResponse:
    """Nominate somebody."""
    found, one = _asked(request)
    form = NomineeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            nominating.add_nominee(
                by=reader(request), of=found, seen_version=seen_version(request), typed=form.typed(), now=timezone.now()
            )
        except (ChampionError, ChangedMeanwhile) as problem:
            status = _say(form, problem)
        else:
            return to_return(one, done="added")
    page = presenters.nominee_page(one, title="Add a champion", organisations=_employers(one))
    return _form(request, "people/champions/nominee.html", form, one, page=page, status=status)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def edit_nominee(request: HttpRequest, **parts: str) -> HttpResponse:
    """Correct a nominee."""
    found, one = _asked(request)
    row = _nominee(one, parts["nominee"])
    before = {"name": row.name, "job_title": row.job_title, "email": row.email, "organisation": row.organisation}
    form = NomineeForm(request.POST or None, initial=before)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            nominating.change_nominee(
                by=reader(request),
                of=found,
                seen_version=seen_version(request),
                number=row.number,
                typed=form.typed(),
                now=timezone.now(),
            )
        except (ChampionError, ChangedMeanwhile) as problem:
            status = _say(form, problem)
        else:
            return to_return(one, done="changed")
    page = presenters.nominee_page(one, title=f"Change {row.name}", organisations=_employers(one))
    return _form(request, "people/champions/nominee.html", form, one, page=page, status=status)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def remove(request: HttpRequest, **parts: str) -> HttpResponse:
    """Ask, then take a nominee out."""
    found, one = _asked(request)
    row = _nominee(one, parts["nominee"])
    problem: Exception | None = None
    if request.method == "POST":
        try:
            nominating.remove_nominee(
                by=reader(request),
                of=found,
                seen_version=seen_version(request),
                number=row.number,
                now=timezone.now(),
            )
        except (ChampionError, ChangedMeanwhile, RoleError) as said:
            problem = said
        else:
            return to_return(one, done="taken-out")
    return _question(request, "people/champions/remove.html", one, presenters.removal_page(one, row), problem)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def submit(request: HttpRequest, **parts: str) -> HttpResponse:
    """Say what will happen, then send the return in."""
    found, one = _asked(request)
    problem: Exception | None = None
    if request.method == "POST":
        try:
            sent = send_in(by=reader(request), of=found, seen_version=seen_version(request), now=timezone.now())
        except (ChampionError, ChangedMeanwhile, RoleError) as said:
            problem = said
        else:
            if sent.invitation:
                keep_links(request, [sent.invitation])
            return to_return(one, done="sent", asked=sent.asked, executive=sent.executive)
    lacks = missing(facts_of(found, [row.state for row in one.nominees]))
    page = presenters.submit_page(one, lacks, now=timezone.now())
    return _question(request, "people/champions/submit.html", one, page, problem)


@require_safe
@never_cache
def export(request: HttpRequest, **parts: str) -> HttpResponse:
    """A return as a table."""
    _, one = _asked(request)
    content, kind = as_file(table_of(one), form=parts["form"], title=one.system_name)
    return download(content, kind, name=f"{one.round.key}-{one.system}.{parts['form']}")


def to_return(one: ReturnDetails, **said: str | int) -> HttpResponse:
    """Back to the return, which says what was done."""
    return redirect(f"{return_address(one)}?{urlencode(said)}")


def _done(request: HttpRequest, one: ReturnDetails) -> tuple[str, ...]:
    """What was done on the page before this one, in sentences."""
    done, numbers = request.GET.get("done", ""), {key: whole_number(request.GET.get(key, "")) for key in NUMBERS}
    if done == "sent":
        return presenters.sent_in_words(one, asked=numbers["asked"], executive=request.GET.get("executive", ""))
    return presenters.done_words(done, numbers)


def way_to(one: ReturnDetails) -> list[dict[str, str]]:
    """The breadcrumbs of a page below a return."""
    return crumbs((return_address(one), one.system_name))


def _asked(request: HttpRequest) -> tuple[Return, ReturnDetails]:
    found = request.found  # type: ignore[attr-defined]
    return found, return_details(found, now=timezone.now())


def _nominee(one: ReturnDetails, number: str) -> NomineeRow:
    row = next((row for row in one.nominees if row.number == int(number)), None)
    if row is None:
        raise NoSuchNomineeHere
    return row


def _employers(one: ReturnDetails) -> tuple[tuple[str, str], ...]:
    return presenters.organisations_in(one.system, directory(), on=timezone.localdate())


def _say(form: ExecutiveForm, problem: Exception) -> int:
    """Put a problem beside its field, or above all; the status of the page."""
    if isinstance(problem, WrongDetails):
        for field, message in problem.by_field.items():
            form.add_error(field, message)
    else:
        form.add_error(None, str(problem))
    return 409 if isinstance(problem, ChangedMeanwhile) else 200


def _form(
    request: HttpRequest, template: str, form: ExecutiveForm, one: ReturnDetails, *, page: dict[str, Any], status: int
) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "version": seen_version(request) or one.version,
        "is_clash": status == 409,
        "here": request.path,
        "breadcrumbs": way_to(one),
    }
    return render(request, template, context, status=status)


def _question(
    request: HttpRequest, template: str, one: ReturnDetails, page: dict[str, Any], problem: Exception | None
) -> HttpResponse:
    context = {
        "page": page,
        "problem": str(problem) if problem else "",
        "version": seen_version(request) or one.version,
        "breadcrumbs": way_to(one),
    }
    status = 409 if isinstance(problem, ChangedMeanwhile) else 200
    return render(request, template, context, status=status)
