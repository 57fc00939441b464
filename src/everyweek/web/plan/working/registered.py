"""A registration in words: what was laid down, whatever came of it."""

from django.urls import reverse
from django.utils import timezone

from everyweek.measures import MEASURES, Measure
from everyweek.web.design.wording import day_in_words, moment, several
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.plan.plans.values import difference_in_words
from everyweek.web.plan.working.models import Registration

WAYS = {"up": "go up", "down": "go down"}
BEFORE_FIGURES = (
    "It was registered before any figure of after the change was loaded here, so it was not chosen by anything that "
    "Everyweek showed."
)
AFTER_FIGURES = (
    "Figures of after the change were loaded here already when it was registered. Somebody may have looked first, and "
    "whatever is chosen because it moved seems to have worked. Read the result with that in mind."
)


def measure_of(one: Registration) -> Measure | None:
    """Its measure; None when the catalogue has it no more."""
    return MEASURES.get(one.measure)


def title_of(one: Registration) -> str:
    """What was changed when, in a line."""
    measure = measure_of(one)
    return f"{measure.title if measure else one.measure}: {when_of(one)}"


def when_of(one: Registration) -> str:
    """The day of the change, or its days."""
    if one.ends_on is None:
        return f"from {day_in_words(one.changed_on)}"
    if one.ends_on == one.changed_on:
        return f"on {day_in_words(one.changed_on)}"
    return f"{day_in_words(one.changed_on)} to {day_in_words(one.ends_on)}"


def address_of(one: Registration) -> str:
    """Its page."""
    return reverse("registration", kwargs={"plan": one.plan.key, "registration": one.pk})


def withdrawn_words(one: Registration) -> str:
    """When and why it was withdrawn; "" when it was not."""
    if one.withdrawn_at is None:
        return ""
    return f"Withdrawn on {day_in_words(timezone.localdate(one.withdrawn_at))}: {one.why_withdrawn}"


def about(one: Registration) -> str:
    """Where, which way, and for what."""
    of = f"{name_of(one.organisation, directory())}; expected to {WAYS[one.better_is]}"
    return f"{of}, for the action “{one.action.title}”" if one.action else of


def what_was_registered(one: Registration) -> tuple[str, ...]:
    """What was laid down, and when."""
    who = one.registered_by.name if one.registered_by else "Somebody who has left"
    when = moment(timezone.localtime(one.registered_at))
    expected = f"{WAYS[one.better_is]}{expected_words(one)}"
    return (
        f"{who} registered this on {when}: a change {when_of(one)}, expected to {expected}.",
        _held_against(one),
        AFTER_FIGURES if one.is_after_figures else BEFORE_FIGURES,
        "It cannot be changed. It can be withdrawn, and then stays in the list with the reason.",
    )


def expected_words(one: Registration) -> str:
    """By how much at least, to follow which way; "" where nobody said."""
    measure = measure_of(one)
    if one.expected is None or measure is None:
        return ""
    size = one.expected if one.better_is == "up" else -one.expected
    return f", by {difference_in_words(size, measure)} or further"


def _held_against(one: Registration) -> str:
    if one.ends_on is not None:
        return (
            "It is held against all other organisations of its kind with a figure on each of these days; where they "
            "are too few, against its own other weeks."
        )
    if one.peers:
        alike = several(len(one.peers), "organisation")
        return f"{alike} whose figures had moved most alike before were chosen for it then."
    return (
        "There were too few figures before it to choose others to compare with, so they are chosen when it is worked "
        "out."
    )
