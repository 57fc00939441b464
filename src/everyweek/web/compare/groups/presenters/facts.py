"""Who a group is: how it was made, who leads it, and who belonged to it when."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from everyweek.reference import Directory
from everyweek.reference.group import Group, GroupMember
from everyweek.web.compare.groups.queries import GroupToday
from everyweek.web.design import wording
from everyweek.web.measure.presenters.links import Link, organisation_address
from everyweek.web.measure.queries import directory

KIND_WORDS = {
    "network": "Learning and improvement network",
    "cohort": "Cohort of a national programme",
    "cluster": "Cluster of a national programme",
    "region": "Everyone in an NHS region",
    "icb": "Everyone in an integrated care board",
    "hand_made": "Group made by hand",
    "computed": "Group that was computed",
}
NO_OVERSIGHT = (
    "A learning network is not oversight. It is for asking one another what worked: a figure here is where a question "
    "begins, and ranks nobody."
)
HAVE_A_NETWORK = frozenset({"network", "cohort", "cluster", "region"})
"""The kinds of group whose people have a page of their own, under the same key."""
FEW_MEMBERS = 20


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One period of a member. today : the organisation that carries on its work, when it is another."""

    printed: str
    name: str
    address: str
    today: str
    when: str
    evidence: str


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """Everything about a group that is no figure.

    facts     : (name, words) for a list.
    leads     : the organisations of the lead.
    network   : the page of its people; empty for a group that has none.
    unmatched : what the source prints and no organisation was found for, each with the reason.
    """

    name: str
    kind: str
    about: str
    count: str
    over: str
    facts: tuple[tuple[str, str], ...]
    leads: tuple[Link, ...]
    network: str
    members: tuple[MemberRow, ...]
    is_short: bool
    unmatched: tuple[tuple[str, str], ...]


def group_facts(found: GroupToday) -> GroupFacts:
    """What is known of a group."""
    group, known = found.group, directory()
    matched = [member for member in group.members if member.code is not None]
    return GroupFacts(
        name=group.name,
        kind=KIND_WORDS[group.kind],
        about=NO_OVERSIGHT if group.kind == "network" else "",
        count=wording.several(len(found.codes), "organisation"),
        over=_over(found),
        facts=_facts(group),
        leads=tuple(
            Link(known.organisation(code).name, organisation_address(code)) for code in group.lead_organisation_codes
        ),
        network=reverse("network", kwargs={"network": group.key}) if group.kind in HAVE_A_NETWORK else "",
        members=tuple(_row(member, known) for member in matched),
        is_short=len(matched) <= FEW_MEMBERS,
        unmatched=tuple((member.printed, member.evidence) for member in group.unmatched),
    )


def _over(found: GroupToday) -> str:
    if not found.is_over:
        return ""
    ends = [member.valid_to for member in found.group.members if member.valid_to is not None]
    when = f" The last left on {wording.day_in_words(max(ends))}." if ends else ""
    return f"Nobody is a member today.{when} Shown are all who were, as the organisations that carry on their work."


def _facts(group: Group) -> tuple[tuple[str, str], ...]:
    found = {
        "Footprint": group.footprint,
        "Focus": group.focus,
        "Lead": group.lead,
        "How its members were chosen": group.method,
        "Version": group.version,
        "Source": group.source,
    }
    return tuple((name, words) for name, words in found.items() if words)


def _row(member: GroupMember, known: Directory) -> MemberRow:
    code = member.code or ""
    today = known.rolled_up(code, on=date.today())  # noqa: DTZ011 - mergers take effect on a day
    name = known.organisation(code).name
    now = "its work was divided" if today is None else "" if today == code else known.organisation(today).name
    return MemberRow(
        printed=member.printed,
        name="" if name == member.printed else name,
        address=organisation_address(code),
        today=now,
        when=_when(member.valid_from, member.valid_to),
        evidence=wording.capitalised(member.evidence),
    )


def _when(start: date | None, end: date | None) -> str:
    begun = f"from {wording.day_in_words(start)}" if start else ""
    ended = f"until {wording.day_in_words(end)}" if end else ""
    return wording.capitalised(" ".join(part for part in (begun, ended) if part)) or "Throughout"
