"""Pages on which rounds are read, and progress as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.assess.rounds import presenters
from everyweek.web.assess.rounds.mine import my_assessments, rounds_run_by
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.rounds.progress import progress_by_system, progress_of_places, systems_of_reader
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.sheets.write import CSV_TYPE, csv_bytes


@require_safe
@never_cache
def rounds(request: HttpRequest) -> HttpResponse:
    """The reader's own assessments, and the rounds that they run or oversee."""
    who, now = reader(request), timezone.now()
    page = presenters.list_page(
        my_assessments(who, now=now), rounds_run_by(who), makes=can(who, "assessment-round.make"), now=now
    )
    return render(request, "assess/rounds/rounds.html", {"page": page, "breadcrumbs": presenters.trail()[:2]})


@require_safe
@never_cache
def round_page(request: HttpRequest, assessment_round: str) -> HttpResponse:
    """A round: one's own places, and how far everybody is for those who may see it."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    systems = systems_of_reader(who, found)
    lines = progress_by_system(found, systems=systems, now=now) if systems != () else ()
    codes = [line.code for line in lines]
    wanted = request.GET.get("system", codes[0] if len(codes) == 1 else "")
    page = presenters.round_page(
        found,
        mine=my_assessments(who, of=found, now=now),
        lines=lines,
        places=progress_of_places(found, systems=[wanted]) if wanted in codes else (),
        runs=can(who, "assessment-round.run", found),
        now=now,
    )
    return render(request, "assess/rounds/round.html", {"page": page, "breadcrumbs": presenters.trail()})


@require_safe
@never_cache
def progress_file(request: HttpRequest, assessment_round: str) -> HttpResponse:
    """How far each place is, as CSV: numbers and days, no answer and no score."""
    found: AssessmentRound = request.found  # type: ignore[attr-defined]
    systems = systems_of_reader(reader(request), found)
    rows = presenters.csv_rows(progress_of_places(found, systems=systems), now=timezone.now())
    name = f'attachment; filename="{found.key}-progress.csv"'
    return HttpResponse(
        csv_bytes(presenters.HEADER, rows), content_type=CSV_TYPE, headers={"Content-Disposition": name}
    )
