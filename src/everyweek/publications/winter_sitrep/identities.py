"""What is a part of what: it holds in England as a whole, and a trust that breaks it has reported something wrong."""

from dataclasses import dataclass

import numpy as np

from everyweek.publications.errors import Remark
from everyweek.publications.winter_sitrep.columns import words_for
from everyweek.publications.winter_sitrep.trust_days import Flags, Floats, TrustDays, day_words

LISTED = 12
"""Trusts named for one rule; more are counted. The longest list of the five winters at hand has 16."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """The columns `parts` together are at most the columns `wholes` together.

    words : the rule, to follow "it does not hold that".
    exact : together they are as many, not fewer.
    share : the parts are at most this share of the wholes; held in England alone.
    """

    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    words: str
    exact: bool = False
    share: float = 1.0

    def applies_to(self, table: TrustDays) -> bool:
        """Whether the file has all the columns."""
        return {*self.parts, *self.wholes} <= table.figures.keys()

    def part_and_whole(self, table: TrustDays) -> tuple[Floats, Floats]:
        """Both sides, arrays of shape (n_trusts, n_days); NaN where a column of either is missing."""
        part = np.sum([table.figures[column] for column in self.parts], axis=0)
        whole = np.sum([table.figures[column] for column in self.wholes], axis=0)
        missing = np.isnan(part) | np.isnan(whole)
        return np.where(missing, np.nan, part), np.where(missing, np.nan, whole)


AT_MOST = (
    AtMost(("beds_occupied",), ("beds_open",), "general and acute beds occupied are at most those open"),
    AtMost(
        ("adult_critical_care_occupied",),
        ("adult_critical_care_open",),
        "adult critical care beds occupied are at most those open",
    ),
    AtMost(
        ("paediatric_intensive_care_occupied",),
        ("paediatric_intensive_care_open",),
        "paediatric intensive care beds occupied are at most those open",
    ),
    AtMost(
        ("neonatal_intensive_care_occupied",),
        ("neonatal_intensive_care_open",),
        "neonatal intensive care cots occupied are at most those open",
    ),
    AtMost(("stays_over_21",), ("stays_over_7",), "stays over 21 days are at most those over 7 days"),
    AtMost(("stays_over_21",), ("stays_over_14",), "stays over 21 days are at most those over 14 days"),
    AtMost(("stays_over_14",), ("stays_over_7",), "stays over 14 days are at most those over 7 days"),
    AtMost(("stays_over_7",), ("beds_occupied",), "stays over 7 days are at most the beds occupied"),
    AtMost(
        ("beds_closed_norovirus_empty",),
        ("beds_closed_norovirus",),
        "empty beds among those closed by norovirus are at most the beds closed",
    ),
    AtMost(
        ("handovers_30_to_60", "handovers_over_60"),
        ("ambulance_arrivals",),
        "handovers over 30 minutes are at most the arrivals by ambulance",
    ),
)
"""Held in England, where a breach refuses the file, and at each trust, where it is remarked on."""

AT_MOST_IN_ENGLAND = (
    AtMost(("escalation_beds_open",), ("core_beds_open",), "escalation beds are at most the core beds"),
    AtMost(("core_beds_open",), ("beds_open",), "core beds are at most all beds"),
    AtMost(("beds_closed_norovirus",), ("beds_open",), "beds closed by norovirus are at most the beds open"),
    AtMost(("adult_critical_care_open",), ("beds_open",), "adult critical care beds are at most the other beds"),
)
"""Held in England alone. That core and escalation beds add up to all beds is too much to ask of it: they are 3 more on
26 December 2017, and 13,777 fewer on 1 December 2016, when not every trust told them apart."""

FAR_APART = (
    AtMost(("beds_closed_norovirus",), ("stays_over_21",), "beds closed by norovirus are at most stays over 21 days"),
    AtMost(
        ("handovers_30_to_60", "handovers_over_60"),
        ("stays_over_21",),
        "handovers over 30 minutes are at most the stays over 21 days",
    ),
    AtMost(("ae_closures", "ae_diverts"), ("handovers_30_to_60",), "A&E diverts are at most handovers of 30 minutes"),
    AtMost(("ae_closures", "ae_diverts"), ("handovers_over_60",), "A&E diverts are at most handovers over 60 minutes"),
    AtMost(
        ("stays_over_14",), ("stays_over_7",), "stays over 14 days are at most 80 % of those over 7 days", share=0.8
    ),
    AtMost(
        ("stays_over_21",), ("stays_over_14",), "stays over 21 days are at most 80 % of those over 14 days", share=0.8
    ),
    AtMost(
        ("stays_over_21",), ("stays_over_7",), "stays over 21 days are at most 60 % of those over 7 days", share=0.6
    ),
    AtMost(("escalation_beds_open",), ("core_beds_open",), "escalation beds are at most 25 % of core beds", share=0.25),
    AtMost(
        ("beds_closed_norovirus_empty",),
        ("beds_closed_norovirus",),
        "empty beds among those closed by norovirus are at most 60 % of them",
        share=0.6,
    ),
)
"""Not a part of one another, but so far apart in England that the one above the other means columns in each other's
place: on the worst day of five winters the smaller was 8 %, 22 %, 1 % and 13 % of the larger, and of the last five the
part 60, 66, 41, 6 and 35 % of the whole, which tells one day's part from another day's whole. Held in files of at least
MANY_TRUSTS; in a few trusts chance may have it otherwise."""
MANY_TRUSTS = 50

ADD_UP = AtMost(
    ("core_beds_open", "escalation_beds_open"),
    ("beds_open",),
    "core and escalation beds add up to the beds open",
    exact=True,
)


def breaches(table: TrustDays) -> tuple[Remark, ...]:
    """A remark for each trust that breaks a rule, with its first day; the figures are kept as published."""
    remarks: list[Remark] = []
    for rule in (*AT_MOST, ADD_UP):
        if not rule.applies_to(table):
            continue
        part, whole = rule.part_and_whole(table)
        wrong: Flags = np.abs(part - whole) > 0 if rule.exact else part > whole
        trusts: list[int] = np.nonzero(wrong.any(axis=1))[0].tolist()
        remarks += [breach(table, rule, trust=trust, days=np.nonzero(wrong[trust])[0].tolist()) for trust in trusts][
            :LISTED
        ]
        if trusts[LISTED:]:
            remarks.append(more_breaches(table, rule, trusts=trusts[LISTED:]))
    return tuple(remarks)


def breach(table: TrustDays, rule: AtMost, *, trust: int, days: list[int]) -> Remark:
    """The remark for one trust: how often, and what stands there the first time."""
    part, whole = rule.part_and_whole(table)
    day = days[0]
    times = "1 day," if len(days) == 1 else f"{len(days)} days, first"
    return Remark(
        f"{table.name_of(trust, day)}: on {times} {day_words(table.days[day])}, it does not hold that {rule.words}.",
        place=table.place(rule.parts[0], trust, day),
        found=f"{part[trust, day]:,.0f} ({columns_in_words(rule.parts)})",
        expected=f"{'' if rule.exact else 'at most '}{whole[trust, day]:,.0f} ({columns_in_words(rule.wholes)})",
        rule=rule.words,
        action="kept as published",
    )


def more_breaches(table: TrustDays, rule: AtMost, *, trusts: list[int]) -> Remark:
    """The remark for trusts that are only named."""
    codes = ", ".join(table.codes[trust] for trust in trusts)
    return Remark(
        f"Of {len(trusts)} more of the trusts it does not hold on some days that {rule.words}: {codes}.",
        place=table.table,
        rule=rule.words,
        action="kept as published",
    )


def columns_in_words(columns: tuple[str, ...]) -> str:
    """Columns in a reader's words, joined."""
    return " and ".join(words_for(column) for column in columns)
