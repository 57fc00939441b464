"""Bringing what a draft says into a resource, and back: the one place where the two shapes meet."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from everyweek.web.learn.library.draft import DraftEffect, DraftOrigin, DraftSource, DraftVersion, ResourceDraft
from everyweek.web.learn.library.models import Author, Effect, LeverMoved, MeasureMoved, Origin, Resource, Source, Topic
from everyweek.web.learn.library.vocabulary import TOPICS


def fill(resource: Resource, draft: ResourceDraft) -> None:
    """Let a resource say what the draft says, and keep it so. Versions are left to those who publish."""
    resource.key, resource.kind = draft.key, draft.kind
    resource.title, resource.summary, resource.body = draft.title, draft.summary, draft.body
    resource.dated, resource.licence, resource.evidence = draft.dated, draft.licence, draft.evidence
    resource.save()
    accounts = dict(resource.authors.exclude(person=None).values_list("name", "person"))
    for model, parts in _parts(draft, accounts).items():
        model._default_manager.filter(resource=resource).delete()
        for part in parts:
            part.resource = resource
        model._default_manager.bulk_create(parts)
    resource._prefetched_objects_cache = {}


def _parts(draft: ResourceDraft, accounts: Mapping[str, int]) -> dict[Any, list[Any]]:
    """The rows of each table that belong to a resource, in their order. accounts : of its authors, by their names."""
    return {
        Topic: [Topic(kind=kind, value=value) for kind, values in draft.topics.items() for value in values],
        Origin: [
            Origin(sort_order=place, name=one.name, code=one.code, is_system=one.is_system)
            for place, one in enumerate(draft.origins)
        ],
        Author: [
            Author(sort_order=place, name=name, person_id=accounts.get(name))
            for place, name in enumerate(draft.authors)
        ],
        Source: [
            Source(sort_order=place, title=one.title, address=one.address, was_read=one.was_read, note=one.note)
            for place, one in enumerate(draft.sources)
        ],
        MeasureMoved: [MeasureMoved(measure=name) for name in draft.measures],
        LeverMoved: [LeverMoved(lever=key) for key in draft.levers],
        Effect: [_effect(one, place) for place, one in enumerate(draft.effects)],
    }


def draft_of(resource: Resource) -> ResourceDraft:
    """What a resource says, as a draft: of the state that is given, published or not."""
    topics: dict[str, tuple[str, ...]] = {
        kind: tuple(
            value for value in values if value in {one.value for one in resource.topics.all() if one.kind == kind}
        )
        for kind, values in TOPICS.items()
    }
    return ResourceDraft(
        key=resource.key,
        kind=resource.kind,
        title=resource.title,
        summary=resource.summary,
        body=resource.body,
        topics=topics,
        origins=tuple(DraftOrigin(one.name, one.code, one.is_system) for one in resource.origins.all()),
        authors=tuple(one.name for one in resource.authors.all()),
        dated=resource.dated,
        licence=resource.licence,
        evidence=resource.evidence,
        sources=tuple(DraftSource(one.title, one.address, one.was_read, one.note) for one in resource.sources.all()),
        effects=tuple(_draft_effect(one) for one in resource.effects.all()),
        measures=tuple(sorted(one.measure for one in resource.measures.all())),
        levers=tuple(sorted(one.lever for one in resource.levers.all())),
        versions=tuple(
            DraftVersion(one.number, one.published_at.date().isoformat(), one.status, one.changed, one.why)
            for one in resource.versions.all()
        ),
    )


def _effect(one: DraftEffect, place: int) -> Effect:
    return Effect(
        sort_order=place,
        intervention=one.intervention,
        outcome=one.outcome,
        measure=one.measure,
        organisation=one.organisation,
        design=one.design,
        began=dt.date.fromisoformat(f"{one.began}-01") if one.began else None,
        before=one.before,
        after=one.after,
        unit=one.unit,
        before_n=one.before_n,
        after_n=one.after_n,
        ratio=one.ratio,
        ratio_lower=one.ratio_lower,
        ratio_upper=one.ratio_upper,
        p_value=one.p_value,
        words=one.words,
        source=one.source,
    )


def _draft_effect(one: Effect) -> DraftEffect:
    return DraftEffect(
        outcome=one.outcome,
        design=one.design,
        words=one.words,
        intervention=one.intervention,
        measure=one.measure,
        organisation=one.organisation,
        began=one.began.isoformat()[:7] if one.began else "",
        before=one.before,
        after=one.after,
        unit=one.unit,
        before_n=one.before_n,
        after_n=one.after_n,
        ratio=one.ratio,
        ratio_lower=one.ratio_lower,
        ratio_upper=one.ratio_upper,
        p_value=one.p_value,
        source=one.source,
    )
