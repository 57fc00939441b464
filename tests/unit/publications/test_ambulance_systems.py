"""The ambulance quality indicators: levels in one table, indicators by name, incomplete months, what is refused."""

import math
from datetime import date
from pathlib import Path

import pytest
from support.loading import cell, load, released, value
from support.publications import INDICATORS, SERVICE, Service, ambulance_csv, write

from everyweek.publications.errors import FaultyPublication
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

JANUARY = date(2024, 1, 1)
SECOND = Service("ZZ8B", "SECOND INVENTED SERVICE", category_2=200, category_2_seconds=600_000)


def test_indicators_are_read_by_name_whatever_their_order() -> None:
    backwards = released(ambulance_csv({(2024, 1): [SERVICE]}, indicators=tuple(reversed(INDICATORS))))

    assert cell(backwards, "ZZ8", "A30") == 1_080_000


def test_a_dot_is_not_collected_and_a_dash_not_submitted() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}, changed={(2024, 1, "ZZ8", "A26"): ".", (2024, 1, "ZZ8", "A32"): "-"})

    release = released(text)

    assert math.isnan(cell(release, "ZZ8", "A26"))
    assert release.figures.reasons["A26"] != release.figures.reasons["A32"]


def test_the_mean_of_a_group_is_total_time_over_incidents_and_never_a_mean_of_means(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load(warehouse, write(tmp_path, "a.csv", ambulance_csv({(2024, 1): [SERVICE, SECOND]})))

    assert value(warehouse, "category_2_mean", "ZZ8", JANUARY) == 1800
    assert value(warehouse, "category_2_mean", "ZZ8B", JANUARY) == 3000
    assert value(warehouse, "category_2_mean", "england", JANUARY) == pytest.approx(1_680_000 / 800)


def test_a_centile_is_shown_for_a_group_only_as_it_was_published_and_says_so(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    text = ambulance_csv({(2024, 1): [SERVICE, SECOND]}, changed={(2024, 1, "Eng", "A32"): 3333})
    load(warehouse, write(tmp_path, "a.csv", text))

    series = warehouse.series("category_2_p90", "england")

    assert [one.value for one in series.observations] == [3333]
    assert "does not aggregate" in series.notes[0]


def test_a_month_that_lacks_services_makes_no_figure_for_england(warehouse: Warehouse, tmp_path: Path) -> None:
    months = {(2024, 1): [SERVICE, SECOND], (2024, 2): [SERVICE, SECOND]}
    text = ambulance_csv(months, absent=frozenset({(2024, 2, "ZZ8B")}))

    report = load(warehouse, write(tmp_path, "a.csv", text))

    assert "February 2024 lacks 1 of 2 services (ZZ8B)" in report.outcomes[0].remarks[0]
    january, february = warehouse.series("incidents", "england").observations
    assert january.value == 2000
    assert (february.value, february.missing_because) == (None, MissingBecause.INCOMPLETE)
    assert value(warehouse, "incidents", "ZZ8", date(2024, 2, 1)) == 1000


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(2024, 1, "Eng", "A7"): 999}, r"row 2, column 'A7': The services do not add up to England in January 2024"),
        ({(2024, 1, "ZZ9", "A10"): 1}, r"row 3, column 'A10': The services do not add up to Fenwick"),
        ({(2024, 1, "ZZ8", "A32"): "soon"}, r"row 4, column 'A32': An indicator is not a number. Found: soon"),
        ({(2024, 1, "ZZ8", "A32"): -4}, r"row 4, column 'A32': An indicator is negative"),
    ],
)
def test_a_wrong_value_or_sum_refuses_the_file(changed: dict[tuple[int, int, str, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(ambulance_csv({(2024, 1): [SERVICE]}, changed=changed))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2024,1,ZZ9,ZZ8", "2024,13,ZZ9,ZZ8", r"row 4, column 'Year': Year and Month are not a month"),
        ("2024,1,ZZ9,ZZ8", "1999,1,ZZ9,ZZ8", r"Year and Month are not a month. Found: 1999 1"),
        ("2024,1,ZZ9,ZZ8", "2024,1,ZZ9,", r"row 4: A row has no organisation code"),
        ("2024,1,ZZ9,ZZ8", "2024,1,ZZ9,ZZ9", r"row 4: ZZ9 .* stands twice in January 2024. Found: rows 3 and 4"),
        ("A12,", "A11,", r"column 'A11': A column stands twice"),
        ("A12,", "B12,", r"The column 'B12' is not known"),
        ("A12,", "A99,", r"An indicator is missing. Expected: A12"),
        (",A55\n", "\n", r"An indicator is missing. Expected: A55"),
    ],
)
def test_a_wrong_shape_refuses_the_file(old: str, new: str, sentence: str) -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]})
    assert old in text

    with pytest.raises(FaultyPublication, match=sentence):
        released(text.replace(old, new, 1))


def test_a_row_that_is_cut_off_refuses_the_file() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]})

    with pytest.raises(FaultyPublication, match="row 4: The row is cut off"):
        released(text[:-30])


def test_a_file_with_groups_only_is_refused() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}, absent=frozenset({(2024, 1, "ZZ8")}))

    with pytest.raises(FaultyPublication, match="no ambulance service"):
        released(text)


def test_blank_rows_are_passed_over() -> None:
    assert len(released(ambulance_csv({(2024, 1): [SERVICE]}) + "\n,,,\n").figures.codes) == 1


def test_a_group_figure_that_was_not_collected_is_not_held_against_its_services() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}, changed={(2024, 1, "Eng", "A24"): ".", (2024, 1, "ZZ9", "A24"): "."})

    assert released(text).incomplete == frozenset()
