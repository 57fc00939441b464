"""The figures that a network looks at: those of its group of organisations, drawn by the pages that compare."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from everyweek.reference.group import Group
from everyweek.web.design import wording
from everyweek.web.people.networks.models import Network
from everyweek.web.people.organisations.known import directory, warehouse

URGENT = ("four_hour_performance", "category_2_mean", "general_and_acute_occupancy", "virtual_ward_occupancy")
ELECTIVE = ("general_and_acute_occupancy", "general_and_acute_beds_open")
MOST_CHARTS = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of the group as a whole. words : what it shows, for those who do not see it."""

    title: str
    wide: str
    narrow: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a network's page shows of figures.

    name, address : of the group and its page; codes : the organisations in it today.
    pictures      : empty when none of them has a figure in the files that are loaded.
    """

    name: str
    address: str
    codes: tuple[str, ...]
    source: str
    pictures: tuple[Picture, ...]


def figures_of(network: Network) -> Figures | None:
    """The figures of the network's group; None when it looks at none, or at one that is not in the lists any more."""
    from everyweek.reference.groups import UnknownGroup, find_group

    if not network.group_key:
        return None
    try:
        group = find_group(network.group_key, directory())
    except UnknownGroup:
        return None
    today = date.today()  # noqa: DTZ011 - who is a member changes with the day
    codes = tuple(sorted(group.codes(directory(), on=today)))
    return Figures(
        name=group.name,
        address=reverse("group", kwargs={"key": group.key}),
        codes=codes,
        source=group.source,
        pictures=_pictures(group, codes, is_elective=network.focus == "elective_care"),
    )


def _pictures(group: Group, codes: tuple[str, ...], *, is_elective: bool) -> tuple[Picture, ...]:
    edition = settings.EVERYWEEK_WAREHOUSE, warehouse().version()
    found: list[Picture] = []
    for measure in ELECTIVE if is_elective else URGENT:
        newest = _newest(codes, measure, edition)
        if newest is not None:
            found.append(_picture(group, measure, newest, edition))
        if len(found) == MOST_CHARTS:
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest figure of a group as a whole."""

    title: str
    value: str
    start: date
    figures: int


@lru_cache(maxsize=512)
def _newest(codes: tuple[str, ...], measure: str, edition: tuple[str, int]) -> _Newest | None:
    """None when the group has no figure of its own, and so no picture; remembered until another file is loaded."""
    from everyweek.comparison.group_over_time import group_over_time

    if not codes:
        return None
    over_time = group_over_time(warehouse(), codes, measure)
    with_value = [month for month in over_time.own if month.value is not None]
    if not with_value:
        return None
    last = with_value[-1]
    return _Newest(
        title=over_time.measure.title,
        value=wording.amount(last.value, over_time.measure.unit),
        start=last.start,
        figures=len(with_value),
    )


def _picture(group: Group, measure: str, newest: _Newest, edition: tuple[str, int]) -> Picture:
    chart = reverse("group-chart", kwargs={"key": group.key, "form": "svg"})
    query = {"measure": measure, "version": edition[1]}
    return Picture(
        title=newest.title,
        wide=f"{chart}?{urlencode(query)}",
        narrow=f"{chart}?{urlencode({**query, 'size': 'narrow'})}",
        words=f"Chart of {newest.title}, all of {group.name} together, {wording.several(newest.figures, 'figure')}. "
        f"The newest figure is {newest.value}, of {wording.month(newest.start)}.",
        address=f"{reverse('group', kwargs={'key': group.key})}?{urlencode({'measure': measure})}",
    )
