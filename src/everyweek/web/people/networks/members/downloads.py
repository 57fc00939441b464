"""The members of a network as a table, for its leads."""

from collections.abc import Iterator

from everyweek.web.people.models import Network
from everyweek.web.people.networks.members.queries import find_people, members_among
from everyweek.web.people.networks.words import day_of, organisation_names, role_titles
from everyweek.web.people.sheets.write import csv_bytes

HEADER = ("Name", "Job title", "Organisations", "Roles", "E-mail address", "Member since")
AT_ONCE = 500
"""People asked for in one look into the database, which takes a limited number of parameters."""


def members_csv(network: Network, text: str) -> bytes:
    """Everybody inside whom a search finds; an e-mail address only of those who show it."""
    return csv_bytes(HEADER, _rows(network, text))


def _rows(network: Network, text: str) -> Iterator[tuple[str, ...]]:
    people = list(find_people(network, text))
    for start in range(0, len(people), AT_ONCE):
        for member in members_among(network, people[start : start + AT_ONCE]):
            yield (
                member.name,
                member.job_title,
                organisation_names(member.organisations),
                role_titles(member.roles),
                member.email,
                day_of(member.since),
            )
