"""Clinical outcomes of ambulance patients: shares, means rebuilt from totals, services that end, what is refused."""

import math
from datetime import date
from pathlib import Path

import pytest
from support.clinical_outcomes import OUTCOMES, SECOND, Outcomes, clinical_outcomes_csv
from support.loading import cell, load, released, value
from support.publications import SERVICE, ambulance_csv, write

from everyweek.publications.errors import FaultyPublication
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

JANUARY = date(2020, 1, 1)
BOTH = {(2020, 1): [OUTCOMES, SECOND]}


def test_services_are_read_and_groups_stand_beside_them() -> None:
    release = released(clinical_outcomes_csv(BOTH))

    assert release.publication == "ambulance_clinical_outcomes"
    assert release.figures.codes == ("ZZ8", "ZZ8B")
    assert (cell(release, "ZZ8", "R1r"), cell(release, "ZZ8", "R1n")) == (30, 100)
    assert release.group_figures is not None
    assert release.group_figures.codes == ("england", "ZZ9")
    assert release.remarks == ()


def test_a_share_of_england_is_the_sum_of_outcomes_over_the_sum_of_patients(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load(warehouse, write(tmp_path, "a.csv", clinical_outcomes_csv(BOTH)))

    assert value(warehouse, "cardiac_arrest_return_of_circulation", "ZZ8", JANUARY) == 0.3
    assert value(warehouse, "cardiac_arrest_return_of_circulation", "england", JANUARY) == 0.2
    assert value(warehouse, "cardiac_arrest_survival", "england", JANUARY) == 0.1


def test_a_mean_of_england_weighs_each_service_by_its_patients(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", clinical_outcomes_csv(BOTH)))

    assert value(warehouse, "stroke_call_to_hospital_mean", "ZZ8", JANUARY) == 75 * 60
    assert value(warehouse, "stroke_call_to_hospital_mean", "england", JANUARY) == (40 * 75 + 10 * 100) / 50 * 60
    assert value(warehouse, "heart_attack_call_to_catheter_mean", "england", JANUARY) == 130 * 60


def test_nobody_with_a_stroke_takes_no_time_and_has_no_mean(warehouse: Warehouse, tmp_path: Path) -> None:
    nobody = Outcomes("ZZ8B", "SECOND INVENTED SERVICE", strokes=0, stroke_minutes=".")
    load(warehouse, write(tmp_path, "a.csv", clinical_outcomes_csv({(2020, 1): [OUTCOMES, nobody]})))

    (of_nobody,) = warehouse.series("stroke_call_to_hospital_mean", "ZZ8B").observations

    assert of_nobody.missing_because is MissingBecause.NO_DENOMINATOR
    assert value(warehouse, "stroke_call_to_hospital_mean", "england", JANUARY) == 75 * 60


def test_a_mean_that_was_not_collected_leaves_its_total_missing() -> None:
    changed = {(code, "K1m"): "." for code in ("Eng", "ZZ9", "ZZ8")}

    release = released(clinical_outcomes_csv({(2020, 1): [OUTCOMES]}, changed=changed))

    assert math.isnan(cell(release, "ZZ8", "stroke_call_to_hospital_seconds"))


def test_a_service_that_ended_years_ago_is_not_missed() -> None:
    months = {(2013, 1): [OUTCOMES, SECOND], (2013, 2): [OUTCOMES], (2020, 1): [OUTCOMES]}

    release = released(clinical_outcomes_csv(months))

    assert release.incomplete == frozenset()
    assert len(release.figures.codes) == 4


def test_a_wrong_sum_years_after_a_service_ended_refuses_the_file() -> None:
    late = clinical_outcomes_csv({(2020, 1): [OUTCOMES]}, changed={("Eng", "R1n"): 101})
    early = clinical_outcomes_csv({(2013, 1): [OUTCOMES, SECOND]})

    with pytest.raises(FaultyPublication, match=r"column 'R1n': The services do not add up to England in January 2020"):
        released(early + late.partition("\n")[2])


def test_a_file_that_breaks_off_at_the_end_of_a_row_is_refused() -> None:
    text = clinical_outcomes_csv({(2020, 1): [OUTCOMES, SECOND], (2020, 2): [OUTCOMES, SECOND]})
    cut = text[: text.rindex("2020,2,ZZ9,ZZ8B")]

    with pytest.raises(
        FaultyPublication, match=r"row 6, column 'R1r': .* the file breaks off, .* Found: 40 printed for"
    ):
        released(cut)


def test_a_comparison_group_with_more_outcomes_than_all_patients_is_remarked_on() -> None:
    few = Outcomes(circulation_returned=9)

    (remark,) = released(clinical_outcomes_csv({(2020, 1): [few]})).remarks

    assert remark.message == "R2r is above R1r in 3 of 3 rows, first that of england in January 2020."
    assert (remark.found, remark.expected, remark.action) == ("10", "at most 9", "both are kept as published")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {("ZZ8", "R3s"): 91},
            r"row 4, column 'R3s': R3s is above R3n, of which it is a part. Found: 91. Expected: at mo",
        ),
        ({("ZZ8", "K1m"): 80.0}, r"row 2, column 'stroke_call_to_hospital_seconds': The services do not add up to Eng"),
        ({("ZZ8", "R1r"): "few"}, r"row 4, column 'R1r': An indicator is not a number. Found: few"),
    ],
)
def test_a_wrong_value_refuses_the_file_and_says_where(changed: dict[tuple[str, str], object], sentence: str) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(clinical_outcomes_csv({(2020, 1): [OUTCOMES]}, changed=changed))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",K2n", ",Z2n", r"The column 'Z2n' is not known: .* Expected: indicators R1r, R1n … or SQU03_5_1_1"),
        (",M3m", ",M9m", r"An indicator is missing. Expected: M3m"),
        ("2020,1,ZZ9,ZZ8", "2009,1,ZZ9,ZZ8", r"Year and Month are not a month. Found: 2009 1"),
    ],
)
def test_a_wrong_shape_refuses_the_file(old: str, new: str, sentence: str) -> None:
    text = clinical_outcomes_csv({(2020, 1): [OUTCOMES]})
    assert old in text

    with pytest.raises(FaultyPublication, match=sentence):
        released(text.replace(old, new, 1))


