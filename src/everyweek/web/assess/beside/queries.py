"""Reading what the measures say beside a theme, for the organisations of a place; remembered until a file is loaded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from django.utils import timezone
from markupsafe import Markup

from everyweek.maturity.framework import Theme
from everyweek.web.assess.beside.measures import measures_of
from everyweek.web.assess.beside.peers import IN_WORDS, BesidePeers, beside_peers
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.vocabulary import TAKE_PART_BY_BELONGING

if TYPE_CHECKING:
    from everyweek.web.measure.queries import Edition, Reading

Says = Literal["ordinary", "better", "worse", "changed", "too early", "old", "nothing"]
"""What a figure says of now: ordinary variation; a real change for the better, for the worse, or one where neither is
better; too few figures for limits; the newest is too old; there is none."""
BY_CAUSE: dict[str, Says] = {"common": "ordinary", "improvement": "better", "concern": "worse", "neutral": "changed"}


@dataclass(frozen=True, slots=True)
class BesideMeasure:
    """One measure of one organisation of a place, in words.

    party          : which party of the place the organisation is; "system" for the board's own figure, which stands
                     in where no organisation of the place has one.
    value, when    : the newest figure and its period; where there is none, why, and `is_missing`.
    until          : the first day after that period; None where there is no figure.
    variation      : the verdict in a sentence; "" where there is nothing to judge.
    says           : see `Says`.
    against        : the figure held against its standard; "" without one.
    peers          : how it stands beside its peers, in a sentence; "" where that cannot be told.
    source         : publication and file of the newest figure.
    address, peers_address : its page, and its page beside others. picture : address of the small chart, or "".
    """

    measure: str
    title: str
    code: str
    organisation: str
    party: str
    value: str
    when: str
    is_missing: bool
    until: date | None
    variation: str
    says: Says
    icon: Markup
    against: str
    peers: str
    source: str
    address: str
    peers_address: str
    picture: str
    picture_words: str


def measures_beside(place: Place, theme: Theme) -> tuple[BesideMeasure, ...]:
    """What the measures of a theme say of the place's hospitals, community and ambulance services; measure by measure.

    The board's own figure stands in where none of them has one. Empty when no figure of a measure is loaded, and while
    figures cannot be read.
    """
    return figures_of(organisations_of(place), place.system, measures_of(theme))


def organisations_of(place: Place) -> tuple[tuple[str, str], ...]:
    """(party, code) of the parties of a place that figures are published of, in the order of the parties."""
    found = [(one.party, one.organisation) for one in place.parties.all() if one.organisation]
    known = [pair for pair in found if pair[0] in TAKE_PART_BY_BELONGING]
    return tuple(sorted(dict.fromkeys(known), key=lambda pair: TAKE_PART_BY_BELONGING.index(pair[0])))


def figures_of(
    organisations: Iterable[tuple[str, str]], system: str, measures: Iterable[str]
) -> tuple[BesideMeasure, ...]:
    """What the measures say of organisations, or else of their board; nothing while figures cannot be read."""
    from everyweek.warehouse.errors import WarehouseError

    try:
        return tuple(_figures(tuple(organisations), system, measures))
    except WarehouseError:
        return ()


def _figures(organisations: Iterable[tuple[str, str]], system: str, measures: Iterable[str]) -> Iterator[BesideMeasure]:
    from everyweek.web.measure.queries import edition, with_data

    now, data = edition(), with_data()
    theirs = [(party, code_now(code)) for party, code in organisations]
    for name in measures:
        has = [pair for pair in theirs if pair[1] in data and name in data[pair[1]].measures]
        if not has and system in data and name in data[system].measures:
            has = [("system", system)]
        yield from (_beside(party, code, name, now) for party, code in has)


def code_now(code: str) -> str:
    """The organisation that carries on the work of one today; itself where that is no single one."""
    from everyweek.web.people.organisations.known import directory

    known = directory()
    return (known.rolled_up(code, on=timezone.localdate()) if known.has(code) else None) or code


@lru_cache(maxsize=4096)
def _beside(party: str, code: str, name: str, edition: "Edition") -> BesideMeasure:
    from everyweek.measures import MEASURES
    from everyweek.web.measure.presenters.cards import card
    from everyweek.web.measure.queries import read_measure
    from everyweek.web.measure.switches import Switches

    switches = Switches()
    reading = read_measure(MEASURES[name], code, switches)
    shown = card(reading, switches, version=edition[1])
    peers, says = beside_peers(name, code), _says(reading)
    return BesideMeasure(
        measure=name,
        title=shown.title,
        code=code,
        organisation=reading.organisation.name,
        party=party,
        value=shown.value,
        when=shown.when,
        is_missing=shown.is_missing,
        until=reading.latest.period_end if reading.latest else None,
        variation=shown.verdicts[0].sentence if shown.verdicts else "",
        says=says,
        icon=shown.verdicts[0].icon if shown.verdicts and says != "old" else Markup(""),
        against=" ".join(shown.against),
        peers=_peers_in_words(peers) if says != "old" else "",
        source=reading.latest.source if reading.latest else "",
        address=shown.address,
        peers_address=peers.address if peers else "",
        picture=shown.picture,
        picture_words=shown.picture_words,
    )


def _says(reading: "Reading") -> Says:
    from everyweek.tables.age import is_recent
    from everyweek.web.measure.queries import newest_day
    from everyweek.web.measure.verdict import cause_of

    newest = newest_day()
    if reading.analysis is None or reading.latest is None or newest is None:
        return "nothing"
    if not is_recent(reading.latest.period_end, newest=newest):
        return "old"
    if reading.analysis.trial:
        return "too early"
    return BY_CAUSE.get(cause_of(reading.analysis), "changed")


def _peers_in_words(peers: BesidePeers | None) -> str:
    """How it stands beside the organisations most like it; "" where that cannot be told."""
    if peers is None or peers.stands not in IN_WORDS or not peers.figures:
        return ""
    return f"{peers.months}: {IN_WORDS[peers.stands]} ({peers.figures})."
