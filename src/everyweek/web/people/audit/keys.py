"""What the before and the after of an entry hold, in words: for each key how it is called and how its value is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from everyweek.web.design.wording import capitalised, moment, several
from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.values import value_in_words
from everyweek.web.people.networks.models import FOCUS, JOINING, KINDS
from everyweek.web.people.notifications.kinds import FREQUENCIES
from everyweek.web.people.notifications.kinds import KINDS as KINDS_OF_MAILS
from everyweek.web.people.roles.catalogue import ROLES

Said = Callable[[Any, Names], str | None]
"""A value in words; None when there is nothing to say that somebody could read."""

STATES_OF_NOMINEES = {
    "draft": "Not asked yet",
    "asked": "Asked, no answer yet",
    "confirmed": "Confirmed",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
}
STATES_OF_MAILS = {
    "waiting": "Waits to be sent",
    "refused": "Refused by the mail server",
    "uncertain": "Nobody knows whether it went",
}
AUDIENCES = {
    "system": "the board",
    "region": "the region and national support",
    "peers": "places that share theirs",
}
PARTS_OF_EVENTS = {
    "title": "the title",
    "about": "what it is about",
    "starts_at": "when it begins",
    "ends_at": "when it ends",
    "place": "the place",
    "online_address": "the address online",
    "shared_beyond": "whether those who oversee may see it",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry's details. label : how it is called; said : its value in words."""

    label: str
    said: Said


def plainly(value: Any, names: Names) -> str:
    """A text, a number, yes or no."""
    return value_in_words(value)


def one_of(words: Mapping[str, str]) -> Said:
    """One of a few values that have words; another one as it is."""
    return lambda value, names: (
        capitalised(words[value]) if isinstance(value, str) and value in words else value_in_words(value)
    )


def yes_or_no(yes: str, no: str) -> Said:
    """A claim that is so or not."""
    return lambda value, names: (yes if value else no) if isinstance(value, bool) else value_in_words(value)


def or_else(nothing: str) -> Said:
    """A value, and what it means that there is none."""
    return lambda value, names: nothing if value in (None, "", []) else value_in_words(value)


