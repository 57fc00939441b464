"""The number that a table gave last. A number that was given once is never given to anybody else, also after a restore:
the chain of changes names people by it.
"""

from django.db import connection
from django.db.models import AutoField, Model


def last_number(model: type[Model]) -> int | None:
    """The last number that the table gave to a row, also when the row is gone; None when it gave none."""
    if not isinstance(model._meta.pk, AutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT last_value, is_called FROM {_sequence(model)}")
            value, given = cursor.fetchone()
            return int(value) if given else None
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
        return int(found[0]) if found else None


def go_on_after(model: type[Model], number: int) -> None:
    """Let the next row of the table have a number beyond this one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s::regclass, %s, true)", [_sequence(model), number])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, number])


def _sequence(model: type[Model]) -> str:
    """The name of the sequence behind the table's primary key, quoted by the server itself."""
    assert model._meta.pk is not None
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
        return str(cursor.fetchone()[0])
