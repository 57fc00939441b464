"""What is shown of the use of resources, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from everyweek.measures import MEASURES
from everyweek.web.design.wording import day_in_words, month, several
from everyweek.web.learn.effects.presenters import SeenOnPage, seen_on_page
from everyweek.web.learn.using.models import OUTCOMES, Use
from everyweek.web.learn.using.used.queries import as_effect, places_in
from everyweek.web.people.discussion.presenters import name_of_person
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

COLOURS = {"better": "green", "no difference": "white", "worse": "red", "too early": "yellow"}
FIRST = 5
"""So many reports stand on the page of a resource."""


@dataclass(frozen=True, slots=True)
class UseOnPage:
    """A report of use. who : for those who look after the resource; change, remove : "" when not permitted."""

    number: int
    where: str
    where_address: str
    since: str
    told: str
    outcome: str
    colour: str
    happened: Markup
    claim: str
    seen: SeenOnPage | None
    who: str
    change: str
    remove: str


@dataclass(frozen=True, slots=True)
class UsesOnPage:
    """The reports of a resource. more : words of the link to all of them; "" when all are shown."""

    summary: str
    rows: tuple[UseOnPage, ...]
    more: str
    address: str


def uses_on_page(uses: tuple[Use, ...], slug: str, reader: Reader, *, first: int | None = FIRST) -> UsesOnPage:
    """The newest reports of a resource. first : how many; None for all."""
    shown = uses[:first]
    return UsesOnPage(
        summary=f"Used by {several(places_in(uses), 'place')}" if uses else "",
        rows=tuple(use_on_page(use, reader) for use in shown),
        more=f"All {len(uses)} reports" if len(shown) < len(uses) else "",
        address=reverse("resource-uses", kwargs={"slug": slug}),
    )


def use_on_page(use: Use, reader: Reader) -> UseOnPage:
    """One report, with what the published figures say when it names a measure."""
    parts = {"slug": use.resource.slug, "use": use.pk}
    told = f"Told on {day_in_words(timezone.localdate(use.written_at))}"
    changed = f", changed on {day_in_words(timezone.localdate(use.changed_at))}" if use.changed_at else ""
    return UseOnPage(
        number=use.pk,
        where=use.name,
        where_address=reverse("organisation", kwargs={"code": use.code}) if use.code else "",
        since=f"since {month(use.since)}",
        told=told + changed,
        outcome=OUTCOMES[use.outcome],
        colour=COLOURS[use.outcome],
        happened=as_typed(use.happened),
        claim=_claim(use),
        seen=verdict(use),
        who=name_of_person(use.by) if can(reader, "resource.moderate", use.resource) else "",
        change=reverse("change-use", kwargs=parts) if can(reader, "use.change", use) else "",
        remove=reverse("remove-use", kwargs=parts) if can(reader, "use.remove", use) else "",
    )


def verdict(use: Use) -> SeenOnPage | None:
    """Whether the published figures show what is claimed, worked out anew from those that are loaded; None without a
    measure."""
    if not use.measure:
        return None
    chart = reverse("use-chart", kwargs={"slug": use.resource.slug, "use": use.pk})
    return seen_on_page(as_effect(use), 0, slug=use.resource.slug, of_a_case=True, chart=chart)


def _claim(use: Use) -> str:
    """What is claimed of the measure, in the words of whoever tells it."""
    if not (use.measure or use.before or use.after):
        return ""
    measure = MEASURES[use.measure].title if use.measure in MEASURES else use.measure
    figures = " ".join(
        part
        for part in (f"before {use.before}" if use.before else "", f"after {use.after}" if use.after else "")
        if part
    ).replace(" after", ", after")
    said = f"What they say: {figures}." if figures else ""
    return " ".join(part for part in (f"Measure: {measure}." if measure else "", said) if part)
