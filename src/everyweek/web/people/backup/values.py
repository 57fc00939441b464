"""One row of a table as one line of JSON, the same from every kind of database, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, JSONField, Model, Value

from everyweek.web.people.backup.contents import Table

LONGEST_LINE = 64_000_000
"""Bytes of one row. The longest text that a page accepts has 20,000 characters; a mail has a few of them."""


def line_of(columns: Sequence[str], values: Sequence[Any]) -> bytes:
    """A row as a line: instants in UTC to the microsecond, text as it is."""
    row = dict(zip(columns, values, strict=True))
    line = (json.dumps(row, default=_in_words, ensure_ascii=False, allow_nan=False) + "\n").encode()
    assert len(line) <= LONGEST_LINE, "a backup that could not be read again"
    return line


def object_of(table: Table, line: bytes) -> Model:
    """A line as an object of the table's model, not saved. Raises ValueError with what is wrong."""
    row = json.loads(line)
    if not isinstance(row, Mapping) or tuple(row) != table.columns:
        raise ValueError("it does not have the columns that the manifest names")
    return table.model(
        **{field.attname: _value(field, row[column]) for field, column in zip(table.fields, table.columns, strict=True)}
    )


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a backup yet")


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, JSONField):
        return Value(None, JSONField()) if value is None and not field.null else value
    try:
        return field.to_python(value)
    except (ValidationError, TypeError) as error:
        raise ValueError(f"its {field.column} cannot be {value!r:.60}") from error
