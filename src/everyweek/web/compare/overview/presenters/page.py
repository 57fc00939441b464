"""The overview of an organisation beside its peers."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from everyweek.comparison.records import Opportunities
from everyweek.web.compare.among import query_of
from everyweek.web.compare.nearest import peers_of
from everyweek.web.compare.one_measure.presenters.compare_page import Picked
from everyweek.web.compare.overview.asked import AskedOverview
from everyweek.web.compare.overview.presenters.gap_cards import LARGEST, GapCards, gap_cards
from everyweek.web.compare.overview.presenters.heat_table import HeatTable, heat_table
from everyweek.web.compare.overview.queries import nearest_first, read_newest
from everyweek.web.compare.what_others_did import Gap, WhatOthersDid, what_others_did
from everyweek.web.measure.presenters.links import organisation_address
from everyweek.web.measure.queries import find_organisation
from everyweek.web.people.reader import Reader

MOST_OF_A_CARD = 3


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything the page shows.

    moved   : that the organisation asked for has ended, and whose overview this is; empty otherwise.
    nothing : why there is no table; empty when there is one.
    fewer   : that the table does not hold all peers; empty when it does.
    """

    code: str
    name: str
    address: str
    path: str
    beside: str
    moved: str
    problem: str
    gaps: GapCards
    picked: Picked
    notes: tuple[str, ...]
    table: HeatTable | None
    nothing: str
    fewer: str


def overview_page(asked: AskedOverview, reader: Reader) -> OverviewPage:
    """The page of an answer, with what others did as far as the reader may read it."""
    found, query = asked.opportunities, query_of(asked.among)
    shown = nearest_first(found.code, found.choice.codes)
    table = heat_table(read_newest(found.code, shown), query=query)
    left_out = len(found.choice.codes) - len(shown)
    return OverviewPage(
        code=found.code,
        name=found.name,
        address=organisation_address(found.code),
        path=reverse("compare", kwargs={"code": found.code}),
        beside=found.choice.title,
        moved=_moved(asked),
        problem=asked.problem,
        gaps=gap_cards(found, query=query, others=_what_others_did(found, reader)),
        picked=Picked(
            key=asked.among,
            offers=asked.offers,
            lines=(found.choice.method, f"Version {found.choice.version} of this method."),
            sources=tuple(part.strip().rstrip(".") for part in found.choice.source.split(";") if part.strip()),
            peers_address=_peers(found.code) if found.choice.distance else "",
        ),
        notes=found.choice.notes,
        table=table,
        nothing="" if table else f"No file that is loaded holds a recent figure of {found.name}.",
        fewer=f"{left_out} more are left out here: those most like {found.name} come first." if left_out else "",
    )


def _what_others_did(found: Opportunities, reader: Reader) -> dict[str, tuple[WhatOthersDid, ...]]:
    gaps = [Gap(one.measure.name, tuple(which.key for which, _ in one.interventions)) for one in found.real[:LARGEST]]
    if not gaps:
        return {}
    return what_others_did(reader, gaps, peers=peers_of(found.code, found.choice), most=MOST_OF_A_CARD)


def _moved(asked: AskedOverview) -> str:
    found = asked.opportunities
    if asked.asked_code == found.code:
        return ""
    return f"{find_organisation(asked.asked_code).name} is now part of {found.name}, which is compared here."


def _peers(code: str) -> str:
    try:
        return reverse("peers", kwargs={"code": code})
    except NoReverseMatch:
        return ""
