"""A place as somebody wants it, and the check that it can be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.reference import Directory, UnknownOrganisation
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.keys import LONGEST_KEY, RESERVED, stem_of
from everyweek.web.assess.places.models import LONGEST_NAME
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.organisations.known import name_of

LONGEST_ABOUT = 2000
MOST_PARTIES = 40
KINDS_OF_PARTIES = {
    "system": ("icb",),
    "acute": ("trust", "other_provider"),
    "community": ("trust", "other_provider"),
    "ambulance": ("ambulance_service", "trust", "other_provider"),
    "local_authority": ("other_provider",),
    "region": ("region",),
}
"""What may be a party as what. Everybody who belongs to an acute, community or ambulance party reads the drafts of the
place, so that a board or a region must never be one of those."""
KINDS_IN_WORDS = {
    "england": "the whole country",
    "region": "a region",
    "icb": "an integrated care board",
    "trust": "a trust",
    "ambulance_service": "an ambulance service",
    "other_provider": "a provider",
}
IN_ANY_CASE = ("system", "region")
"""Parties of every place: its board and that board's region."""
WITHOUT_A_NAME = f"Give the place a name of 1 to {LONGEST_NAME} characters"


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """A party. organisation: its code; "" for one without (a council), which has a name."""

    party: str
    organisation: str = ""
    name: str = ""

    def as_row(self) -> tuple[str, str, str]:
        """What tells it from the others of a place."""
        return (self.party, self.organisation, self.name)


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place as somebody wants it.

    system  : the code of its board.
    parties : without the board and its region, which are parties of each of its places.
    key     : the word of its address; "" for one that is made of the name.
    """

    name: str
    system: str
    parties: tuple[PartyAsked, ...] = ()
    about: str = ""
    key: str = ""


def checked_place(asked: PlaceAsked, *, known: Directory, on: date | None) -> PlaceAsked:
    """The place as it is kept: names on one line, codes of organisations in capitals. Raises NotAPlace.

    on : the day on which its board must be one; None for a place that is there, whose board may have been merged since.
    """
    name = one_line(asked.name)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAPlace("name", WITHOUT_A_NAME)
    about = asked.about.replace("\r\n", "\n").strip()
    if len(about) > LONGEST_ABOUT:
        raise NotAPlace("about", f"At most {LONGEST_ABOUT:,} characters; this has {len(about):,}")
    system = asked.system.strip().upper()
    if on is not None:
        check_is_a_board(system, known=known, on=on)
    key = checked_key(asked.key)
    return PlaceAsked(name, system, checked_parties(asked.parties, known=known), about, key)


def check_is_a_board(code: str, *, known: Directory, on: date) -> None:
    """Raises NotAPlace unless the code is an integrated care board's on the day."""
    try:
        board = known.organisation(code, on=on)
    except UnknownOrganisation as problem:
        raise NotAPlace("system", str(problem)) from problem
    if board.kind != "icb" or not board.holds_on(on):
        raise NotAPlace("system", f"{board.name} ({code}) is no integrated care board today. Give the code of one")


def checked_key(typed: str) -> str:
    """The word for the address, in small letters; "" when none is asked for. Raises NotAPlace."""
    key = typed.strip().lower()
    if not key:
        return ""
    if key != stem_of(key, otherwise="") or len(key) > LONGEST_KEY:
        raise NotAPlace(
            "key",
            f"“{typed.strip()[:40]}” cannot stand in an address. Use small letters, digits and hyphens, such as "
            "fenwick-north",
        )
    if key in RESERVED:
        raise NotAPlace("key", f"“{key}” is a word that pages of Everyweek use themselves. Choose another")
    return key


def checked_parties(parties: Sequence[PartyAsked], *, known: Directory) -> tuple[PartyAsked, ...]:
    """The parties as they are kept, none twice; without the board and its region. Raises NotAPlace."""
    others = (one for one in parties if one.party not in IN_ANY_CASE)
    found = tuple(dict.fromkeys(checked_party(one, known=known) for one in others))
    if len(found) > MOST_PARTIES:
        raise NotAPlace("parties", f"A place has at most {MOST_PARTIES} parties; these are {len(found)}")
    return found


def checked_party(asked: PartyAsked, *, known: Directory) -> PartyAsked:
    """A party as it is kept. Raises NotAPlace."""
    if asked.party not in PARTIES:
        raise NotAPlace("party", f"“{asked.party[:40]}” is no party. There are: {', '.join(PARTIES)}")
    code, name = asked.organisation.strip().upper(), one_line(asked.name)
    if code:
        try:
            found = known.organisation(code)
        except UnknownOrganisation as problem:
            raise NotAPlace("organisation", str(problem)) from problem
        if found.kind not in KINDS_OF_PARTIES[asked.party]:
            raise NotAPlace(
                "organisation",
                f"{name_of(code, known)} ({code}) is {KINDS_IN_WORDS[found.kind]} and cannot take part as "
                f"“{PARTIES[asked.party]}”",
            )
        return PartyAsked(asked.party, code)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAPlace("organisation", f"Give an organisation’s code, or a name of 1 to {LONGEST_NAME} characters")
    return PartyAsked(asked.party, "", name)


def one_line(text: str) -> str:
    """A text without line breaks and doubled blanks."""
    return " ".join(text.split())
