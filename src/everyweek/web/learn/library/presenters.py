"""The page of a resource."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from everyweek.measures import MEASURES
from everyweek.web.design.wording import day_in_words
from everyweek.web.learn.attachments.presenters import file_lines
from everyweek.web.learn.effects.presenters import SeenOnPage, seen_on_page
from everyweek.web.learn.finding.presenters import about_resource
from everyweek.web.learn.library.draft import DraftEffect
from everyweek.web.learn.library.models import Effect, Resource
from everyweek.web.learn.library.text import as_html
from everyweek.web.learn.library.vocabulary import KINDS, LICENCES, STATUSES, TOPICS, topic_words
from everyweek.web.learn.library.when import when_in_words
from everyweek.web.people.organisations.known import directory

TOPIC_TITLES = {
    "intervention": "Interventions",
    "link": "Links of the chain",
    "pathway": "Pathways",
    "setting": "Settings",
}
GRADES = {
    "compared": "against places or patients alike",
    "several places": "before and after, or by correlation, in several places",
    "one place": "before and after, in one place",
    "experts": "the judgement of experts",
    "none": "no effect was found",
}


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An effect as it is read."""

    words: str
    figures: str
    design: str
    measure: dict[str, str] | None
    source: str
    seen: SeenOnPage | None


def resource_page(resource: Resource, like: list[Resource]) -> dict[str, Any]:
    """Everything that a resource says, whose it is, what it rests on, and what is near to it."""
    return {
        "title": resource.title,
        "kind": KINDS[resource.kind],
        "summary": resource.summary,
        "body": as_html(resource.body),
        "facts": tuple(_facts(resource)),
        "effects": tuple(_effect(one, at) for at, one in enumerate(resource.effects.all(), start=1)),
        "what_works": tuple(_what_works(resource)),
        "grade": GRADES.get(resource.evidence, ""),
        "files": file_lines(resource),
        "sources": tuple(_source(one) for one in resource.sources.all()),
        "versions": tuple(_version(one) for one in reversed(resource.versions.all())),
        "measures": tuple(_measure(one.measure) for one in resource.measures.all() if one.measure in MEASURES),
        "like": tuple(
            {
                "title": one.title,
                "address": reverse("resource", kwargs={"slug": one.slug}),
                "about": about_resource(one),
            }
            for one in like
        ),
        "changed": day_in_words(timezone.localdate(resource.last_published_at)) if resource.last_published_at else "",
        "inside": resource.network.name if resource.network else "",
        "citation": citation(resource),
    }


def citation(resource: Resource) -> str:
    """How others name it: who wrote it, what it is, which state of it, and the address that stays."""
    authors = ", ".join(one.name for one in resource.authors.all()) or "Author not known"
    newest = resource.versions.last()
    which = f", version {newest.number}" if newest else ""
    at = resource.last_published_at
    when = f", {day_in_words(timezone.localdate(at))}" if at else ""
    address = f"{settings.EVERYWEEK_SITE}{reverse('resource', kwargs={'slug': resource.key})}"
    return f"{authors}. {resource.title} ({KINDS[resource.kind].lower()}{which}). Everyweek library{when}. {address}"


def figures_of_effect(one: Effect | DraftEffect) -> str:
    """The figures that are given with an effect, in a line; "" for none."""
    parts = []
    if one.before is not None and one.after is not None:
        parts.append(f"{one.before:g} → {one.after:g} {one.unit}".strip())
    if one.ratio is not None:
        limits = f" (95% limits {one.ratio_lower:g} to {one.ratio_upper:g})" if one.ratio_lower is not None else ""
        parts.append(f"ratio {one.ratio:g}{limits}")
    if one.p_value is not None:
        parts.append(f"p = {one.p_value:g}")
    return "; ".join(parts)


def _facts(resource: Resource) -> list[dict[str, Any]]:
    """Rows of the summary: each a key and either words or links."""
    rows: list[dict[str, Any]] = []
    origins = [_origin(one.name, one.code) for one in resource.origins.all()]
    if origins:
        rows.append({"key": "Where", "links": origins})
    if resource.dated:
        rows.append({"key": "When", "links": [{"text": when_in_words(resource.dated), "href": ""}]})
    for kind in TOPICS:
        values = [one.value for one in resource.topics.all() if one.kind == kind]
        if values:
            links = [
                {"text": topic_words(kind, value), "href": f"{reverse('library')}?{kind}={value.replace(' ', '+')}"}
                for value in values
            ]
            rows.append({"key": TOPIC_TITLES[kind], "links": links})
    authors = ", ".join(one.name for one in resource.authors.all())
    rows.append({"key": "Written by", "links": [{"text": authors or "not known", "href": ""}]})
    rows.append({"key": "Licence", "links": [{"text": LICENCES[resource.licence], "href": ""}]})
    return rows


def _origin(name: str, code: str) -> dict[str, str]:
    known = bool(code) and directory().has(code)
    return {"text": name, "href": reverse("organisation", kwargs={"code": code.lower()}) if known else ""}


def _effect(one: Effect, number: int) -> EffectLine:
    return EffectLine(
        words=one.words,
        figures=figures_of_effect(one),
        design=one.design,
        measure=_measure(one.measure) if one.measure in MEASURES else None,
        source=f"Source {one.source}" if one.source else "",
        seen=seen_on_page(one, number, slug=one.resource.slug, of_a_case=one.resource.kind == "case study"),
    )


def _what_works(resource: Resource) -> list[dict[str, str]]:
    """The pages of what is known of the interventions that the resource is about."""
    return [
        {
            "text": topic_words("intervention", one.value),
            "href": reverse("intervention", kwargs={"intervention": one.value}),
        }
        for one in resource.topics.all()
        if one.kind == "intervention" and one.value in TOPICS["intervention"]
    ]


def _measure(name: str) -> dict[str, str]:
    return {"name": name, "text": MEASURES[name].title, "href": reverse("catalogue-entry", kwargs={"measure": name})}


def _source(one: Any) -> dict[str, Any]:
    is_link = one.address.startswith(("http://", "https://"))
    return {"title": one.title, "address": one.address, "is_link": is_link, "was_read": one.was_read, "note": one.note}


def _version(one: Any) -> dict[str, str]:
    return {
        "number": one.number,
        "address": reverse("resource-version", kwargs={"slug": one.resource.slug, "version": one.number}),
        "status": STATUSES[one.status],
        "on": day_in_words(timezone.localdate(one.published_at)),
        "changed": one.changed,
        "why": one.why,
    }
