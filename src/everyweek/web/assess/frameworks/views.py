"""The pages of frameworks. Each view understands the request, makes one call and renders."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.frameworks import actions, presenters
from everyweek.web.assess.frameworks.errors import FrameworkRefused
from everyweek.web.assess.frameworks.files import LARGEST, TYPES, Form, as_file, read_file
from everyweek.web.assess.frameworks.forms import EVERYBODY, FrameworkForm
from everyweek.web.assess.frameworks.listed import differences, every_framework, version_before, versions_of
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.places.listed import boards_administered
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader

ALL_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every framework, for everybody."""
    page = presenters.list_page(every_framework(), adds=can(reader(request), "framework.add"))
    return render(request, "assess/frameworks/frameworks.html", {"page": page, "breadcrumbs": presenters.trail()[:2]})


@require_safe
@never_cache
def framework(request: HttpRequest, framework: int) -> HttpResponse:
    """Every question of a version, its levels, and who worded it."""
    row: FrameworkVersion = request.found  # type: ignore[attr-defined]
    found, before = framework_of(row), version_before(row)
    page = presenters.framework_page(
        row,
        found,
        versions=versions_of(row),
        before=before,
        changes=differences(framework_of(before), found) if before else None,
        may_withdraw=can(reader(request), "framework.withdraw", row),
    )
    return render(request, "assess/frameworks/framework.html", {"page": page, "breadcrumbs": presenters.trail()})


@require_safe
@never_cache
def framework_file(request: HttpRequest, framework: int, form: str) -> HttpResponse:
    """A version as a file, for correcting and adding again."""
    row: FrameworkVersion = request.found  # type: ignore[attr-defined]
    kept_version = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in row.version)
    return HttpResponse(
        as_file(framework_of(row), cast(Form, form)),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{row.key}-{kept_version}.{form}"'},
    )


@require_http_methods(ALL_METHODS)
@never_cache
@once
def add_framework(request: HttpRequest) -> HttpResponse:
    """Add a framework from a file; nothing of a faulty one is kept, and every fault is shown."""
    who = reader(request)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, faults = FrameworkForm(*posted, owners=owners_for(who)), ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_file(file.read(LARGEST + 1), name=file.name)
            made = actions.add_framework(by=who, framework=found, system=form.system(), now=timezone.now())
        except FrameworkRefused as problem:
            form.add_error("file", str(problem))
            faults = tuple({"where": where, "problem": what} for where, what in problem.faults)
        else:
            return redirect("framework", framework=made.pk)
    context = {"form": form, "faults": faults, "breadcrumbs": presenters.trail()}
    return render(request, "assess/frameworks/add.html", context)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def withdraw(request: HttpRequest, framework: int) -> HttpResponse:
    """Ask, then offer a version for no new round; or offer a withdrawn one again.

    The form says which of the two it asked, so that of two who withdraw at once none offers it again.
    """
    row: FrameworkVersion = request.found  # type: ignore[attr-defined]
    if request.method == "POST" and request.POST.get("wanted") in ("withdrawn", "offered"):
        act = actions.offer_again if request.POST["wanted"] == "offered" else actions.withdraw_framework
        act(by=reader(request), version=row, now=timezone.now())
        return redirect("framework", framework=row.pk)
    back = presenters.framework_address(row.pk)
    context = {
        "title": f"{row.title}, version {row.version}",
        "is_withdrawn": row.withdrawn_at is not None,
        "back": back,
        "breadcrumbs": presenters.trail((back, row.title)),
    }
    return render(request, "assess/frameworks/withdraw.html", context)


def owners_for(who: Reader) -> list[tuple[str, str]]:
    """Whose framework somebody may add: of everybody for national support, of their boards for administrators."""
    everybody = [(EVERYBODY, "Everybody")] if who.holds("national_support") else []
    boards = boards_administered(who, on=timezone.localdate())
    return [*everybody, *((board.code, f"Only {board.name}") for board in boards)]
