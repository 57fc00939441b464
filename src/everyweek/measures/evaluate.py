"""From published columns to the numerator, denominator and value of a measure, for many rows at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.measure import Measure
from everyweek.tables import MissingBecause

REASONS: tuple[MissingBecause | None, ...] = (None, *MissingBecause)
"""Why a cell is missing, by its code: 0 is present. Later in the tuple wins where several columns are missing."""

REASON_CODES: dict[MissingBecause | None, int] = {reason: code for code, reason in enumerate(REASONS)}

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A measure worked out for n rows; every array has shape (n,).

    numerator, denominator : counts or seconds; NaN where missing or where the measure has none.
    value                  : a share 0-1, a count or seconds; NaN where it cannot be said.
    reason                 : why value is NaN, as an index into REASONS; 0 where there is a value.
    """

    numerator: Floats
    denominator: Floats
    value: Floats
    reason: Codes


def evaluate(measure: Measure, *, columns: Mapping[str, Floats], reasons: Mapping[str, Codes]) -> Evaluated:
    """A measure's numerator, denominator and value, row by row.

    columns : published figures by column name, each of shape (n,); NaN where missing.
    reasons : why a cell is missing, by column name, each of shape (n,), as an index into REASONS.
    A missing column makes the sum it belongs to missing. A zero denominator gives no value, never 0 or 100 %.
    KeyError when a column the measure needs is not there: the caller did not check the publication's layout.
    """
    numerator, numerator_reason = add_up(measure.numerator, columns=columns, reasons=reasons)
    if measure.kind in ("count", "centile"):
        empty = np.full(numerator.shape, np.nan)
        shown = numerator if measure.kind == "count" else empty
        return Evaluated(numerator=shown, denominator=empty, value=numerator, reason=numerator_reason)
    denominator, denominator_reason = add_up(measure.denominator, columns=columns, reasons=reasons)
    reason = np.maximum(numerator_reason, denominator_reason)
    nobody = (reason == 0) & (denominator == 0)
    reason = np.where(nobody, np.int8(REASON_CODES[MissingBecause.NO_DENOMINATOR]), reason).astype(np.int8)
    value = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=value, where=reason == 0)
    return Evaluated(numerator=numerator, denominator=denominator, value=value, reason=reason)


def add_up(
    names: tuple[str, ...], *, columns: Mapping[str, Floats], reasons: Mapping[str, Codes]
) -> tuple[Floats, Codes]:
    """The sum of some columns and, where one of them is missing, why; a name that begins with "-" is subtracted."""
    first = columns[names[0].removeprefix("-")]
    total = np.zeros(first.shape)
    reason = np.zeros(first.shape, dtype=np.int8)
    for name in names:
        column = name.removeprefix("-")
        total += -columns[column] if name.startswith("-") else columns[column]
        reason = np.maximum(reason, reasons[column])
    return total, reason
