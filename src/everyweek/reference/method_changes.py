"""Changes in how a measure is counted, or in who is counted: what a chart marks and may start its limits anew from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal, cast

import yaml

from everyweek.reference.directory import Directory
from everyweek.reference.faults import FaultyMethodChange
from everyweek.reference.field_test import field_test_windows
from everyweek.reference.rows import data_folder
from everyweek.reference.standards import Confidence

Concerns = Literal["everyone", "field_test_trusts"]

WORDS = {"concerns": ("everyone", "field_test_trusts"), "confidence": ("seen", "background")}
TEXTS = ("name", "title", "sentence", "source")
REQUIRED = {*WORDS, *TEXTS, "effective_on", "breaks_the_series", "measures"}


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A day from which a figure is counted in another way, or of others.

    on         : the first day whose figures are counted the new way.
    name       : never changes; for addresses and tests.
    title      : short words for a mark on a chart: "field test ends".
    sentence   : the whole of it in plain words, for the page.
    breaks_the_series : whether figures before and after are too unlike to share one set of limits.
    measures   : names of the measures it concerns.
    concerns   : everyone; or the field-test trusts whose months begin or end that day, and the groups that count one.
    confidence : seen (read in the source) or background (general knowledge, to be confirmed).
    """

    on: date
    name: str
    title: str
    sentence: str
    breaks_the_series: bool
    measures: tuple[str, ...]
    concerns: Concerns
    source: str
    confidence: Confidence


def method_changes(
    measure: str, organisation: str, *, directory: Directory, rolled_up_on: date | None = None
) -> tuple[MethodChange, ...]:
    """The method changes that concern a measure of an organisation or group, oldest first; empty when there are none.

    organisation : a code, a group's, or `england`; one that the directory does not know is concerned by what concerns
                   everyone.
    rolled_up_on : for a series rolled up to the organisations of this day; None for one as it was.

    >>> from everyweek.reference import directory
    >>> [change.title for change in method_changes("four_hour_performance_type1", "RGT", directory=directory())]
    ['field test begins', 'booked appointments counted', 'field test ends']
    >>> [change.title for change in method_changes("four_hour_performance_type1", "RAJ", directory=directory())]
    ['booked appointments counted']

    Source: beside each entry in `reference/data/method_changes.yaml`.
    """
    return tuple(
        change
        for change in all_method_changes()
        if measure in change.measures
        and (
            change.concerns == "everyone"
            or _counts_a_field_test_trust(organisation, change.on, directory=directory, rolled_up_on=rolled_up_on)
        )
    )


@cache
def all_method_changes() -> tuple[MethodChange, ...]:
    """Every method change of every measure, the cast's included, oldest first."""
    files = [data_folder().joinpath(name) for name in ("method_changes.yaml", "cast_method_changes.yaml")]
    return tuple(sorted((one for file in files for one in read_method_changes(file)), key=lambda one: one.on))


def read_method_changes(file: Traversable) -> tuple[MethodChange, ...]:
    """The method changes written in a YAML file.

    Raises : FaultyMethodChange, naming the file and the number of the entry.
    """
    entries = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(entries, list):
        raise FaultyMethodChange(f"{file.name}: it must be a list of method changes.")
    return tuple(_change(f"{file.name}, entry {number}", entry) for number, entry in enumerate(entries, start=1))


def _change(where: str, entry: object) -> MethodChange:
    if not isinstance(entry, Mapping) or entry.keys() != REQUIRED:
        raise FaultyMethodChange(f"{where}: it must have {', '.join(sorted(REQUIRED))}, and nothing else.")
    for field, allowed in WORDS.items():
        if entry[field] not in allowed:
            raise FaultyMethodChange(f"{where}: {field} is {entry[field]!r}; it must be one of {', '.join(allowed)}.")
    for field in TEXTS:
        if not isinstance(entry[field], str):
            raise FaultyMethodChange(f"{where}: {field} is {entry[field]!r}; it must be words.")
    day, breaks, measures = entry["effective_on"], entry["breaks_the_series"], entry["measures"]
    if not isinstance(day, date) or not isinstance(breaks, bool):
        raise FaultyMethodChange(
            f"{where}: effective_on {day!r} must be a day, and breaks_the_series {breaks!r} true or false."
        )
    if not isinstance(measures, list) or not measures or not all(isinstance(name, str) for name in measures):
        raise FaultyMethodChange(f"{where}: measures is {measures!r}; it must be a list of names of measures.")
    return MethodChange(
        on=day,
        name=entry["name"],
        title=entry["title"],
        sentence=entry["sentence"],
        breaks_the_series=breaks,
        measures=tuple(measures),
        concerns=cast(Concerns, entry["concerns"]),
        source=entry["source"],
        confidence=cast(Confidence, entry["confidence"]),
    )


def _counts_a_field_test_trust(code: str, on: date, *, directory: Directory, rolled_up_on: date | None) -> bool:
    """Whether one whose window begins or ends on the day is the organisation itself or among those it counts."""
    if not directory.has(code):
        return False
    counted = {code} | _counted(code, on, directory=directory, rolled_up_on=rolled_up_on)
    is_invented = directory.organisation(code).invented
    # The cast counts in England too, so that the sample adds up, but real England never had its field test.
    return any(
        window.code in counted and directory.organisation(window.code).invented == is_invented
        for window in field_test_windows()
        if on in (window.valid_from, window.valid_to) and directory.has(window.code)
    )


def _counted(code: str, on: date, *, directory: Directory, rolled_up_on: date | None) -> frozenset[str]:
    if rolled_up_on is None:
        return directory.providers(code, on=on)
    rows = directory.rolled_up_memberships(on=rolled_up_on)
    return frozenset(row.provider for row in rows if row.group == code)
