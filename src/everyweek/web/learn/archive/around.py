"""What hangs around a resource and goes into an archive with it: what changed and why, what readers said and told.

No names of readers: an archive is copied and kept by others, so that nobody could be taken out of it again.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from everyweek.web.learn.archive.moments import as_text, from_text
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.models import Comment, Use
from everyweek.web.learn.versions.models import Feedback, PublishedChange

OF_A_USE = ("name", "code", "happened", "outcome", "measure", "before", "after")
OF_FEEDBACK = ("part", "words", "state", "answer")


def around_of(resource: Resource) -> dict[str, Any]:
    """All of it, the oldest first. What was removed is not in it, nor what waits for somebody's review."""
    changes = list(resource.published_changes.select_related("numbered"))  # type: ignore[attr-defined]
    places = {change.pk: place for place, change in enumerate(changes)}
    return {
        "changes": [
            {
                "version": change.numbered.number if change.numbered else None,
                "changed": change.changed,
                "why": change.why,
                "published_at": as_text(change.published_at),
            }
            for change in changes
        ],
        "feedback": [
            {
                **{name: getattr(one, name) for name in OF_FEEDBACK},
                "given_at": as_text(one.given_at),
                "settled_at": as_text(one.settled_at),
                "answered_in": places[one.answered_in_id] if one.answered_in_id else None,
            }
            for one in Feedback.objects.filter(resource=resource).exclude(state="removed")
        ],
        "uses": [
            {
                **{name: getattr(one, name) for name in OF_A_USE},
                "since": one.since.isoformat(),
                "written_at": as_text(one.written_at),
                "changed_at": as_text(one.changed_at),
            }
            for one in Use.objects.filter(resource=resource).order_by("written_at", "pk")
        ],
        "comments": [
            {"text": one.text, "written_at": as_text(one.written_at), "edited_at": as_text(one.edited_at)}
            for one in Comment.objects.filter(resource=resource, removed_at=None)
        ],
    }


def keep_around(resource: Resource, around: Mapping[str, Any]) -> None:
    """Keep what `around_of` tells, for a resource whose versions are kept already."""
    numbered = {version.number: version for version in resource.versions.all()}
    changes = [
        PublishedChange.objects.create(
            resource=resource,
            numbered=numbered[one["version"]] if one["version"] is not None else None,
            changed=one["changed"],
            why=one["why"],
            published_at=from_text(one["published_at"]),
        )
        for one in around["changes"]
    ]
    for one in around["feedback"]:
        Feedback.objects.create(
            resource=resource,
            given_at=from_text(one["given_at"]),
            settled_at=from_text(one["settled_at"]),
            answered_in=changes[one["answered_in"]] if one["answered_in"] is not None else None,
            **{name: one[name] for name in OF_FEEDBACK},
        )
    for one in around["uses"]:
        Use.objects.create(
            resource=resource,
            since=dt.date.fromisoformat(one["since"]),
            written_at=from_text(one["written_at"]),
            changed_at=from_text(one["changed_at"]),
            **{name: one[name] for name in OF_A_USE},
        )
    for one in around["comments"]:
        Comment.objects.create(
            resource=resource,
            text=one["text"],
            written_at=from_text(one["written_at"]),
            edited_at=from_text(one["edited_at"]),
        )
