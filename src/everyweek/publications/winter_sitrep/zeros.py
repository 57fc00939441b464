"""Zeros that stand for a figure nobody sent: a trust that sends nothing on a day appears with 0 in every sheet.

England's printed row counts them as 0, so that they change no sum; but a chart of the trust would fall to the ground.
"""

from dataclasses import replace

import numpy as np

from everyweek.publications.errors import Remark
from everyweek.publications.winter_sitrep.columns import COLUMNS, OCCUPANCY, words_for
from everyweek.publications.winter_sitrep.trust_days import NOT_SUBMITTED, Flags, Floats, TrustDays, day_words, first

MANY_A_DAY = 20
"""Arrivals by ambulance on the trust's middle day. With 20 a day on average, a day without any comes once in e^20 days,
which is 1.3 million years."""
LONG_STAYS = 20
"""Beds of patients who stayed over 7 days that the trust has had on some day; a children's hospital may have few."""
MANY_OCCUPIED = 100
"""Beds occupied. Two patients in five have stayed over 7 days, so that none in 100 is out of the question."""
LISTED = 12
"""Trusts named in one remark."""

HANDOVERS = ("handovers_30_to_60", "handovers_over_60")


def without_empty_zeros(table: TrustDays) -> tuple[TrustDays, tuple[Remark, ...]]:
    """The table with the zeros that stand for nothing marked as not submitted, and what was marked."""
    marked: dict[str, Flags] = {}
    nothing = days_with_nothing(table)
    remarks: list[Remark] = []
    if nothing.any():
        marked = dict.fromkeys([column for column in COLUMNS if column in table.figures], nothing)
        words, rule = "there is nothing but zeros", "a trust that has beds on most days has some patients on every day"
        remarks.append(remark(table, nothing, "beds_open", words=words, rule=rule))
    for available, occupied in OCCUPANCY.values():
        remarks += mark_no_beds(table, marked, available, occupied, nothing=nothing)
    remarks += mark_arrivals(table, marked, nothing=nothing)
    remarks += mark_stays(table, marked, nothing=nothing)
    return with_marked(table, marked), tuple(remarks)


def days_with_nothing(table: TrustDays) -> Flags:
    """Where a trust that has beds on most days has zeros and no other figure; shape (n_trusts, n_days)."""
    if "beds_open" not in table.figures:
        return np.zeros(table.shape, dtype=bool)
    given = np.zeros(table.shape, dtype=bool)
    above = np.zeros(table.shape, dtype=bool)
    for column in COLUMNS:
        if column in table.figures:
            given |= ~np.isnan(table.figures[column])
            above |= table.figures[column] > 0
    return given & ~above & (middle(table.figures["beds_open"]) > 0)[:, None]


def mark_no_beds(
    table: TrustDays, marked: dict[str, Flags], available: str, occupied: str, *, nothing: Flags
) -> list[Remark]:
    """Mark 0 of 0 beds of a kind at a trust that has such beds on most days."""
    if not {available, occupied} <= table.figures.keys():
        return []
    usually = middle(table.figures[available]) > 0
    none = is_zero(table, available) & is_zero(table, occupied) & usually[:, None] & ~nothing
    mark(marked, none, available, occupied)
    if available == "beds_open":
        for column in ("core_beds_open", "escalation_beds_open"):
            if column in table.figures:
                mark(marked, none & is_zero(table, column), column)
    if not none.any():
        return []
    words = f"there are 0 {words_for(available)} and 0 occupied"
    rule = "a trust that has beds of a kind on most days has some on every day"
    return [remark(table, none, available, words=words, rule=rule)]


def mark_arrivals(table: TrustDays, marked: dict[str, Flags], *, nothing: Flags) -> list[Remark]:
    """Mark a day without arrivals where many come; handovers of that day are kept if there are any."""
    if not {"ambulance_arrivals", *HANDOVERS} <= table.figures.keys():
        return []
    many = middle(table.figures["ambulance_arrivals"]) >= MANY_A_DAY
    none = is_zero(table, "ambulance_arrivals") & many[:, None] & ~nothing
    late = (table.figures[HANDOVERS[0]] > 0) | (table.figures[HANDOVERS[1]] > 0)
    mark(marked, none, "ambulance_arrivals")
    mark(marked, none & ~late, *HANDOVERS)
    if not none.any():
        return []
    words = "nobody arrives by ambulance"
    rule = f"a trust with {MANY_A_DAY} arrivals by ambulance on its middle day has some on every day"
    return [remark(table, none, "ambulance_arrivals", words=words, rule=rule)]


def mark_stays(table: TrustDays, marked: dict[str, Flags], *, nothing: Flags) -> list[Remark]:
    """Mark a day without long stays in a full hospital that has them on other days."""
    if not {"stays_over_7", "beds_occupied"} <= table.figures.keys():
        return []
    stays = table.figures["stays_over_7"]
    has_them = np.nanmax(stays, axis=1, initial=0) >= LONG_STAYS
    full = table.figures["beds_occupied"] >= MANY_OCCUPIED
    none = is_zero(table, "stays_over_7") & full & has_them[:, None] & ~nothing
    mark(marked, none, "stays_over_7")
    for column in ("stays_over_14", "stays_over_21"):
        if column in table.figures:
            mark(marked, none & is_zero(table, column), column)
    if not none.any():
        return []
    words = "nobody has stayed over 7 days"
    rule = f"of {MANY_OCCUPIED} patients some have stayed over 7 days"
    return [remark(table, none, "stays_over_7", words=words, rule=rule)]


def middle(figures: Floats) -> Floats:
    """Each trust's median over the days that have a figure, shape (n_trusts,); 0 for a trust that has none."""
    present = [row[~np.isnan(row)] for row in figures]
    return np.array([np.median(row) if row.size else 0.0 for row in present])


def is_zero(table: TrustDays, column: str) -> Flags:
    """Where a column is 0."""
    return np.equal(table.figures[column], 0)


def mark(marked: dict[str, Flags], where: Flags, *columns: str) -> None:
    """Note that columns are no figure there."""
    for column in columns:
        marked[column] = marked[column] | where if column in marked else where


def with_marked(table: TrustDays, marked: dict[str, Flags]) -> TrustDays:
    """The table with figures turned into "not submitted"; what is missing already keeps its reason."""
    figures, reasons = dict(table.figures), dict(table.reasons)
    for column, where in marked.items():
        given = where & ~np.isnan(figures[column])
        figures[column] = np.where(given, np.nan, figures[column])
        reasons[column] = np.where(given, NOT_SUBMITTED, reasons[column]).astype(np.int8)
    return replace(table, figures=figures, reasons=reasons)


def remark(table: TrustDays, where: Flags, column: str, *, words: str, rule: str) -> Remark:
    """What was marked, trust by trust, with the place of the first."""
    trusts: list[int] = np.nonzero(where.any(axis=1))[0].tolist()
    trust, day = first(where)
    counts = ", ".join(f"{table.codes[one]} {where[one].sum()}" for one in trusts[:LISTED])
    more = f" and {len(trusts) - LISTED} more" if trusts[LISTED:] else ""
    return Remark(
        f"On {where.sum()} of the trusts' days {words} ({counts}{more}), first {table.name_of(trust, day)} on "
        f"{day_words(table.days[day])}.",
        place=table.place(column, trust, day),
        found="0",
        expected="a number above 0, or a mark that there is none",
        rule=rule,
        action="those zeros are shown as not submitted",
    )
