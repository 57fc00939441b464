"""A finding: what a check noticed in figures that were loaded all the same, in words and with what it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from everyweek.measures import Measure
from everyweek.tables import Every, period_end
from everyweek.warehouse import Notice
from everyweek.warehouse.records import Severity

JUMP = "a figure lies within 5 sigma of the organisation's own history"
COMMON_JUMP = "few organisations jump at once"
VANISHED = "an organisation that reported goes on reporting"
NEWCOMER = "an organisation that reports is known to have opened"
ENGLAND_DIFFERS = "providers add up to England's time series"
COPIED = "an organisation's figures change from one period to the next"
SHARE = "a share lies between 0 and 1"
NEGATIVE = "a count or a time is not negative"
STALE = "a load brings a newer period when one is due"
RULES = (JUMP, VANISHED, ENGLAND_DIFFERS, COPIED, NEGATIVE, SHARE, STALE, COMMON_JUMP, NEWCOMER)
"""The checks at the end of a load, the most telling first."""

MOST_OF_ONE_RULE = 20
"""Findings of one rule that are listed for one file; a file with more has one fault, not a hundred."""
EVERYONE = "everyone"
KEPT = "kept as published"
SUBJECT = re.compile(r"(?P<who>[^,]+), (?P<what>[a-z0-9_+]+), (?P<when>\d{4}-\d{2}-\d{2})(?:: |$)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about.

    who  : an organisation's code, or EVERYONE.
    what : names of measures, or the key of a dataset.
    when : first day of the period.
    """

    who: str
    what: tuple[str, ...]
    when: date

    def __str__(self) -> str:
        return f"{self.who}, {'+'.join(self.what)}, {self.when.isoformat()}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands out in figures that were kept.

    rule     : the check that found it, one of RULES.
    value    : what was found, as a person says it.
    expected : what would have been ordinary.
    action   : what was done about it.
    sheet, row, column : where the value stands in the file; empty and None where that is no one place.
    weight   : how far it stands out; of many, those with the greatest weight are listed.
    """

    rule: str
    severity: Severity
    file_name: str
    subject: Subject
    message: str
    value: str = ""
    expected: str = ""
    action: str = KEPT
    weight: float = field(default=0.0)
    sheet: str = ""
    row: int | None = None
    column: str = ""


def subject_of(notice: Notice) -> Subject | None:
    """What a kept finding is about; None for a notice that no check of a load made.

    >>> subject_of(Notice("warning", "a.csv", "…", found="RJ1, attendances, 2024-05-01: 12", rule=JUMP)).who
    'RJ1'
    """
    found = SUBJECT.match(notice.found) if notice.rule in RULES else None
    if found is None:
        return None
    return Subject(found["who"], tuple(found["what"].split("+")), date.fromisoformat(found["when"]))


def notices_of(findings: Iterable[Finding]) -> Iterator[Notice]:
    """Findings as the warehouse keeps them, file by file; what one file has too many of is counted instead."""
    ordered = sorted(findings, key=lambda one: (one.file_name, RULES.index(one.rule), -one.weight))
    for (file_name, rule), group in groupby(ordered, key=lambda one: (one.file_name, one.rule)):
        same = list(group)
        yield from (notice_of(one) for one in same[:MOST_OF_ONE_RULE])
        rest = same[MOST_OF_ONE_RULE:]
        if rest:
            codes = sorted({one.subject.who for one in rest})
            named = f"{', '.join(codes[:12])}{' …' if len(codes) > 12 else ''}"
            yield Notice(
                severity=rest[0].severity,
                file_name=file_name,
                message=f"{len(rest)} more of this file are not listed one by one ({named}).",
                rule=rule,
                action=KEPT,
            )


def notice_of(finding: Finding) -> Notice:
    """One finding as the warehouse keeps it."""
    return Notice(
        severity=finding.severity,
        file_name=finding.file_name,
        message=finding.message,
        found=f"{finding.subject}{f': {finding.value}' if finding.value else ''}",
        expected=finding.expected,
        rule=finding.rule,
        action=finding.action,
        sheet=finding.sheet,
        row=finding.row,
        column=finding.column,
    )


def amount(value: float, measure: Measure) -> str:
    """A measure's value as people say it.

    >>> from everyweek.measures import find_measure
    >>> amount(0.7421, find_measure("four_hour_performance")), amount(2184, find_measure("category_2_mean"))
    ('74.2 %', '36.4 minutes')
    """
    if measure.unit == "share":
        return f"{value:.1%}".replace("%", " %")
    if measure.unit == "seconds":
        return f"{value / 60:,.1f} minutes"
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:,.1f}"


def period_in_words(start: date, every: Every) -> str:
    """A period as people say it.

    >>> period_in_words(date(2024, 4, 1), "quarter"), period_in_words(date(2024, 4, 1), "day")
    ('April to June 2024', '1 April 2024')
    """
    if every == "month":
        return f"{start:%B %Y}"
    if every == "quarter":
        return f"{start:%B} to {period_end(start, every) - timedelta(days=1):%B %Y}"
    day = f"{start.day} {start:%B %Y}"
    return day if every == "day" else f"the week from {day}"
