"""What the checks found, on the data page: check by check, the first few of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from everyweek.measures import MEASURES
from everyweek.publications.quality.finding import RULES, subject_of
from everyweek.warehouse import Notice
from everyweek.web.design import wording

MOST_OF_A_RULE = 3
NO_RULE = "other remarks"
CODE = re.compile(r"[A-Z0-9]{3,12}|england")
"""One organisation's code, as against "everyone" and several."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something the loader said; address leads to the figures it is about, empty when it is about no one's alone."""

    file: str
    place: str
    message: str
    found: str
    action: str
    at: str
    address: str
    about: str


@dataclass(frozen=True, slots=True)
class RuleOnPage:
    """A check that found something: how often, and the first few."""

    rule: str
    count: int
    kinds: str
    rows: tuple[NoticeRow, ...]
    more: int


def rules_on_page(findings: Iterable[Notice]) -> tuple[RuleOnPage, ...]:
    """The checks that found something: warnings before notes, then the more often the earlier."""
    by_rule: dict[str, list[Notice]] = {}
    for notice in findings:
        by_rule.setdefault(notice.rule or NO_RULE, []).append(notice)
    found = [
        RuleOnPage(
            rule=wording.capitalised(rule),
            count=len(notices),
            kinds=counted(notices),
            rows=tuple(notice_row(notice) for notice in sorted(notices, key=_when, reverse=True)[:MOST_OF_A_RULE]),
            more=len(notices[MOST_OF_A_RULE:]),
        )
        for rule, notices in sorted(by_rule.items(), key=lambda item: _rank(*item))
    ]
    return tuple(found)


def _when(notice: Notice) -> date:
    """The period that a finding is about, so that the newest is shown first."""
    subject = subject_of(notice)
    return subject.when if subject else date.min


def _rank(rule: str, notices: Sequence[Notice]) -> tuple[bool, bool, int, int, str]:
    only_notes = all(notice.severity == "note" for notice in notices)
    return rule == NO_RULE, only_notes, RULES.index(rule) if rule in RULES else len(RULES), -len(notices), rule


def notice_row(notice: Notice) -> NoticeRow:
    """One thing that was said, in words."""
    address, about = _figures(notice)
    return NoticeRow(
        file=notice.file_name,
        place=place_in_file(notice),
        message=notice.message,
        found=_found(notice),
        action=f"{wording.capitalised(notice.action)}." if notice.action else "",
        at=wording.moment(notice.at) if notice.at else "",
        address=address,
        about=about,
    )


def _figures(notice: Notice) -> tuple[str, str]:
    """The address of the figures that a finding is about, and words for the link to them."""
    subject = subject_of(notice)
    if subject is None or not CODE.fullmatch(subject.who):
        return "", ""
    measure = MEASURES.get(subject.what[0])
    if measure is None:
        return reverse("organisation", kwargs={"code": subject.who}), f"Figures of {subject.who}"
    address = reverse("measure", kwargs={"code": subject.who, "measure": measure.name})
    return address, f"{measure.short_title} of {subject.who}"


def place_in_file(row: Notice) -> str:
    """Sheet, row and column, as far as they are known."""
    parts = (
        f"sheet {row.sheet}" if row.sheet else "",
        f"row {row.row}" if row.row is not None else "",
        f"column {row.column}" if row.column else "",
    )
    place = ", ".join(part for part in parts if part)
    return place[:1].upper() + place[1:]  # capitalize() would write column A7 as a7


def _found(row: Notice) -> str:
    """What was found and what had been expected; the message of a check at the end of a load says the former itself."""
    if subject_of(row):
        return f"Ordinary would be {row.expected}." if row.expected else ""
    if not row.found and not row.expected:
        return ""
    return f"Found {row.found or 'nothing'}; expected {row.expected}." if row.expected else f"Found {row.found}."


def counted(notices: Iterable[Notice]) -> str:
    """How many warnings and notes there are, in words."""
    kinds = [notice.severity for notice in notices]
    words = [
        f"{kinds.count(kind):,} {kind}{'s' * (kinds.count(kind) != 1)}" for kind in ("warning", "note") if kind in kinds
    ]
    return " and ".join(words) or "nothing found"
