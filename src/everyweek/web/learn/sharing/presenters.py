"""What the pages of sharing and reviewing show, in words."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.measures import MEASURES
from everyweek.web.design.wording import capitalised, day_in_words, moment
from everyweek.web.learn.attachments.presenters import FileLine
from everyweek.web.learn.library.draft import DraftEffect, ResourceDraft, draft_from_json
from everyweek.web.learn.library.presenters import TOPIC_TITLES, figures_of_effect
from everyweek.web.learn.library.text import as_html
from everyweek.web.learn.library.vocabulary import KINDS, LICENCES, TOPICS, topic_words
from everyweek.web.learn.library.when import when_in_words
from everyweek.web.learn.sharing.actions import CHANGEABLE, WITHDRAWABLE
from everyweek.web.learn.sharing.checks import FoundIn, Missing, signs_in
from everyweek.web.learn.sharing.file_presenters import lines_of_mine, lines_to_review, says_of_files
from everyweek.web.learn.sharing.files import shown_files
from everyweek.web.learn.sharing.keeping import DAYS_OF_DRAFTS
from everyweek.web.learn.sharing.models import STATES, STEPS, Submission
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.models import Network
from everyweek.web.people.organisations.known import directory

COLOURS = {
    "draft": "grey",
    "sent": "blue",
    "changes asked": "orange",
    "accepted": "green",
    "declined": "red",
    "withdrawn": "grey",
}
SAYS = {
    "draft": "Only you see this. Save as often as you like, and send it in when it is ready.",
    "sent": "The reviewers have it. You are told as soon as one of them says something.",
    "changes asked": "A reviewer asks for changes: see below what was said. Change it, then send it in again.",
    "accepted": "It is in the library. Thank you for sharing it.",
    "declined": "It was not accepted: see below why.",
    "withdrawn": "You took it back. Only you see what it says now. You can change it and send it in again.",
}
FIELDS = {
    "title": "Title",
    "summary": "Summary",
    "body": "What you did, and what happened",
    "organisations": "Organisations",
    "systems": "Systems",
    "effects": "Effects",
    "sources": "Sources",
    "authors": "Authors",
}
SIGNS = {
    "NHS number": "This is an NHS number: it passes the check. Take it out before you send it",
    "digits": "These figures side by side would be an NHS number",
    "date of birth": "This looks like a date of birth",
    "name and age": "This looks like the name and age of a patient",
}


def row_of_mine(one: Submission) -> dict[str, Any]:
    """A line of one's own list."""
    return {
        "title": one.content["title"],
        "kind": KINDS[one.content["kind"]],
        "address": reverse("share-edit", kwargs={"submission": one.pk}),
        "state": STATES[one.state],
        "colour": COLOURS[one.state],
        "when": f"Last changed on {_moment(one.changed_at)}",
    }


def kept_until(one: Submission) -> str:
    """Until when it is kept for somebody who does not go on with it."""
    return day_in_words(timezone.localdate(one.changed_at + timedelta(days=DAYS_OF_DRAFTS)))


def row_to_review(one: Submission) -> dict[str, Any]:
    """A line of the queue."""
    return {
        "title": one.shown["title"],
        "kind": KINDS[one.shown["kind"]],
        "address": reverse("review-submission", kwargs={"submission": one.pk}),
        "state": "To be reviewed" if one.state == "sent" else STATES[one.state],
        "colour": COLOURS[one.state],
        "when": f"{_sent(one)} {readers_in_words(one.shown_network)}",
    }


def page_of_mine(one: Submission) -> dict[str, Any]:
    """What its contributor sees around the form, or in place of it."""
    parts = {"submission": one.pk}
    is_mine_to_change = one.state in CHANGEABLE
    draft = draft_from_json(one.content if is_mine_to_change else one.shown)
    files = lines_of_mine(one)
    return {
        "number": one.pk,
        "title": draft.title,
        "state": STATES[one.state],
        "colour": COLOURS[one.state],
        "says": SAYS[one.state],
        "version": one.version,
        "steps": steps_of(one),
        "answers_first": one.state == "changes asked",
        "can_change": is_mine_to_change,
        "preview": preview(draft, one.network if is_mine_to_change else one.shown_network, files),
        "files": files,
        "files_go_on": says_of_files(one) if files else "",
        "kept_until": kept_until(one) if is_mine_to_change else "",
        "edit": reverse("share-edit", kwargs=parts),
        "send": reverse("share-send", kwargs=parts),
        "withdraw": reverse("share-withdraw", kwargs=parts) if one.state in WITHDRAWABLE else "",
        "resource": _resource(one),
        "signs": signs_by_field(signs_in(draft)) if is_mine_to_change else {},
    }


