"""Addresses within an assessment, and what stands above its pages."""

from django.http import HttpRequest
from django.urls import reverse

from everyweek.maturity.framework import Theme
from everyweek.web.assess.conversation.asked import QuestionAsked, question_asked, theme_asked
from everyweek.web.assess.conversation.errors import UnknownPlaceInFramework
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.access import NotThere


def here(assessment: Assessment, name: str, **parts: str | int) -> str:
    """The address of a page of an assessment."""
    of = {"assessment_round": assessment.round.key, "place": assessment.place.key}
    return reverse(name, kwargs={**of, **parts})


def way_to(assessment: Assessment, theme: Theme | None = None) -> list[dict[str, str]]:
    """The breadcrumbs of a page of an assessment; theme : when it lies below one."""
    place = {"href": here(assessment, "assessment"), "text": assessment.place.name}
    above = [
        {"href": "/", "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {
            "href": reverse("assessment-round", kwargs={"assessment_round": assessment.round.key}),
            "text": assessment.round.title,
        },
        place,
    ]
    if theme is None:
        return above
    return [*above, {"href": here(assessment, "assessment-theme", theme=theme.key), "text": theme.name}]


def found_assessment(request: HttpRequest) -> Assessment:
    """What the gate found."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    return found


def theme_or_not_there(assessment: Assessment, key: str) -> Theme:
    """A theme by its key in an address. Raises NotThere, which becomes a page that says so."""
    try:
        return theme_asked(assessment, key)
    except UnknownPlaceInFramework:
        raise NotThere("assessment.take-part") from None


def question_or_not_there(assessment: Assessment, theme: str, question: str) -> QuestionAsked:
    """A question by its keys in an address. Raises NotThere."""
    try:
        return question_asked(assessment, theme, question)
    except UnknownPlaceInFramework:
        raise NotThere("assessment.take-part") from None
