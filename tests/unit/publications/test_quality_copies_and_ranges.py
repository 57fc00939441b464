"""Figures copied forward, organisations doubled, values that cannot be."""

from datetime import date

import numpy as np
import pytest
from support.quality import ATTENDANCES, CATEGORY_2, PERFORMANCE, panel, panel_of_measures

from everyweek.measures import find_measure
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.publication import Dataset
from everyweek.publications.quality.copies import Copy, find_copies
from everyweek.publications.quality.doubled import check_nobody_is_doubled
from everyweek.publications.quality.finding import NEGATIVE, SHARE
from everyweek.publications.quality.panel import Panel, Part, Worked, put_together
from everyweek.publications.quality.ranges import find_out_of_range
from everyweek.publications.quality.wording import out_of_range
from everyweek.publications.release import Line, Release, figures_of

ADMISSIONS = find_measure("emergency_admissions")
LONG_WAITS = find_measure("waits_over_12_hours_from_decision")
WAITS = find_measure("waits_4_to_12_hours_from_decision")
PLACE = Place("a file.csv")


def four_numbers(
    *months: tuple[float | None, float, float, float], codes: tuple[str, ...] = ("ZZ1",), earlier: int = 0
) -> Panel:
    """Four counts, month by month, the same for every code."""
    columns = zip((ATTENDANCES, ADMISSIONS, WAITS, LONG_WAITS), zip(*months, strict=True), strict=True)
    measures = {measure: {code: list(values) for code in codes} for measure, values in columns}
    return panel_of_measures(measures, earlier=earlier)


def test_four_numbers_that_are_the_same_as_the_month_before_were_copied() -> None:
    figures = four_numbers((1200, 300, 80, 7), (1250, 310, 90, 9), (1250, 310, 90, 9))

    assert find_copies(figures) == (Copy(("ZZ1",), 0, date(2020, 3, 1), date(2020, 2, 1), 4, 1),)


def test_one_number_that_differs_is_enough() -> None:
    assert find_copies(four_numbers((1250, 310, 90, 9), (1250, 310, 90, 8))) == ()


def test_fewer_than_four_numbers_or_small_ones_may_be_the_same_by_chance() -> None:
    assert find_copies(four_numbers((1250, 0, 0, 9), (1250, 0, 0, 9))) == ()
    assert find_copies(four_numbers((12, 3, 8, 7), (12, 3, 8, 7))) == ()


def test_a_table_copied_as_a_whole_is_told_once() -> None:
    codes = ("ZZ1", "ZZ2", "ZZ3", "RJ1", "RJ2")

    (copy,) = find_copies(four_numbers((1250, 310, 90, 9), (1250, 310, 90, 9), codes=codes))

    assert (copy.codes, copy.of) == (tuple(sorted(codes)), 5)


def test_the_same_figures_after_a_hole_are_not_compared() -> None:
    figures = panel({"ZZ1": [1200.0, None, 1200.0]})

    assert find_copies(figures) == ()


def test_a_copy_of_what_the_warehouse_held_is_placed_in_the_new_file() -> None:
    (copy,) = find_copies(four_numbers((1250, 310, 90, 9), (1250, 310, 90, 9), earlier=1))

    assert copy.file == 0


def test_two_months_that_were_there_before_are_not_told_again() -> None:
    assert find_copies(four_numbers((1250, 310, 90, 9), (1250, 310, 90, 9), (1, 2, 3, 4), earlier=2)) == ()


def test_an_old_month_loaded_late_is_compared_with_the_one_after_it() -> None:
    late = four_numbers((1250, 310, 90, 9), (1250, 310, 90, 9), earlier=1)
    turned = Panel(late.dataset, late.codes, late.organisation, late.period, late.file[::-1], late.files, late.measures)

    (copy,) = find_copies(turned)

    assert (copy.file, copy.start) == (0, date(2020, 2, 1))


def test_a_share_above_one_is_told_with_the_farthest() -> None:
    figures = panel({"ZZ1": [0.9, 1.08], "ZZ2": [1.02, 1.0]}, measure=PERFORMANCE, denominator=100)

    (one,) = find_out_of_range(figures)

    assert (one.code, one.value, one.number, one.side, one.possible) == ("ZZ1", 1.08, 2, "above", False)


