"""What an event table is: its columns with their meaning, written once, from which every engine's schema is made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["instant", "words", "whole number"]
"""An instant is in UTC, to the microsecond; words are a text, often one of a few; a whole number has up to 32 bits."""
TableName = Literal["incident", "attendance", "stay", "occupancy"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an event table.

    name           : as it stands in the table.
    kind           : what stands in it.
    meaning        : what it means, as a sentence.
    may_be_missing : whether a row may be without it.
    unit           : of a number: patients, beds, or a level.
    one_of         : the words that may stand there; none for any.
    not_before     : the instants of the same row that it may not lie before; one that is missing is passed over.
    least, most    : of a number; None for no bound.
    """

    name: str
    kind: Kind
    meaning: str
    may_be_missing: bool = True
    unit: str = ""
    one_of: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def told_unit(self) -> str:
        """The unit, for a reader of the schema.

        >>> Column("arrived_at", "instant", "When the patient arrived.").told_unit
        'UTC'
        """
        return "UTC" if self.kind == "instant" else self.unit


@dataclass(frozen=True, slots=True)
class EventTable:
    """A table of events.

    name    : as measures and files call it.
    row     : what one row is, as a sentence.
    made_by : where rows come from, as a sentence.
    columns : in their order.
    one_for : the columns that no two rows share, since they would be counted twice; none where patients are rows.
    """

    name: TableName
    row: str
    made_by: str
    columns: tuple[Column, ...]
    one_for: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of a name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def schema_of(table: EventTable) -> "pa.Schema":
    """The Arrow schema of an event table; unit and meaning stand in the metadata of each field.

    Words are written as a dictionary of the words with a number in each row: millions of rows name a few of them.

    >>> from everyweek.tables.event_tables import OCCUPANCY
    >>> field = schema_of(OCCUPANCY).field("at")
    >>> str(field.type), field.metadata[b"unit"]
    ('timestamp[us, tz=UTC]', b'UTC')
    """
    import pyarrow as pa

    fields = [
        pa.field(
            column.name,
            arrow_type(column),
            nullable=column.may_be_missing,
            metadata={"unit": column.told_unit, "meaning": column.meaning},
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"table": table.name, "row": table.row})


def arrow_type(column: Column) -> "pa.DataType":
    """How Arrow holds the values of a column.

    >>> str(arrow_type(Column("open", "whole number", "Those that there are.")))
    'int32'
    """
    import pyarrow as pa

    if column.kind == "instant":
        return pa.timestamp("us", tz="UTC")
    return pa.dictionary(pa.int32(), pa.string()) if column.kind == "words" else pa.int32()
