"""Where in a file the figure stands that a finding is about: its sheet, row and column."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from everyweek.measures import MEASURES
from everyweek.publications.quality.finding import Finding
from everyweek.warehouse import IncomingRelease


@dataclass(frozen=True)
class Lines:
    """The lines of a release, to be found by organisation and period; an index is made when one is first asked for."""

    release: IncomingRelease

    def place(self, who: str, when: date, *, columns: Iterable[str]) -> tuple[str, int] | None:
        """The sheet and the row on which an organisation's figure stands; None when there is no one row.

        columns : published columns that the figure is made of; none for all the line's figures.
        When they stand in several sheets the sheet is empty, and there is a row only if it is the same in all.
        """
        line, wanted = self.line(who, when), frozenset(columns)
        if line is None:
            return None
        asked = [rows for rows in self.release.rows if not (wanted and rows.columns) or wanted & rows.columns]
        found = {(rows.sheet, int(rows.numbers[line])) for rows in asked if rows.numbers[line]}
        sheets, numbers = {sheet for sheet, _ in found}, {number for _, number in found}
        if len(numbers) != 1:
            return None
        return sheets.pop() if len(sheets) == 1 else "", numbers.pop()

    def line(self, who: str, when: date) -> int | None:
        """The number of an organisation's line in a period, None when there is none."""
        of_who = self.lines.get(who, ())
        return next((line for line in of_who if self.release.figures[0].period_starts[line] == when), None)

    @cached_property
    def lines(self) -> dict[str, list[int]]:
        """The numbers of each organisation's lines."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for line, code in enumerate(self.release.figures[0].organisations if self.release.figures else ()):
            found[code].append(line)
        return found


def with_places(findings: Iterable[Finding], releases: Sequence[IncomingRelease]) -> Iterator[Finding]:
    """Findings with the places of those that are about one organisation's line in a file of the load.

    releases : those of the dataset that the load brought; of two files with one name the earlier here is asked first.
    """
    by_file: defaultdict[str, list[Lines]] = defaultdict(list)
    for release in releases:
        by_file[release.file_name].append(Lines(release))
    for finding in findings:
        yield with_place(finding, by_file[finding.file_name])


def with_place(finding: Finding, files: Iterable[Lines]) -> Finding:
    """A finding with its place, where there is one.

    A column is named when the measure's numerator is one published column; of several measures the first counts.
    """
    measure = MEASURES.get(finding.subject.what[0])
    columns = tuple(name.removeprefix("-") for name in measure.numerator) if measure else ()
    for lines in files:
        place = lines.place(finding.subject.who, finding.subject.when, columns=columns)
        if place is not None:
            sheet, row = place
            return replace(finding, sheet=sheet, row=row, column=columns[0] if len(columns) == 1 else "")
    return finding
