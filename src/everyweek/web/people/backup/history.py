"""At which step of the migrations a database or a backup is, and which tables there were at that step."""

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

Step = tuple[str, str]
"""An app and the name of one of its migrations."""


def steps_taken() -> tuple[Step, ...]:
    """The steps that the database has taken; none when it has no tables yet."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def unknown_steps(steps: Iterable[Step]) -> list[str]:
    """Which of them this version does not know, as "people.0009_later": a newer one took them."""
    known = MigrationLoader(None).disk_migrations
    return [f"{app}.{name}" for app, name in sorted(steps) if (app, name) not in known]


def missing_steps(steps: Iterable[Step]) -> list[str]:
    """Which steps would have had to be taken before these and are not among them."""
    taken, graph = set(steps), MigrationLoader(None).graph
    needed = {one for step in taken for one in graph.forwards_plan(step)}
    return [f"{app}.{name}" for app, name in sorted(needed - taken)]


def last_steps(steps: Iterable[Step]) -> list[Step]:
    """Of each app those steps that no other of them follows: who takes these takes all."""
    taken, graph = set(steps), MigrationLoader(None).graph
    followed = {
        step
        for step in taken
        for child in graph.node_map[step].children
        if child.key in taken and child.key[0] == step[0]
    }
    return sorted(taken - followed)


def models_after(steps: Iterable[Step]) -> list[type[Model]]:
    """The models as they were after these steps: without methods, for reading and writing their rows."""
    if not (nodes := list(steps)):
        return []
    loader = MigrationLoader(None)
    models: list[type[Model]] = loader.project_state(nodes).apps.get_models(include_auto_created=True)
    return models
