"""Naming the people who take part for a place, and ending that."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.assess.places.errors import CannotTakePart
from everyweek.web.assess.places.models import Place, PlaceMember
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Person
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

NOBODY_HAS_IT = (
    "Nobody who has an account has the address “{email}”. Check how it is spelt; or ask an administrator to invite "
    "them, and name them once they have joined"
)
ACCOUNT_IS_CLOSED = "The account of “{email}” has been closed, so they cannot take part. Name somebody else"
ENDED = "{place} was ended, so nobody new is named for it."
TAKES_PART = "{name} takes part already, for “{party}”{leads}. Nothing was changed"


@transaction.atomic
def name_person(*, by: Reader, place: Place, email: str, party: str, leads: bool = False, now: datetime) -> PlaceMember:
    """Name somebody who has an account to take part for a party; they are told.

    Whoever takes part already for another party, or leads or does not, does so from now on as it is said here.
    Raises NotPermitted, CannotTakePart.
    """
    found = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    check(by, "place.name-people", found)
    if found.ended_at is not None:
        raise CannotTakePart("", ENDED.format(place=found.name))
    if party not in PARTIES:
        raise CannotTakePart("party", "Choose for whom they take part")
    person = _person_with(email)
    before = found.members.filter(person=person, ended_at=None).first()
    if before is not None:
        _check_is_another(before, person, party=party, leads=leads)
        before.ended_at = now
        before.save(update_fields=("ended_at",))
    made = PlaceMember.objects.create(
        place=found, person=person, party=party, leads=leads, added_by_id=by.identity, added_at=now
    )
    record(
        by=by,
        action="place.named",
        of=("place", found.key),
        before={"party": PARTIES[before.party], "leads": before.leads} if before else None,
        after={"party": PARTIES[party], "leads": leads},
        organisation=found.system,
        about=person.pk,
        now=now,
    )
    _tell(made, by=by, now=now)
    return made


@transaction.atomic
def end_membership(*, by: Reader, member: PlaceMember, now: datetime) -> None:
    """End that somebody takes part; what they wrote stays. Ending it again changes nothing. Raises NotPermitted."""
    place = Place.objects.select_for_update(no_key=True).get(pk=member.place_id)
    check(by, "place.name-people", place)
    found = PlaceMember.objects.select_for_update(no_key=True).get(pk=member.pk)
    if found.ended_at is not None:
        return
    found.ended_at = now
    found.save(update_fields=("ended_at",))
    record(
        by=by,
        action="place.unnamed",
        of=("place", place.key),
        before={"party": PARTIES[found.party], "leads": found.leads},
        organisation=place.system,
        about=found.person_id,
        now=now,
    )
    if found.person_id != by.identity:
        notify(
            [found.person_id],
            kind="assessment-named",
            key=f"place-member-ended-{found.pk}",
            title=f"You no longer take part for {place.name}",
            text="What you wrote stays with the place.",
            address=reverse("assess"),
            now=now,
        )


def tell_leads_of_parties(place: Place, *, by: Reader, now: datetime) -> None:
    """Tell the leads that other organisations are parties now: their people read what is private to the place."""
    leads = place.members.filter(leads=True, ended_at=None).exclude(person=by.identity or 0)
    notify(
        leads.values_list("person_id", flat=True),
        kind="assessment-named",
        key=f"place-parties-{place.pk}-{place.version}",
        title=f"The parties of {place.name} were changed",
        text=f"{by.name or 'Somebody'} changed them. Everybody at its hospitals, community and ambulance services "
        "reads and writes its assessments.",
        address=reverse("place", kwargs={"place": place.key}),
        now=now,
    )


def _person_with(email: str) -> Person:
    typed = email.strip()
    person = Person.objects.filter(email__iexact=typed).first() if typed else None
    if person is None:
        raise CannotTakePart("email", NOBODY_HAS_IT.format(email=typed[:80]) if typed else "Write an e-mail address")
    if not person.is_active:
        raise CannotTakePart("email", ACCOUNT_IS_CLOSED.format(email=typed[:80]))
    return person


def _check_is_another(before: PlaceMember, person: Person, *, party: str, leads: bool) -> None:
    if (before.party, before.leads) == (party, leads):
        words = TAKES_PART.format(name=person.name, party=PARTIES[party], leads=", and leads" if leads else "")
        raise CannotTakePart("email", words)


def _tell(member: PlaceMember, *, by: Reader, now: datetime) -> None:
    """Tell whoever was named, and the leads of the place, who answer for what is private to it."""
    place, who = member.place, member.person
    notify(
        [] if who.pk == by.identity else [who.pk],
        kind="assessment-named",
        key=f"place-member-{member.pk}",
        title=f"You {'lead the assessment of' if member.leads else 'take part for'} {place.name}",
        text=f"{by.name or 'Somebody'} named you for “{PARTIES[member.party]}”. What is written there is private to "
        "those who take part until it is shared.",
        address=reverse("place", kwargs={"place": place.key}),
        now=now,
    )
    others = place.members.filter(leads=True, ended_at=None).exclude(person__in=[who.pk, by.identity or 0])
    notify(
        others.values_list("person_id", flat=True),
        kind="assessment-named",
        key=f"place-member-{member.pk}-lead",
        title=f"{who.name} takes part for {place.name} now",
        text=f"{by.name or 'Somebody'} named them for “{PARTIES[member.party]}”.",
        address=reverse("place", kwargs={"place": place.key}),
        now=now,
    )
