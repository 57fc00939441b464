"""The people of the tests, each with a role, at invented organisations and in invented networks.

ZZ1 (a trust) is counted in the board ZZA, and that in the region ZZ9; ZZX is another region with boards of its own.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from support.people import person

from everyweek.web.people.models import Network, Person
from everyweek.web.people.reader import NOBODY, Reader, reader_of
from everyweek.web.people.roles.actions import give_role

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)

PLACES = {  # who: (role, organisation)
    "member": ("member", "ZZ1"),
    "contributor": ("contributor", "ZZ1"),
    "champion": ("champion", "ZZA"),
    "executive contact": ("executive_contact", "ZZA"),
    "administrator of a trust": ("system_administrator", "ZZ1"),
    "administrator of a board": ("system_administrator", "ZZA"),
    "administrator of another board": ("system_administrator", "ZZC"),
    "administrator of a region": ("system_administrator", "ZZ9"),
    "member of another trust": ("member", "ZZV"),
    "national support": ("national_support", ""),
}
INSIDE = {  # who: (role, network)
    "learning network's lead": ("network_lead", "learning"),
    "learning network's member": ("member", "learning"),
    "project room's lead": ("network_lead", "room"),
    "project room's member": ("member", "room"),
    "community's lead": ("network_lead", "community"),
    "community's member": ("member", "community"),
    "reviewer": ("reviewer", "community"),
}
NETWORKS = {  # key: (name, kind, joining)
    "learning": ("Learning network of Fenwick", "learning_network", "request"),
    "community": ("Community of frailty", "community_of_practice", "open"),
    "room": ("Room of the winter plan", "project_room", "private"),
}


@dataclass
class Cast:
    """Everybody. people: by what they are, "nobody" and "signed in, without a role" apart; networks: by key."""

    people: dict[str, Person] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Person:
        return self.people[who]

    def reader(self, who: str) -> Reader:
        """Somebody as the permissions see them, now."""
        return NOBODY if who == "nobody" else reader_of(self.people[who].pk)


def make_cast() -> Cast:
    """Everybody, in an empty database."""
    cast = Cast()
    for key, (name, kind, joining) in NETWORKS.items():
        cast.networks[key] = Network.objects.create(
            key=key, name=name, kind=kind, joining=joining, created_at=AT, updated_at=AT
        )
    for who in ("signed in, without a role", *PLACES, *INSIDE):
        cast.people[who] = person(f"The {who}", email=f"{who.replace(' ', '.').replace(',', '')}@example.nhs.uk")
    for who, (kind, organisation) in PLACES.items():
        give_role(by=None, by_words="the tests", person=cast[who], kind=kind, organisation=organisation, now=AT)
    for who, (kind, key) in INSIDE.items():
        network = cast.networks[key]
        give_role(by=None, by_words="the tests", person=cast[who], kind=kind, network=network, now=AT)
        give_role(by=None, by_words="the tests", person=cast[who], kind="member", organisation="ZZ1", now=AT)
    return cast
