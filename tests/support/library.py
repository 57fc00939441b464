"""Resources for tests: drafts with as little as each needs to say, published through the action."""

from datetime import UTC, datetime
from typing import Any

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import (
    DraftEffect,
    DraftOrigin,
    DraftSource,
    DraftVersion,
    ResourceDraft,
)
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.models import Network

AT = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
FULL = {
    "topics": {"intervention": ("sdec",), "link": ("front_door",), "pathway": ("frailty",), "setting": ("care home",)},
    "origins": (
        DraftOrigin("Applebridge Invented Hospitals", "ZZ1"),
        DraftOrigin("An infirmary that is no more"),
        DraftOrigin("Fenwick", is_system=True),
    ),
    "authors": ("Ann Other", "Bob Other"),
    "dated": "2017-03",
    "licence": "OGL-UK-3.0",
    "evidence": "one place",
    "sources": (
        DraftSource("A report", "https://example.org/report", was_read=True, note="what it says"),
        DraftSource("What people say"),
    ),
    "measures": ("emergency_admissions",),
    "levers": ("ambulatory_care",),
    "effects": (
        DraftEffect(
            outcome="mean length of stay", design="before and after", words="stays fell from 7.2 to 6.3 days",
            intervention="sdec", measure="four_hour_performance", organisation="ZZ1", began="2016-04", before=7.2,
            after=6.3, unit="days", before_n=90, after_n=80, ratio=0.875, ratio_lower=0.8, ratio_upper=0.95,
            p_value=0.003, source=1,
        ),
        DraftEffect(outcome="falls", design="estimate", words="fewer falls"),
    ),
    "versions": (
        DraftVersion("0.1", "2026-03-01", "initial", "First text."),
        DraftVersion("1.0", "2026-05-01", "tested", "Shorter.", "Three wards tried it."),
    ),
}  # fmt: skip


def draft(key: str = "red-bag", **more: Any) -> ResourceDraft:
    """A draft that says the least a resource can, and what the test gives."""
    given = {
        "kind": "case study",
        "title": "Red bag pathway",
        "summary": "A bag that goes with the patient.",
        "body": "",
    }
    return ResourceDraft(key=key, **{**given, **more})


def published(key: str = "red-bag", *, network: Network | None = None, now: datetime = AT, **more: Any) -> Resource:
    """A resource that is published, for everybody or inside a network."""
    return publish_draft(draft(key, **more), by=None, by_words="the tests", network=network, now=now)
