"""The facts about organisations as the data files state them, read and not yet judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from everyweek.reference.organisation import KINDS, Extent, Membership, Organisation, Succession
from everyweek.reference.rows import read_rows

EXTENTS: dict[str, Extent] = {"whole": "whole", "part": "part"}


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows of the organisation files.

    names       : one per code and name period.
    memberships : provider to ICB, provider to region and ICB to region.
    successions : one per code and successor.
    """

    names: tuple[Organisation, ...]
    memberships: tuple[Membership, ...]
    successions: tuple[Succession, ...]

    def __add__(self, other: "Facts") -> "Facts":
        return Facts(
            self.names + other.names,
            self.memberships + other.memberships,
            self.successions + other.successions,
        )


def read_facts(folder: Traversable, *, prefix: str = "", invented: bool = False) -> Facts:
    """The three organisation files in a folder: `<prefix>organisation_names.csv`, `_parents` and `_successors`.

    invented : marks every organisation read as made up.
    Raises   : MalformedRow, naming file and line.
    """
    return Facts(
        tuple(_names(folder.joinpath(f"{prefix}organisation_names.csv"), invented=invented)),
        tuple(_memberships(folder.joinpath(f"{prefix}organisation_parents.csv"))),
        tuple(_successions(folder.joinpath(f"{prefix}organisation_successors.csv"))),
    )


def read_contracts(file: Traversable) -> Facts:
    """The areas of NHS 111 contracts, which count in their region and in England, and in no board.

    Which boards an area serves is not published. An area is named "NHS 111 area: Devon (PPG)", so that nobody takes it
    for the place.

    Raises : MalformedRow, naming file and line.
    """
    rows = list(read_rows(file, "code", "name", "region"))
    return Facts(
        tuple(
            Organisation(
                row.text("code"), "other_provider", f"NHS 111 area: {row.text('name')}", None, None, invented=False
            )
            for row in rows
        ),
        tuple(Membership(row.text("code"), row.text("region"), None, None) for row in rows),
        (),
    )


def _names(file: Traversable, *, invented: bool) -> Iterator[Organisation]:
    for row in read_rows(file, "code", "kind", "name", "valid_from", "valid_to"):
        start, end = row.period()
        yield Organisation(row.text("code"), row.one_of("kind", KINDS), row.text("name"), start, end, invented)


def _memberships(file: Traversable) -> Iterator[Membership]:
    for row in read_rows(file, "code", "parent", "valid_from", "valid_to", "evidence"):
        start, end = row.period()
        yield Membership(row.text("code"), row.text("parent"), start, end)


def _successions(file: Traversable) -> Iterator[Succession]:
    for row in read_rows(file, "code", "successor", "effective_on", "extent", "figures_from", "evidence"):
        legal_day = row.day("effective_on")
        yield Succession(
            row.text("code"),
            row.text("successor"),
            legal_day,
            EXTENTS[row.one_of("extent", EXTENTS)],
            row.day("figures_from") if row.cells["figures_from"] else legal_day,
        )
