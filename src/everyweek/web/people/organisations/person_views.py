"""One person of an organisation: roles, moving, leaving, coming back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.errors import PeopleError
from everyweek.web.people.invitations.presenters import kinds_to_give
from everyweek.web.people.models import Role
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations import belonging
from everyweek.web.people.organisations.errors import BelongsNotHere
from everyweek.web.people.organisations.forms import KindForm, MoveForm, WhyForm
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.organisations.one_person import PersonSeen, person_seen_from
from everyweek.web.people.organisations.person_presenter import person_page
from everyweek.web.people.organisations.presenters import address_with, breadcrumbs
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.actions import end_role, give_role

Forms = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def person(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """One person, and what can be done."""
    code = request.found  # type: ignore[attr-defined]
    seen = person_seen_from(code, int(person), now=timezone.now())
    asked = request.POST.get("do", "")
    verb = asked.partition("-")[0]
    forms = _forms(request, code, seen, asked)
    problem = ""
    if verb in DONE and all(form.is_valid() for form in _sent(forms)):
        try:
            return redirect(DONE[verb](request, code, seen, forms))
        except PeopleError as error:
            problem = str(error)
    page = person_page(code, seen, is_own=reader(request).identity == seen.person.pk, done=request.GET.get("done", ""))
    context = {"page": page, "forms": forms, "problem": problem, "breadcrumbs": breadcrumbs(code, people=True)}
    return render(request, "people/organisations/person.html", context, status=409 if problem else 200)


def _forms(request: HttpRequest, code: str, seen: PersonSeen, asked: str) -> Forms:
    """Every form of the page; the one that was sent holds what was typed."""

    def sent(name: str) -> Mapping[str, Any] | None:
        return request.POST if asked == name else None

    held = [role.kind for role in seen.held]
    may_give = kinds_to_give(reader(request), code)
    ends = (f"end-{role.identity}" for role in seen.held)
    return {
        "give": KindForm(sent("give"), kinds=[kind for kind in may_give if kind not in held]),
        "back": KindForm(sent("back"), kinds=may_give),
        "end": {name: WhyForm(sent(name), about=name) for name in ends},
        "leave": WhyForm(sent("leave"), about="leave"),
        "move": MoveForm(sent("move"), kinds=belonging.HELD_BY_A_MOVER, known=directory(), initial={"kinds": held}),
    }


def _sent(forms: Forms) -> list[Form]:
    every = [forms["give"], forms["back"], forms["leave"], forms["move"], *forms["end"].values()]
    return [form for form in every if form.is_bound]


def _here(request: HttpRequest, code: str, seen: PersonSeen, done: str) -> str:
    if reader(request).identity == seen.person.pk:
        return reverse("account")  # what they did to themselves may have shut them out of this page
    return f"{reverse('organisation-person', kwargs={'code': code, 'person': seen.person.pk})}?done={done}"


def _give(request: HttpRequest, code: str, seen: PersonSeen, forms: Forms) -> str:
    kind = forms["give"].cleaned_data["kind"]
    give_role(by=reader(request), person=seen.person, kind=kind, organisation=code, now=timezone.now())
    return _here(request, code, seen, "given")


def _end(request: HttpRequest, code: str, seen: PersonSeen, forms: Forms) -> str:
    name = request.POST["do"]
    if name not in forms["end"]:
        raise BelongsNotHere(seen.person.name)
    role = Role.objects.get(pk=int(name.partition("-")[2]))
    end_role(by=reader(request), role=role, why=forms["end"][name].cleaned_data["why"], now=timezone.now())
    return _here(request, code, seen, "ended")


def _leave(request: HttpRequest, code: str, seen: PersonSeen, forms: Forms) -> str:
    why = forms["leave"].cleaned_data["why"]
    belonging.leave(by=reader(request), person=seen.person, code=code, why=why, now=timezone.now())
    if reader(request).identity == seen.person.pk:
        return reverse("account")
    return address_with(code, "organisation-people", done="left")


def _move(request: HttpRequest, code: str, seen: PersonSeen, forms: Forms) -> str:
    values = forms["move"].cleaned_data
    were_asked = belonging.move(
        by=reader(request), person=seen.person, code=code, to=values["to"], kinds=values["kinds"], now=timezone.now()
    )
    return address_with(code, "organisation-people", done="asked" if were_asked else "moved")


def _come_back(request: HttpRequest, code: str, seen: PersonSeen, forms: Forms) -> str:
    kind = forms["back"].cleaned_data["kind"]
    belonging.come_back(by=reader(request), person=seen.person, code=code, kind=kind, now=timezone.now())
    return _here(request, code, seen, "back")


DONE: dict[str, Callable[[HttpRequest, str, PersonSeen, Forms], str]] = {
    "give": _give,
    "end": _end,
    "leave": _leave,
    "move": _move,
    "back": _come_back,
}
