"""What the checks say about one measure's figures, as a list under the table and marks in its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.tables import period_end
from everyweek.web.design import wording
from everyweek.web.measure.findings import Finding
from everyweek.web.measure.presenters.data_findings import place_in_file

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Check:
    """One finding; number is what the table's rows call it, when the first day of its period."""

    number: int
    when: date
    period: str
    message: str
    rule: str
    action: str
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class Checks:
    """The findings, newest period first; more : how many older ones only the download of all findings has."""

    rows: tuple[Check, ...]
    more: int

    def between(self, start: date, end: date) -> tuple[int, ...]:
        """The numbers of those that are about a period within some days; end is exclusive."""
        return tuple(row.number for row in self.rows if start <= row.when < end)


def checks(findings: Sequence[Finding]) -> Checks:
    """The findings as they stand on the page."""
    listed = findings[:MOST_LISTED]
    return Checks(
        rows=tuple(_check(number, one) for number, one in enumerate(listed, start=1)),
        more=len(findings) - len(listed),
    )


def _check(number: int, one: Finding) -> Check:
    notice, start = one.notice, one.subject.when
    place = place_in_file(notice)
    return Check(
        number=number,
        when=start,
        period=wording.capitalised(wording.period(start, period_end(start, one.every))),
        message=notice.message,
        rule=notice.rule,
        action=f"{wording.capitalised(notice.action)}.",
        file=notice.file_name,
        place=f", {place[:1].lower()}{place[1:]}" if place else "",
    )
