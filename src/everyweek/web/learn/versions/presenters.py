"""What the pages of changing a resource show, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import day_in_words, moment
from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource, Version
from everyweek.web.learn.library.vocabulary import KINDS, STATUSES
from everyweek.web.learn.sharing.checks import signs_in
from everyweek.web.learn.sharing.presenters import preview, sign_lines, signs_by_field
from everyweek.web.learn.versions.actions import is_behind, seen_of
from everyweek.web.learn.versions.difference import differences
from everyweek.web.learn.versions.models import Feedback, PublishedChange, WorkingCopy
from everyweek.web.learn.versions.numbers import next_number
from everyweek.web.learn.versions.publishing import is_guide, new_lacks, says_the_same
from everyweek.web.learn.versions.queries import text_of_version, versions_of
from everyweek.web.people.discussion.errors import NetworkIsClosed
from everyweek.web.people.discussion.text import as_typed

SOMEBODY = "a former member"


def addresses_of(resource: Resource) -> dict[str, str]:
    """Where each page of changing a resource is."""
    parts = {"slug": resource.slug}
    names = {
        "resource": "resource",
        "edit": "resource-edit",
        "preview": "resource-edit-preview",
        "publish": "resource-edit-publish",
        "take_over": "resource-edit-take-over",
        "throw_away": "resource-edit-throw-away",
        "feedback": "resource-feedback",
        "follow": "resource-follow",
    }
    return {name: reverse(pattern, kwargs=parts) for name, pattern in names.items()}


def closed_in_words(resource: Resource) -> str:
    """That nothing can be changed or said any more, because the network was closed; "" where it goes on."""
    network = resource.network
    return str(NetworkIsClosed(network)) if network is not None and network.ended_at is not None else ""


def editing_page(resource: Resource, copy: WorkingCopy | None, published: ResourceDraft) -> dict[str, Any]:
    """What stands around the form, and on the pages beside it."""
    draft = draft_from_json(copy.content) if copy else published
    return {
        "title": resource.title,
        "to": addresses_of(resource),
        "seen": seen_of(resource, copy),
        "saved": saved_in_words(copy),
        "is_behind": copy is not None and is_behind(copy, published),
        "inside": resource.network.name if resource.network else "",
        "closed": closed_in_words(resource),
        "signs": signs_by_field(signs_in(draft)),
    }


def publishing_page(resource: Resource, copy: WorkingCopy | None, *, waiting: Iterable[Feedback]) -> dict[str, Any]:
    """What will change, what stands against it, and what readers wait for."""
    published = draft_of(resource)
    page = editing_page(resource, copy, published)
    if copy is None:
        return page | {"shows_form": False, "waiting": ()}
    draft, began_as = draft_from_json(copy.content), draft_from_json(copy.began_as)
    signs, lacks = signs_in(draft), new_lacks(published, draft)
    is_blocked = any(one.finding.blocks for one in signs)
    return page | {
        "shows_form": not (page["is_behind"] or is_blocked or lacks),
        "differences": differences(published, draft),
        "by_others": differences(began_as, published) if page["is_behind"] else (),
        "mine": differences(began_as, draft) if page["is_behind"] else (),
        "is_guide": is_guide(draft),
        "says_the_same": says_the_same(published, draft),
        "lacks": [{"text": sentence, "href": page["to"]["edit"]} for sentence in lacks],
        "signs": sign_lines(signs),
        "is_blocked": is_blocked,
        "waiting": tuple(said_line(one) for one in waiting),
    }


def publishing_known(resource: Resource, copy: WorkingCopy | None, *, waiting: list[Feedback]) -> dict[str, Any]:
    """What the form of publishing must know, and what it begins with."""
    draft = draft_from_json(copy.content) if copy else draft_of(resource)
    versions = list(resource.versions.all())
    numbers = [one.number for one in versions]
    return {
        "of_guide": is_guide(draft),
        "numbers": numbers,
        "must_look": bool(signs_in(draft)),
        "waiting": waiting,
        "initial": {"number": next_number(numbers), "status": versions[-1].status if versions else "initial"},
    }


def preview_of(resource: Resource, copy: WorkingCopy) -> dict[str, Any]:
    """The working copy as it will look."""
    return preview(draft_from_json(copy.content), resource.network)


def saved_in_words(copy: WorkingCopy | None) -> str:
    """Who saved it last, and when."""
    if copy is None:
        return ""
    who = copy.saved_by.name if copy.saved_by else SOMEBODY
    return f"Saved last by {who} on {moment(timezone.localtime(copy.saved_at))}."


def version_page(resource: Resource, number: str, *, changes: Iterable[PublishedChange]) -> dict[str, Any]:
    """A version: what it said, what it changed, and whether there is a newer one."""
    versions = versions_of(resource)
    place = next(at for at, one in enumerate(versions) if one.number == number)
    version, newest = versions[place], versions[-1]
    draft = text_of_version(version, versions)
    before = _text_before(versions[:place], versions)
    change = next((one for one in changes if one.numbered_id == version.pk), None)
    return {
        "title": draft.title if draft else resource.title,
        "kind": KINDS[draft.kind if draft else resource.kind],
        "number": number,
        "status": STATUSES[version.status],
        "on": day_in_words(timezone.localdate(version.published_at)),
        "changed": version.changed,
        "why": version.why,
        "is_newest": version.pk == newest.pk,
        "newest": newest.number,
        "newest_on": day_in_words(timezone.localdate(newest.published_at)),
        "to": addresses_of(resource),
        "text": preview(draft, resource.network) if draft else None,
        "kept_with": _kept_with(version, versions),
        "before": before[0] if before and draft else "",
        "differences": differences(before[1], draft) if before and draft else (),
        "answered": tuple(answered_line(one) for one in change.answers.all() if one.answer) if change else (),
    }


def said_line(one: Feedback) -> dict[str, Any]:
    """What a reader said, without who it was."""
    return {
        "number": one.pk,
        "part": one.part,
        "words": as_typed(one.words),
        "when": day_in_words(timezone.localdate(one.given_at)),
    }


def answered_line(one: Feedback) -> dict[str, Any]:
    """What a reader said, and what was done about it."""
    return said_line(one) | {"did": one.state == "done", "answer": as_typed(one.answer)}


def _text_before(earlier: list[Version], versions: list[Version]) -> tuple[str, ResourceDraft] | None:
    """The number and the text of the newest of the earlier versions whose text was kept."""
    for one in reversed(earlier):
        draft = text_of_version(one, versions)
        if draft is not None:
            return one.number, draft
    return None


def _kept_with(version: Version, versions: list[Version]) -> str:
    """The version whose text was kept in place of this one's."""
    return [one for one in versions if one.revision_id == version.revision_id][-1].number
