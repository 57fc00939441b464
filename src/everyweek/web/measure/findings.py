"""What the checks of a load said about one organisation's figures."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from everyweek.measures import MEASURES, Measure
from everyweek.publications.publication import find_dataset
from everyweek.publications.quality.finding import Subject, subject_of
from everyweek.publications.quality.standing import open_notices
from everyweek.tables import Every
from everyweek.warehouse import Notice
from everyweek.web.measure import queries


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that still stands, and what it is about."""

    notice: Notice
    subject: Subject

    @property
    def every(self) -> Every:
        """How long the period is that it is about."""
        measure = MEASURES.get(self.subject.what[0])
        return measure.every if measure else find_dataset(self.subject.what[0]).every


def findings_of(code: str, measure: Measure) -> tuple[Finding, ...]:
    """What was found in one measure of an organisation, newest period first.

    Also in the measures that it is made of, and in all figures that come in one table with it.
    """
    about = {measure.name, measure.publication, *measure.made_of}
    return tuple(one for one in findings_about(code) if about.intersection(one.subject.what))


def findings_about(code: str) -> tuple[Finding, ...]:
    """Everything that was found in an organisation's own figures, newest period first."""
    return _by_organisation(queries.edition(), queries.last_load()).get(code, ())


@lru_cache(maxsize=2)
def _by_organisation(edition: queries.Edition, last_load: int) -> dict[str, tuple[Finding, ...]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for notice in open_notices(queries.notices(), queries.releases()):
        subject = subject_of(notice)
        if subject is not None:
            for code in subject.who.split("+"):
                found[code].append(Finding(notice, subject))
    return {code: tuple(sorted(some, key=lambda one: one.subject.when, reverse=True)) for code, some in found.items()}
