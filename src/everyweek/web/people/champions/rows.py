"""The rows of a table of nominees, all of them checked, so that somebody can put everything right at once."""

from dataclasses import dataclass

from everyweek.reference import Directory
from everyweek.web.people.champions.details import Details, checked, checked_executive
from everyweek.web.people.champions.errors import WrongDetails
from everyweek.web.people.sheets.errors import RowError
from everyweek.web.people.sheets.sheet import Sheet, SheetRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("Name", "Full name", "Champion", "Name of champion"),
    "job_title": ("Job title", "Title", "Role", "Position", "Job"),
    "email": ("E-mail", "E-mail address", "Mail", "Email"),
    "organisation": ("Employing organisation", "Organisation", "Organization", "Employer", "Trust"),
    "code": ("Organisation code", "Code", "ODS code"),
    "what": ("Nominated as", "What"),
}
REQUIRED = ("name", "job_title", "email")
CHAMPION, EXECUTIVE = "Champion", "Executive contact"


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """A table after it was checked. nominees, executive: of the right rows; errors: of the others, all of them."""

    nominees: tuple[Details, ...]
    executive: Details | None
    errors: tuple[RowError, ...]

    @property
    def right(self) -> int:
        """How many rows can be taken over."""
        return len(self.nominees) + (self.executive is not None)


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """What is in the return before the table. states: by address. places, why: how many it may have, and why."""

    states: dict[str, str]
    taken: int
    places: int
    why_places: str


def check_rows(sheet: Sheet, *, there: AlreadyThere, known: Directory) -> CheckedRows:
    """Every row of a table, right or with everything that is wrong with it."""
    reading = _Reading(there)
    for row in sheet.rows:
        reading.read(row, sheet.headings, known)
    return CheckedRows(tuple(reading.nominees), reading.executive, tuple(reading.errors))


class _Reading:
    """What has been read so far."""

    def __init__(self, there: AlreadyThere) -> None:
        self.there = there
        self.taken = there.taken
        self.nominees: list[Details] = []
        self.executive: Details | None = None
        self.errors: list[RowError] = []
        self.rows_by_email: dict[str, int] = {}
        self.row_of_executive = 0

    def read(self, row: SheetRow, headings: dict[str, str], known: Directory) -> None:
        what = row.values["what"].casefold()
        if what and what not in (CHAMPION.casefold(), EXECUTIVE.casefold()):
            return self._refuse(row, headings, {"what": f"Write “{CHAMPION}” or “{EXECUTIVE}”, or leave it empty"})
        typed = Details(
            name=row.values["name"],
            job_title=row.values["job_title"],
            email=row.values["email"],
            organisation=row.values["code"] or row.values["organisation"],
        )
        is_executive = what == EXECUTIVE.casefold()
        try:
            kept = checked_executive(typed) if is_executive else checked(typed, known)
        except WrongDetails as problem:
            return self._refuse(row, headings, problem.by_field)
        if is_executive:
            return self._read_executive(row, headings, kept)
        return self._read_nominee(row, headings, kept)

    def _read_executive(self, row: SheetRow, headings: dict[str, str], kept: Details) -> None:
        if self.row_of_executive:
            message = f"There is one executive contact; row {self.row_of_executive} names one already"
            return self._refuse(row, headings, {"what": message})
        self.row_of_executive, self.executive = row.number, kept
        return None

    def _read_nominee(self, row: SheetRow, headings: dict[str, str], kept: Details) -> None:
        if kept.email in self.rows_by_email:
            message = f"The same address as in row {self.rows_by_email[kept.email]}. Nobody is nominated twice"
            return self._refuse(row, headings, {"email": message})
        self.rows_by_email[kept.email] = row.number
        state = self.there.states.get(kept.email)
        if state == "declined":
            message = "This person was nominated and declined. Take that nomination out first, then add it anew"
            return self._refuse(row, headings, {"email": message})
        if state is None:
            if self.taken >= self.there.places:
                message = (
                    f"This would be champion number {self.taken + 1}; the system may nominate {self.there.places}. "
                    f"{self.there.why_places}"
                )
                return self._refuse(row, headings, {"": message})
            self.taken += 1
        self.nominees.append(kept)
        return None

    def _refuse(self, row: SheetRow, headings: dict[str, str], by_field: dict[str, str]) -> None:
        self.errors += [
            RowError(row.number, _heading(key, row, headings), _value(key, row), message)
            for key, message in by_field.items()
        ]


def _heading(key: str, row: SheetRow, headings: dict[str, str]) -> str:
    """The heading of the column that is meant: of the code when the code is what was read."""
    if key == "organisation" and row.values["code"]:
        key = "code"
    return headings.get(key) or (COLUMNS[key][0] if key in COLUMNS else "")


def _value(key: str, row: SheetRow) -> str:
    if key == "organisation" and row.values["code"]:
        key = "code"
    return row.values.get(key, "")
