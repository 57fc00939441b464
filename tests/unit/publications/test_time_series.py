"""England's A&E time series: two sheets made one line a month, the field test, fractions, and what is refused."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.loading import cell, load, released, value
from support.publications import Provider, provider_csv, write
from support.time_series import (
    DECEMBER_2010,
    NOVEMBER_2010,
    OCTOBER_2010,
    EnglandMonth,
    TimeSeries,
    time_series_workbook,
)

from everyweek.publications.errors import FaultyPublication, NotRecognised
from everyweek.publications.release import Release
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

NOVEMBER, DECEMBER = date(2010, 11, 1), date(2010, 12, 1)
TESTING = EnglandMonth(date(2022, 4, 1), attendances=(1000, 100, 400), within=(500, 90, 380), over=(100, 10, 20))
"""Of 1,000 type 1 attendances 600 were in departments that report the standard."""


def read(series: TimeSeries) -> Release:
    return released(time_series_workbook(series))


def figure(release: Release, month: date, column: str) -> float:
    return float(release.figures.columns[column][release.figures.starts.index(month)])


def test_a_line_a_month_of_england_is_made_of_both_sheets() -> None:
    release = read(TimeSeries())

    assert (release.publication, release.form, release.edition) == ("ae_monthly", "time series", DECEMBER)
    assert set(release.figures.codes) == {"england"}
    assert release.published_on == date(2011, 1, 13)
    assert figure(release, NOVEMBER, "attendances_type1") == 1000.5
    assert figure(release, NOVEMBER, "over_four_hours_type1") == 300
    assert figure(release, NOVEMBER, "timed_attendances_type1") == 1000.5
    assert figure(release, NOVEMBER, "other_emergency_admissions") == 50.5


def test_waits_over_12_hours_are_taken_off_those_over_4() -> None:
    release = read(TimeSeries())

    assert figure(release, NOVEMBER, "waits_4_to_12_hours") == 90
    assert figure(release, NOVEMBER, "waits_over_12_hours") == 10


def test_a_month_before_performance_was_collected_has_attendances_alone() -> None:
    release = read(TimeSeries())

    october = release.figures.starts.index(date(2010, 10, 1))
    assert release.figures.columns["attendances_type1"][october] == 1000.5
    assert math.isnan(release.figures.columns["over_four_hours_type1"][october])
    code = release.figures.reasons["timed_attendances_type1"][october]
    assert (None, *MissingBecause)[code] is MissingBecause.NOT_COLLECTED


def test_in_the_field_test_the_share_is_of_those_that_report_it(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "series.xlsx"
    path.write_bytes(time_series_workbook(TimeSeries(months=(TESTING,))))
    load(warehouse, path)

    april = date(2022, 4, 1)
    assert value(warehouse, "attendances", "england", april) == 1500
    assert value(warehouse, "four_hour_performance_type1", "england", april) == pytest.approx(500 / 600)
    assert value(warehouse, "four_hour_performance", "england", april) == pytest.approx(970 / 1100)


def test_the_time_series_counts_only_where_there_is_no_file_of_providers(warehouse: Warehouse, tmp_path: Path) -> None:
    series = tmp_path / "series.xlsx"
    series.write_bytes(time_series_workbook(TimeSeries(months=(TESTING, replace(TESTING, month=date(2022, 5, 1))))))
    providers = (Provider("RJ1", "A REAL CODE", attendances=(10, 0, 0), over_four_hours=(1, 0, 0)),)
    load(warehouse, series, write(tmp_path, "may.csv", provider_csv(providers, period="MAY-2022")))

    assert value(warehouse, "attendances", "england", date(2022, 4, 1)) == 1500
    assert value(warehouse, "attendances", "england", date(2022, 5, 1)) == 10


def test_a_provider_file_times_everybody_but_those_who_do_not_report() -> None:
    reports = Provider("ZZ1", attendances=(100, 0, 0), over_four_hours=(1, 0, 0))
    tests = Provider("ZZ3", attendances=(200, 0, 50))

    release = released(provider_csv((reports, tests), period="APRIL-2022"))

    assert cell(release, "ZZ1", "timed_attendances_type1") == 100
    assert math.isnan(cell(release, "ZZ3", "timed_attendances_other"))
    code = release.figures.reasons["timed_attendances_type1"][1]
    assert (None, *MissingBecause)[code] is MissingBecause.NOT_APPLICABLE


def test_notes_below_the_table_are_passed_over() -> None:
    note = {(17, 1): "Figures to May 2015 are estimates"}

    assert len(read(TimeSeries(activity=note)).figures.codes) == 3


def test_a_mark_leaves_what_is_made_of_it_missing() -> None:
    release = read(TimeSeries(activity={(15, 12): "-"}))

    assert math.isnan(figure(release, NOVEMBER, "waits_4_to_12_hours"))
    assert figure(release, NOVEMBER, "waits_over_12_hours") == 10


def test_a_type_of_department_that_nobody_went_to_has_no_share() -> None:
    empty = EnglandMonth(NOVEMBER, attendances=(10, 0, 5), within=(8, 0, 5), over=(2, 0, 0))

    assert figure(read(TimeSeries(months=(empty,))), NOVEMBER, "timed_attendances_type2") == 0


def test_a_workbook_that_does_not_say_when_it_was_published_is_read() -> None:
    assert read(TimeSeries(activity={(6, 1): "Printed"})).published_on is None


@pytest.mark.parametrize(
    ("series", "sentence"),
    [
        (
            TimeSeries(months=(OCTOBER_2010, DECEMBER_2010)),
            r"sheet 'Activity', row 16, column 'B': November 2010 is missing. Found: December 2010 after October 2010",
        ),
        (
            TimeSeries(months=(NOVEMBER_2010, NOVEMBER_2010)),
            r"sheet 'Activity', row 16, column 'B': November 2010 stands twice. Found: rows 15 and 16",
        ),
        (
            TimeSeries(months=(NOVEMBER_2010, replace(DECEMBER_2010, within=None))),
            r"do not speak of the same months. Found: November 2010 to November 2010. Expected: within ",
        ),
        (
            TimeSeries(months=(replace(NOVEMBER_2010, over=(301, 10, 20)),)),
            r"sheet 'Performance', row 15, column 'C': Attendances within .* not the attendances of November 2010",
        ),
        (
            TimeSeries(months=(replace(TESTING, over=(501, 10, 20)),)),
            r"not the attendances of April 2022. Found: 1,001.0. Expected: 1,000.0, as on the sheet of activity",
        ),
        (
            TimeSeries(activity={(14, 12): 9}),
            r"More waits over 12 hours than over 4 hours. Found: 10.0. Expected: at most 9",
        ),
        (
            TimeSeries(activity={(14, 5): 1502}),
            r"column 'F': The row does not add up \(total attendances\). Found: 1,502.0",
        ),
        (
            TimeSeries(performance={(14, 10): 0.9}),
            r"column 'K': The percentage in 4 hours or less \(all\) is not what the counts make. Found: 0.9000",
        ),
        (TimeSeries(activity={(14, 2): "many"}), r"row 15, column 'C': A figure is not a number. Found: many"),
        (TimeSeries(activity={(14, 13): -1}), r"row 15, column 'N': A figure is negative. Found: -1"),
        (TimeSeries(activity={(14, 1): "Autumn"}), r"row 15, column 'B': The period is not a month. Found: Autumn"),
        (TimeSeries(activity={(13, 14): "Moods"}), r"row 14, column 'O': The column 'Moods' is not known"),
        (
            TimeSeries(performance={(13, 10): "Percentage"}),
            r"sheet 'Performance', row 14: A column is missing. Expected: per",
        ),
        (TimeSeries(months=()), r"sheet 'Activity': There is no month in it"),
    ],
)
def test_a_wrong_shape_or_value_refuses_the_file_and_says_where(series: TimeSeries, sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        read(series)


def test_a_workbook_without_performance_is_something_else() -> None:
    with pytest.raises(NotRecognised):
        read(TimeSeries(performance={(13, 1): "When"}))
