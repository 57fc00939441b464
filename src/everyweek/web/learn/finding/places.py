"""The region and the board that what is told of an organisation belongs to, by their names."""

from datetime import date, timedelta
from functools import lru_cache

from everyweek.reference import ENGLAND, Directory
from everyweek.reference import directory as built_in_directory
from everyweek.warehouse.errors import WarehouseError
from everyweek.web.people.organisations.known import above
from everyweek.web.people.organisations.known import directory as directory_of_warehouse

GROUPS = ("icb", "region")


def places_of(code: str, *, dated: str, today: date) -> tuple[str, ...]:
    """The names of the board and the region that an organisation is counted in today; empty for an unknown code.

    dated : of the resource, as a year, a month or a day; "" when that is not known.
    One that is no more is looked for where what took over its work is; where nothing did, or several share it, it is
    where it was on the date, or else on its last day.
    """
    return _places_of(code, dated, today, _directory())


def code_now(code: str, *, today: date) -> str:
    """The code of what does an organisation's work today; its own when nothing took it over, or several share it."""
    known = _directory()
    return (known.rolled_up(code, on=today) if known.has(code) else None) or code


@lru_cache(maxsize=20_000)
def _places_of(code: str, dated: str, today: date, known: Directory) -> tuple[str, ...]:
    if not known.has(code):
        return ()
    now = known.rolled_up(code, on=today)
    found = _groups(now, known, on=today) if now is not None else ()
    if found:
        return found
    for day in (_first_day(dated), _last_day(code, known)):
        if day is not None and (found := _groups(code, known, on=day)):
            return found
    return ()


def _groups(code: str, known: Directory, *, on: date) -> tuple[str, ...]:
    """Names of the boards and regions among an organisation and what is above it."""
    found = (known.organisation(one) for one in sorted(above(code, known, on=on) - {ENGLAND}))
    return tuple(one.name for one in found if one.kind in GROUPS)


def _first_day(dated: str) -> date | None:
    return date.fromisoformat(f"{dated}-01-01"[:10]) if dated else None


def _last_day(code: str, known: Directory) -> date | None:
    ends = known.names(code)[-1].valid_to
    return ends - timedelta(days=1) if ends else None


def _directory() -> Directory:
    """That of the warehouse, which has loaded files in it; the built-in one while the warehouse does not answer."""
    try:
        return directory_of_warehouse()
    except WarehouseError:
        return built_in_directory()