def test_an_occupancy_above_one_can_be_true() -> None:
    occupancy = find_measure("virtual_ward_occupancy")

    (one,) = find_out_of_range(panel({"ZZA": [1.2]}, measure=occupancy, denominator=100))

    assert one.possible


def test_a_count_and_a_time_below_zero_cannot_be_true() -> None:
    counts = panel({"ZZ1": [100.0, -3.0]})
    times = panel({"ZZ8": [-60.0, 900.0]}, measure=CATEGORY_2)

    assert [
        (one.side, one.value, one.possible) for figures in (counts, times) for one in find_out_of_range(figures)
    ] == [
        ("below", -3.0, False),
        ("below", -60.0, False),
    ]


def test_what_is_out_of_range_is_said_with_what_it_means() -> None:
    shares = panel({"ZZ1": [0.9, 1.08], "ZZ2": [1.02, 1.0]}, measure=PERFORMANCE, denominator=100)
    times = panel({"ZZ8": [-60.0, 900.0]}, measure=CATEGORY_2)

    share, time = (out_of_range(figures, one) for figures in (shares, times) for one in find_out_of_range(figures))

    assert share.message == (
        "A&E 4-hour performance, all types is above 100 % 2 times: that cannot be true. Farthest: 108.0 % (ZZ1, "
        "February 2020)."
    )
    assert (share.rule, share.severity, share.expected) == (SHARE, "warning", "0 % to 100 %")
    assert "is below zero once: that cannot be true. Farthest: -1.0 minutes (ZZ8, January 2020)." in time.message
    assert (time.rule, time.expected) == (NEGATIVE, "0 or more")


def test_a_measure_that_one_file_lacks_is_missing_there() -> None:
    days = np.array([date(2020, 1, 1).toordinal(), date(2020, 2, 1).toordinal()], dtype=np.int64)
    number = np.array([5.0])
    both = {measure: Worked(number, number, number) for measure in (ATTENDANCES, WAITS)}

    figures = put_together(
        Dataset("a_table", "A table", "month"),
        [Part(["ZZ1"], days[:1], 0, {ATTENDANCES: both[ATTENDANCES]}), Part(["ZZ1"], days[1:], 1, both)],
        files=("a.csv", "b.csv"),
    )

    assert figures.measures[ATTENDANCES].value.tolist() == [5, 5]
    assert np.isnan(figures.measures[WAITS].value[0])
    assert figures.measures[WAITS].value[1] == 5


def test_what_was_there_before_and_what_is_missing_is_not_out_of_range() -> None:
    assert list(find_out_of_range(panel({"ZZ1": [-3.0, None, 5.0]}, earlier=1))) == []


def release(*codes: str, groups: tuple[str, ...] = ()) -> Release:
    """One month of some organisations, and of groups."""

    def figures(chosen: tuple[str, ...]) -> object:
        lines = [Line(code, code, "", date(2024, 4, 1), date(2024, 5, 1), {"beds": (1.0, None)}) for code in chosen]
        return figures_of(lines, columns=("beds",))

    return Release(
        publication="beds",
        title="Beds",
        form="csv",
        edition=date(2024, 4, 1),
        figures=figures(codes),  # type: ignore[arg-type]
        group_figures=figures(groups) if groups else None,  # type: ignore[arg-type]
    )


def test_an_organisation_twice_in_a_period_is_refused_by_name() -> None:
    with pytest.raises(FaultyPublication) as refusal:
        check_nobody_is_doubled([release("ZZ2", "ZZ1", "ZZ2")], place=PLACE)

    assert "1 of its organisations stand more than once" in str(refusal.value)
    assert refusal.value.found == "ZZ2 from 2024-04-01"


def test_a_region_twice_is_refused_too_and_only_three_are_named() -> None:
    with pytest.raises(FaultyPublication) as refusal:
        check_nobody_is_doubled([release("ZZ1", groups=("A1", "A2", "A3", "A4") * 2)], place=PLACE)

    assert refusal.value.found == "A1 from 2024-04-01, A2 from 2024-04-01, A3 from 2024-04-01 …"


def test_everybody_once_is_well() -> None:
    check_nobody_is_doubled([release("ZZ1", "ZZ2", groups=("england",)), release("ZZ1")], place=PLACE)

    assert np.isfinite(release("ZZ1").figures.columns["beds"]).all()
