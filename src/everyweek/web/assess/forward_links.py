"""Links to pages of other parts of the product, as far as there are such pages: what works, results, a plan."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from everyweek.maturity.framework import Theme


def address_if_any(name: str, **parts: str) -> str:
    """The path of a page; "" as long as there is no such page."""
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


def plan_address(theme: Theme, *, assessment_round: str = "", place: str = "") -> str:
    """Where a plan about a theme is made, from the template of its intervention; "" when there are no plans.

    assessment_round, place : keys of the assessment whose gap the plan answers.
    """
    address = address_if_any("new-plan")
    if not address:
        return ""
    about = {"template": theme.intervention}
    if assessment_round and place:
        about |= {"from_round": assessment_round, "from_place": place, "from_theme": theme.key}
    asked = urlencode({name: value for name, value in about.items() if value})
    return f"{address}?{asked}" if asked else address