def test_call_answering_is_total_seconds_over_calls(warehouse: Warehouse, tmp_path: Path) -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}).splitlines()
    answered = [f"{line},{tail}" for line, tail in zip(text, ("A1,A2", *["1200,6000"] * 3), strict=True)]
    load(warehouse, write(tmp_path, "a.csv", "\n".join(answered)))

    assert value(warehouse, "call_answer_mean", "england", date(2024, 1, 1)) == 5
    assert value(warehouse, "calls_to_999_answered", "ZZ8", date(2024, 1, 1)) == 1200


def test_a_file_of_systems_without_call_answering_is_read_and_says_not_collected() -> None:
    release = released(ambulance_csv({(2024, 1): [SERVICE]}))

    code = release.figures.reasons["A1"][0]
    assert (None, *MissingBecause)[code] is MissingBecause.NOT_COLLECTED


def test_calls_answered_that_do_not_add_up_refuse_a_file_of_systems() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}).splitlines()
    rows = [f"{line},{tail}" for line, tail in zip(text, ("A1", "1201", "1200", "1200"), strict=True)]

    with pytest.raises(FaultyPublication, match=r"row 2, column 'A1': The services do not add up to England"):
        released("\n".join(rows))


def test_a_printed_mean_that_is_a_second_off_is_remarked_on() -> None:
    text = ambulance_csv({(2024, 1): [SERVICE]}, changed={(2024, 1, "ZZ8", "A31"): 1801})

    (remark,) = released(text).remarks

    assert (remark.found, remark.expected, remark.rule) == ("1801 seconds", "1800.0 seconds", "A31 is A30 over A10")
    assert remark.action == "A30 and A10 are used, not the mean"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({(2024, 1, "ZZ8", "A31"): 900}, r"row 4, column 'A31': The mean is not what A30 and A10 make. Found: 900 sec"),
        (
            {(2024, 1, code, "A55"): 300 for code in ("Eng", "ZZ9", "ZZ8")},
            r"row 4, column 'A7': The incidents are not the sum of A17, A53, A54, A55. Found: 1,000. Expected: 990",
        ),
    ],
)
def test_systems_whose_indicators_do_not_fit_together_are_refused(
    changed: dict[tuple[int, int, str, str], object], sentence: str
) -> None:
    with pytest.raises(FaultyPublication, match=sentence):
        released(ambulance_csv({(2024, 1): [SERVICE]}, changed=changed))
