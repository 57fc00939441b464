"""Giving roles and ending them. Everything that makes somebody belong somewhere goes through here."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.reference import ENGLAND
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Network, Person, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, check
from everyweek.web.people.predicates import is_region, oversees
from everyweek.web.people.reader import Reader, reader_of
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK, ROLES
from everyweek.web.people.roles.errors import IsClosed, KeptApart, LastOne, NoSuchRole, WasErased

OVERSEER_INSIDE = (
    "{name} oversees others, and what is said in a learning network is not for those who oversee its members. Nobody "
    "holds both roles: end one first."
)


@transaction.atomic
def give_role(
    *,
    by: Reader | None,
    person: Person,
    kind: str,
    organisation: str = "",
    network: Network | None = None,
    by_words: str = "",
    tells: bool = True,
    now: datetime,
) -> Role:
    """Give a role, tell the person, and note it; one that they hold already is left as it is.

    by    : who gives it, and must be permitted to; None when the product itself gives it, because an invitation was
            accepted, a network is open, or on the command line; by_words says which.
    tells : whether the person finds it in the inbox.
    Raises NotPermitted, NoSuchRole, KeptApart, IsClosed, WasErased.
    """
    if network is not None:  # so that it is not closed, or made a learning network, meanwhile
        network = Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    wanted = RoleWanted(kind, organisation, network)
    if by is not None:
        check(by, "role.give", wanted)
    check_exists(wanted)
    # Of two at once, the second sees the first. Entries and lines about the person can be written meanwhile.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_is_open(person)
    check_goes_together(person, wanted)
    held = Role.objects.filter(person=person, kind=kind, organisation=organisation, network=network, until=None).first()
    if held is not None:
        return held
    role = Role.objects.create(
        person=person,
        kind=kind,
        organisation=organisation,
        network=network,
        since=now,
        given_by_id=by.identity if by else None,
    )
    record(
        by=by,
        by_words=by_words,
        action="role.given",
        of=("person", str(person.pk)),
        after={"role": kind, "person": person.name},
        organisation=organisation,
        network=network.key if network else "",
        about=person.pk,
        now=now,
    )
    if tells and (by is None or by.identity != person.pk):
        _tell(role, f"You are now {in_words(role)}", now=now)
    return role


@transaction.atomic
def end_role(
    *, by: Reader | None, role: Role, why: str = "", by_words: str = "", was_checked: bool = False, now: datetime
) -> None:
    """End a role that is held; one that ended already is left as it is.

    was_checked : whoever calls this has checked that `by` may end every role of the person, wherever it is held,
                  because the account is closed or erased.
    A person may end their own roles; others need the permission. Raises NotPermitted and LastOne.
    """
    role = _locked(role)
    if role.until is not None:
        return
    if by is not None and by.identity != role.person_id and not was_checked:
        check(by, "role.give", RoleWanted(role.kind, role.organisation, role.network))
    check_somebody_is_left(role)
    # A clock that was set back must not end a role before it began.
    role.until, role.ended_by_id, role.why_ended = max(now, role.since), by.identity if by else None, why[:200]
    role.save(update_fields=("until", "ended_by", "why_ended"))
    record(
        by=by,
        by_words=by_words,
        action="role.ended",
        of=("person", str(role.person_id)),
        before={"role": role.kind, "person": role.person.name},
        after={"why": why[:200]} if why else {},
        organisation=role.organisation,
        network=role.network.key if role.network else "",
        about=role.person_id,
        now=now,
    )
    if by is None or by.identity != role.person_id:
        _tell(role, f"You are no longer {in_words(role)}", now=now)
    if role.kind == "network_lead" and role.network is not None:
        tell_that_nobody_leads(role.network, now=now)


def locked_held(person: int, *, organisation: str = "", network: Network | None = None) -> list[Role]:
    """The roles that a person holds, or those at one place, locked before the first of them is ended.

    Whoever writes an entry of the chain holds up everybody who writes one: to wait for a role after that could be to
    wait for somebody who waits for the chain.
    """
    place = {"organisation": organisation} if organisation else {"network": network} if network else {}
    held = Role.objects.filter(person=person, until=None, **place)
    of_national_support = Role.objects.none()
    if held.filter(kind="national_support").exists():
        of_national_support = Role.objects.filter(kind="national_support", until=None)
    wanted = {*held.values_list("pk", flat=True), *of_national_support.values_list("pk", flat=True)}
    rows = Role.objects.select_for_update(of=("self",)).select_related("person", "network").order_by("pk")
    return [role for role in rows.filter(pk__in=wanted, until=None) if role.person_id == person]


def check_is_open(person: Person) -> None:
    """Raises IsClosed and WasErased for somebody who cannot sign in: what they would hold nobody would look after."""
    if person.erased_at is not None:
        raise WasErased
    if not person.is_active:
        raise IsClosed(person.name)


def check_exists(wanted: RoleWanted) -> None:
    """Raises NoSuchRole for a role that there is not, or not there."""
    role = ROLES.get(wanted.kind)
    if role is None:
        raise NoSuchRole(f"There is no role “{wanted.kind[:40]}”. The roles are: {', '.join(ROLES)}.")
    scope = "organisation" if wanted.organisation else "network" if wanted.network else "country"
    if scope not in role.scopes:
        raise NoSuchRole(f"{role.title} is held in: {' or '.join(sorted(role.scopes))}; not in: {scope}.")
    if wanted.organisation and wanted.organisation != ENGLAND and not directory().has(wanted.organisation):
        raise NoSuchRole(f"No organisation has the code “{wanted.organisation[:20]}”.")
    if wanted.network is not None and wanted.network.ended_at is not None:
        raise NoSuchRole(f"{wanted.network.name} has been closed: nobody can join it any more.")


def check_goes_together(person: Person, wanted: RoleWanted) -> None:
    """Raises KeptApart when somebody would be inside a learning network and oversee its members."""
    reader = reader_of(person.pk)
    oversight = wanted.kind == "national_support" or (
        wanted.kind == "system_administrator" and is_region(wanted.organisation)
    )
    if wanted.network is not None and wanted.network.is_learning_network and oversees(reader):
        raise KeptApart(OVERSEER_INSIDE.format(name=person.name))
    if (
        oversight
        and Role.objects.filter(
            person=person, until=None, kind__in=INSIDE_A_NETWORK, network__kind="learning_network"
        ).exists()
    ):
        raise KeptApart(OVERSEER_INSIDE.format(name=person.name))


def check_somebody_is_left(role: Role) -> None:
    """Raises LastOne when this is the only national support: nobody could give that role again on a page."""
    if role.kind != "national_support":
        return
    others = Role.objects.filter(kind="national_support", until=None, person__is_active=True).exclude(pk=role.pk)
    if not others.exists():
        raise LastOne("This is the last one who holds national support. Give the role to somebody else first.")


def tell_that_nobody_leads(network: Network, *, now: datetime) -> None:
    """Tell everybody inside, when a network has lost its last lead."""
    inside = Role.objects.filter(network=network, until=None, kind__in=INSIDE_A_NETWORK, person__is_active=True)
    if inside.filter(kind="network_lead").exists():
        return
    notify(
        inside.values_list("person_id", flat=True),
        kind="lead",
        key=f"no-lead-{network.pk}-{now:%Y%m%d%H%M%S}",
        title=f"{network.name} has no lead any more",
        text="Requests to join wait until somebody leads it. National support can give the role.",
        address=reverse("network", kwargs={"network": network.key}),
        network=network,
        now=now,
    )


def in_words(role: Role) -> str:
    """A role and where it is held, in a sentence: "a member at Fenwick Trust"."""
    title = ROLES[role.kind].title.lower()
    if role.kind != "national_support":
        title = f"{'an' if title[0] in 'aeiou' else 'a'} {title}"
    if role.network is not None:
        return f"{title} in {role.network.name}"
    return f"{title} at {name_of(role.organisation, directory())}" if role.organisation else title


def _locked(role: Role) -> Role:
    """The role as it is now, so that nobody else ends it before we have.

    Of national support all roles are locked, in one order: of two who end each other's at once, the second sees what
    the first did, and neither waits for what the other holds.
    """
    if role.kind == "national_support":
        list(Role.objects.select_for_update().filter(kind="national_support", until=None).order_by("pk"))
    return Role.objects.select_for_update(of=("self",)).select_related("person", "network").get(pk=role.pk)


def text_about(role: Role) -> str:
    """What the role is for, or why it ended."""
    return role.why_ended if role.until else ROLES[role.kind].meaning


def _tell(role: Role, title: str, *, now: datetime) -> None:
    notify(
        [role.person_id],
        kind="role",
        key=f"role-{role.pk}-{'ended' if role.until else 'given'}",
        title=title,
        text=text_about(role),
        address=reverse("account"),
        now=now,
    )
