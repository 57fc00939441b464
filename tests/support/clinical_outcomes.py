"""Small clinical outcomes files (AmbCO) made by hand, in the published layout."""

from collections.abc import Sequence
from dataclasses import dataclass

CODES = (
    "R1r R1n R2r R2n SQU03_5_1_1 M4b R3s R3n R4s R4n M1n M3n M3m M390 K1n K1m K150 K190 K2n R0n P1b".split()  # noqa: SIM905
)
ADDED_UP = ("R1r", "R1n", "R2r", "R2n", "R3s", "R3n", "R4s", "R4n", "M1n", "M3n", "K1n")


@dataclass(frozen=True)
class Outcomes:
    """One ambulance service's month of outcomes; times are mean minutes."""

    code: str = "ZZ8"
    name: str = "FENWICK INVENTED AMBULANCE SERVICE NHS TRUST"
    region: str = "ZZ9"
    resuscitated: int = 100
    circulation_returned: int = 30
    strokes: int = 40
    stroke_minutes: float | str = 75.0
    heart_attacks: int = 10
    catheter_minutes: float | str = 130.0

    def cells(self) -> dict[str, object]:
        """By code."""
        return {
            "R1r": self.circulation_returned,
            "R1n": self.resuscitated,
            "R2r": 10,
            "R2n": 20,
            "R3s": 9,
            "R3n": 90,
            "R4s": 5,
            "R4n": 18,
            "M1n": self.heart_attacks + 2,
            "M3n": self.heart_attacks,
            "M3m": self.catheter_minutes,
            "K1n": self.strokes,
            "K1m": self.stroke_minutes,
        }


OUTCOMES = Outcomes()
SECOND = Outcomes(
    "ZZ8B", "SECOND INVENTED SERVICE", circulation_returned=10, strokes=10, stroke_minutes=100.0, heart_attacks=30
)


def clinical_outcomes_csv(
    months: dict[tuple[int, int], Sequence[Outcomes]], *, changed: dict[tuple[str, str], object] | None = None
) -> str:
    """England, the region and the services of each month; `changed` is a cell by organisation and code."""
    lines = [",".join(["Year", "Month", "Region", "Org Code", "Org Name", *CODES])]
    for (year, month), services in months.items():
        group: dict[str, object] = {name: sum(int(str(one.cells()[name])) for one in services) for name in ADDED_UP}
        group["K1m"] = mean([(one.strokes, one.stroke_minutes) for one in services])
        group["M3m"] = mean([(one.heart_attacks, one.catheter_minutes) for one in services])
        rows = [("Eng", "Eng", "England", group), ("Fenwick", "ZZ9", "Fenwick", group)]
        rows += [(one.region, one.code, one.name, one.cells()) for one in services]
        for region, code, name, cells in rows:
            shown = [(changed or {}).get((code, column), cells.get(column, ".")) for column in CODES]
            lines.append(",".join(map(str, [year, month, region, code, name, *shown])))
    return "\n".join(lines) + "\n"


def mean(parts: Sequence[tuple[int, float | str]]) -> object:
    """The mean of services' means, each weighted by its patients; a dot when there is nobody."""
    patients = sum(count for count, _ in parts)
    return sum(count * float(minutes) for count, minutes in parts if count) / patients if patients else "."
