"""Which systems there are on a day, and how many acute trusts are counted in each."""

from collections.abc import Collection
from datetime import date

from everyweek.reference import Organisation
from everyweek.web.people.champions.places import AcuteTrusts
from everyweek.web.people.organisations.known import directory, warehouse


def boards_on(day: date, *, regions: Collection[str] = ()) -> tuple[Organisation, ...]:
    """The integrated care boards of a day by name, of these regions or of all.

    The invented ones while the sample is loaded, else the real ones: never both.
    """
    known, invented = directory(), warehouse().holds_sample()
    found = [board for board in known.organisations(kind="icb", on=day) if board.invented == invented]
    if not regions:
        return tuple(found)
    return tuple(board for board in found if known.parent(board.code, kind="region", on=day) in regions)


def regions_on(day: date) -> tuple[Organisation, ...]:
    """The regions of a day by name, invented or real as the boards are."""
    invented = warehouse().holds_sample()
    return tuple(row for row in directory().organisations(kind="region", on=day) if row.invented == invented)


def acute_trusts_in(board: str, *, on: date, today: date) -> AcuteTrusts:
    """How many acute trusts are counted in a board on a day, each as the one that carries its work on.

    A trust is acute when attendances at a type 1 emergency department were published for it: the class by which
    comparisons tell it too. Where no figures of any trust of the board are loaded, or none that tell, every trust
    counts, and the answer says so.
    """
    known = directory()
    listed = [code for code in known.providers(board, on=on) if known.organisation(code, on=on).kind == "trust"]
    trusts = {known.rolled_up(code, on=on) or code for code in listed}
    today_codes = [known.rolled_up(code, on=today) for code in trusts]
    acute, with_figures = trusts_told_by_figures()
    if not acute or with_figures.isdisjoint(today_codes):
        return AcuteTrusts(len(trusts), are_told_by_figures=False)
    return AcuteTrusts(sum(code in acute for code in today_codes))


def trusts_told_by_figures() -> tuple[frozenset[str], frozenset[str]]:
    """The trusts of today with a type 1 emergency department, and all trusts of which any figures are loaded."""
    from everyweek.comparison.company import companies  # it loads numpy, which no other page of people needs

    by_class = {company.kind: frozenset(company.codes) for company in companies(warehouse())}
    acute = by_class.get("trust_with_type_1", frozenset())
    return acute, acute.union(*(codes for kind, codes in by_class.items() if kind.startswith("trust")))
