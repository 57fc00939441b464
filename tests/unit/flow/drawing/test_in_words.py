"""A model in words says everything that its diagram shows, in the order and with the numbers of the diagram."""

import re
from datetime import datetime

import pytest
from support.drawn_department import department

from everyweek.flow.conditions import Attribute, Chance, Compared, Condition, Hours, OfClass, PoolState
from everyweek.flow.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
)
from everyweek.flow.drawing.amounts import distribution, length
from everyweek.flow.drawing.conditions import arrivals, capacity, condition
from everyweek.flow.drawing.hours import by_hour, named
from everyweek.flow.drawing.in_words import in_words, list_in_words
from everyweek.flow.model import Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import days, hours, minutes, per_hour
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
    WaitUntil,
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream
from everyweek.flow.week import by_hour as hour_by_hour

STEPS = (
    Seize(("nurses",), priority={"minor": 2, "major": 1}, ageing=(Ageing(hours(4), 0),), name="triage"),
    Release("nurses", name="done"),
    Seize(
        ("beds", "chairs"),
        which="first",
        priority=3,
        hold="a place",
        renege=Renege(Fixed(hours(4)), (Leave("gave up"),)),
        balk=Balk((PoolState("beds", "waiting", ">=", 5.0), Chance(0.1)), (Leave(),)),
    ),
    Mark("seen"),
    Delay({"minor": Fixed(minutes(5)), "major": Exponential(hours(3))}, name="care"),
    Delay({"minor": Fixed(minutes(5)), "major": Fixed(minutes(9))}),
    Delay(Exponential(minutes(10)), scaled_by="frailty"),
    Assign("frailty", Fixed(1.0), adds=True),
    Assign("frailty", Fixed(2.5), name="frailty scored"),
    Seize(("nurses", "doctors"), units=2, priority={"minor": 1, "major": 1}),
    Seize(("porters",), units=2, renege=Renege({"minor": Fixed(hours(1)), "major": Fixed(hours(2))}, ())),
    Seize(("keys", "cars")),
    Release("porters", if_held=True),
    Release("keys and cars"),
    WaitUntil((690.0, 1_920.0), name="round"),
    WaitUntil((600.0,)),
    WaitUntil((0.0, 60.0, 120.0, 180.0, 240.0, 300.0)),
    WaitUntil(tuple(day * 1_440.0 + 600.0 for day in range(7))),
    Release("nurses and doctors"),
    Release("a place", if_held=True),
    Branch((Way(Chance(0.1), (GoTo("triage"),)), Way(Chance(0.9), (Reclass("major"), Jump("after"))))),
)
WORDS = """\
A department
Invented.

What patients wait for:
- nurses: 3 by night (20:00–08:00), 5 by day (08:00–20:00)

Pathway department (Where all begin.)
- walk in: 48 a day
1. triage: Waits for nurses, then takes one; Served first: major, then minor; After 4 hours of waiting: priority 0, \
where 0 goes first; Also reached from step 24
2. done: Frees nurses
3. Waits for the first free of beds, chairs, then takes one: Priority 3, where 0 goes first
   gives up waiting after 4 hours:
      4. Leaves: gave up
   does not join the queue: when at least 5 wait for beds, or 10 % of patients:
      5. Leaves
6. Time noted: seen
7. care: minor: always 5 minutes; major: 3 hours on average (exponential); 4 are here when the run begins
8. Takes time: minor: always 5 minutes; major: always 9 minutes
9. Takes 10 minutes on average: exponential; times the patient’s frailty
10. frailty grows by: always 1
11. frailty scored: frailty becomes: always 2.5
12. Waits for nurses and doctors together, then takes 2 of each: Keeps a place while waiting
13. Waits for porters, then takes 2: Keeps a place and nurses and doctors while waiting
   gives up waiting after: minor: always 60 minutes; major: always 2 hours: straight on
14. Waits for keys and cars together, then takes one of each: Keeps a place and nurses and doctors while waiting; \
Some keep porters while waiting
15. Frees porters, if still held
16. Frees keys and cars
17. round: Waits until the next of Mon 11:30, Tue 08:00
18. Waits until Mon 10:00
19. Waits until the next of Mon 00:00, Mon 01:00, Mon 02:00, Mon 03:00 and 2 more
20. Waits until the next 10:00
21. Frees nurses and doctors
22. Frees a place (beds or chairs), if still held
23. Which way?
   10 % of patients:
      24. Goes to step 1, triage
   90 % of patients:
      25. Becomes class major
      26. Goes on to pathway after: Step 27

Pathway after
- from step 26
27. Leaves
"""


