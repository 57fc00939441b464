"""A wrong model is refused before it runs, with the step's name and the reason."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.flow_models import models

from everyweek.flow.checking.check import check, faults_in
from everyweek.flow.checking.held import held_at
from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.distributions import Exponential, Fixed
from everyweek.flow.errors import FaultyModel
from everyweek.flow.layout import NOWHERE, Layout, lay_out
from everyweek.flow.model import MONDAY, Emits, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.steps import (
    Ageing,
    Assign,
    Balk,
    Branch,
    Delay,
    GoTo,
    Inside,
    Jump,
    Leave,
    Mark,
    Pathway,
    Reclass,
    Release,
    Renege,
    Seize,
    Step,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import Poisson, Stream

WALK = Stream("walk in", Poisson(per_hour(2)), "department", {"minor": 0.5, "major": 0.5})
CARE = (Seize(("cubicles",)), Delay(Exponential(minutes(30)), name="care"), Release("cubicles"), Leave("home"))


def model(*steps: Step, **more: object) -> Model:
    """A department of these steps."""
    named = {
        "pools": (Pool("cubicles", 3), Pool("beds", 5)),
        "streams": (WALK,),
        "pathways": (Pathway("department", steps or CARE),),
        "classes": ("minor", "major"),
    } | more
    return Model("a department", **named)  # type: ignore[arg-type]


def said(found: Model) -> str:
    return "\n".join(map(str, faults_in(found)))


def test_a_model_that_may_run_has_no_fault_and_its_steps_in_a_row() -> None:
    assert said(model()) == ""
    assert [type(place.step).__name__ for place in check(model()).places] == ["Seize", "Delay", "Release", "Leave"]


def test_all_faults_are_said_at_once_with_the_names_of_the_steps() -> None:
    wrong = model(Seize(("couches",), name="find a couch"), Release("couches"), Delay(Fixed(5.0), name="wait"), Leave())

    with pytest.raises(FaultyModel) as told:
        check(wrong)

    assert "The model cannot run: 2 things are wrong with it." in str(told.value)
    assert (
        "pathway “department”, step 1 “find a couch” (seize): There is no pool “couches”. There is “beds”, “cubicles”."
        in str(told.value)
    )
    assert "step 3 “wait” (delay): Its time cannot be drawn: it needs a unit, such as “5 minutes”." in str(told.value)


def branch(*ways: tuple[Condition, Sequence[Step]], otherwise: tuple[Step, ...] | None = ()) -> Branch:
    return Branch(tuple(Way(when, tuple(steps)) for when, steps in ways), otherwise, name="which way")


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (branch((Chance(0.6), ()), (Chance(0.5), ())), "add up to 1.1 for “major”, which is more than 1"),
        (branch((Chance(0.6), ()), otherwise=None), "Say what others do (otherwise)"),
        (branch((OfClass(("minor",)), ()), otherwise=None), "Say what others do (otherwise)"),
        (branch(), "It has no way"),
        (branch((Chance((("minor", 0.1),)), ())), "It says nothing for “major”"),
        (branch((Chance(1.2), ())), "from 0 to 1"),
        (branch((OfClass(("tiny",)), ())), "There is no class “tiny”"),
        (branch((Attribute("age", ">", 80), ())), "There is no attribute “age”. There is none at all."),
        (branch((PoolState("couches", "waiting", ">", 3), ())), "There is no pool “couches”"),
        (branch((PoolState("beds", "colour", ">", 3), ())), "“colour” is nothing that a pool has"),  # type: ignore[arg-type]
        (branch((PoolState("beds", "free", "=", 3), ())), "“=” compares nothing"),  # type: ignore[arg-type]
        (branch((Hours((168,)), ())), "from 0 to 167"),
        (branch((Chance((("minor", 0.1), ("minor", 0.2), ("major", 0.1))), ())), "It names one class twice"),
        (branch((PoolState("beds", "free", ">", math.nan), ())), "a number that is not finite"),
        (WaitUntil((30.5,)), "whole minutes"),
        (Delay({"minor": Exponential(minutes(3))}), "It says nothing for “major”"),
        (Delay(Exponential(minutes(3)), scaled_by="frailty"), "There is no attribute “frailty”"),
        (Assign("frailty", Fixed(minutes(3))), "It is a plain number, without a unit"[3:]),
        (WaitUntil(()), "It needs instants of the week"),
        (WaitUntil((60.0, 30.0)), "not in order"),
        (WaitUntil((10_080.0,)), "below 10,080"),
        (Mark("arrival"), "A milestone needs a name"),
        (Reclass("tiny"), "There is no class “tiny”"),
        (GoTo("nowhere"), "There is no step of this pathway “nowhere”"),
        (Jump("nowhere"), "There is no pathway “nowhere”"),
        (Release("couch"), "There is no held thing “couch”"),
    ],
)
def test_a_step_that_cannot_be_says_why(step: Step, sentence: str) -> None:
    assert sentence in said(model(step, Leave()))


@pytest.mark.parametrize(
    ("seize", "sentence"),
    [
        (Seize(()), "It names no pool"),
        (Seize(("beds", "beds")), "one pool twice"),
        (Seize(("beds",), which="any"), "“any” of the pools cannot be taken"),  # type: ignore[arg-type]
        (Seize(("beds",), units=0), "whole numbers from 1"),
        (Seize(("beds",), priority=16), "from 0 (first) to 15, and 16 is not"),
        (Seize(("beds",), priority={"minor": 0}), "It says nothing for “major”"),
        (Seize(("beds",), ageing=(Ageing(minutes(5), -1),)), "and -1 is not"),
        (Seize(("beds",), ageing=(Ageing(minutes(5), 2), Ageing(minutes(5), 1))), "one and the same wait"),
        (Seize(("beds",), units=6), "waits for ever: it asks for 6 units at once, and “beds” never has more than 5"),
        (Seize(("cubicles", "beds"), hold="both", units=4), "4 units at once, and “cubicles” never has more than 3."),
        (
            Seize(("cubicles", "beds"), which="first", hold="one", units=6),
            "“cubicles” never has more than 3 and “beds” never has more than 5",
        ),
        (Seize(("beds",), renege=Renege(Exponential(5.0), (Leave(),))), "Its patience cannot be drawn"),
        (Seize(("beds",), balk=Balk((OfClass(("tiny",)),), (Leave(),))), "There is no class “tiny”"),
    ],
)
def test_a_seize_that_cannot_be_says_why(seize: Seize, sentence: str) -> None:
    assert sentence in said(model(seize, Release(seize.held_as), Leave()))


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((Seize(("beds",)), Leave("home")), "Who leaves here may still hold “beds”, which would never be free again."),
        ((Seize(("beds",)), Seize(("beds",)), Release("beds"), Leave()), "may be held already when it is seized here"),
        ((Release("beds"), Seize(("beds",)), Release("beds"), Leave()), "Nobody who comes here holds “beds”."),
        (
            (branch((Chance(0.5), (Seize(("beds",)),))), Release("beds"), Leave()),
            "Some who come here do not hold “beds”",
        ),
        ((Delay(Exponential(minutes(1))),), "The pathway ends here, and nobody leaves"),
        ((Leave(), Delay(Exponential(minutes(1)), name="later"), Leave()), "“later” (delay): Nobody ever comes here"),
        ((Delay(Exponential(minutes(1)), name="again"), GoTo("again")), "the way goes round for ever"),
    ],
)
def test_where_the_way_cannot_lead_is_said(steps: tuple[Step, ...], sentence: str) -> None:
    assert sentence in said(model(*steps))


@pytest.mark.parametrize(
    ("pool", "units"),
    [
        (Pool("beds", (0,) * 167 + (3,)), 3),
        (Pool("beds", 1, (Change(MONDAY, by=2), Change(MONDAY, by=-1))), 3),
        (Pool("beds", 1, (Change(MONDAY, to=3),)), 3),
    ],
)
def test_as_many_units_may_be_asked_for_as_there_are_at_some_time(pool: Pool, units: int) -> None:
    ask = Seize(("beds",), units=units)
    first = Seize(("cubicles", "beds"), which="first", hold="one", units=units + 1)

    assert said(model(ask, Release("beds"), Leave(), pools=(pool,))) == ""
    assert said(model(first, Release("one"), Leave(), pools=(pool, Pool("cubicles", units + 1)))) == ""


def test_what_only_some_hold_is_released_if_it_is_held() -> None:
    either = branch((Chance(0.5), (Seize(("beds",)),)))

    assert said(model(either, Release("beds", if_held=True), Leave())) == ""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"streams": ()}, "Nobody ever comes"),
        ({"pools": (Pool("cubicles", 3), Pool("cubicles", 4))}, "There are 2 of this name"),
        ({"pools": (Pool("cubicles", 0),)}, "It never has a unit"),
        ({"classes": ("minor", " ")}, "A class has no name"),
        ({"classes": ("gamma",)}, "class “gamma”: In files this is a kind of distribution"),
        ({"starts": datetime(2026, 4, 6, tzinfo=UTC)}, "starts: It has a time zone"),
        ({"intervals": (Interval("stay", "arrival", "departure", (math.inf,)),)}, "is no length of time"),
        ({"pathways": (Pathway("department", ()),)}, "It has no step"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "ward", {"minor": 1.0}),)}, "There is no pathway “ward”"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "department", {"tiny": 1.0}),)}, "There is no class “tiny”"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "department"),)}, "does not say of which classes"),
        (
            {"streams": (Stream("s", Poisson(per_hour(1)), "department", {"minor": 1.0}, {"age": Fixed(minutes(1))}),)},
            "attribute “age”: It is a plain number",
        ),
        ({"inside": (Inside("department", "nowhere", 3, {"minor": 1.0}),)}, "There is no delay and no seize"),
        ({"inside": (Inside("department", "care", -1, {"minor": 1.0}),)}, "a whole one, from nought to 1,000,000"),
        ({"inside": (Inside("department", "care", 3, {"minor": 0.2}),)}, "its classes add up to 0.2, and not to 1"),
        ({"inside": (Inside("department", "care", 3, {"minor": -1.0, "major": 2.0}),)}, "is below nought"),
        (
            {"inside": (Inside("department", "care", 3, {"minor": 1.0}, Exponential(5.0)),)},
            "Its remaining time cannot be drawn: it needs a unit",
        ),
        (
            {"inside": (Inside("department", "care", 3, {"minor": 1.0}, {"minor": Exponential(minutes(5))}),)},
            "It says nothing for “major”",
        ),
        ({"intervals": (Interval("stay", "arrival", "departure"),) * 2}, "interval “stay”: There are 2 of this name"),
        ({"intervals": (Interval("stay", "arrival", "seen"),)}, "There is no milestone “seen”"),
        ({"intervals": (Interval("stay", "arrival", "departure", (4.0, 2.0)),)}, "Its edges do not rise"),
        ({"emits": (Emits("attendance", "seen"),)}, "There is no milestone “seen”"),
    ],
)
def test_a_part_that_cannot_be_says_why(more: dict[str, object], sentence: str) -> None:
    assert sentence in said(model(**more))


def test_what_remains_of_a_delay_that_an_attribute_multiplies_must_be_said() -> None:
    steps = (Assign("frailty", Fixed(2.0)), Delay(Fixed(minutes(60)), "frailty", "care"), Leave())
    inside = Inside("department", "care", 3, {"minor": 1.0})

    assert "Say what remains" in said(model(*steps, inside=(inside,)))
    assert not said(model(*steps, inside=(replace(inside, remaining=Fixed(minutes(30))),)))


def test_two_steps_of_one_name_on_a_pathway_are_refused() -> None:
    twice = (Mark("a", name="here"), Mark("b", name="here"), Leave())

    assert "2 of its steps have the name “here”" in said(model(*twice))


def test_of_many_names_some_are_listed() -> None:
    pools = tuple(Pool(f"pool {number:02d}", 1) for number in range(30))

    found = said(model(Seize(("couch",)), Release("couch"), Leave(), pools=pools))

    assert "There is no pool “couch”. There is “pool 00”, " in found
    assert found.endswith("“pool 19” and 10 more.")


def test_the_same_hours_are_the_same_condition() -> None:
    assert Hours((9, 8, 9)) == Hours((8, 9))


def test_what_nobody_reaches_is_said_once_at_its_beginning() -> None:
    nobody = (Leave(), Mark("a"), branch((Chance(0.5), (Mark("b"),))), Leave())

    assert said(model(*nobody)).count("Nobody ever comes here") == 1


def optional(several: int) -> tuple[Step, ...]:
    """Half of the patients take each of several things, under names of their own."""
    return tuple(branch((Chance(0.5), (Seize(("beds",), hold=f"bed {number}"),))) for number in range(several))


def given_back(*numbers: int) -> tuple[Step, ...]:
    return tuple(Release(f"bed {number}", if_held=True) for number in numbers)


def unnamed(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(replace(step, name="") if isinstance(step, Branch) else step for step in steps)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((*given_back(*range(1, 12)), Leave()), "may still hold “bed 0”, which would never be free again."),
        ((*given_back(*range(1, 12)), Release("bed 0"), Leave()), "Some who come here do not hold “bed 0”"),
        ((*given_back(*range(12)), Leave()), ""),
    ],
)
def test_nothing_is_lost_among_many_things_that_somebody_may_hold(steps: tuple[Step, ...], sentence: str) -> None:
    found = said(model(*unnamed(optional(12)), *steps))

    assert sentence in found
    assert bool(sentence) is bool(found)


def test_a_thousand_things_that_somebody_may_hold_are_looked_at_one_after_the_other() -> None:
    steps = (*unnamed(optional(1_000)), *given_back(*range(999)), Leave())

    assert said(model(*steps)).count("may still hold “bed 999”") == 1


def test_what_is_still_held_when_the_way_goes_back_is_seen() -> None:
    again = branch((Chance(0.5), (GoTo("ask"),)))

    found = said(model(Seize(("beds",), name="ask"), Delay(Exponential(minutes(1))), again, Release("beds"), Leave()))

    assert "“beds” may be held already when it is seized here" in found


def every_set(found: Model, layout: Layout) -> dict[int, set[frozenset[str]]]:
    """The slow way: every set of things that somebody may hold, along every way."""
    sets: dict[int, set[frozenset[str]]] = {}
    open_ends: list[tuple[int, frozenset[str]]] = [(layout.begins[one.pathway], frozenset()) for one in found.streams]
    while open_ends:
        number, held = open_ends.pop()
        if number != NOWHERE and held not in sets.setdefault(number, set()):
            sets[number].add(held)
            step, ways = layout.places[number].step, list(layout.leads_to(number))
            after = held | {step.held_as} if isinstance(step, Seize) else held
            after = after - {step.hold} if isinstance(step, Release) else after
            open_ends += [(to, after if to == layout.places[number].next else held) for to in ways]
    return sets


@settings(max_examples=15, deadline=None, derandomize=True)
@given(models(), st.integers(0, 3))
def test_what_some_and_what_all_hold_is_what_every_way_there_gives(drawn: Model, kept: int) -> None:
    first = drawn.pathways[0]
    releases = [number for number, step in enumerate(first.steps) if isinstance(step, Release)]
    fewer = tuple(step for number, step in enumerate(first.steps) if number not in releases[kept:])
    changed = replace(drawn, pathways=(replace(first, steps=fewer), *drawn.pathways[1:]))
    layout = lay_out(changed)

    found = held_at(changed, layout)

    slow = every_set(changed, layout)
    assert {at: held.may for at, held in found.items()} == {at: frozenset().union(*sets) for at, sets in slow.items()}
    assert {at: held.must for at, held in found.items()} == {
        at: frozenset.intersection(*sets) for at, sets in slow.items()
    }
