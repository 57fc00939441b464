"""Each view understands the request, makes one call and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.administration.frame import breadcrumbs, crumb
from everyweek.web.people.administration.organisations.forms import SettingsForm
from everyweek.web.people.administration.organisations.presenters import ONLY, list_page, organisation_page
from everyweek.web.people.administration.organisations.queries import (
    OrganisationsAsked,
    find_organisations,
    organisation_seen,
)
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.organisations.errors import CannotBeSaved
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.organisations.queries import settings_of
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations, a hundred a page."""
    only = request.GET.get("only", "")
    asked = OrganisationsAsked(text=request.GET.get("text", "")[:100], only=only if only in ONLY else "")
    found = find_organisations(reader(request), asked, directory(), on=timezone.localdate())
    page = page_of(found, number=request.GET.get("page", ""), path=request.path, asked=asked.parts())
    context = {"page": list_page(page, asked), "breadcrumbs": breadcrumbs()}
    return render(request, "people/administration/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation, and what is settled about it."""
    if request.method != "POST":
        return _page(request, SettingsForm.of(settings_of(request.found)))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        _save(request, form)
    except CannotBeSaved as problem:
        form.add_error(problem.field, str(problem))
        return _page(request, form)
    except ChangedMeanwhile as problem:
        form.add_error(None, str(problem))
        return _page(request, form, status=409)
    return redirect("administration-organisation", code=request.found)


def _save(request: HttpRequest, form: SettingsForm) -> None:
    """What an administrator may not change stays as it is."""
    who = reader(request)
    kept = settings_of(request.found).champion_places
    save_settings(
        by=who,
        code=request.found,
        seen_version=form.cleaned_data["version"],
        email_domains=form.cleaned_data["email_domains"],
        champion_places=form.cleaned_data["champion_places"] if can(who, "country.administer") else kept,
        now=timezone.now(),
    )


def _page(request: HttpRequest, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    seen = organisation_seen(request.found, directory(), on=timezone.localdate())
    context = {
        "page": organisation_page(seen, may_set_champions=can(reader(request), "country.administer")),
        "form": form,
        "is_clash": status == 409,
        "breadcrumbs": breadcrumbs(crumb("administration-organisations")),
    }
    return render(request, "people/administration/organisation.html", context, status=status)
