"""Places from a table: pasted, or in a file. Every row is checked, every error shown, and all are made or none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.places import presenters
from everyweek.web.assess.places.bringing import bring_places, what_is_there
from everyweek.web.assess.places.forms import PlacesSheetForm
from everyweek.web.assess.places.rows import COLUMNS, REQUIRED, CheckedPlaces, check_rows
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.read import LARGEST, read_pasted, read_sheet
from everyweek.web.people.sheets.sheet import Sheet
from everyweek.web.people.sheets.text import text_of
from everyweek.web.people.sheets.write import XLSX_TYPE, xlsx_bytes

ALL_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(ALL_METHODS)
@never_cache
@once
def upload(request: HttpRequest, board: str = "") -> HttpResponse:
    """Make the places of a table, of one board or of those that its rows name."""
    form = PlacesSheetForm(request.POST, request.FILES) if request.method == "POST" else PlacesSheetForm()
    pasted = request.POST.get("pasted", "")
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, board, pasted=pasted)
    who, now = reader(request), timezone.now()
    try:
        sheet, pasted = _sheet(form, board)
        checked = check_rows(
            sheet,
            system=board,
            there=what_is_there(sheet),
            known=directory(),
            on=timezone.localdate(now),
            may_make=lambda code: can(who, "place.make", code),
        )
    except UnreadableSheet as problem:
        form.add_error("file" if form.cleaned_data["file"] else "pasted", str(problem))
        return _page(request, form, board, pasted=pasted)
    if checked.errors:
        return _page(request, form, board, pasted=pasted, checked=checked)
    try:
        bring_places(by=who, rows=checked.rows, now=now)
    except AssessError as problem:
        form.add_error("pasted", f"{str(problem).rstrip('.')}. Nothing was made")
        return _page(request, form, board, pasted=pasted)
    return redirect("places-of-system", board=board) if board else redirect("places")


@require_safe
@never_cache
def template(request: HttpRequest, board: str) -> HttpResponse:
    """A workbook to fill in: nothing but headings."""
    header = [headings[0] for key, headings in COLUMNS.items() if key != "system"]
    content = xlsx_bytes("Places", header, [])
    return HttpResponse(
        content, content_type=XLSX_TYPE, headers={"Content-Disposition": f'attachment; filename="places-{board}.xlsx"'}
    )


def _sheet(form: PlacesSheetForm, board: str) -> tuple[Sheet, str]:
    """The table, and the text of it that the reader can correct on the page. Raises UnreadableSheet."""
    file, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    required = REQUIRED if board else (*REQUIRED, "system")
    if not file:
        return read_pasted(pasted, columns=columns_for(board), required=required), pasted
    content = file.read(LARGEST + 1)
    sheet = read_sheet(content, name=file.name, columns=COLUMNS, required=required)
    return sheet, text_of(sheet.rows, columns=COLUMNS, keys=tuple(sheet.headings))


def columns_for(board: str) -> dict[str, Any]:
    """The columns in the order in which rows without headings are read: a board's own list begins without the board."""
    if not board:
        return COLUMNS
    return {key: COLUMNS[key] for key in (*(key for key in COLUMNS if key != "system"), "system")}


def _page(
    request: HttpRequest, form: PlacesSheetForm, board: str, *, pasted: str, checked: CheckedPlaces | None = None
) -> HttpResponse:
    way = [(presenters.system_address(board), name_of(board, directory()))] if board else []
    context = {
        "form": form,
        "page": presenters.upload_page(board, checked),
        "pasted": pasted,
        "breadcrumbs": presenters.trail(*way),
    }
    return render(request, "assess/places/upload.html", context)
