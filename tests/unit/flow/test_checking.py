"""A wrong model is refused before it runs, with the step's name and the reason."""

from collections.abc import Sequence

import pytest

from everyweek.flow.checking.check import check, faults_in
from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.distributions import Exponential, Fixed
from everyweek.flow.errors import FaultyModel
from everyweek.flow.model import Emits, Interval, Model
from everyweek.flow.pools import Pool
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
        ({"pathways": (Pathway("department", ()),)}, "It has no step"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "ward", {"minor": 1.0}),)}, "There is no pathway “ward”"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "department", {"tiny": 1.0}),)}, "There is no class “tiny”"),
        ({"streams": (Stream("s", Poisson(per_hour(1)), "department"),)}, "does not say of which classes"),
        (
            {"streams": (Stream("s", Poisson(per_hour(1)), "department", {"minor": 1.0}, {"age": Fixed(minutes(1))}),)},
            "attribute “age”: It is a plain number",
        ),
        ({"inside": (Inside("department", "nowhere", 3, {"minor": 1.0}),)}, "There is no delay and no seize"),
        ({"inside": (Inside("department", "care", -1, {"minor": 1.0}),)}, "whole one, not below nought"),
        ({"intervals": (Interval("stay", "arrival", "seen"),)}, "There is no milestone “seen”"),
        ({"intervals": (Interval("stay", "arrival", "departure", (4.0, 2.0)),)}, "Its edges do not rise"),
        ({"emits": (Emits("attendance", "seen", (("seen_at", "seen"),)),)}, "There is no milestone “seen”"),
    ],
)
def test_a_part_that_cannot_be_says_why(more: dict[str, object], sentence: str) -> None:
    assert sentence in said(model(**more))


def test_two_steps_of_one_name_on_a_pathway_are_refused() -> None:
    twice = (Mark("a", name="here"), Mark("b", name="here"), Leave())

    assert "2 of its steps have the name “here”" in said(model(*twice))
