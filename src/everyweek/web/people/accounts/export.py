"""Everything that is kept about a person, for themselves, as one value that can be written as JSON."""

from datetime import datetime
from typing import Any

from django.apps import apps

from everyweek.web.people.accounts.own_data import EXPORTED, Part
from everyweek.web.people.models import Person

PERSON = ("name", "email", "job_title", "shows_email", "joined_at", "last_login")


def export_of(person: Person, *, now: datetime) -> dict[str, Any]:
    """What is kept, by headings. Left out are secrets (the password, the second step) and what others wrote.

    Text that the person wrote is given whole, also in networks they have left.
    """
    return {
        "about this file": "Everything that Everyweek keeps about you, for you alone.",
        "made at": now,
        "you": {field: getattr(person, field) for field in PERSON},
        **{part.name: _rows(part, person) for part in EXPORTED},
    }


def _rows(part: Part, person: Person) -> list[dict[str, Any]]:
    wanted = {f"{part.link}__iexact": person.email} if part.by_address else {part.link: person.pk}
    found = apps.get_model(part.model).objects.filter(**wanted).order_by("pk")
    return [{_plain(name): value for name, value in row.items()} for row in found.values(*part.fields)]


def _plain(field: str) -> str:
    """The name of a field as people read it: "thread__network__key" is "network"."""
    words = field.removesuffix("__key").split("__")
    return words[-1] if field.endswith("__key") else " ".join(words).replace("_", " ")
