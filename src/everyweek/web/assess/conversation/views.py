"""The overview of an assessment, the page of one theme, and where the place stands and wants to be on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.conversation.agreed_presenters import position_on_page
from everyweek.web.assess.conversation.asked import framework_of_assessment
from everyweek.web.assess.conversation.errors import WrongPosition
from everyweek.web.assess.conversation.forms import PositionForm
from everyweek.web.assess.conversation.overview import overview_page
from everyweek.web.assess.conversation.positions import set_position
from everyweek.web.assess.conversation.presenters import around_of
from everyweek.web.assess.conversation.queries import Position, positions
from everyweek.web.assess.conversation.theme_page import PROBLEMS, theme_response
from everyweek.web.assess.conversation.trail import found_assessment, here, theme_or_not_there, way_to
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def overview(request: HttpRequest, assessment_round: str, place: str) -> HttpResponse:
    """All themes: how far each is, where parties differ, where to go on."""
    found = found_assessment(request)
    page = overview_page(found, reader(request), now=timezone.now())
    return render(request, "assess/conversation/overview.html", {"page": page, "breadcrumbs": way_to(found)[:-1]})


@require_safe
@never_cache
def theme(request: HttpRequest, assessment_round: str, place: str, theme: str) -> HttpResponse:
    """One theme: what each party says to each question, and what is agreed."""
    return theme_response(request, theme)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def position(request: HttpRequest, assessment_round: str, place: str, theme: str) -> HttpResponse:
    """Where the place stands, where the level is agreed, and where it wants to be by which day."""
    found, now = found_assessment(request), timezone.now()
    asked = theme_or_not_there(found, theme)
    around = around_of(found, reader(request), now=now)
    before = positions(found).get(theme, Position(theme))
    shown = position_on_page(around, asked, framework_of_assessment(found), before)
    posted = request.method == "POST"
    form = PositionForm(*([request.POST] if posted else []), page=shown, before=before)
    version = typed_number(request.POST.get("version", "")) if posted else before.version
    problem = around.closed
    if posted and form.is_valid() and (wanted := form.asked()) is not None:
        try:
            set_position(by=around.reader, assessment=found, theme=theme, asked=wanted, seen_version=version, now=now)
        except WrongPosition as error:
            form.refused(error)
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(f"{here(found, 'assessment-theme', theme=theme)}#position")
    context = {
        "page": shown,
        "assessment": found,
        "theme": asked,
        "form": form,
        "version": version,
        "problem": problem,
        "back": here(found, "assessment-theme", theme=theme),
        "breadcrumbs": way_to(found, asked),
    }
    return render(request, "assess/conversation/position.html", context, status=409 if posted and problem else 200)
