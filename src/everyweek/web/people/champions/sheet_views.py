"""Nominees from a table: pasted, or in a file. Every row is checked, and every error shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.champions import return_presenters as presenters
from everyweek.web.people.champions.errors import ChampionError
from everyweek.web.people.champions.forms import SheetForm
from everyweek.web.people.champions.models import Return
from everyweek.web.people.champions.nominating import take_over
from everyweek.web.people.champions.queries import ReturnDetails, return_details
from everyweek.web.people.champions.return_views import to_return, way_to
from everyweek.web.people.champions.round_views import ALL_METHODS
from everyweek.web.people.champions.rows import COLUMNS, REQUIRED, AlreadyThere, CheckedRows, check_rows
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.presence import reader
from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.read import LARGEST, read_pasted, read_sheet
from everyweek.web.people.sheets.sheet import Sheet
from everyweek.web.people.sheets.text import text_of


@require_http_methods(ALL_METHODS)
@never_cache
@once
def upload(request: HttpRequest, **parts: str) -> HttpResponse:
    """Take over the rows of a table when all of them are right, or the right ones when the reader says so."""
    found: Return = request.found  # type: ignore[attr-defined]
    one = return_details(found, now=timezone.now())
    if request.method != "POST":
        return _page(request, SheetForm(), one)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, one, pasted=request.POST.get("pasted", ""))
    try:
        sheet, text = _sheet(form)
    except UnreadableSheet as problem:
        form.add_error("file" if form.cleaned_data["file"] else "pasted", str(problem))
        return _page(request, form, one, pasted=request.POST.get("pasted", ""))
    checked = check_rows(sheet, there=_there(one), known=directory())
    if not checked.right or (checked.errors and "right" not in request.POST):
        return _page(request, form, one, pasted=text, checked=checked)
    try:
        taken = take_over(
            by=reader(request),
            of=found,
            seen_version=seen_version(request),
            nominees=checked.nominees,
            executive=checked.executive,
            now=timezone.now(),
        )
    except (ChampionError, ChangedMeanwhile) as problem:
        form.add_error(None, str(problem))
        return _page(request, form, one, pasted=text, status=409 if isinstance(problem, ChangedMeanwhile) else 200)
    return to_return(one, done="rows", added=taken.added, changed=taken.changed, unchanged=taken.unchanged)


def _sheet(form: SheetForm) -> tuple[Sheet, str]:
    """The table, and the text of it that the reader can correct on the page. Raises UnreadableSheet."""
    file, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    if not file:
        return read_pasted(pasted, columns=COLUMNS, required=REQUIRED), pasted
    content = file.read(LARGEST + 1)
    sheet = read_sheet(content, name=file.name, columns=COLUMNS, required=REQUIRED)
    return sheet, text_of(sheet.rows, columns=COLUMNS, keys=tuple(sheet.headings))


def _there(one: ReturnDetails) -> AlreadyThere:
    return AlreadyThere(
        states={row.email: row.state for row in one.nominees},
        taken=one.taken,
        places=one.places,
        why_places=one.why_places,
    )


def _page(
    request: HttpRequest,
    form: SheetForm,
    one: ReturnDetails,
    *,
    pasted: str = "",
    checked: CheckedRows | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "page": presenters.upload_page(one, checked),
        "pasted": pasted,
        "version": seen_version(request) or one.version,
        "is_clash": status == 409,
        "here": request.path,
        "breadcrumbs": way_to(one),
    }
    return render(request, "people/champions/upload.html", context, status=status)