def everything() -> Model:
    """A model with every kind of step."""
    return Model(
        "A department",
        (Pool("nurses", tuple(5 if 8 <= hour % 24 < 20 else 3 for hour in range(168))),),
        (Stream("walk in", Poisson(per_hour(2)), "department"),),
        (Pathway("department", STEPS, about="Where all begin."), Pathway("after", (Leave(),))),
        classes=("minor", "major"),
        inside=(Inside("department", "care", 4, {"minor": 1.0}), Inside("department", "nowhere", 4)),
        about="Invented.",
    )


def test_every_kind_of_step_has_its_words() -> None:
    assert in_words(everything()) == WORDS


def test_the_list_for_a_page_says_the_same_words() -> None:
    model = everything()

    plain = re.sub(r"<[^>]+>", " ", list_in_words(model))

    for line in WORDS.splitlines()[3:]:
        words = re.split(r"[:;]", re.sub(r"^\s*(?:\d+\.|-) |:$", "", line).replace(" (Where all begin.)", ""))
        assert all(part.strip() in plain for part in words), line
    assert re.findall(r'<li value="(\d+)">', list_in_words(model)) == [str(number) for number in range(1, 28)]


def test_a_list_of_a_model_without_pools_or_steps_has_neither() -> None:
    model = Model("m", (), (), (Pathway("<p>", ()),))

    assert list_in_words(model) == "<h3>Pathway &lt;p&gt;</h3>"
    assert in_words(model) == "m\n\nPathway <p>\n"


def test_a_jump_and_a_step_to_nowhere_are_said_all_the_same() -> None:
    model = Model("m", (), (), (Pathway("p", (GoTo("nowhere"), Jump("nothing"))),))

    assert "1. Goes to nowhere\n2. Goes on to pathway nothing: Nowhere" in in_words(model)


def test_the_department_says_what_is_kept_while_waiting_for_the_next_thing() -> None:
    told = in_words(department())

    assert "3. handover: Waits for cubicles, then takes one; Keeps ambulance crews while waiting" in told
    assert "wait for a bed: Waits for beds, then takes one; Keeps cubicles while waiting" in told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Fixed(minutes(0)), "always no time"),
        (Fixed(0.0), "always 0"),
        (Gamma(hours(3), minutes(30)), "3 hours on average (gamma, standard deviation 30 minutes)"),
        (Lognormal(days(3), days(4)), "3 days on average (lognormal, standard deviation 4 days)"),
        (Weibull(1.0, minutes(20)), "20 minutes on average (Weibull, shape 1)"),
        (
            Triangular(minutes(1), minutes(2), minutes(9)),
            "4 minutes on average (1 minute to 9 minutes, most often 2 minutes)",
        ),
        (Quantiles((0.0, 0.5, 1.0), (1.0, 2.0, 5.0)), "2.5 on average (from 3 quantiles, 1 to 5)"),
        (Sample((1.0, 2.0, 6.0)), "3 on average (from 3 values, 1 to 6)"),
        (
            Quantiles((0.0, 1.0), (hours(1), hours(2))),
            "90 minutes on average (evenly from 60 minutes to 2 hours)",
        ),
    ],
)
def test_a_distribution_says_its_mean_and_how_it_is_spread(found: Distribution, told: str) -> None:
    assert distribution(found) == told


