"""The page of one person, for those who look after an organisation."""

from typing import Any

from django.urls import reverse

from everyweek.web.design.wording import capitalised
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.one_person import PersonSeen, RoleSeen
from everyweek.web.people.organisations.presenters import day
from everyweek.web.people.roles.catalogue import ROLES

SAID = {
    "given": "The role is given.",
    "ended": "The role has ended. It took effect at once.",
    "back": "The account is open again.",
}


def person_page(code: str, seen: PersonSeen, *, is_own: bool, done: str) -> dict[str, Any]:
    """One person. is_own : whether the reader looks at themselves."""
    person = seen.person
    place = name_of(code, directory())
    return {
        "name": person.name,
        "place": place,
        "said": SAID.get(done, ""),
        "is_own": is_own,
        "facts": [
            {"key": {"text": key}, "value": {"text": value}}
            for key, value in (
                ("E-mail address", person.email),
                ("Job title", person.job_title or "Not given"),
                ("Last signed in", capitalised(day(person.last_login))),
                ("Second step", "Set up" if seen.has_second_factor else "Not set up"),
                *([("Account", f"Closed on {day(person.closed_at)}")] if not person.is_active else []),
            )
            if seen.held or seen.may_come_back  # of somebody who belongs elsewhere now, only that they were here
        ],
        "roles": tuple(_role(role) for role in seen.held),
        "ended": tuple(_ended(role) for role in seen.ended),
        "hangs": seen.hangs,
        "after_leaving": _after_leaving(seen, place),
        "may_come_back": seen.may_come_back,
        "is_closed": not person.is_active,
        "people": reverse("organisation-people", kwargs={"code": code}),
        "invite": reverse("organisation-invite", kwargs={"code": code}),
    }


def _role(role: RoleSeen) -> dict[str, Any]:
    given = f", given by {role.given_by}" if role.given_by else ""
    return {
        "identity": role.identity,
        "title": ROLES[role.kind].title,
        "meaning": ROLES[role.kind].meaning,
        "since": f"Since {day(role.since)}{given}",
        "hangs": role.hangs,
    }


def _ended(role: RoleSeen) -> str:
    why = f": {role.why_ended}" if role.why_ended else ""
    return f"{ROLES[role.kind].title}, {day(role.since)} to {day(role.until)}{why}"


def _after_leaving(seen: PersonSeen, place: str) -> str:
    if seen.belongs_elsewhere:
        return f"All roles at {place} end at once. They hold roles elsewhere as well, so their account stays open."
    return (
        f"All roles at {place} end at once. If they hold no role anywhere else, their account is closed: they are "
        "signed out and cannot sign in any more, and you can open it again here."
    )
