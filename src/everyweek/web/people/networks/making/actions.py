"""Beginning a network, changing what it says of itself, closing it and opening it again."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify

from everyweek.web.design.contact import whom_to_ask
from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network, Person
from everyweek.web.people.networks.errors import NotANetwork, NotSure
from everyweek.web.people.networks.joining.actions import decline_all, locked
from everyweek.web.people.networks.making.draft import Draft, draft_of, kinds_for, spelt
from everyweek.web.people.networks.models import KINDS, LONGEST_KEY
from everyweek.web.people.networks.queries import people_inside
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.predicates import oversees
from everyweek.web.people.reader import Reader, reader_of
from everyweek.web.people.roles.actions import give_role

RESERVED = frozenset({"new", "network"})
"""Words that stand in addresses of our own in the place of a key."""
STAYS_A_LEARNING_NETWORK = (
    "A learning network stays one: what was said in it was said under the promise that nobody who oversees its members "
    "reads it. Close this one, and begin another."
)


@transaction.atomic
def create_network(*, by: Reader, draft: Draft, now: datetime) -> Network:
    """A new network. Whoever makes it leads it, except a learning network: national support names its lead.

    Raises NotPermitted and NotANetwork.
    """
    check(by, "network.create")
    new = spelt(draft)
    if new.kind not in kinds_for(by):
        raise NotANetwork(_who_makes(new.kind), field="kind")
    network = _kept(new, by=by, now=now)
    record(
        by=by,
        action="network.made",
        of=("network", network.key),
        after={"name": network.name, "kind": network.kind, "joining": network.joining},
        network=network.key,
        now=now,
    )
    if not network.is_learning_network:
        maker = Person.objects.get(pk=by.identity)
        give_role(
            by=None,
            by_words="made the network",
            person=maker,
            kind="network_lead",
            network=network,
            tells=False,
            now=now,
        )
    return network


@transaction.atomic
def change_network(
    *, by: Reader, network: Network, seen_version: int, draft: Draft, is_sure: bool = False, now: datetime
) -> Network:
    """Change what a network says of itself; a change of nothing changes nothing.

    is_sure : whoever changes it has read that more people will see more, and means it.
    Raises NotPermitted, ChangedMeanwhile, NotANetwork and NotSure.
    """
    network = locked(network)
    check(by, "network.run", network)
    check_version(network, seen_version)
    before, after = draft_of(network), spelt(draft)
    changed = [name for name in Draft.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]
    if not changed:
        return network
    if "kind" in changed:
        _check_kind(network, after.kind, by=by)
    if not is_sure:
        check_shows_no_more(before, after)
    for name in changed:
        setattr(network, name, getattr(after, name))
    _save(network, now=now)
    record(
        by=by,
        action="network.changed",
        of=("network", network.key),
        before={name: getattr(before, name) for name in changed},
        after={name: getattr(after, name) for name in changed},
        network=network.key,
        now=now,
    )
    return network


@transaction.atomic
def close_network(*, by: Reader, network: Network, seen_version: int, now: datetime) -> None:
    """Close a network: nothing more is written, what was written stays, whoever waits to join is told.

    Closed twice, it is as closed once. Raises NotPermitted and ChangedMeanwhile.
    """
    network = locked(network)
    if network.ended_at is not None:
        return
    check(by, "network.run", network)
    check_version(network, seen_version)
    decline_all(by=by, network=network, now=now)
    network.ended_at = now
    _save(network, now=now)
    record(by=by, action="network.closed", of=("network", network.key), network=network.key, now=now)
    _tell_everybody(network, f"{network.name} has been closed", "You can still read it.", but=by.identity, now=now)


@transaction.atomic
def reopen_network(*, by: Reader, network: Network, now: datetime) -> None:
    """Open a closed network again. Raises NotPermitted."""
    network = locked(network)
    check(by, "network.reopen", network)
    if network.ended_at is None:
        return
    network.ended_at = None
    _save(network, now=now)
    record(by=by, action="network.reopened", of=("network", network.key), network=network.key, now=now)
    _tell_everybody(network, f"{network.name} is open again", "", but=by.identity, now=now)


def check_version(network: Network, seen_version: int) -> None:
    """Raises ChangedMeanwhile when it is not the present one."""
    if network.version != seen_version:
        raise ChangedMeanwhile(f"“{network.name}”")


def check_shows_no_more(before: Draft, after: Draft) -> None:
    """Raises NotSure, with what more people would see."""
    if after.joining == "open" and before.joining != "open":
        raise NotSure(
            "Everybody who signs in could then read what is said here, also what has been said so far. Tick the box at "
            "the end if you mean that, and save again."
        )
    if before.joining == "private" and after.joining == "request":
        raise NotSure(
            "Everybody could then see that this network exists, what it is for and which organisations are in it. Tick "
            "the box at the end if you mean that, and save again."
        )


def _check_kind(network: Network, kind: str, *, by: Reader) -> None:
    """Raises NotANetwork for a kind that it cannot become."""
    if network.is_learning_network:
        raise NotANetwork(STAYS_A_LEARNING_NETWORK, field="kind")
    if kind not in kinds_for(by):
        raise NotANetwork(_who_makes(kind), field="kind")
    if kind != "learning_network":
        return
    # Locked, so that nobody inside is given a role of oversight before the network is a learning one.
    held = Person.objects.select_for_update(no_key=True)
    inside = held.filter(pk__in=people_inside(network).values("pk")).order_by("pk")
    overseeing = [person.name for person in inside if oversees(reader_of(person.pk))]
    if overseeing:
        raise NotANetwork(
            f"{', '.join(overseeing[:5])} {'oversees' if len(overseeing) == 1 else 'oversee'} others and cannot be in "
            "a learning network. Take them out first.",
            field="kind",
        )


def _who_makes(kind: str) -> str:
    title = KINDS[kind].lower()
    if kind == "community_of_practice":
        return f"A {title} is made by administrators and national support. You can make a project room."
    return f"A {title} is made by national support: ask {whom_to_ask(otherwise='them')}."


def _kept(new: Draft, *, by: Reader, now: datetime) -> Network:
    """The row, under a key that is free: of two that begin the same name at once, the second gets a number."""
    for key in _keys(new.name):
        try:
            with transaction.atomic():
                return Network.objects.create(
                    key=key,
                    name=new.name,
                    kind=new.kind,
                    purpose=new.purpose,
                    footprint=new.footprint,
                    focus=new.focus,
                    joining=new.joining,
                    group_key=new.group_key,
                    created_at=now,
                    updated_at=now,
                    created_by_id=by.identity,
                )
        except IntegrityError:
            continue
    raise NotANetwork("There are too many networks of nearly this name. Give this one another.", field="name")


def _keys(name: str) -> list[str]:
    """Words for the address, made of the name, that nobody has: not one of ours, and not one of the published lists."""
    from everyweek.reference.groups import built_in_groups
    from everyweek.web.people.organisations.known import directory

    stem = slugify(name).replace("_", "-").strip("-")[: LONGEST_KEY - 5].strip("-") or "network"
    listed = {group.key for group in built_in_groups(directory())}
    taken = listed | RESERVED | set(Network.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = [f"{stem}-{number}" for number in range(2, len(taken) + 20)]
    return [key for key in (stem, *numbered) if key not in taken][:20]


def _save(network: Network, *, now: datetime) -> None:
    network.version, network.updated_at = network.version + 1, now
    network.save()


def _tell_everybody(network: Network, title: str, text: str, *, but: int | None, now: datetime) -> None:
    notify(
        people_inside(network).exclude(pk=but).values_list("pk", flat=True),
        kind="network",
        key=f"network-{network.pk}-{network.version}",
        title=title,
        text=text,
        address=reverse("network", kwargs={"network": network.key}),
        network=network,
        now=now,
    )
