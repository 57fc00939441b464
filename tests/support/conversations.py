"""An assessment on a served site with people who write in it: made through the actions, in a process of its own.

It runs as a program, with how many people take part: python -m support.conversations 20.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
ASSESSMENT = "/assess/rounds/tea/fenwick/"
LEAD = "lead"


@dataclass(frozen=True)
class Conversation:
    """Who takes part, by the cookie of their session: the lead, and people of the hospital by number."""

    cookies: dict[str, str]


def made_conversation(home: Path, *, people: int) -> Conversation:
    """Make it in a home whose tables may be there already."""
    return Conversation(json.loads(in_own_process(home, "made", str(people))))


def in_own_process(home: Path, *words: str) -> str:
    """What the program says, run for this home."""
    surroundings = {
        **os.environ,
        "EVERYWEEK_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
        "PYTHONPATH": str(TESTS),
    }
    command = [sys.executable, "-m", "support.conversations", *words]
    done = subprocess.run(command, env=surroundings, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def what_was_kept(home: Path) -> list[dict[str, Any]]:
    """Every answer: its text, its version, and its saves as (number, key, text as typed, text as kept)."""
    found: list[dict[str, Any]] = json.loads(in_own_process(home, "kept"))
    return found


def _make(people: int) -> dict[str, str]:
    from django.utils import timezone
    from support.assessing import a_framework, a_place, a_round, named
    from support.cast import Cast
    from support.people import person

    from everyweek.web.people.prepare import prepare_database
    from everyweek.web.people.roles.actions import give_role

    prepare_database()
    now, cast = timezone.now(), Cast()
    before = now - timedelta(hours=2)
    support = person("Nora Support", email="nora@example.nhs.uk", password=None)
    cast.people["national support"] = support
    give_role(by=None, by_words="the tests", person=support, kind="national_support", now=before)
    place = a_place(cast, now=before)
    cast.people[LEAD] = person("Lena Lead", email="lead@example.nhs.uk", password=None)
    named(cast, place, LEAD, leads=True, now=before)
    for number in range(people):
        cast.people[str(number)] = person(f"Person {number}", email=f"p{number}@example.nhs.uk", password=None)
        named(cast, place, str(number), now=before)
    opens, due = now - timedelta(hours=1), now + timedelta(days=10)
    framework = a_framework(cast, now=before)
    a_round(cast, place, framework=framework, now=before, title="Tea", opens_at=opens, deadline_at=due)
    return {who: _signed_in(cast.people[who], now=now) for who in (LEAD, *map(str, range(people)))}


def _signed_in(someone: Any, *, now: datetime) -> str:
    """The key of a session of theirs."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(someone.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = someone.get_session_auth_hash()
    session.set_expiry(now + timedelta(hours=1))
    session.create()
    return str(session.session_key)


def _kept() -> list[dict[str, Any]]:
    from everyweek.web.assess.conversation.models import PartyAnswer

    return [
        {
            "address": f"{one.theme}/{one.question}/{one.party}",
            "text": one.text,
            "version": one.version,
            "saves": [(save.number, save.key, save.text, save.merged) for save in one.saves.all()],
        }
        for one in PartyAnswer.objects.all()
    ]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_make(int(sys.argv[2])) if sys.argv[1] == "made" else _kept()))  # noqa: T201
