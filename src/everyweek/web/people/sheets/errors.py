"""What can be wrong with a table that somebody brings: with the whole of it, or with one row."""

from dataclasses import dataclass

from everyweek.web.people.errors import PeopleError


class UnreadableSheet(PeopleError):
    """The table cannot be read at all; nothing of it is used. The message is a sentence for the page."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one row.

    number : of the row, as a spreadsheet shows it. column: its heading; "" when the row as a whole is meant.
    value  : what stands there.
    """

    number: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = f"Row {self.number}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.message}"
