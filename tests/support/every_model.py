"""Rows in every table of people's database, with every column filled in one row and as empty as may be in another."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models
from support.cast import Cast, make_cast
from support.people_database import all_models

AT = datetime(2026, 6, 1, 11, 0, 0, 123456, tzinfo=UTC)
WORDS = "“Ünïcödé”,\n\ttabs, 'quotes', \\ and <b>markup</b> 🚑 \u2028 x"
LATER = ("until", "ends_at", "valid_to")
"""Columns that must not come before another of the same row."""
ONE_OF_TWO = {"people.Role": ("organisation",)}
"""Columns left empty where another one is filled, because a rule of the table wants it."""
THE_OTHER_ROW = frozenset({"plan.ActionNeeds.needed"})
"""Links that must not lead where another link of the same row does."""
MADE_BY_ACTIONS = frozenset({"people.AuditEntry"})


def fill_every_model() -> Cast:
    """The cast, whose roles are in the chain of changes, and two rows of every model beside what the cast made."""
    cast = make_cast()
    for model in in_order_of_reference(all_models()):
        if model._meta.label not in MADE_BY_ACTIONS:
            for number in (0, 1):
                model._base_manager.create(**values_of(model, number))
    return cast


def in_order_of_reference(found: list[type[models.Model]]) -> list[type[models.Model]]:
    """Each model after those that it must refer to."""
    ordered: list[type[models.Model]] = []

    def add(model: type[models.Model]) -> None:
        if model in ordered:
            return
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is not model:
                add(field.related_model)  # type: ignore[arg-type]
        ordered.append(model)

    for model in found:
        add(model)
    return ordered


def values_of(model: type[models.Model], number: int) -> dict[str, Any]:
    """The values of the first row, in which all is filled, or of the second, in which what may be empty is."""
    return {
        field.attname: value_of(field, number)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField) and field.name not in ONE_OF_TWO.get(model._meta.label, ())
    }


def value_of(field: Any, number: int) -> Any:
    """A value for a column, other in each row."""
    if isinstance(field, models.ForeignKey) and field.related_model is field.model:
        # The first row has none before it that it could belong to.
        return field.model._base_manager.order_by("-pk").values_list("pk", flat=True)[0] if number else None
    if number and field.null:
        return None
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.order_by("-pk").values_list("pk", flat=True)
        return found[1 - number if str(field) in THE_OTHER_ROW else number]
    if isinstance(field, models.JSONField):
        return {"words": WORDS, "list": [1, 2.5, None, True], "number": number}
    if isinstance(field, models.DateTimeField):
        return AT + timedelta(days=number, hours=5 if field.name in LATER else 0)
    if isinstance(field, models.DateField):
        return date(2026, 6, 1 + number) + timedelta(days=90 if field.name in LATER else 0)
    if isinstance(field, models.BooleanField):
        return not number
    if isinstance(field, models.IntegerField):
        return 20_000 + number
    if isinstance(field, models.FloatField):
        return 0.1 + number
    if isinstance(field, models.GenericIPAddressField):
        return f"192.0.2.{number}"
    return text_of(field, number)


def text_of(field: Any, number: int) -> str:
    """A text that ends in its column's number, as long as the column lets it be."""
    ending = f"{field.name[:4]}{number}"
    if isinstance(field, models.EmailField):
        return f"{ending}@filled.example.nhs.uk".lower()
    if isinstance(field, models.SlugField):
        return ending.replace("_", "-")
    if field.name == "details":
        return json.dumps({"words": WORDS})
    longest = field.max_length or 5_000
    return ((WORDS * 100)[: max(0, longest - len(ending))] + ending)[-longest:]
