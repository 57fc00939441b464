"""Small NHS 111 files made by hand, in the shape of the tidy copy."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADER = (
    "date,region_code,contract_code,contract_name,calls_received,calls_answered,calls_answered_60s,calls_abandoned,"
    "calls_triaged,week_ending,pct_answered_60s,pct_abandoned,meets_60s_target"
)


@dataclass(frozen=True)
class ContractDay:
    """One contract area's day; `percentages` None are worked out, blank where there is nobody."""

    code: str = "111ZZ1"
    name: str = "Harbour"
    day: str = "2025-12-01"
    received: object = 1000
    answered: object = 900
    within_60: object = 720
    abandoned: object = 60
    triaged: object = 800
    region: str = "Fenwick"
    percentages: tuple[object, object] | None = None

    def text(self) -> str:
        """The row."""
        counts = [self.received, self.answered, self.within_60, self.abandoned, self.triaged]
        shown = self.percentages or (
            percent(self.within_60, self.answered),
            percent(self.abandoned, self.abandoned, self.answered),
        )
        cells = [self.day, self.region, self.code, self.name, *counts, "2025-12-07", *shown, 0]
        return ",".join(map(str, cells))


def percent(part: object, *whole: object) -> object:
    """A share in per cent with one decimal, as the copy has it."""
    if not all(isinstance(one, int) for one in (part, *whole)) or not sum(whole):  # type: ignore[arg-type]
        return ""
    return round(100 * part / sum(whole), 1)  # type: ignore[operator, call-overload]


HARBOUR = ContractDay()
MOORLAND = ContractDay("111ZZ2", "Moorland", received=500, answered=500, within_60=250, abandoned=0, triaged=400)


def nothing_sent(code: str, *, day: str) -> ContractDay:
    """A contract's day on which it sent nothing: zeros everywhere."""
    return ContractDay(code, "Nothing", day=day, received=0, answered=0, within_60=0, abandoned=0, triaged=0)


def nhs_111_csv(rows: Sequence[ContractDay] = (HARBOUR, MOORLAND), *, header: str = HEADER) -> str:
    """The file."""
    return "\n".join([header, *(row.text() for row in rows)]) + "\n"