def page_to_review(one: Submission) -> dict[str, Any]:
    """What a reviewer sees: as it was last sent; of what was taken back, no more than that it was."""
    is_there = one.state != "withdrawn"
    draft, files = draft_from_json(one.shown), shown_files(one)
    return {
        "title": draft.title if is_there else "Taken back",
        "state": STATES[one.state],
        "colour": COLOURS[one.state],
        "version": one.version,
        "sent": _sent(one),
        "preview": preview(draft, one.shown_network, lines_to_review(one, files)) if is_there else None,
        "signs": sign_lines(signs_in(draft, files)) if is_there else (),
        "steps": steps_of(one) if is_there else (),
        "can_decide": one.state == "sent",
        "closed": one.shown_network.name if one.shown_network and one.shown_network.ended_at else "",
        "can_comment": one.state in ("sent", "changes asked"),
        "resource": _resource(one),
    }


def preview(draft: ResourceDraft, network: Network | None, files: Iterable[FileLine] = ()) -> dict[str, Any]:
    """What it will look like in the library."""
    topics = (
        (TOPIC_TITLES[kind], ", ".join(topic_words(kind, value) for value in draft.topics.get(kind, ())))
        for kind in TOPICS
    )
    facts = (
        ("Where", ", ".join(f"{one.name} ({one.code})" if one.code else one.name for one in draft.origins)),
        ("When", when_in_words(draft.dated)),
        *topics,
        ("Written by", ", ".join(draft.authors)),
        ("Licence", LICENCES[draft.licence]),
        ("Who reads it", readers_in_words(network)),
    )
    return {
        "title": draft.title,
        "kind": KINDS[draft.kind],
        "summary": draft.summary,
        "body": as_html(draft.body),
        "facts": tuple({"key": key, "value": value} for key, value in facts if value),
        "files": tuple(files),
        "effects": tuple({"words": one.words, "about": _about_effect(one)} for one in draft.effects),
        "measures": tuple(MEASURES[name].title for name in draft.measures if name in MEASURES),
        "sources": tuple({"title": one.title, "address": one.address} for one in draft.sources),
    }


def _about_effect(one: DraftEffect) -> str:
    """What stands behind the words of an effect."""
    measure, known = MEASURES.get(one.measure), directory()
    where = known.organisation(one.organisation).name if known.has(one.organisation) else one.organisation
    parts = (
        measure.title if measure else "",
        where,
        f"since {when_in_words(one.began)}" if one.began else "",
        figures_of_effect(one),
        one.design,
        f"source {one.source}" if one.source else "",
    )
    return "; ".join(part for part in parts if part)


def steps_of(one: Submission) -> tuple[dict[str, Any], ...]:
    """Every step, the newest first."""
    rows = one.steps.select_related("by").order_by("-pk")
    return tuple(
        {
            "what": f"{step.by.name if step.by else 'A former member'} {STEPS[step.what]}",
            "when": capitalised(_moment(step.at)),
            "words": as_typed(step.words),
        }
        for step in rows
    )


def sign_lines(signs: Iterable[FoundIn]) -> tuple[str, ...]:
    """What looks like a patient's, with the field in which it stands."""
    return tuple(f"{f'File “{one.file}”' if one.file else FIELDS[one.field]}: {_sign(one)}" for one in signs)


def signs_by_field(signs: Iterable[FoundIn]) -> dict[str, tuple[str, ...]]:
    """What looks like a patient's, by field, to be shown beside it."""
    kept = tuple(signs)
    return {field: tuple(_sign(one) for one in kept if one.field == field) for field in FIELDS}


def missing_links(missing: Iterable[Missing], edit: str) -> tuple[dict[str, str], ...]:
    """What must still be written, each leading to its field."""
    return tuple({"text": one.sentence, "href": f"{edit}#id_{one.field}"} for one in missing)


def readers_in_words(network: Network | None) -> str:
    """Who may read it."""
    return f"Only members of {network.name}" if network else "Everybody"


def _sent(one: Submission) -> str:
    return f"Sent in by {one.contributor.name} on {_moment(one.sent_at)}."


def _sign(one: FoundIn) -> str:
    sign = SIGNS["digits" if one.finding.blocks and not one.blocks else one.finding.sign]
    return f"{sign}: “{one.finding.text}”"


def _resource(one: Submission) -> str:
    return reverse("resource", kwargs={"slug": one.resource.slug}) if one.resource else ""


def _moment(at: Any) -> str:
    return moment(timezone.localtime(at))
