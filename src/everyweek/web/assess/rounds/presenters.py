"""What the pages of rounds show, as plain values."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from everyweek.web.assess.forward_links import address_if_any
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds.mine import MyAssessment, RoundLine, my_assessments
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.rounds.progress import PlaceProgress, SystemProgress, together
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, local_day, moment_in_words
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader

NATIONAL = "national support"


def trail(*further: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of rounds."""
    return [
        {"href": "/", "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {"href": reverse("assessment-rounds"), "text": "Rounds"},
        *({"href": href, "text": text} for href, text in further),
    ]


def round_address(key: str) -> str:
    """The path of a round."""
    return reverse("assessment-round", kwargs={"assessment_round": key})


def mine_in_words(one: MyAssessment, *, now: datetime) -> dict[str, Any]:
    """One of the reader's own assessments: how far it is, and how long there is."""
    return {
        "place": one.place,
        "round": one.round,
        "address": address_if_any("assessment", assessment_round=one.round_key, place=one.place_key),
        "says": f"{one.agreed:,} of {wording.several(one.questions, 'question')} agreed, {time_left(one, now=now)}",
        "tag": _tag_of_mine(one, now=now),
        "deadline": deadline_in_words(one.deadline_at),
    }


def my_assessments_in_words(reader: Reader, *, place: Place, now: datetime) -> tuple[dict[str, Any], ...]:
    """The assessments of a place, for those who take part in it; none for others."""
    return tuple(mine_in_words(one, now=now) for one in my_assessments(reader, place=place, now=now))


def time_left(one: MyAssessment, *, now: datetime) -> str:
    """How long there is, in the largest words that are still true."""
    closed = f"closed on {wording.day_in_words(local_day(one.closed_at))}" if one.closed_at else ""
    if one.submitted_at is not None:
        submitted = f"submitted on {wording.day_in_words(local_day(one.submitted_at))}"
        return f"{submitted}, {closed}" if closed else submitted
    if closed:
        return closed
    if now < one.opens_at:
        return f"opens on {wording.day_in_words(local_day(one.opens_at))}"
    if now > one.deadline_at:
        return f"{rough(now - one.deadline_at)} late"
    return f"{rough(one.deadline_at - now)} left"


def rough(span: timedelta) -> str:
    """Whole days, or, below two days, hours and minutes.

    >>> rough(timedelta(days=6, hours=5)), rough(timedelta(hours=30)), rough(timedelta(minutes=5))
    ('6 days', '1 day 6 hours', '5 minutes')
    """
    return wording.several(span.days, "day") if span.days >= 2 else how_long(span)


def list_page(
    mine: Sequence[MyAssessment], rounds: Sequence[RoundLine], *, makes: bool, now: datetime
) -> dict[str, Any]:
    """The reader's assessments, and the rounds that they run or oversee."""
    return {
        "mine": tuple(mine_in_words(one, now=now) for one in mine),
        "rounds": tuple(round_line(one, now=now) for one in rounds),
        "makes": makes,
    }


def round_line(one: RoundLine, *, now: datetime) -> dict[str, str]:
    """A round in a list."""
    whose = name_of(one.system, directory()) if one.system else NATIONAL
    return {
        "title": one.title,
        "address": round_address(one.key),
        "about": f"{one.framework}. By {whose}. {state_in_words(one, now=now)}.",
    }


def state_in_words(one: AssessmentRound | RoundLine, *, now: datetime) -> str:
    """Whether a round is open."""
    if one.closed_at is not None:
        return f"Closed since {moment_in_words(one.closed_at)}"
    if now < one.opens_at:
        return f"Opens on {wording.day_in_words(local_day(one.opens_at))}"
    deadline = deadline_in_words(one.deadline_at)
    if now > one.deadline_at:
        return f"Open; the deadline was {deadline}, {rough(now - one.deadline_at)} ago"
    return f"Open until {deadline}, {rough(one.deadline_at - now)} left"


def round_page(
    found: AssessmentRound,
    *,
    mine: Sequence[MyAssessment],
    lines: Sequence[SystemProgress],
    places: Sequence[PlaceProgress],
    runs: bool,
    now: datetime,
) -> dict[str, Any]:
    """A round: the reader's own places first, then how far everybody is, for those who may see that."""
    key = found.key
    at = {"assessment_round": key}
    return {
        "title": found.title,
        "about": tuple(line for line in found.about.splitlines() if line.strip()),
        "state": state_in_words(found, now=now),
        "opens": wording.day_in_words(local_day(found.opens_at)),
        "deadline": deadline_in_words(found.deadline_at),
        "framework": f"{found.framework.title}, version {found.framework.version}",
        "framework_address": reverse("framework", kwargs={"framework": found.framework_id}),
        "parties": ", ".join(PARTIES[party] for party in found.parties),
        "whose": name_of(found.system, directory()) if found.system else wording.capitalised(NATIONAL),
        "previous": found.previous.title if found.previous else "",
        "previous_address": round_address(found.previous.key) if found.previous else "",
        "results": address_if_any("assessment-results", **at),
        "mine": tuple(mine_in_words(one, now=now) for one in mine),
        "runs": runs,
        "sees_progress": bool(lines),
        "totals": totals(lines),
        "systems": tuple(_system(one, round_key=key) for one in lines),
        "places": tuple(place_row(one, round_key=key, now=now) for one in places),
        "places_of": name_of(places[0].system, directory()) if places and len(lines) > 1 else "",
        "closed": found.closed_at is not None,
        "edit": reverse("edit-assessment-round", kwargs=at),
        "close": reverse("close-assessment-round", kwargs=at),
        "add": reverse("assessment-round-places", kwargs=at),
        "csv": reverse("assessment-round-progress", kwargs=at),
    }


def totals(lines: Sequence[SystemProgress]) -> tuple[str, ...]:
    """What all systems together come to, each as a sentence."""
    if not lines:
        return ()
    all_of_them = together(lines)
    places = wording.several(all_of_them.places, "place")
    late = f" {all_of_them.late:,} late." if all_of_them.late else ""
    sent_late = f", {all_of_them.sent_late:,} of them after the deadline" if all_of_them.sent_late else ""
    share = round(100 * all_of_them.agreed / all_of_them.questions) if all_of_them.questions else 0
    without = (
        f"{wording.several(all_of_them.without_lead, 'place')} without anybody who leads: nobody there could submit.",
    )
    return (
        (
            f"{all_of_them.submitted:,} of {places} submitted{sent_late}. {all_of_them.begun:,} begun, "
            f"{all_of_them.not_begun:,} not begun.{late}"
        ),
        f"{all_of_them.agreed:,} of {all_of_them.questions:,} questions agreed ({share} %).",
        *(without if all_of_them.without_lead else ()),
    )


def place_row(one: PlaceProgress, *, round_key: str, now: datetime) -> dict[str, Any]:
    """One place of a system."""
    return {
        "name": one.name,
        "address": reverse("place", kwargs={"place": one.key}),
        "tag": tag_of_place(one, now=now),
        "agreed": f"{one.agreed:,} of {one.questions:,}",
        "no_lead": not one.has_lead,
        "deadline": f"Its own: {deadline_in_words(one.deadline_at)}. {one.why_longer}" if one.has_own_deadline else "",
        "longer": reverse("assessment-longer", kwargs={"assessment_round": round_key, "place": one.key}),
    }


def tag_of_place(one: PlaceProgress, *, now: datetime) -> dict[str, str]:
    """How a place stands: words, with a colour that only helps."""
    if one.has_ended:
        return {"text": "Place ended", "classes": "nhsuk-tag--grey"}
    if one.submitted_at is not None:
        if one.was_late:
            return {"text": "Submitted late", "classes": "nhsuk-tag--yellow"}
        return {"text": "Submitted", "classes": "nhsuk-tag--green"}
    if one.is_late(now):
        return {"text": "Late", "classes": "nhsuk-tag--red"}
    if one.begun_at is not None:
        return {"text": "Begun", "classes": "nhsuk-tag--blue"}
    return {"text": "Not begun", "classes": "nhsuk-tag--grey"}


def form_page(form: Any, *, title: str, button: str, back: str, system: str, is_new: bool) -> dict[str, Any]:
    """The page on which a round is made or changed. system: the board whose round it is; "" for the country."""
    places_address = reverse("places-of-system", kwargs={"board": system}) if system else reverse("places")
    return {
        "title": title,
        "button": button,
        "back": back,
        "whose": name_of(system, directory()) if system else "the whole country",
        "is_new": is_new,
        "of_a_system": is_new and form.of_a_system,
        "lacks_places": is_new and not (form.fields["places"].choices or form.fields["systems"].choices),
        "places_address": places_address,
        "opens": form.date_input("opens", legend="The day on which it opens", hint="For example, 3 7 2026"),
        "deadline": form.date_input("deadline", legend="The day of the deadline", hint="For example, 28 7 2026"),
    }


def longer_page(found: Any, form: Any, *, deadline_at: datetime) -> dict[str, Any]:
    """The page on which one place is given longer."""
    return {
        "title": f"Give {found.place.name} longer",
        "round": found.round.title,
        "now": deadline_in_words(deadline_at),
        "round_deadline": deadline_in_words(found.round.deadline_at),
        "deadline": form.date_input("deadline", legend="The day of its deadline", hint="For example, 4 8 2026"),
        "back": round_address(found.round.key),
    }


HEADER = (
    "System code",
    "System",
    "Place",
    "State",
    "Late",
    "Questions agreed",
    "Questions",
    "Deadline",
    "Given longer because",
    "Begun",
    "Submitted",
    "Somebody leads",
)


def csv_rows(places: Iterable[PlaceProgress], *, now: datetime) -> Iterable[tuple[object, ...]]:
    """How far each place is, as rows of a file; instants as clocks in London show them."""
    known = directory()
    for one in places:
        yield (
            one.system,
            name_of(one.system, known),
            one.name,
            tag_of_place(one, now=now)["text"],
            "yes" if one.was_late or one.is_late(now) else "no",
            one.agreed,
            one.questions,
            moment_in_words(one.deadline_at),
            one.why_longer,
            moment_in_words(one.begun_at) if one.begun_at else "",
            moment_in_words(one.submitted_at) if one.submitted_at else "",
            "yes" if one.has_lead else "no",
        )


def _system(one: SystemProgress, *, round_key: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "code": one.code,
        "address": f"{round_address(round_key)}?system={one.code}#places",
        "places": f"{one.places:,}",
        "not_begun": f"{one.not_begun:,}",
        "begun": f"{one.begun:,}",
        "agreed": f"{one.agreed:,} of {one.questions:,}",
        "submitted": f"{one.submitted:,}" + (f" ({one.sent_late:,} late)" if one.sent_late else ""),
        "late": f"{one.late:,}",
        "is_late": one.late > 0,
        "without_lead": f"{one.without_lead:,}" if one.without_lead else "",
    }


def _tag_of_mine(one: MyAssessment, *, now: datetime) -> dict[str, str]:
    if one.submitted_at is not None:
        return {"text": "Submitted", "classes": "nhsuk-tag--green"}
    if one.closed_at is not None:
        return {"text": "Closed", "classes": "nhsuk-tag--grey"}
    if now < one.opens_at:
        return {"text": "Not open yet", "classes": "nhsuk-tag--grey"}
    if now > one.deadline_at:
        return {"text": "Late", "classes": "nhsuk-tag--red"}
    return {
        "text": "Begun" if one.has_begun else "Not begun",
        "classes": "nhsuk-tag--blue" if one.has_begun else "nhsuk-tag--grey",
    }
