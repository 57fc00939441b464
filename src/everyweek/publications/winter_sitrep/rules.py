"""What must hold of the situation report, in whatever form it came; a file in which it does not is refused."""

import numpy as np

from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.winter_sitrep.columns import COLUMNS, OCCUPANCY, words_for
from everyweek.publications.winter_sitrep.identities import AT_MOST, AT_MOST_IN_ENGLAND, FAR_APART, MANY_TRUSTS, AtMost
from everyweek.publications.winter_sitrep.trust_days import EnglandRow, TrustDays, counted, day_words, first

RATE_TOLERANCE = 0.0051
"""A rate printed in whole per cent is at most half a per cent off; the rest is for the computer's own rounding."""


def check(table: TrustDays) -> tuple[Remark, ...]:
    """Hold the whole table against the rules; remarks where one could not be held.

    Raises FaultyPublication for a figure that is negative or a fraction, trusts that do not add up to England's printed
    row, a printed rate that is not occupied over open, and more of a thing than of what it is a part of in England as a
    whole, which is what columns in each other's place look like.
    """
    check_counts(table)
    remarks = [remark for row in table.england for remark in check_england(table, row)]
    if not any(row.is_all for row in table.england):
        remarks.append(
            Remark("There is no England row, so the sums of the trusts could not be checked.", place=table.table)
        )
    for rule in (*AT_MOST, *AT_MOST_IN_ENGLAND, *(FAR_APART if len(table.codes) >= MANY_TRUSTS else ())):
        check_in_england(table, rule)
    for rate in OCCUPANCY:
        remarks += check_rate(table, rate)
    return (*remarks, *check_handovers(table))


def check_counts(table: TrustDays) -> None:
    """Refuse a count that is negative or a fraction."""
    for column in COLUMNS:
        if column not in table.figures:
            continue
        figures = table.figures[column]
        wrong = (figures < 0) | (np.floor(figures) < figures)
        if wrong.any():
            trust, day = first(wrong)
            raise FaultyPublication(
                f"{table.name_of(trust, day)} on {day_words(table.days[day])}: not a count ({words_for(column)}).",
                place=table.place(column, trust, day),
                found=f"{figures[trust, day]:g}",
                expected="a whole number, 0 or more",
            )


def check_england(table: TrustDays, row: EnglandRow) -> list[Remark]:
    """Hold one of England's rows against the trusts; a remark when it lacks figures that the trusts have.

    In all files at hand, five winters, the row of all trusts is the sum of the trusts to the last bed on every day.
    """
    remarks: list[Remark] = []
    for column in COLUMNS:
        if column not in table.figures or column not in row.figures:
            continue
        printed = row.figures[column]
        summed = np.nansum(table.figures[column], axis=0)
        wrong = np.abs(summed - printed) > 0.5 if row.is_all else printed - summed > 0.5
        if wrong.any():
            day = int(np.nonzero(wrong)[0][0])
            raise FaultyPublication(
                f"The trusts do not add up to the row '{row.name}' ({words_for(column)}, "
                f"{day_words(table.days[day])}; {wrong.sum()} of {len(table.days)} days differ).",
                place=row.place(column, day),
                found=f"{printed[day]:,.0f} in the row",
                expected=f"{'' if row.is_all else 'at most '}{summed[day]:,.0f}, the sum of the trusts",
            )
        silent = np.isnan(printed) & (~np.isnan(table.figures[column])).any(axis=0)
        if silent.any():
            remarks.append(silence(row, column, days=np.nonzero(silent)[0].tolist()))
    return remarks


def silence(row: EnglandRow, column: str, *, days: list[int]) -> Remark:
    """The remark on days on which trusts have a figure and England's row has none."""
    return Remark(
        f"The row '{row.name}' has no figure ({words_for(column)}) on {counted(len(days), 'day')} on which trusts have "
        "one.",
        place=row.place(column, days[0]),
        rule="the trusts add up to England",
        action="the trusts' figures are kept; their sum could not be checked",
    )


