"""Parties as people type them: codes, names of the directory, and names of those that are in no directory."""

from collections.abc import Iterator, Mapping

from everyweek.reference import Directory
from everyweek.web.assess.places.asked import KINDS_OF_PARTIES, PartyAsked, checked_party, one_line
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.models import PlaceParty
from everyweek.web.assess.vocabulary import PARTIES

ONLY_A_NAME = "*"
"""Before a name that is in no directory: “* Fenwick Hospice”."""
MOST_SUGGESTED = 4
TYPED = ("acute", "community", "ambulance", "local_authority")
"""Parties that somebody types; the board and its region are known."""


def parties_typed(typed: Mapping[str, str], *, known: Directory) -> Iterator[PartyAsked | tuple[str, str]]:
    """Each party that is typed, one in a line or between semicolons; for one that is wrong, the field and why."""
    for party in TYPED:
        for text in typed.get(party, "").replace(";", "\n").splitlines():
            if text.strip():
                try:
                    yield party_typed(party, text, known=known)
                except NotAPlace as problem:
                    yield party, str(problem)


def party_typed(party: str, text: str, *, known: Directory) -> PartyAsked:
    """The party that a code or a name means. Raises NotAPlace."""
    wanted = one_line(text)[:200]
    if known.has(wanted.upper()):
        return checked_party(PartyAsked(party, wanted), known=known)
    if wanted.startswith(ONLY_A_NAME) or party == "local_authority":
        return checked_party(PartyAsked(party, name=wanted.lstrip(ONLY_A_NAME)), known=known)
    found = [row for row in known.find(wanted, limit=12) if row.kind in KINDS_OF_PARTIES[party]]
    same = [row for row in found if row.name.casefold() == wanted.casefold()]
    if len(same) == 1:
        return PartyAsked(party, same[0].code)
    star = f"If it has no code, write {ONLY_A_NAME} before its name"
    if not found:
        words = f"“{wanted[:60]}” is in the directory under no code and no name as “{PARTIES[party]}”. {star}"
        raise NotAPlace(party, words)
    near = "; ".join(f"{row.code} {row.name}" for row in found[:MOST_SUGGESTED])
    raise NotAPlace(
        party, f"Nothing has exactly the name or code “{wanted[:60]}”. Write one of these codes: {near}. {star}"
    )


def as_typed(rows: list[PlaceParty]) -> dict[str, str]:
    """Parties as the form shows them, one in a line."""
    return {party: "\n".join(_line(row) for row in rows if row.party == party) for party in TYPED}


def _line(row: PlaceParty) -> str:
    if row.organisation:
        return row.organisation
    return row.name if row.party == "local_authority" else f"{ONLY_A_NAME} {row.name}"