def at_moment(value: Any, names: Names) -> str:
    """An instant, as clocks in London show it."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value_in_words(value)
    return moment(timezone.localtime(at)) if at.tzinfo else value_in_words(value)


def by_number(found: Callable[[Names], Mapping[Any, str]]) -> Said:
    """Whoever or whatever has the number; nothing when the reader may not know, or it is there no more."""
    return lambda value, names: found(names).get(value) if isinstance(value, (int, str)) else None


def organisation(value: Any, names: Names) -> str:
    """An organisation, by its code."""
    return names.organisation(value) if isinstance(value, str) and value else value_in_words(value)


def organisations(value: Any, names: Names) -> str:
    """How many organisations, and which."""
    if not isinstance(value, list):
        return value_in_words(value)
    listed = ", ".join(organisation(code, names) for code in value)
    return value_in_words(f"{several(len(value), 'system')}: {listed}")


def group(value: Any, names: Names) -> str:
    """A group of organisations, by its key."""
    return names.groups.get(value, value_in_words(value)) if isinstance(value, str) else value_in_words(value)


def parts_changed(value: Any, names: Names) -> str:
    """Which parts of an event were changed."""
    if not isinstance(value, list):
        return value_in_words(value)
    return ", ".join(PARTS_OF_EVENTS.get(part, value_in_words(part)) for part in value)


def browsers(value: Any, names: Names) -> str:
    """How many sessions were ended."""
    return several(value, "other browser") if isinstance(value, int) else value_in_words(value)


def listed(value: Any, names: Names) -> str:
    """Several texts in their order."""
    return ", ".join(value_in_words(one) for one in value) if isinstance(value, list) else value_in_words(value)


def audiences(value: Any, names: Names) -> str:
    """Those whom a place shares its self-assessment with."""
    return ", ".join(AUDIENCES.get(one, value_in_words(one)) for one in value) if isinstance(value, list) else ""


KEYS: dict[str, Key] = {
    "about": Key("What it is about", plainly),
    "answers": Key("Answers", plainly),
    "asked_parties": Key("Whose answers it asks for", plainly),
    "by_its_author": Key("By whoever wrote it", plainly),
    "champion_places": Key("Champions it may nominate", or_else("by the rule of the round")),
    "changed": Key("Changed", parts_changed),
    "deadline": Key("Deadline", at_moment),
    "deadline_at": Key("Deadline", at_moment),
    "email": Key("E-mail address", plainly),
    "email_domains": Key("Domains of its e-mail addresses", plainly),
    "entries": Key("Numbers of the entries", plainly),
    "focus": Key("Focus", one_of(FOCUS)),
    "digest": Key("Digest of what it says", plainly),
    "footprint": Key("For whom", plainly),
    "framework": Key("Framework", plainly),
    "group_key": Key("Figures of", group),
    "job_title": Key("Job title", plainly),
    "joining": Key("How people join", one_of(JOINING)),
    "kept": Key("Roles kept", plainly),
    "kind": Key("Kind", one_of(KINDS)),
    "larger": Key("Champions of a larger system, at most", plainly),
    "larger_from": Key("Acute trusts that make a system a larger one", plainly),
    "left_alone": Key("Left alone, because somebody had changed them", plainly),
    "lost": Key("Answers that could not be carried over", plainly),
    "late": Key("Sent in", yes_or_no("late", "in time")),
    "leads": Key("Leads", plainly),
    "lead_words": Key("Published lead", plainly),
    "measure": Key("Measure", plainly),
    "name": Key("Name", plainly),
    "nominee": Key("Nominee", by_number(lambda names: names.nominees)),
    "opens_at": Key("Opens", at_moment),
    "organisation": Key("Employing organisation", organisation),
    "outcome": Key("How it went", plainly),
    "parties": Key("Parties", plainly),
    "party": Key("For", plainly),
    "places": Key("Places", plainly),
    "positions": Key("Levels and targets", plainly),
    "previous": Key("The round before", plainly),
    "person": Key("Person", plainly),
    "priorities": Key("Priorities", listed),
    "published": Key("Published", yes_or_no("yes", "no")),
    "purpose": Key("What it is for", plainly),
    "question": Key("Question", plainly),
    "role": Key("Role", one_of({role.key: role.title for role in ROLES.values()})),
    "sessions": Key("Signed out of", browsers),
    "shared_with": Key("Shared with", audiences),
    "shared_beyond": Key("Those who oversee may see it", plainly),
    "shows_email": Key("Shows their e-mail address", plainly),
    "since": Key("Since", plainly),
    "smaller": Key("Champions of a smaller system", plainly),
    "state": Key("State", one_of(STATES_OF_NOMINEES)),
    "systems": Key("Whom it asks", organisations),
    "taken_from": Key("Taken back from", audiences),
    "theme": Key("Theme", plainly),
    "thread": Key("Conversation", by_number(lambda names: names.threads)),
    "title": Key("Title", plainly),
    "version": Key("Version", plainly),
    "why": Key("Why", plainly),
}
"""By the name of a key that means the same wherever it stands."""
KEYS_OF_ACTIONS: dict[str, dict[str, Key]] = {
    "bulk.done": {
        "added": Key("New people with a role", plainly),
        "already": Key("Rows that changed nothing", plainly),
        "ended": Key("Roles ended", plainly),
        "given": Key("Roles given", plainly),
        "invited": Key("People invited", plainly),
    },
    "mail.chosen": {kind.key: Key(kind.title, one_of(FREQUENCIES)) for kind in KINDS_OF_MAILS.values()},
    "mail.sent-again": {"state": Key("State", one_of(STATES_OF_MAILS))},
    "return.rows-taken-over": {
        "added": Key("Nominees added", plainly),
        "changed": Key("Nominees brought up to date", plainly),
    },
    "return.sent-in": {"asked": Key("Nominees asked now", plainly)},
    "roles.reviewed": {"ended": Key("Roles ended", plainly)},
}
"""By the name of an action, keys that mean something of their own in it."""


def key_of(action: str, name: str) -> Key | None:
    """The key of an action's details; None for one without words of its own."""
    return KEYS_OF_ACTIONS.get(action, {}).get(name) or KEYS.get(name)
