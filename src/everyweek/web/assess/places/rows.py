"""The rows of a table of places, all of them checked, so that somebody can put everything right at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from everyweek.reference import Directory
from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked, checked_place
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.typed import TYPED, parties_typed
from everyweek.web.people.organisations.known import name_of
from everyweek.web.people.sheets.errors import RowError, UnreadableSheet
from everyweek.web.people.sheets.sheet import Sheet, SheetRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("Place", "Name", "Name of place"),
    "system": ("Board", "Integrated care board", "ICB", "System", "Board code"),
    "acute": ("Acute hospitals", "Acute hospital", "Acute", "Acute trust", "Hospital"),
    "community": ("Community services", "Community service", "Community"),
    "ambulance": ("Ambulance service", "Ambulance"),
    "local_authority": ("Local authorities", "Local authority", "Council", "Councils"),
    "lead": ("Lead’s e-mail", "Lead’s e-mail address", "Lead", "Lead email", "Leads email", "E-mail of the lead"),
    "lead_party": ("Lead is of", "Lead’s party", "Lead party"),
    "about": ("What belongs to it", "About", "Notes"),
}
REQUIRED = ("name",)
MOST_PLACES = 1000
PARTY_WORDS = {
    "system": ("system", "board", "icb", "integratedcaresystem", "integratedcareboard"),
    "acute": ("acute", "acutehospital", "hospital"),
    "community": ("community", "communityservices"),
    "ambulance": ("ambulance", "ambulanceservice"),
    "local_authority": ("localauthority", "council"),
    "region": ("region", "nhsenglandregion"),
}
"""What may stand in “Lead is of”, without blanks and hyphens."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row that is right. lead: an e-mail address, or ""; party: for whom the lead takes part."""

    number: int
    asked: PlaceAsked
    lead: str = ""
    party: str = "acute"


@dataclass(frozen=True, slots=True)
class CheckedPlaces:
    """A table after it was checked. rows: those that are right; errors: all that is wrong."""

    rows: tuple[PlaceRow, ...]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class There:
    """What there is before the table. names: of places, by board, in small letters; people: by e-mail address, those
    with an open account.
    """

    names: Mapping[str, Collection[str]]
    people: Collection[str]


def check_rows(
    sheet: Sheet, *, system: str, there: There, known: Directory, on: date, may_make: Callable[[str], bool]
) -> CheckedPlaces:
    """Every row of a table, right or with everything that is wrong with it.

    system   : the board of all rows; "" when each says its own.
    may_make : whether whoever brings the table makes places in a board, by its code; the action asks that again.
    Raises UnreadableSheet for too many rows.
    """
    if len(sheet.rows) > MOST_PLACES:
        raise UnreadableSheet(f"It has {len(sheet.rows):,} rows, and at most {MOST_PLACES:,} places are made at once.")
    reading = _Reading(sheet, system, there, known, on, may_make)
    rows = [found for row in sheet.rows if (found := reading.read(row)) is not None]
    return CheckedPlaces(tuple(rows), tuple(reading.errors))


class _Reading:
    """What has been read so far."""

    def __init__(
        self, sheet: Sheet, system: str, there: There, known: Directory, on: date, may_make: Callable[[str], bool]
    ) -> None:
        self.headings, self.system, self.there, self.known, self.on = sheet.headings, system, there, known, on
        self.may_make = cache(may_make)
        self.code_of = cache(self._code_of)
        self.errors: list[RowError] = []
        self.rows_by_name: dict[tuple[str, str], int] = {}

    def read(self, row: SheetRow) -> PlaceRow | None:
        before = len(self.errors)
        parties = tuple(self._parties(row))
        asked = PlaceAsked(row.values["name"], self._board(row), parties, row.values["about"])
        try:
            asked = checked_place(asked, known=self.known, on=self.on)
        except NotAPlace as problem:
            self._refuse(row, problem.field, str(problem))
        else:
            self._check_name(row, asked)
            if not self.may_make(asked.system):
                whose = name_of(asked.system, self.known)
                self._refuse(row, "system", f"You make no places in {whose}. Take this row out of the list")
        lead, party = self._lead(row)
        return PlaceRow(row.number, asked, lead, party) if len(self.errors) == before else None

    def _parties(self, row: SheetRow) -> list[PartyAsked]:
        found: list[PartyAsked] = []
        for one in parties_typed({party: row.values[party] for party in TYPED}, known=self.known):
            if isinstance(one, PartyAsked):
                found.append(one)
            else:
                self._refuse(row, *one)
        return found

    def _board(self, row: SheetRow) -> str:
        """The code of the board: the one of the page, or what stands in the row, a code or a name."""
        typed = row.values["system"]
        code = self.code_of(typed) if typed else self.system
        if self.system and code != self.system:
            self._refuse(
                row, "system", f"This is the list of {self.system}. Bring places of other boards on their page"
            )
            return self.system
        return code

    def _code_of(self, typed: str) -> str:
        if self.known.has(typed.upper()):
            return typed.upper()
        same = [one.code for one in self.known.find(typed, limit=12) if one.name.casefold() == typed.casefold()]
        return same[0] if len(same) == 1 else typed

    def _check_name(self, row: SheetRow, asked: PlaceAsked) -> None:
        spelt = (asked.system, asked.name.casefold())
        if asked.name.casefold() in self.there.names.get(asked.system, ()):
            self._refuse(row, "name", f"There is a place called “{asked.name}” in this system already")
        elif spelt in self.rows_by_name:
            self._refuse(row, "name", f"The same name as in row {self.rows_by_name[spelt]}. Give one of them another")
        self.rows_by_name.setdefault(spelt, row.number)

    def _lead(self, row: SheetRow) -> tuple[str, str]:
        email = row.values["lead"].lower()
        if email and email not in self.there.people:
            self._refuse(
                row, "lead", "Nobody who has an open account has this address. Invite them first, or leave it out"
            )
        typed = "".join(letter for letter in row.values["lead_party"].casefold() if letter.isalpha())
        party = next((key for key, words in PARTY_WORDS.items() if typed in words), "acute" if not typed else "")
        if not party:
            self._refuse(row, "lead_party", f"Write one of: {', '.join(words[0] for words in PARTY_WORDS.values())}")
        return email, party or "acute"

    def _refuse(self, row: SheetRow, field: str, message: str) -> None:
        key = field if field in COLUMNS else "name"
        heading = self.headings.get(key, COLUMNS[key][0])
        self.errors.append(RowError(row.number, heading, row.values[key], message))
