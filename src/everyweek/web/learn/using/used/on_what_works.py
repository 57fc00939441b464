"""What places that used the resources of an intervention report, on the page of what works."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from everyweek.effects import TITLES
from everyweek.web.design.wording import month, several
from everyweek.web.learn.effects.presenters import SeenOnPage
from everyweek.web.learn.using.models import OUTCOMES, Use
from everyweek.web.learn.using.used.presenters import COLOURS, verdict
from everyweek.web.learn.using.used.queries import places_in


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a line: where, of which resource, how it went, and the verdict of the figures, "" without one."""

    where: str
    since: str
    outcome: str
    colour: str
    seen: str
    seen_colour: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ReportsOfUse:
    """All reports about an intervention, counted and listed. went, seen : how many of each, with its words."""

    summary: str
    went: tuple[tuple[str, int], ...]
    seen: tuple[tuple[str, int], ...]
    rows: tuple[ReportRow, ...]


def reports_of_use(uses: tuple[Use, ...]) -> ReportsOfUse:
    """What the page shows of these reports."""
    verdicts = [verdict(use) for use in uses]
    went = Counter(use.outcome for use in uses)
    seen = Counter(one.tag for one in verdicts if one is not None)
    return ReportsOfUse(
        summary=f"{several(len(uses), 'report')} from {several(places_in(uses), 'place')}." if uses else "",
        went=tuple((words, went[outcome]) for outcome, words in OUTCOMES.items()),
        seen=tuple((words, seen[words]) for words in TITLES.values()) if seen else (),
        rows=tuple(_row(use, one) for use, one in zip(uses, verdicts, strict=True)),
    )


def _row(use: Use, seen: SeenOnPage | None) -> ReportRow:
    listed = reverse("resource-uses", kwargs={"slug": use.resource.slug})
    return ReportRow(
        where=use.name,
        since=f"since {month(use.since)}",
        outcome=OUTCOMES[use.outcome],
        colour=COLOURS[use.outcome],
        seen=seen.tag if seen else "",
        seen_colour=seen.colour if seen else "",
        title=use.resource.title,
        address=f"{listed}#use-{use.pk}",
    )
