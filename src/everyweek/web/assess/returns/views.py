"""Taking a return away as a file. Who may is asked before each view."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.assess.returns.files import FORMS, as_file, system_file
from everyweek.web.assess.returns.presenters import return_page
from everyweek.web.assess.returns.queries import empty_return, given_returns, return_for
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.design.pdf import DocumentTooLarge
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def overview(request: HttpRequest, **parts: str) -> HttpResponse:
    """The return of a place: take it away, bring it back, begin from last time."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    page = return_page(reader(request), found, done=request.GET, now=timezone.now())
    return render(request, "assess/returns/return.html", page)


@require_safe
@never_cache
def file(request: HttpRequest, form: str, **parts: str) -> HttpResponse:
    """The return as a file: as agreed now for who takes part, as it was given for others; or an empty one."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    if form not in FORMS:
        raise Http404
    who = reader(request)
    if request.GET.get("what") == "empty":
        one = empty_return(found)
    else:
        taken = return_for(who, found, as_given=request.GET.get("what") == "given")
        if taken is None:
            raise Http404
        one = taken
    try:
        content, kind = as_file(one, form=form, made_by=who.name, now=timezone.now())
    except DocumentTooLarge as problem:
        context = {"title": "This PDF cannot be made", "lines": (str(problem),), "suggestions": ()}
        return render(request, "people/refused.html", context, status=413)
    return _download(content, kind, f"{one.file_name}{'-empty' if request.GET.get('what') == 'empty' else ''}.{form}")


@require_safe
@never_cache
def system(request: HttpRequest, **parts: str) -> HttpResponse:
    """All returns of a round that the reader may see, in one workbook."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    code, region = (re.sub(r"[^A-Z0-9-]", "", request.GET.get(name, "").upper())[:12] for name in ("system", "region"))
    returns = given_returns(reader(request), found, system=code, region=region)
    content, kind = system_file(returns, title=f"Returns of {found.title}", now=timezone.now())
    return _download(content, kind, f"{'-'.join(part for part in ('returns', found.key, region, code) if part)}.xlsx")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