def check_rate(table: TrustDays, rate: str) -> list[Remark]:
    """Hold a printed occupancy rate against the beds occupied and open, of every trust and day.

    Zero of zero is printed as 0, as a dash or not at all. In the tidy copies of three winters the rates were cut down
    to whole numbers, so that nearly all are 0: that is remarked on, and they are not held against anything.
    """
    available, occupied = OCCUPANCY[rate]
    if not {rate, available, occupied} <= table.figures.keys():
        return []
    printed, beds = table.figures[rate], table.figures[available]
    made = np.full(printed.shape, np.nan)
    np.divide(table.figures[occupied], beds, out=made, where=beds > 0)
    both = ~np.isnan(printed) & ~np.isnan(made)
    wrong = both & (np.abs(printed - made) > RATE_TOLERANCE)
    if not wrong.any():
        return []
    trust, day = first(wrong)
    if bool((printed[both] == np.floor(made[both])).all()):
        return [
            Remark(
                f"The occupancy rates ({words_for(available)}) were cut down to whole numbers by whoever copied it.",
                place=table.place(rate, trust, day),
                found=f"{printed[trust, day]:g}",
                expected=f"{made[trust, day]:.4f}, beds occupied over beds open",
                rule="a printed rate is beds occupied over beds open",
                action="the printed rates are not used: occupancy is worked out from the beds",
            )
        ]
    raise FaultyPublication(
        f"{table.name_of(trust, day)} on {day_words(table.days[day])}: the printed rate is not {words_for(occupied)} "
        "over those open. Columns may stand in each other's place.",
        place=table.place(rate, trust, day),
        found=f"{printed[trust, day]:.4f}",
        expected=f"{made[trust, day]:.4f}, which is {table.figures[occupied][trust, day]:,.0f} of "
        f"{beds[trust, day]:,.0f}",
    )


def check_in_england(table: TrustDays, rule: AtMost) -> None:
    """Refuse a file in which England as a whole breaks a rule on any day: one trust may err, all together do not."""
    if not rule.applies_to(table):
        return
    part, whole = (np.nansum(side, axis=0) for side in rule.part_and_whole(table))
    wrong = part > rule.share * whole
    if wrong.any():
        day = int(np.nonzero(wrong)[0][0])
        raise FaultyPublication(
            f"In all trusts together it does not hold that {rule.words} ({day_words(table.days[day])}; {wrong.sum()} "
            f"of {len(table.days)} days). Columns may stand in each other's place.",
            place=table.place_in_england(rule.parts[0], day),
            found=f"{part[day]:,.0f}",
            expected=f"at most {rule.share * whole[day]:,.0f}",
        )


def check_handovers(table: TrustDays) -> list[Remark]:
    """A remark when England has more handovers over 60 minutes than of 30 to 60 on most days.

    That was so on one day of 539 in the five winters at hand; but it can be so, and the file is not refused.
    """
    if not {"handovers_30_to_60", "handovers_over_60"} <= table.figures.keys():
        return []
    shorter = np.nansum(table.figures["handovers_30_to_60"], axis=0)
    longer = np.nansum(table.figures["handovers_over_60"], axis=0)
    more = longer > shorter
    if more.sum() * 2 <= len(table.days):
        return []
    day = int(np.nonzero(more)[0][0])
    return [
        Remark(
            f"On {more.sum()} of {len(table.days)} days there are more handovers over 60 minutes than of 30 to 60, "
            f"first on {day_words(table.days[day])}.",
            place=table.place_in_england("handovers_over_60", day),
            found=f"{longer[day]:,.0f} over 60 minutes",
            expected=f"at most the {shorter[day]:,.0f} of 30 to 60 minutes",
            rule="on most days there are fewer handovers over 60 minutes than of 30 to 60",
            action="kept as published; check that the two columns do not stand in each other's place",
        )
    ]
