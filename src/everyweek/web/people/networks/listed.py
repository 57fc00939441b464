"""The networks of the published lists: each group of organisations that works together gets a network of people.

They are the learning and improvement networks, the programme's cohorts and clusters, and the regions. Integrated care
boards are organisations with people of their own.
"""

from datetime import datetime

from django.db import transaction

from everyweek.reference.group import Group
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Network

KINDS_OF_GROUPS = {"network": "learning_network", "cohort": "cohort", "cluster": "cluster", "region": "region"}
FOCUS_AS_PRINTED = {
    "UEC": "urgent_and_emergency_care",
    "Elective": "elective_care",
    "UEC and Elective": "urgent_and_elective_care",
}
PURPOSES = {
    "learning_network": "To share what works and learn from one another. It oversees nobody.",
    "cohort": "For everyone who was in the programme at the same time, to say what lasted and what did not.",
    "cluster": "For systems that were put together because they were alike or near one another.",
    "region": "For everyone in the region who works on urgent and emergency care.",
}


@transaction.atomic
def start_listed_networks(now: datetime) -> int:
    """Make the networks of the published lists that are not there yet; gives how many were made or brought up to date.

    Text that still says what the lists said when it was read last follows them; what people changed stays theirs.
    Costs one look into the database when there is nothing new. A key that people took already stays theirs.
    """
    known = {network.key: network for network in Network.objects.filter(key__in=[group.key for group in _groups()])}
    done = 0
    for group in _groups():
        network = known.get(group.key)
        if network is None:
            _begin(group, now=now)
        elif not network.is_listed or not _follow(network, group, now=now):
            continue
        done += 1
    return done


def published_of(group: Group) -> dict[str, str]:
    """What the lists say of a network, by the fields of ours."""
    kind = KINDS_OF_GROUPS[group.kind]
    return {
        "name": group.name,
        "purpose": PURPOSES[kind],
        "footprint": group.footprint,
        "lead_words": _lead_words(group),
        "focus": FOCUS_AS_PRINTED.get(group.focus, ""),
    }


def _groups() -> list[Group]:
    from everyweek.reference import directory
    from everyweek.reference.groups import built_in_groups

    return [group for group in built_in_groups(directory()) if group.kind in KINDS_OF_GROUPS]


def _begin(group: Group, *, now: datetime) -> None:
    published = published_of(group)
    network = Network.objects.create(
        key=group.key,
        kind=KINDS_OF_GROUPS[group.kind],
        group_key=group.key,
        joining="request",
        invented=group.invented,
        is_listed=True,
        published=published,
        created_at=now,
        updated_at=now,
        **published,
    )
    record(
        by=None,
        by_words="the published lists",
        action="network.made",
        of=("network", network.key),
        after={"name": network.name, "kind": network.kind},
        network=network.key,
        now=now,
    )


def _follow(network: Network, group: Group, *, now: datetime) -> bool:
    """Bring text that nobody touched up to date. Whether the lists say anything new."""
    published = published_of(group)
    if network.published == published:
        return False
    locked = Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    before = {name: getattr(locked, name) for name in published}
    untouched = [name for name in published if before[name] == locked.published.get(name)]
    for name in untouched:
        setattr(locked, name, published[name])
    locked.published, locked.updated_at, locked.version = published, now, locked.version + 1
    locked.save()
    changed = [name for name in untouched if before[name] != published[name]]
    record(
        by=None,
        by_words="the published lists",
        action="network.changed",
        of=("network", locked.key),
        before={name: before[name] for name in changed},
        after={name: published[name] for name in changed},
        network=locked.key,
        now=now,
    )
    return True


def _lead_words(group: Group) -> str:
    """Who leads it as printed, and the month from which the list counts; empty when nothing is printed."""
    if not group.lead:
        return ""
    since = min((member.valid_from for member in group.members if member.valid_from), default=None)
    who = ", ".join(part for part in (group.lead, group.lead_organisation) if part)
    return f"{who} (published; from {since:%B %Y})" if since else who