def test_lengths_of_time_have_a_unit_that_suits_them() -> None:
    assert [length(each) for each in (0.25, 1.0, 119.0, 150.0, 2_880.0)] == [
        "15 seconds", "1 minute", "119 minutes", "2.5 hours", "2 days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Chance((("minor", 0.1), ("major", 0.25))), "10 % of minor, 25 % of major"),
        (OfClass(("minor", "major")), "class minor or major"),
        (Hours((8, 9)), "hours: Mon 08:00–10:00"),
        (PoolState("beds", "waiting", ">", 5.0), "when more than 5 wait for beds"),
        (PoolState("beds", "in use", "!=", 2.0), "when other than 2 beds are in use"),
        (PoolState("beds", "free", "<=", 0.0), "when no beds are free"),
        (PoolState("beds", "occupancy", "<", 0.925), "when fewer than 92.5 % of beds are in use"),
    ],
)
def test_a_condition_says_who_goes_this_way(found: Condition, told: str) -> None:
    assert condition(found) == told


@pytest.mark.parametrize(
    ("compared", "told"),
    [("<", "below"), ("<=", "at most"), (">", "above"), (">=", "at least"), ("==", "equal to"), ("!=", "other than")],
)
def test_an_attribute_is_compared_in_words(compared: Compared, told: str) -> None:
    assert condition(Attribute("frailty", compared, 2.0)) == f"frailty {told} 2"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([*range(8, 20), *range(32, 44)], "Mon–Tue 08:00–20:00"),
        ([hour for hour in range(168) if hour % 24 in (8, 17)], "08:00–09:00 and 17:00–18:00"),
        ([0, 25, 50, 75, 100], "5 of the 168 hours of the week"),
    ],
)
def test_hours_of_the_week_are_named_where_a_few_words_can(hours: list[int], told: str) -> None:
    assert named(hours) == told


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ({"otherwise": 3, "00-08": 2, "18-24": 6}, "2 (00:00–08:00), 6 (18:00–24:00), otherwise 3"),
        ({"otherwise": 3, "02-04": 2}, "2 (02:00–04:00), otherwise 3"),
        ({"otherwise": 3, "08-10": 2, "12-14": 2}, "2 (08:00–10:00 and 12:00–14:00), otherwise 3"),
        ({"otherwise": 4, "Sat-Sun": 2}, "2 (Sat–Sun all day), otherwise 4"),
        ({f"{hour:02d}-{hour + 1:02d}": hour for hour in range(24)}, "0 to 23 by the hour of the day, 11.5 on average"),
        ({"otherwise": 7, "Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3}, "0 to 7 by the hour of the week, 3.9 on average"),
    ],
)
def test_what_differs_by_the_hour_is_said_or_summarised(units: dict[str, float], told: str) -> None:
    assert by_hour(hour_by_hour(units)) == told


def test_a_pool_says_its_dated_changes() -> None:
    begins, ends = datetime(2026, 12, 25), datetime(2026, 12, 27, 8)  # noqa: DTZ001 - local time
    closed, opened = Change(begins, ends, by=-2), Change(begins, None, by=3)
    pool = Pool("beds", 12, (closed, opened, Change(begins, ends, to=20), closed, closed))

    assert capacity(pool) == (
        "12 at all hours",
        "2 fewer from 25 Dec 2026 00:00 until 27 Dec 2026 08:00",
        "3 more from 25 Dec 2026 00:00 on",
        "20 in all from 25 Dec 2026 00:00 until 27 Dec 2026 08:00",
        "and 2 more changes",
    )


def test_a_stream_says_how_many_come_when_and_who() -> None:
    rates = tuple(map(per_hour, hour_by_hour({"otherwise": 1, "08-20": 3})))
    walk_in = Stream(
        "walk in",
        Poisson(rates, (1.1,) * 12),
        "p",
        {"minor": 0.6, "major": 0.4},
        {"frailty": Exponential(1.5)},
        "By foot.",
    )
    known = Stream("known", AtTimes((minutes(5), hours(2))), "p", {"minor": 1.0})

    assert arrivals(walk_in) == (
        "48 a day",
        "an hour: 1 by night (20:00–08:00), 3 by day (08:00–20:00)",
        "more or fewer by the month",
        "60 % minor, 40 % major",
        "By foot.",
        "frailty: 1.5 on average (exponential)",
    )
    assert arrivals(known) == ("2 patients at given times",)
