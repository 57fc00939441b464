"""The library for programs. What it gives, and what it takes, is described at /api/v1/openapi.json.

Whoever asks gets what they may read by the gate: without signing in, what everybody may.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Query, Router, Schema, Status

from everyweek.search.answer import Question
from everyweek.web.learn.finding.documents import FACETS
from everyweek.web.learn.finding.queries import find
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.accounts.second_factor.required import lacks_second_step
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader

MOST = 100
LONGEST_QUESTION = 1000
SECOND_STEP = "Set up a second step for signing in first, on the page of your account."
router = Router()


class Asked(Schema):
    """What is asked for."""

    q: str = Field("", max_length=LONGEST_QUESTION, description="What to look for; empty for everything")
    type: list[str] = Field([], description="Only these types, such as guide")
    intervention: list[str] = Field([], description="Only these interventions, such as sdec")
    offset: int = Field(0, ge=0, le=100_000)
    limit: int = Field(20, ge=1, le=MOST)


class Line(Schema):
    """A resource in a list."""

    key: str
    type: str
    title: str
    summary: str
    address: str


class Found(Schema):
    """A part of what was found."""

    total: int
    instead: str
    facets: dict[str, dict[str, int]]
    resources: list[Line]


class Whole(Schema):
    """All that a resource says; `says` is what the archive and the Markdown files hold too."""

    key: str
    address: str
    first_published_at: str | None
    last_published_at: str | None
    says: dict[str, Any]


class Problem(Schema):
    """What went wrong, in a sentence."""

    detail: str


@router.get(
    "/resources",
    response={200: Found, 403: Problem},
    url_name="resources",
    summary="Search the library, or leaf through it",
)
def resources(request: HttpRequest, asked: Query[Asked]) -> Status[Any]:
    """Any of the words is enough; the best come first. With no words, the newest come first."""
    who = reader(request)
    if _lacks_second_step(who):
        return Status(403, {"detail": SECOND_STEP})
    given = {"type": tuple(asked.type), "intervention": tuple(asked.intervention)}
    chosen = {name: values for name, values in given.items() if values}
    question = Question(asked.q, chosen=chosen, offset=asked.offset, limit=asked.limit)
    found = find(question, who)
    rows = [found.resources[hit.key] for hit in found.answer.hits if hit.key in found.resources]
    whole = {
        "total": found.answer.total,
        "instead": found.answer.instead,
        "facets": {name: dict(counts) for name, counts in found.answer.facets.items() if name in FACETS},
        "resources": [_line(request, one) for one in rows],
    }
    return Status(200, whole)


@router.get(
    "/resources/{slug:key}",
    response={200: Whole, 403: Problem, 404: Problem},
    url_name="one-resource",
    summary="One resource, by its permanent key",
)
def one_resource(request: HttpRequest, key: str) -> Status[Any]:
    """All that it says."""
    who = reader(request)
    if _lacks_second_step(who):
        return Status(403, {"detail": SECOND_STEP})
    found = Resource.objects.select_related("network").filter(key=key).first()
    if found is None or not can(who, "resource.read", found):
        return Status(404, {"detail": "There is no such resource that you may read."})
    whole = {
        "key": found.key,
        "address": _address(request, found),
        "first_published_at": found.first_published_at.isoformat() if found.first_published_at else None,
        "last_published_at": found.last_published_at.isoformat() if found.last_published_at else None,
        "says": draft_of(found).as_json(),
    }
    return Status(200, whole)


def _lacks_second_step(who: Reader) -> bool:
    """As the gate asks of the pages of the library; these addresses it lets pass, so that a program gets an answer."""
    return lacks_second_step(who, "resource.read", address_name="api:resources")


def _line(request: HttpRequest, one: Resource) -> dict[str, str]:
    return {
        "key": one.key,
        "type": one.kind,
        "title": one.title,
        "summary": one.summary,
        "address": _address(request, one),
    }


def _address(request: HttpRequest, one: Resource) -> str:
    return request.build_absolute_uri(reverse("resource", kwargs={"slug": one.slug}))
