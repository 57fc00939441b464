"""Tidy copies of winter situation reports, made by hand."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from support.winter_sitrep import CAST, DECEMBER, Changed, Trust, in_england, reported

from everyweek.publications.winter_sitrep.clock_change import ON_THEIR_DAY

TIDY_2017 = {
    "Delays30": "handovers_30_to_60",
    "Delays60": "handovers_over_60",
    "G&A Beds Open": "beds_open",
    "G&A beds occ'd": "beds_occupied",
    "Occupancy rate": "beds_rate",
    "CC Adult Open": "adult_critical_care_open",
    "CC Adult Occ": "adult_critical_care_occupied",
    "Critical care beds occupancy rate": "adult_critical_care_rate",
    "No. beds closed due to norovirus etc.": "beds_closed_norovirus",
    "No. unoccupied beds closed due to norovirus etc.": "beds_closed_norovirus_empty",
    "No. beds occupied by long-stay patients (> 7 days)": "stays_over_7",
    "No. beds occupied by long-stay patients (> 21 days)": "stays_over_21",
    "Closures": "ae_closures",
    "Diverts": "ae_diverts",
}
TIDY_2020 = {header: column for header, column in TIDY_2017.items() if "norovirus" not in column}
FLU = ("No. beds occupied by flu patients (G&A)", "No. beds occupied by flu patients (Critical Care)")
TWO_ENGLANDS = ("ENGLAND (All Acute Trusts)", "ENGLAND (Type 1 Acute Trusts)")

Row = dict[str, str]


def tidy_rows(
    trusts: Sequence[Trust] = CAST,
    *,
    days: Sequence[date] = DECEMBER,
    headers: Mapping[str, str] = TIDY_2017,
    changed: Changed | None = None,
    england: Sequence[str] = ("ENGLAND",),
    unused: Sequence[str] = (),
) -> list[Row]:
    """The rows of a copy, by header, day by day: England, then the trusts; columns of `unused` hold 0."""
    rows: list[Row] = []
    for number, day in enumerate(days):
        for name in england:
            figures = {
                header: in_england(trusts, number, column, changed=changed or {}) for header, column in headers.items()
            }
            rows.append(row("-", name, day, figures, unused=unused))
        for one in trusts:
            figures = {
                header: reported(one, number, column, changed=changed or {}) for header, column in headers.items()
            }
            rows.append(row(one.code, one.name, day, figures, unused=unused))
    return rows


def row(code: str, name: str, day: date, figures: Mapping[str, object], *, unused: Sequence[str]) -> Row:
    """One row; a rate without beds is left empty."""
    cells = {header: "" if figure == "-" and "rate" in header else str(figure) for header, figure in figures.items()}
    return {"Code": code, "Name": name, "Date": day.isoformat(), **cells, **dict.fromkeys(unused, "0")}


def tidy_csv(rows: Sequence[Row]) -> str:
    """The rows as a file; the header is the first row's."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def slipped(rows: Sequence[Row], *, after: date, headers: Mapping[str, str] = TIDY_2020) -> list[Row]:
    """The rows as a copy has them when the clocks went forward on the day `after`.

    From the next day on, each row falls apart: closures and diverts keep their day, the rest stands a day early.
    """
    kept = {header for header, column in headers.items() if column in ON_THEIR_DAY}
    whole = [one for one in rows if date.fromisoformat(one["Date"]) <= after]
    early: list[Row] = []
    on_time: list[Row] = []
    for one in rows:
        day = date.fromisoformat(one["Date"])
        if day > after:
            rest = {header: "" for header in one if header not in ("Code", "Name", "Date")}
            labels = {header: one[header] for header in ("Code", "Name", "Date")}
            before = {**labels, "Date": (day - timedelta(days=1)).isoformat()}
            early.append({**one, **before, **dict.fromkeys(kept, "")})
            on_time.append({**rest, **labels, **{header: one[header] for header in kept}})
    return [*whole, *early, *on_time]
