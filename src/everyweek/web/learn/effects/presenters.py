"""What the figures say of an effect, as the page of its resource shows it."""

from dataclasses import dataclass

from django.urls import reverse

from everyweek.effects import TITLES, in_words
from everyweek.web.design.wording import month
from everyweek.web.learn.effects.seeing import Shown, shown
from everyweek.web.learn.library.models import Effect
from everyweek.web.measure.queries import find_organisation

CANNOT = {
    "no measure": "Not a published measure.",
    "no organisation": "It is not of one organisation with published figures.",
    "unknown organisation": "No figures of this organisation are loaded.",
    "no month": "The month of the change is not known.",
    "not by month": "There are no monthly figures of this measure.",
}
COLOURS = {"seen": "green", "not seen": "white", "too early": "yellow", "cannot be seen": "grey"}


@dataclass(frozen=True, slots=True)
class SeenOnPage:
    """The verdict on one effect.

    tag       : the verdict in a word or two; sentences: what it rests on.
    chart     : address of the picture; "" when there is none.
    """

    tag: str
    colour: str
    sentences: tuple[str, ...]
    chart: str = ""
    chart_narrow: str = ""
    chart_words: str = ""
    figures: str = ""


def seen_on_page(effect: Effect, number: int, *, slug: str, of_a_case: bool, chart: str = "") -> SeenOnPage | None:
    """The verdict on an effect; None where nobody would look for one: what a study elsewhere found.

    number    : of the effect on the page of the resource, from 1.
    of_a_case : the resource is a case study, so that even what cannot be seen is said.
    chart     : address of its picture, when that is not the one of an effect of the resource.
    """
    if not of_a_case and not (effect.measure and effect.organisation):
        return None
    found = shown(effect)
    if found.seen is None:
        return SeenOnPage(TITLES["cannot be seen"], COLOURS["cannot be seen"], (CANNOT[found.unanswered],))
    return _with_chart(found, chart or reverse("effect-chart", kwargs={"slug": slug, "number": number}))


def _with_chart(found: Shown, picture: str) -> SeenOnPage:
    assert found.seen is not None
    assert found.measure is not None
    assert found.began is not None
    outcome = found.seen.outcome
    said = in_words(found.seen, found.measure.unit)
    title, name = found.measure.title, find_organisation(found.code).name
    parts = {"code": found.code, "measure": found.measure.name}
    chart = picture if found.seen.newest else ""
    return SeenOnPage(
        tag=TITLES[outcome],
        colour=COLOURS[outcome],
        sentences=said,
        chart=chart,
        chart_narrow=f"{chart}?size=narrow" if chart else "",
        chart_words=f"Chart of {title}, {name}, with {month(found.began)} marked. {TITLES[outcome]}. {' '.join(said)}",
        figures=f"{reverse('measure', kwargs=parts)}?span=all",
    )
