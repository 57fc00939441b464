"""The ambulance quality indicators as the AmbSYS file: England, services and regions in one table, month by month."""

from collections.abc import Iterable
from datetime import date

from everyweek.publications.sample.ambulance import ambulance_indicators, in_published_order
from everyweek.publications.sample.ambulance_indicators import INDICATORS, ORGANISATION_COLUMNS
from everyweek.publications.sample.cast import AMBULANCE_SERVICE, REGION, name_in
from everyweek.publications.sample.chance import Chance


def ambulance_csv(months: Iterable[date], chance: Chance, *, restated_later: frozenset[date] = frozenset()) -> bytes:
    """The file of one edition: all months up to its last, three rows each.

    The column Region holds the region's code for the service and its name for the region itself. There is one
    service, so the region's and England's rows repeat its figures.

    restated_later : the months that a later edition has with other figures.
    """
    rows = [(*ORGANISATION_COLUMNS, *INDICATORS)]
    for month in months:
        figures = ambulance_indicators(month, chance, early_edition=month in restated_later)
        cells = in_published_order(figures)
        when = (str(month.year), str(month.month))
        region = name_in(REGION, month)
        rows.append((*when, "Eng", "Eng", "England", *cells))
        rows.append((*when, REGION, AMBULANCE_SERVICE, name_in(AMBULANCE_SERVICE, month).upper(), *cells))
        rows.append((*when, region, REGION, region, *cells))
    return "".join(",".join(row) + "\n" for row in rows).encode()
