"""Frameworks, places and rounds of the tests, made through the actions.

Fenwick is a place of the board ZZA, with the trust ZZ1 as its hospital, ZZ2 for community services and a council; the
contributor of ZZ1 leads its assessment, and the executive contact of ZZA takes part for the system. Saltings is a place
of the board ZZC, with the trust ZZV; nobody is named there.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from support.cast import Cast

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import built_in, read_framework
from everyweek.web.assess.frameworks.actions import add_framework
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.frameworks.starting import load_built_in
from everyweek.web.assess.places.actions import make_place, name_person
from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked
from everyweek.web.assess.places.models import Place, PlaceMember
from everyweek.web.assess.rounds.actions import make_assessment_round
from everyweek.web.assess.rounds.asked import RoundAsked
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound

MADE = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
OPENS = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
"""The beginning of 1 July 2026 in London."""
DURING = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
DEADLINE = datetime(2026, 7, 28, 11, 0, tzinfo=UTC)
"""Noon in London, where clocks are an hour ahead in summer."""
LATE = DEADLINE + timedelta(hours=2, minutes=5)
LEAD, SPEAKS_FOR_SYSTEM, BELONGS, OUTSIDER = "contributor", "executive contact", "member", "member of another trust"
"""Who leads Fenwick, who is named there for the system, who belongs to its hospital, who has nothing to do there."""
SMALL = """
key: tea
version: "1"
title: Tea and toast
about: A small framework of the tests.
source: ours
wording: ours
theme_word: intervention
theme_words: interventions
chosen: 2
levels:
  official: false
  note: These levels are ours.
  all:
    - {name: Early, lowest: 0}
    - {name: Progressing, lowest: 1}
    - {name: Mature, lowest: 2}
rungs:
  - {number: 1, name: Cold}
  - {number: 2, name: Warm}
  - {number: 3, name: Hot}
themes:
  - key: kettle
    name: The kettle
    kind: scored
    setting: in hospital
    intervention: sdec
    questions:
      - {key: boils, text: Does it boil?, measures: [four_hour_performance]}
      - {key: pours, text: Does it pour?}
  - key: bread
    name: The bread
    kind: scored
    setting: out of hospital
    intervention: virtual_wards
    questions:
      - {key: fresh, text: Is it fresh?}
      - {key: sliced, text: Is it sliced?}
  - key: cup
    name: The cup
    kind: rubric
    setting: out of hospital
    questions:
      - {key: warmth, text: How warm is the tea?}
  - key: saucer
    name: The saucer
    kind: agreed
    setting: in hospital
    agreed_with: the regional discharge lead
    questions:
      - {key: there, text: Is there a saucer?}
