"""Measures on event tables: one name for one meaning, all their words, and what an engine's rows come to."""

from datetime import date

import pytest

from everyweek.measures import MEASURES
from everyweek.measures.events.catalogue import EVENT_MEASURES, UnknownEventMeasure, find_event_measures
from everyweek.measures.events.event_measure import EventMeasure, observations, observed
from everyweek.tables import MissingBecause
from everyweek.tables.event_tables import EVENT_TABLES

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)


@pytest.mark.parametrize("one", EVENT_MEASURES.values(), ids=EVENT_MEASURES)
def test_a_measure_that_is_published_too_is_the_same_measure(one: EventMeasure) -> None:
    published = MEASURES.get(one.name)

    assert published is None or one.measure is published
    assert (one.measure.publication == "") is (published is None)


@pytest.mark.parametrize("one", EVENT_MEASURES.values(), ids=EVENT_MEASURES)
def test_every_measure_has_all_its_words_and_stands_on_columns_that_there_are(one: EventMeasure) -> None:
    measure = one.measure

    assert all((measure.title, measure.short_title, measure.source, (*measure.caveats, *one.caveats)))
    assert all(text.endswith(".") for text in (measure.meaning, measure.why, *measure.caveats, *one.caveats))
    assert one.at.removeprefix("one.") in EVENT_TABLES[one.table].names


NOT_ALIKE = ("count_if", "filter", "::", "group by all", "interval", "date_diff", "extract", "date_trunc", '"', "`")
"""What engines take in different ways, or only one of them."""


@pytest.mark.parametrize("one", EVENT_MEASURES.values(), ids=EVENT_MEASURES)
def test_the_text_of_a_measure_has_no_word_that_engines_take_in_different_ways(one: EventMeasure) -> None:
    assert [word for word in NOT_ALIKE if word in one.sql] == []


def test_measures_of_one_table_share_a_text_and_come_back_in_their_order() -> None:
    asked = find_event_measures("attendances", "incidents", "four_hour_performance")
    texts: list[str] = []

    def run(text: str) -> list[list[object]]:
        texts.append(text)
        return [["RXX", APRIL, 8.0, 8.0, 6.0, 8.0]] if "attendance" in text else [["RXX", APRIL, 5.0, 5.0]]

    found = observed(asked, run=run, every="month", source="a test")

    assert len(texts) == 2
    assert [(one.measure, one.value) for one in found] == [
        ("attendances", 8.0),
        ("incidents", 5.0),
        ("four_hour_performance", 0.75),
    ]


def test_the_measures_that_were_promised_are_there() -> None:
    published = {
        "four_hour_performance", "four_hour_performance_type1", "attendances", "waits_over_12_hours_share",
        "category_1_mean", "category_2_mean", "category_2_p90", "category_4_p90", "general_and_acute_occupancy",
        "handovers_over_30_minutes_share", "conveyance_share", "pathway_0_share",
    }  # fmt: skip

    assert published <= EVENT_MEASURES.keys() & MEASURES.keys()


def test_an_unknown_name_suggests_near_ones() -> None:
    with pytest.raises(UnknownEventMeasure, match=r"called 'four_hours_performance'\. Did you mean four_hour_perf"):
        find_event_measures("attendances", "four_hours_performance")
    with pytest.raises(UnknownEventMeasure, match=r"called 'zzzz'\.$"):
        find_event_measures("zzzz")


def test_a_share_is_numerator_over_denominator_and_nobody_gives_none() -> None:
    [four_hours] = find_event_measures("four_hour_performance")

    late, early = ("RXX", MAY, 0.0, 0.0), ("RXX", APRIL, 3.0, 4.0)
    found = observations([late, early], of=four_hours, every="month", source="a test")

    assert [(one.period_start, one.period_end, one.value) for one in found] == [
        (APRIL, MAY, 0.75),
        (MAY, date(2026, 6, 1), None),
    ]
    assert [one.missing_because for one in found] == [None, MissingBecause.NO_DENOMINATOR]
    assert (found[1].numerator, found[1].denominator, found[0].source) == (0.0, 0.0, "a test")


def test_a_count_shows_no_denominator_and_a_centile_neither() -> None:
    count, centile = find_event_measures("attendances", "category_2_p90")

    [counted] = observations([("RXX", APRIL, 7.0, 9.0)], of=count, every="week", source="a test")
    [ninetieth] = observations([("RXX", APRIL, 900.0, 9.0)], of=centile, every="week", source="a test")

    assert (counted.numerator, counted.denominator, counted.value) == (7.0, None, 7.0)
    assert (ninetieth.numerator, ninetieth.denominator, ninetieth.value) == (None, None, 900.0)
    assert counted.period_end == date(2026, 4, 8)
