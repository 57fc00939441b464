"""What waits for what: there is never a circle, and whoever would make one reads which."""

from collections.abc import Iterable, Mapping

from everyweek.web.plan.actions.models import Action, ActionNeeds
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan


def check_no_circle(plan: ImprovementPlan, action: Action, needed: Iterable[Action]) -> None:
    """Raises NotAPlan, with the circle in words, when the action would wait for itself in the end."""
    waits: dict[int, list[int]] = {}
    for one, other in ActionNeeds.objects.filter(action__plan=plan).values_list("action_id", "needed_id"):
        waits.setdefault(one, []).append(other)
    waits[action.pk] = [one.pk for one in needed]
    circle = circle_from(action.pk, waits)
    if circle:
        names = {one.pk: f"{one.number} {one.title}" for one in plan.actions.filter(pk__in=circle)}
        raise NotAPlan("needs", circle_in_words([names[number] for number in circle], of=f"{action.number}"))


def circle_from(start: int, waits: Mapping[int, Iterable[int]]) -> tuple[int, ...]:
    """The things on the shortest way from a thing back to itself, beginning with it; empty when there is no such way.

    >>> circle_from(1, {1: [4], 4: [2], 2: [1, 3]}), circle_from(1, {1: [2], 2: [3]}), circle_from(1, {1: [1]})
    ((1, 4, 2), (), (1,))
    """
    ways: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    while ways:
        longer = []
        for way in ways:
            for other in waits.get(way[-1], ()):
                if other == start:
                    return way
                if other not in seen:
                    seen.add(other)
                    longer.append((*way, other))
        ways = longer
    return ()


def circle_in_words(names: list[str], *, of: str) -> str:
    """The sentence for a circle.

    >>> circle_in_words(["1 Board rounds", "4 A hub"], of="1")
    'That would go round in a circle: 1 Board rounds waits for 4 A hub, which waits for 1. Take one of them out.'
    """
    if len(names) == 1:
        return f"{names[0]} cannot wait for itself."
    first, *rest = names
    chain = ", which waits for ".join(rest)
    return f"That would go round in a circle: {first} waits for {chain}, which waits for {of}. Take one of them out."
