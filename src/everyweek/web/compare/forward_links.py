"""Links to what comes after comparing: resources, plans, scenarios; each as soon as there is such a page."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from everyweek.web.measure.presenters.links import Link

AFTER_A_MEASURE = {
    "plan-for-gap": "Plan what to do about this gap",
    "scenario-for-measure": "Try what a change would do",
}
LIBRARY = "library"
WHAT_OTHERS_DID = "What others did about this, in the library"


def forward_links(measure: str, code: str) -> tuple[Link, ...]:
    """The pages that carry on from a measure of an organisation; none for those that are not there."""
    found = [(text, _address(name, code=code, measure=measure)) for name, text in AFTER_A_MEASURE.items()]
    found.append((WHAT_OTHERS_DID, _in_the_library(measure=measure)))
    return tuple(Link(text, address) for text, address in found if address)


def resources_address(intervention: str) -> str:
    """What the library has on an intervention; empty when there is no library."""
    return _in_the_library(intervention=intervention)


def _in_the_library(**about: str) -> str:
    library = _address(LIBRARY)
    return f"{library}?{urlencode(about)}" if library else ""


def _address(name: str, **parts: str) -> str:
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""
