"""The home page: England now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.measures import MEASURES
from everyweek.reference import ENGLAND
from everyweek.warehouse import OrganisationWithData
from everyweek.web.measure import queries
from everyweek.web.measure.presenters.cards import Card, card
from everyweek.web.measure.presenters.chain_page import ChainPage, chain_page
from everyweek.web.measure.presenters.data_page import freshness
from everyweek.web.measure.presenters.links import Link, organisation_address
from everyweek.web.measure.switches import Switches

HEADLINES = (
    "four_hour_performance",
    "category_2_mean",
    "waits_over_12_hours_from_decision",
    "category_1_mean",
    "attendances",
    "incidents",
)


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the home page shows."""

    is_empty: bool
    chain: ChainPage | None = None
    cards: tuple[Card, ...] = ()
    freshness: tuple[str, ...] = ()
    organisations_title: str = ""
    organisations: tuple[Link, ...] = ()


def read_home(*, today: date) -> HomePage:
    """The home page as of a day."""
    releases = queries.releases()
    if not releases:
        return HomePage(is_empty=True)
    switches, version = Switches(), queries.edition()[1]
    readings = [queries.read_measure(MEASURES[name], ENGLAND, switches) for name in HEADLINES]
    return HomePage(
        is_empty=False,
        chain=chain_page(ENGLAND, switches),
        cards=tuple(card(row, switches, version=version) for row in readings if row.latest is not None),
        freshness=freshness(releases, today=today),
        organisations_title="Regions",
        organisations=_organisations(list(queries.with_data().values())),
    )


def _organisations(known: Sequence[OrganisationWithData]) -> tuple[Link, ...]:
    shown = [row for row in known if row.kind == "region"]
    return tuple(Link(row.name, organisation_address(row.code)) for row in sorted(shown, key=lambda row: row.name))