"""
"""Five questions to answer, and a theme whose level is agreed; quicker to work with than eighty."""


def small_framework(**changed: str) -> Framework:
    """The small framework; with other words in place of some of it, e.g. version="2"."""
    text = SMALL
    for name, value in changed.items():
        old = next(line for line in SMALL.splitlines() if line.startswith(f"{name}:"))
        text = text.replace(old, f'{name}: "{value}"', 1)
    return read_framework(text)


def a_framework(cast: Cast, framework: Framework | None = None, *, now: datetime = MADE) -> FrameworkVersion:
    """A framework that everybody may use, the small one unless another is given; made once."""
    wanted = framework or small_framework()
    there = FrameworkVersion.objects.filter(key=wanted.key, version=wanted.version).first()
    return there or add_framework(by=cast.reader("national support"), framework=wanted, system="", now=now)


def the_built_in(key: str = "urgent_and_emergency_care", *, now: datetime = MADE) -> FrameworkVersion:
    """One of the frameworks that come with Everyweek."""
    load_built_in(now=now, frameworks=[one for one in built_in() if one.key == key])
    return FrameworkVersion.objects.get(key=key)


def a_place(
    cast: Cast,
    name: str = "Fenwick",
    *,
    system: str = "ZZA",
    acute: str = "ZZ1",
    community: str = "ZZ2",
    now: datetime = MADE,
) -> Place:
    """A place, made by national support; nobody is named for it."""
    parties = (
        PartyAsked("acute", acute),
        *([PartyAsked("community", community)] if community else []),
        PartyAsked("local_authority", name=f"{name} Council"),
    )
    return make_place(by=cast.reader("national support"), asked=PlaceAsked(name, system, parties), now=now)


def named(
    cast: Cast, place: Place, who: str, *, party: str = "acute", leads: bool = False, now: datetime = MADE
) -> PlaceMember:
    """Somebody of the cast, named to take part."""
    by = cast.reader("national support")
    return name_person(by=by, place=place, email=cast[who].email, party=party, leads=leads, now=now)


def fenwick(cast: Cast, *, now: datetime = MADE) -> Place:
    """Fenwick, with the people who are named for it."""
    place = a_place(cast, now=now)
    named(cast, place, LEAD, leads=True, now=now)
    named(cast, place, SPEAKS_FOR_SYSTEM, party="system", now=now)
    return place


def saltings(cast: Cast, *, now: datetime = MADE) -> Place:
    """Saltings, a place of another system, for which nobody is named."""
    return a_place(cast, "Saltings", system="ZZC", acute="ZZV", community="", now=now)


def asked_round(framework: FrameworkVersion, title: str = "Summer assessment", **more: Any) -> RoundAsked:
    """A round as somebody wants it."""
    return RoundAsked(**{"title": title, "framework": framework, "opens_at": OPENS, "deadline_at": DEADLINE, **more})


def a_round(
    cast: Cast,
    *places: Place,
    framework: FrameworkVersion | None = None,
    who: str = "national support",
    now: datetime = MADE,
    **more: Any,
) -> AssessmentRound:
    """A round of national support, or of a board, in which these places are asked."""
    asked = asked_round(framework or a_framework(cast, now=now), **more)
    return make_assessment_round(by=cast.reader(who), asked=asked, places=places, now=now)


FORM_OF_A_ROUND = {
    "title": "Summer assessment",
    "about": "Please answer together.",
    "opens_day": "1",
    "opens_month": "7",
    "opens_year": "2099",
    "deadline_day": "28",
    "deadline_month": "7",
    "deadline_year": "2099",
    "deadline_time": "noon",
    "parties": ["system", "acute"],
    "which": "every",
    "previous": "",
}


def round_form(cast: Cast, **more: Any) -> dict[str, Any]:
    """What somebody types who makes a round, so far ahead that it has not opened."""
    return {**FORM_OF_A_ROUND, "framework": str(a_framework(cast).pk), **more}


def the_assessment(found: AssessmentRound, place: Place) -> Assessment:
    """The assessment of a place, read anew."""
    return Assessment.objects.select_related("round__framework", "place").get(round=found, place=place)


def an_assessment(cast: Cast, *, now: datetime = MADE, **more: Any) -> Assessment:
    """The assessment of Fenwick in a round of its own."""
    place = Place.objects.filter(key="fenwick").first() or fenwick(cast, now=now)
    return the_assessment(a_round(cast, place, now=now, **more), place)


def open_now(now: datetime) -> dict[str, datetime]:
    """When a round opens and is due that is open at an instant: since a month, and for ten days still."""
    return {"opens_at": now - timedelta(days=30), "deadline_at": now + timedelta(days=10)}


Things = dict[str, dict[str, dict[str, Any]]]


def things_of_assessing(cast: Cast, *, now: datetime) -> Things:
    """What addresses of places, frameworks and rounds can name: by their parts, in words, with the values.

    Both places are asked in a round of national support that is open now; Fenwick in one of its board too.
    """
    places = {"Fenwick, of ZZA": fenwick(cast, now=now), "Saltings, of ZZC": saltings(cast, now=now)}
    framework = a_framework(cast, now=now)
    of_all = a_round(cast, *places.values(), title="Round of all", now=now, **open_now(now))
    of_board = a_round(
        cast, places["Fenwick, of ZZA"], title="Round of ZZA", who="administrator of a board", system="ZZA", now=now,
        **open_now(now),
    )  # fmt: skip
    member = places["Fenwick, of ZZA"].members.get(leads=True)
    number = {"framework": framework.pk}
    return {
        "board": {f"the board {code}": {"board": code} for code in ("ZZA", "ZZC")},
        "place": {words: {"place": place.key} for words, place in places.items()},
        "member place": {"who leads Fenwick": {"place": "fenwick", "member": member.pk}},
        "framework": {"a framework of everybody": number},
        "form framework": {"a framework of everybody": number | {"form": "yaml"}},
        "assessment_round": {
            "a round of national support": {"assessment_round": of_all.key},
            "a round of ZZA": {"assessment_round": of_board.key},
        },
        "assessment_round place": {
            words: {"assessment_round": of_all.key, "place": place.key} for words, place in places.items()
        },
    }
