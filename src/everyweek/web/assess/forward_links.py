"""Links to what comes after assessing: a plan, as soon as there is such a page."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from everyweek.maturity.framework import Theme


def plan_address(theme: Theme, *, assessment_round: str = "", place: str = "") -> str:
    """Where a plan about a theme is made, from the template of its intervention; "" when there are no plans.

    assessment_round, place : keys of the assessment whose gap the plan answers.
    """
    try:
        address = reverse("new-plan")
    except NoReverseMatch:
        return ""
    about = {"template": theme.intervention}
    if assessment_round and place:
        about |= {"from_round": assessment_round, "from_place": place, "from_theme": theme.key}
    asked = urlencode({name: value for name, value in about.items() if value})
    return f"{address}?{asked}" if asked else address
