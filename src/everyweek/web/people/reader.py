"""Who reads or acts: their identity and the roles they hold at this moment."""

from dataclasses import dataclass

from everyweek.web.people.roles.models import Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that is held now. organisation: a code, or ""; network: its number, or None."""

    kind: str
    organisation: str
    network: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody before a page, or behind an action.

    identity          : the number of the person; None for somebody who has not signed in.
    roles             : those held now. They are read anew for every request, so that an ended role ends at once.
    has_second_factor : whether they have set one up.
    """

    identity: int | None
    name: str = ""
    email: str = ""
    roles: tuple[HeldRole, ...] = ()
    has_second_factor: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether we know who it is."""
        return self.identity is not None

    def holds(self, *kinds: str, organisation: str | None = None, network: int | None = None) -> bool:
        """Whether they hold one of these roles: at the organisation, in the network, or, with neither, anywhere."""
        return any(
            role.kind in kinds
            and (organisation is None or role.organisation == organisation)
            and (network is None or role.network == network)
            for role in self.roles
        )

    def organisations(self, *kinds: str) -> frozenset[str]:
        """The organisations at which they hold one of these roles; any role when none is named."""
        return frozenset(
            role.organisation for role in self.roles if role.organisation and (not kinds or role.kind in kinds)
        )

    def networks(self, *kinds: str) -> frozenset[int]:
        """The networks in which they hold one of these roles; any role when none is named."""
        return frozenset(
            role.network for role in self.roles if role.network is not None and (not kinds or role.kind in kinds)
        )


NOBODY = Reader(identity=None)


def reader_of(person: int) -> Reader:
    """A person as a reader, with the roles they hold now; NOBODY for one whose account is closed or is not there."""
    from everyweek.web.people.models import Person

    row = Person.objects.filter(pk=person, is_active=True).first()
    return NOBODY if row is None else reader_with_roles(row.pk, row.name, row.email)


def reader_with_roles(identity: int, name: str, email: str) -> Reader:
    """A reader whose person has been read already."""
    held = Role.objects.filter(person_id=identity, until=None).values_list("kind", "organisation", "network_id")
    return Reader(
        identity=identity,
        name=name,
        email=email,
        roles=tuple(HeldRole(*row) for row in held),
        has_second_factor=_has_second_factor(identity),
    )


def _has_second_factor(identity: int) -> bool:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user_id=identity, type=Authenticator.Type.TOTP).exists()
