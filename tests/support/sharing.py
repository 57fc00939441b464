"""Submissions for tests, made through the actions: begun, written, sent in, reviewed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from support.cast import Cast

from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.sharing import actions
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.sharing.reviewing import review

AT = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
TITLE = "Red bags in Fenwick"
COMPLETE = {
    "title": TITLE,
    "summary": "A bag that goes with the resident.",
    "body": "We tried it in 12 homes.",
    "topics": {"setting": ("care home",)},
}


def begun_by(cast: Cast, who: str = "contributor", *, title: str = TITLE, now: datetime = AT) -> Submission:
    """Something that was begun, of which nothing but the kind and the title is written."""
    return actions.begin(by=cast.reader(who), kind="case study", title=title, now=now)


def written_by(
    cast: Cast, who: str = "contributor", *, network: str = "", now: datetime = AT, **more: Any
) -> Submission:
    """Something that could be sent in."""
    begun = begun_by(cast, who, now=now)
    draft = replace(draft_from_json(begun.content), **{**COMPLETE, **more})
    return actions.save(
        by=cast.reader(who),
        submission=begun,
        draft=draft,
        network=cast.networks[network] if network else None,
        seen_version=begun.version,
        now=now,
    )


def sent(cast: Cast, one: Submission, who: str = "contributor", *, now: datetime = AT, **more: Any) -> Submission:
    """The same, sent in with everything declared."""
    declared = {"declares_rights": True, "declares_no_patients": True, "looked_at_signs": False, "words": ""}
    return actions.send(by=cast.reader(who), submission=one, seen_version=one.version, now=now, **{**declared, **more})


def sent_by(cast: Cast, who: str = "contributor", *, network: str = "", now: datetime = AT, **more: Any) -> Submission:
    """Something that waits for a review."""
    return sent(cast, written_by(cast, who, network=network, now=now, **more), who, now=now)


def decided(cast: Cast, one: Submission, decision: str, *, who: str = "reviewer", now: datetime = AT) -> Submission:
    """The same, after a reviewer decided."""
    return review(
        by=cast.reader(who), submission=one, decision=decision, words="Because.", seen_version=one.version, now=now
    )
