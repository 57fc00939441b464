"""Whose an action is: who can be chosen, and who has left since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from everyweek.web.people.models import Person, Role
from everyweek.web.people.organisations.known import organisations_above
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan

SOMEBODY_WHO_LEFT = "Somebody who left"
"""The role of an action whose owner was erased, so that those who go on see that it needs a new one."""


@dataclass(frozen=True, slots=True)
class PossibleOwner:
    """Somebody who can be given an action. is_champion : chosen from the champions, does not work on the plan."""

    number: int
    name: str
    is_champion: bool


def possible_owners(plan: ImprovementPlan) -> tuple[PossibleOwner, ...]:
    """Those who work on the plan, then the champions of its organisation and of its board and region; by name."""
    working = list(
        Person.objects.filter(plans__plan=plan, is_active=True).order_by("name", "pk").values_list("pk", "name")
    )
    champions = (
        Person.objects.filter(
            roles__kind="champion",
            roles__organisation__in=organisations_above(plan.organisation, on=timezone.localdate()),
            roles__until=None,
            is_active=True,
        )
        .exclude(pk__in=[number for number, _ in working])
        .distinct()
        .order_by("name", "pk")
    )
    return (
        *(PossibleOwner(number, name, is_champion=False) for number, name in working),
        *(PossibleOwner(one.pk, one.name, is_champion=True) for one in champions),
    )


def owners_to_choose(plan: ImprovementPlan, owner: Person | None) -> tuple[PossibleOwner, ...]:
    """The possible owners, and whoever owns it now, who may stay until somebody chooses another one."""
    known = possible_owners(plan)
    if owner is None or owner.pk in {one.number for one in known}:
        return known
    return (*known, PossibleOwner(owner.pk, f"{owner.name} (as now)", is_champion=False))


def checked_owner(plan: ImprovementPlan, number: int | None, *, now_of: int | None) -> Person | None:
    """The person, who must be one of the possible owners, or whose it is now. Raises NotAPlan.

    now_of : the number of whoever owns the action, or watches the risk, as it is kept; None for nobody.
    """
    if number is None:
        return None
    if number != now_of and number not in {one.number for one in possible_owners(plan)}:
        raise NotAPlan("owner", "Choose somebody who works on the plan, or a champion of the organisation.")
    return Person.objects.get(pk=number)


def who_left(owners: Iterable[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    """Of pairs of a person and the organisation of a plan, those who have left.

    Their account is closed, or their role at the organisation ended; or, of a champion of its board or region, theirs
    there. One look for accounts and one for roles, however many are asked about.
    """
    wanted = set(owners)
    people = {person for person, _ in wanted}
    active = set(Person.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    held = _held(people)
    today = timezone.localdate()
    above = {code: organisations_above(code, on=today) for code in {code for _, code in wanted}}
    return frozenset(
        (person, code)
        for person, code in wanted
        if person not in active or not _is_still_there(held.get(person, ()), code, above[code])
    )


def _held(people: Collection[int]) -> dict[int, list[tuple[str, bool]]]:
    """By person every organisation at which a role was ever held, and whether it is held now."""
    found: dict[int, list[tuple[str, bool]]] = {}
    rows = Role.objects.filter(person_id__in=people).exclude(organisation="")
    for person, organisation, until in rows.values_list("person_id", "organisation", "until"):
        found.setdefault(person, []).append((organisation, until is None))
    return found


def _is_still_there(held: Collection[tuple[str, bool]], code: str, above: Collection[str]) -> bool:
    """Holds a role there. Somebody of elsewhere, who never held one, works on the plan and has not left."""
    own = [is_now for place, is_now in held if place == code]
    over = own or [is_now for place, is_now in held if place in above]
    return not over or any(over)
