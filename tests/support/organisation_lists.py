"""Small lists of organisations, in the layouts of the Organisation Data Service."""

from dataclasses import dataclass

SUCCESSORS = "old_code,new_code,date"


@dataclass(frozen=True)
class Listed:
    """A trust in a list; days as printed (20240331)."""

    code: str
    name: str = "FENWICK NHS TRUST"
    region: str = "Y61"
    board: str = "QUE"
    opened: str = "19940401"
    last_day: str = ""
    postcode: str = "CB2 0QQ"


def trust_list(*trusts: Listed, columns: int = 27, line_end: str = "\r\n") -> str:
    """The list: quoted with 27 columns, unquoted with 24."""
    return line_end.join(row_of(trust, columns=columns) for trust in trusts) + line_end


def row_of(trust: Listed, *, columns: int) -> str:
    """One trust's row."""
    address = ["MILL LANE", "", "", "FENWICK", ""]
    days = [trust.postcode, trust.opened, trust.last_day]
    cells = [trust.code, trust.name, trust.region, trust.board, *address, *days, *[""] * 9, "0", "", "B"]
    cells += [""] * (columns - len(cells))
    return ",".join(f'"{cell}"' for cell in cells) if columns == 27 else ",".join(cells)


def successor_list(*rows: str, header: str = SUCCESSORS) -> str:
    """A list of successors, its rows as text."""
    return "\n".join([header, *rows]) + "\n"
