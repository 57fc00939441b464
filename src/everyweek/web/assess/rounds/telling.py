"""Telling those who take part for a place something of its assessment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.people.notifications.actions import notify

KIND = "assessment-round"


def assessment_address(one: Assessment) -> str:
    """The path of an assessment."""
    return reverse("assessment", kwargs={"assessment_round": one.round.key, "place": one.place.key})


def named_for(places: Iterable[int]) -> Mapping[int, list[int]]:
    """Who is named for each of these places, by the number of the place; closed accounts are left out."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = PlaceMember.objects.filter(place__in=list(places), ended_at=None, person__is_active=True)
    for place, person in rows.values_list("place_id", "person_id"):
        found[place].append(person)
    return found


def tell_place(
    one: Assessment, *, key: str, title: str, text: str = "", people: Iterable[int] | None = None, now: datetime
) -> None:
    """A line in the inbox of everybody who is named for the place. key: of what happened; the same is told once."""
    told = named_for([one.place_id])[one.place_id] if people is None else people
    notify(told, kind=KIND, key=f"assessment-{key}", title=title, text=text, address=assessment_address(one), now=now)


def tell_places(found: AssessmentRound, *, what: str, title: str, now: datetime) -> None:
    """The same line for everybody who is named for any place of a round; who takes part for several is told once."""
    people = named_for(found.assessments.values_list("place_id", flat=True))
    notify(
        {person for several in people.values() for person in several},
        kind=KIND,
        key=f"assessment-round-{found.pk}-{what}",
        title=title,
        address=reverse("assessment-round", kwargs={"assessment_round": found.key}),
        now=now,
    )
