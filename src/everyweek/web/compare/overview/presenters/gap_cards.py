"""The largest real gaps, each as a card: what it would be worth, how sure that is, and what acts on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from everyweek.comparison.records import Opportunities, Opportunity
from everyweek.comparison.sentences import months_in_words
from everyweek.measures import Measure
from everyweek.web.compare.forward_links import forward_links, resources_address
from everyweek.web.compare.what_others_did import WhatOthersDid
from everyweek.web.design import wording
from everyweek.web.measure.presenters.links import Link

LARGEST = 5
MOST_INTERVENTIONS = 3


@dataclass(frozen=True, slots=True)
class GapCard:
    """One real gap.

    stands        : the organisation's value and its peers' median, and of which months.
    interventions : (name, how it acts, where the library has more), those with the best evidence first.
    also          : other measures that tell the same story; empty without any.
    others        : what others did about it, those like the organisation first.
    """

    title: str
    address: str
    sentence: str
    stands: str
    interventions: tuple[tuple[str, str, str], ...]
    also: str
    links: tuple[Link, ...]
    others: tuple[WhatOthersDid, ...] = ()


@dataclass(frozen=True, slots=True)
class GapCards:
    """The section of gaps.

    title    : of the section.
    nothing  : a sentence when there is no real gap.
    further  : real gaps beyond the five largest.
    ordinary : measures within ordinary variation, or at the median or beyond.
    without  : measures that cannot be compared, by the reason.
    """

    title: str
    cards: tuple[GapCard, ...]
    nothing: str
    caution: str
    further: tuple[Link, ...]
    ordinary: tuple[Link, ...]
    without: tuple[tuple[str, tuple[Link, ...]], ...]


def gap_cards(
    found: Opportunities, *, query: str, others: Mapping[str, tuple[WhatOthersDid, ...]] | None = None
) -> GapCards:
    """The gaps of an organisation, largest first.

    query  : the choice of peers, to go along to the page of one measure beside them.
    others : by the names of measures, what others did.
    """
    grouped: defaultdict[str, list[Measure]] = defaultdict(list)
    for measure, reason in found.without:
        grouped[wording.capitalised(reason)].append(measure)
    return GapCards(
        title="Your five largest real gaps" if len(found.real) >= LARGEST else "Your largest real gaps",
        cards=tuple(_card(one, found, query, (others or {}).get(one.measure.name, ())) for one in found.real[:LARGEST]),
        nothing="" if found.real else _nothing(found),
        caution=found.caution if found.real else "",
        further=_links([one.measure for one in found.real[LARGEST:]], found, query),
        ordinary=_links(found.ordinary, found, query),
        without=tuple((reason, _links(measures, found, query)) for reason, measures in grouped.items()),
    )


def _card(one: Opportunity, found: Opportunities, query: str, others: tuple[WhatOthersDid, ...]) -> GapCard:
    unit = one.measure.unit
    when = months_in_words([one.window_from, one.window_to])
    also = ", ".join(measure.short_title for measure in one.also)
    return GapCard(
        title=one.measure.title,
        address=_address(one.measure, found.code, query),
        sentence=one.gap.sentence,
        stands=f"{wording.amount(one.value, unit)} over {when}. The median of {found.choice.title}: "
        f"{wording.amount(one.gap.target, unit)}.",
        interventions=tuple(
            (which.name, act.how, resources_address(which.key)) for which, act in one.interventions[:MOST_INTERVENTIONS]
        ),
        also=f"The same story is told by: {also}." if also else "",
        links=forward_links(one.measure.name, found.code),
        others=others,
    )


def _nothing(found: Opportunities) -> str:
    if not found.ordinary:
        return f"None of the measures of {found.name} can be held against {found.choice.title}. The reasons are below."
    return (
        f"None. On every measure that can be compared, {found.name} is within ordinary variation of the median of "
        f"{found.choice.title}, or better than it."
    )


def _links(measures: Sequence[Measure], found: Opportunities, query: str) -> tuple[Link, ...]:
    return tuple(Link(measure.title, _address(measure, found.code, query)) for measure in measures)


def _address(measure: Measure, code: str, query: str) -> str:
    return reverse("compare-measure", kwargs={"code": code, "measure": measure.name}) + query
