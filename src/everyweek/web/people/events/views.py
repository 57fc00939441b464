"""Events of a network. Who may is asked before each view, and again by each action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.presenters import CLOSED, sharing_words
from everyweek.web.people.discussion.trail import trail
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.events import actions
from everyweek.web.people.events.calendar_file import calendar_file
from everyweek.web.people.events.errors import EventError
from everyweek.web.people.events.forms import EventForm, as_typed_before
from everyweek.web.people.events.presenters import (
    address_of_event,
    calendar_entry,
    date_fields,
    event_page,
    event_rows,
)
from everyweek.web.people.events.queries import comes, coming_events, past_events, who_comes
from everyweek.web.people.models import Event, Network
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

LIST = ("network-events", "Events")
SHARED_PARTS = "the title, the times, the place and the text of this event (not the web address for joining online)"
ENDS_SHARING = (
    "Whoever made this event shares it beyond the network. If you change its title, times, place or text, that ends: "
    "those who oversee read only what somebody chose to show them in their own words. The maker is told, and can share "
    "it again."
)
PROBLEMS = (DiscussionError, EventError, ChangedMeanwhile)


@require_safe
@never_cache
def events(request: HttpRequest, network: str) -> HttpResponse:
    """The events of a network: those to come, and those that are over."""
    found: Network = request.found  # type: ignore[attr-defined]
    now = timezone.now()
    is_past = request.GET.get("when") == "past"
    listed = page_of(
        (past_events if is_past else coming_events)(found, now=now).select_related("network"),
        number=request.GET.get("page", "1"),
        path=request.path,
        asked={"when": "past"} if is_past else {},
    )
    context = {
        "network": found,
        "rows": event_rows(listed.rows),
        "pagination_of_list": listed.pagination,
        "is_past": is_past,
        "switch": _switch(request.path, is_past=is_past),
        "can_write": can(reader(request), "network.write", found),
        "closed_words": CLOSED if found.ended_at else "",
        "breadcrumbs": trail(found),
    }
    return render(request, "people/events/list.html", context)


@require_safe
@never_cache
def event(request: HttpRequest, network: str, event: int) -> HttpResponse:
    """One event, and who comes."""
    return _event_page(request, request.found)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_event(request: HttpRequest, network: str) -> HttpResponse:
    """Make an event."""
    found: Network = request.found  # type: ignore[attr-defined]
    now = timezone.now()
    form = EventForm(request.POST if request.method == "POST" else None, now=now)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_event(
                by=reader(request),
                network=found,
                details=form.details(),
                shared_beyond=form.cleaned_data["shared_beyond"],
                now=now,
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(address_of_event(made))
    return _form_page(request, found, form, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit_event(request: HttpRequest, network: str, event: int) -> HttpResponse:
    """Change an event."""
    found: Event = request.found  # type: ignore[attr-defined]
    now = timezone.now()
    if request.method != "POST":
        form = EventForm(initial=as_typed_before(found), now=now, is_new=False)
        return _form_page(request, found.network, form, event=found, version=found.version)
    form = EventForm(request.POST, now=now, is_new=False)
    version = typed_number(request.POST.get("version", ""))
    problem = ""
    if form.is_valid():
        try:
            saved = actions.change_event(
                by=reader(request),
                event=found,
                details=form.details(),
                shared_beyond=form.cleaned_data["shared_beyond"],
                seen_version=version,
                now=now,
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(address_of_event(saved))
    return _form_page(request, found.network, form, problem=problem, event=found, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def call_off_event(request: HttpRequest, network: str, event: int) -> HttpResponse:
    """Ask, then call an event off."""
    found: Event = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    problem = ""
    if request.method == "POST":
        seen = typed_number(request.POST.get("version", ""))
        try:
            actions.call_off_event(by=who, event=found, seen_version=seen, now=now)
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(address_of_event(found))
    context = {
        "page": event_page(found, who, coming=who_comes(found), comes=False, now=now),
        "version": found.version,
        "address": address_of_event(found),
        "problem": problem,
        "breadcrumbs": _crumbs(found),
    }
    return render(request, "people/events/call_off.html", context, status=409 if problem else 200)


@require_POST
@never_cache
def attend_event(request: HttpRequest, network: str, event: int) -> HttpResponse:
    """Say that one comes, or that one does not."""
    found: Event = request.found  # type: ignore[attr-defined]
    try:
        actions.attend_event(
            by=reader(request), event=found, comes=request.POST.get("comes") == "yes", now=timezone.now()
        )
    except PROBLEMS as error:
        return _event_page(request, found, problem=str(error))
    return redirect(address_of_event(found))


@require_safe
@never_cache
def event_calendar(request: HttpRequest, network: str, event: int) -> HttpResponse:
    """The event as a file for a calendar."""
    found: Event = request.found  # type: ignore[attr-defined]
    entry = calendar_entry(found, request.build_absolute_uri(address_of_event(found)))
    answer = HttpResponse(calendar_file(entry), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="event-{found.pk}.ics"'
    return answer


def _event_page(request: HttpRequest, found: Event, *, problem: str = "") -> HttpResponse:
    who = reader(request)
    page = event_page(found, who, coming=who_comes(found), comes=comes(found, who.identity), now=timezone.now())
    context = {
        "page": page,
        "network": found.network,
        "problem": problem,
        "closed_words": CLOSED if found.network.ended_at else "",
        "breadcrumbs": trail(found.network, LIST),
    }
    return render(request, "people/events/event.html", context, status=409 if problem else 200)


def _form_page(
    request: HttpRequest,
    network: Network,
    form: EventForm,
    *,
    problem: str = "",
    event: Event | None = None,
    version: int = 0,
) -> HttpResponse:
    is_maker = event is None or event.made_by_id == reader(request).identity
    context: dict[str, Any] = {
        "network": network,
        "form": form,
        "problem": problem,
        "title": "Change the event" if event else "Make an event",
        "version": version,
        "is_new": event is None,
        "first_day": date_fields(form, "", legend="On which day?", hint="For example, 27 3 2027"),
        "last_day": date_fields(
            form, "end_", legend="Last day, if it is another", hint="Leave this empty if it ends on the same day"
        ),
        "sharing": sharing_words(SHARED_PARTS, network) if is_maker else "",
        "ends_sharing": ENDS_SHARING if event and event.shared_beyond and not is_maker else "",
        "back": address_of_event(event) if event else "",
        "breadcrumbs": _crumbs(event) if event else trail(network, LIST),
    }
    return render(request, "people/events/form.html", context, status=409 if problem else 200)


def _crumbs(event: Event) -> list[dict[str, str]]:
    return [*trail(event.network, LIST), {"href": address_of_event(event), "text": event.title}]


def _switch(path: str, *, is_past: bool) -> dict[str, Any]:
    choices = [
        {"text": "To come", "address": path, "chosen": not is_past},
        {"text": "Over", "address": f"{path}?when=past", "chosen": is_past},
    ]
    return {"name": "when", "title": "Show", "choices": choices}
