"""What must be true of what people type into plans: each thing that is not has its sentence."""

from collections.abc import Container
from datetime import date
from typing import TypeVar

from everyweek.measures import MEASURES, Measure, UnknownMeasure, find_measure
from everyweek.reference import ENGLAND, UnknownOrganisation
from everyweek.reference.interventions import interventions
from everyweek.web.people.discussion.text import says_something
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.patient_data import nhs_number_in
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import LONGEST_TEXT, LONGEST_TITLE

Value = TypeVar("Value", str, int)
EARLIEST, LATEST = date(2015, 1, 1), date(2100, 12, 31)


def checked_line(text: str, *, field: str, what: str, longest: int = LONGEST_TITLE) -> str:
    """One line that says something. Raises NotAPlan."""
    line = " ".join(text.split())
    if not says_something(line):
        raise NotAPlan(field, f"Write {what}.")
    if len(line) > longest:
        raise NotAPlan(field, f"This has {len(line):,} characters; at most {longest:,} can be kept. Make it shorter.")
    return _about_nobody(line, field=field)


def checked_words(text: str, *, field: str, longest: int = LONGEST_TEXT) -> str:
    """Text that may be empty. Raises NotAPlan."""
    if len(text) > longest:
        raise NotAPlan(field, f"This has {len(text):,} characters; at most {longest:,} can be kept. Make it shorter.")
    return _about_nobody(text, field=field) if says_something(text) else ""


def _about_nobody(text: str, *, field: str) -> str:
    if number := nhs_number_in(text):
        raise NotAPlan(field, f"“{number}” is an NHS number: it passes the check. Take it out. Nothing was saved.")
    return text


def checked_organisation(code: str, *, field: str = "organisation") -> str:
    """The code as the directory spells it. Raises NotAPlan."""
    spelt = ENGLAND if code.strip().lower() == ENGLAND else code.strip().upper()
    if not spelt:
        raise NotAPlan(field, "Choose the organisation.")
    try:
        directory().organisation(spelt)
    except UnknownOrganisation:
        raise NotAPlan(
            field, f"No organisation has the code “{code.strip()[:40]}”. Look it up and try again."
        ) from None
    return spelt


def checked_measure(name: str, *, field: str = "measure") -> Measure:
    """The measure of a name, or of a title. Raises NotAPlan."""
    typed = " ".join(name.split())
    by_title = {measure.title.casefold(): measure for measure in MEASURES.values()}
    if not typed:
        raise NotAPlan(field, "Choose the measure.")
    try:
        return by_title.get(typed.casefold()) or find_measure(typed)
    except UnknownMeasure:
        raise NotAPlan(
            field,
            f"There is no measure called “{typed[:80]}”. Choose one of the list; the page Measures explains each.",
        ) from None


def checked_intervention(key: str, *, field: str = "intervention") -> str:
    """The key of one of the ten, or "". Raises NotAPlan."""
    if key and key not in {one.key for one in interventions()}:
        raise NotAPlan(field, f"“{key[:60]}” is none of the ten interventions. Choose one of the list, or none.")
    return key


def checked_day(day: date | None, *, field: str) -> date | None:
    """A day that a plan can be about. Raises NotAPlan."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise NotAPlan(field, f"Give a year from {EARLIEST.year} to {LATEST.year}.")
    return day


def one_of(value: Value, choices: Container[Value], *, field: str, what: str) -> Value:
    """A value that is among the choices. Raises NotAPlan."""
    if value not in choices:
        raise NotAPlan(field, f"Choose {what} from the list.")
    return value
