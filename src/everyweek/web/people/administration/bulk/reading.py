"""What one row of a list asks for, or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from everyweek.reference import Directory
from everyweek.web.people.administration.bulk.known import Held
from everyweek.web.people.administration.bulk.layout import ADD, COLUMNS, END
from everyweek.web.people.administration.places import NoSuchPlace, organisation_meant
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import LONGEST_JOB_TITLE, Network
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.sheets.sheet import SheetRow, spelling

LONGEST_ADDRESS = 254
ROLE_SPELLINGS = {spelling(words): role.key for role in ROLES.values() for words in (role.key, role.title)}


class RowProblem(Exception):
    """A row cannot be carried out. key: of the column that is wrong."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key

    @property
    def column(self) -> str:
        """The heading."""
        return COLUMNS[self.key][0]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for."""

    action: str
    email: str
    name: str
    job_title: str
    kind: str
    organisation: str
    network: Network | None

    @property
    def held(self) -> Held:
        """The role and its place."""
        return self.kind, self.organisation, self.network.pk if self.network else None


def asked_of(row: SheetRow, networks: Mapping[str, Network]) -> Asked:
    """What a row asks for. networks: by key, and by name in small letters. Raises RowProblem."""
    values = row.values
    email = one_spelling(values["email"])
    if "@" not in email or len(email) > LONGEST_ADDRESS:
        raise RowProblem(
            f"“{values['email'][:60]}” is not an e-mail address. Write it as in name@example.nhs.uk.", "email"
        )
    if len(values["job_title"]) > LONGEST_JOB_TITLE:
        raise RowProblem(f"A job title has at most {LONGEST_JOB_TITLE} characters.", "job_title")
    if values["organisation"] and values["network"]:
        raise RowProblem("A role is held at an organisation or in a network. Leave one of the two empty.", "network")
    return Asked(
        action=_action(values["action"]),
        email=email,
        name=values["name"],
        job_title=values["job_title"],
        kind=_kind(values["role"]),
        organisation=_organisation(values["organisation"]),
        network=_network(values["network"], networks),
    )


def _action(text: str) -> str:
    action = text.strip().lower() or ADD
    if action not in (ADD, END):
        raise RowProblem(
            f"“{text[:40]}” is none of what can be done. Write “{ADD}” or “{END}”; empty means “{ADD}”.", "action"
        )
    return action


def _kind(text: str) -> str:
    kind = ROLE_SPELLINGS.get(spelling(text))
    if kind is None:
        titles = ", ".join(role.title for role in ROLES.values())
        said = f"There is no role “{text[:40]}”." if text else "The role is missing."
        raise RowProblem(f"{said} The roles are: {titles}.", "role")
    return kind


def _organisation(text: str) -> str:
    code, problem = _looked_up(text, directory())
    if problem:
        raise RowProblem(problem, "organisation")
    return code


@lru_cache(maxsize=5_000)
def _looked_up(text: str, known: Directory) -> tuple[str, str]:
    """The code, or what is wrong: a list names the same few organisations again and again."""
    try:
        return organisation_meant(text, known), ""
    except NoSuchPlace as problem:
        return "", str(problem)


def _network(text: str, networks: Mapping[str, Network]) -> Network | None:
    if not text:
        return None
    found = networks.get(text.lower()) or networks.get(text.casefold())
    if found is None:
        raise RowProblem(
            f"No network has the key or name “{text[:60]}”. Its key stands in its address, behind /networks/.",
            "network",
        )
    return found
