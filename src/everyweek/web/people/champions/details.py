"""What is asked of a nominee and of an executive contact, each thing checked in one place."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from everyweek.reference import ENGLAND, Directory, Organisation
from everyweek.web.people.champions.errors import WrongDetails
from everyweek.web.people.champions.models import LONGEST_JOB_TITLE, LONGEST_NAME
from everyweek.web.people.managers import one_spelling

LONGEST_EMAIL = 254
MOST_SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class Details:
    """A nominee as typed, or, after `checked`, as kept. organisation: a code or a name; kept as the code."""

    name: str
    job_title: str
    email: str
    organisation: str = ""


class _Wrong(ValueError):
    """One field; the message is its sentence."""


def checked(typed: Details, known: Directory) -> Details:
    """A nominee's details as they are kept. Raises WrongDetails with a sentence for each field that is wrong."""
    return Details(**_all_checked(typed, {**_PERSON, "organisation": lambda text: _organisation(text, known)}))


def checked_executive(typed: Details) -> Details:
    """An executive contact's details as they are kept; no organisation is asked. Raises WrongDetails."""
    return Details(**_all_checked(typed, _PERSON))


def _all_checked(typed: Details, checks: dict[str, Callable[[str], str]]) -> dict[str, str]:
    kept: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for field, check in checks.items():
        try:
            kept[field] = check(getattr(typed, field))
        except _Wrong as problem:
            wrong[field] = str(problem)
    if wrong:
        raise WrongDetails(wrong)
    return kept


def _name(text: str) -> str:
    return _words(text, what="name", longest=LONGEST_NAME)


def _job_title(text: str) -> str:
    return _words(text, what="job title", longest=LONGEST_JOB_TITLE)


def _words(text: str, *, what: str, longest: int) -> str:
    spelt = " ".join(text.split())
    if not spelt:
        raise _Wrong(f"Write the {what}")
    if len(spelt) > longest:
        raise _Wrong(f"The {what} has {len(spelt)} characters; it may have at most {longest}")
    if not spelt.isprintable():
        raise _Wrong(f"The {what} holds a character that cannot be printed. Type it anew")
    return spelt


def _email(text: str) -> str:
    spelt = one_spelling(text)
    if not spelt:
        raise _Wrong("Write the e-mail address")
    try:
        validate_email(spelt)
    except ValidationError:
        raise _Wrong("This is not an e-mail address. Write it as in name@example.nhs.uk") from None
    if len(spelt) > LONGEST_EMAIL:
        raise _Wrong(f"An e-mail address has at most {LONGEST_EMAIL} characters")
    return spelt


_PERSON: dict[str, Callable[[str], str]] = {"name": _name, "job_title": _job_title, "email": _email}


def _organisation(text: str, known: Directory) -> str:
    """The code of the organisation that a code or a name means."""
    wanted = " ".join(text.split())[:200]
    if not wanted:
        raise _Wrong("Write the employing organisation: its code or its name")
    if known.has(wanted.upper()) and wanted.lower() != ENGLAND:
        return wanted.upper()
    found = [row for row in known.find(wanted, limit=6) if row.code != ENGLAND]
    same = [row for row in found if row.name.casefold() == wanted.casefold()]
    if len(same) == 1:
        return same[0].code
    if not found:
        raise _Wrong("No organisation has a name or code like this. Write its code, or fewer words of its name")
    suggestions = "; ".join(_suggestion(row) for row in found[:MOST_SUGGESTED])
    raise _Wrong(f"No organisation has exactly this name or code. Write one of these codes: {suggestions}")


def _suggestion(row: Organisation) -> str:
    return f"{row.code} {row.name}"
