"""The first page of assessments."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.assess.home.presenters import home_page
from everyweek.web.assess.rounds.mine import my_assessments, rounds_run_by
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """One's own assessments first, then everything else."""
    who, now = reader(request), timezone.now()
    page = home_page(my_assessments(who, now=now), rounds_run_by(who), makes=can(who, "assessment-round.make"), now=now)
    return render(request, "assess/home.html", {"page": page, "breadcrumbs": [{"href": "/", "text": "Home"}]})
