"""The cast at a tenth of the price: made by actions once in a process, and put back as it was for every test after."""

from typing import Any

from django.db.models import Model
from support.cast import Cast, make_cast
from support.every_model import in_order_of_reference
from support.people_database import kept_models

Rows = list[tuple[type[Model], list[dict[str, Any]]]]
_remembered: list[tuple[Rows, dict[str, int], dict[str, int]]] = []


def remembered_cast() -> Cast:
    """Everybody of make_cast: the same people, roles and chain of changes, row by row.

    Where a test has put something into the database before, they are made by actions beside it.
    """
    if any(model._base_manager.exists() for model in _models_of_the_cast()):
        return make_cast()
    if not _remembered:
        cast = make_cast()
        rows = [(model, list(model._base_manager.values())) for model in in_order_of_reference(kept_models())]
        _remembered.append(
            (
                [(model, found) for model, found in rows if found],
                {who: someone.pk for who, someone in cast.people.items()},
                {key: network.pk for key, network in cast.networks.items()},
            )
        )
        return cast
    rows, people, networks = _remembered[0]
    made: dict[str, dict[int, Any]] = {}
    for model, found in rows:
        objects = model._base_manager.bulk_create([model(**row) for row in found])
        made[model._meta.label] = {one.pk: one for one in objects}
    return Cast(
        people={who: made["people.Person"][number] for who, number in people.items()},
        networks={key: made["people.Network"][number] for key, number in networks.items()},
    )


def _models_of_the_cast() -> list[type[Model]]:
    return [model for model, _ in _remembered[0][0]] if _remembered else kept_models()
