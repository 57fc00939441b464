"""everyweek spc: a CSV file in, every point judged out."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from everyweek.cli import main
from everyweek.cli import spc as spc_module
from everyweek.cli.spc import read_date, read_value

HEADER = "group,date,value,mean,lower,upper,moving_range,rules,point_type,variation_icon,assurance_icon"
SIX_FOUR = [6, 4] * 6  # mean 5, limits 5 -+ 5.32
ARGUMENTS = ["--date", "month", "--value", "share", "--improvement", "up"]


def months(number: int, *, first_year: int = 2024) -> list[str]:
    return [f"{first_year + place // 12}-{place % 12 + 1:02d}-01" for place in range(number)]


def csv_text(values, *, dates=None, site="") -> str:
    dates = dates or months(len(values))
    return "".join(f"{site},{day},{value}\n" for day, value in zip(dates, values, strict=True))


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on a file with these rows under the header site,month,share."""

    def run(rows: str, *options: str, header: str = "site,month,share\n") -> Result:
        file = tmp_path / "figures.csv"
        file.write_text(header + rows, encoding="utf-8")
        return CliRunner().invoke(main, ["spc", str(file), *ARGUMENTS, *options])

    return run


def rows_of(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(result.stdout.splitlines()))


def column(result: Result, name: str) -> list[str]:
    return [row[name] for row in rows_of(result)]


def refusal(result: Result) -> str:
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr


def test_every_point_is_printed_with_its_lines_rules_and_icons(run):
    result = run(csv_text([*SIX_FOUR, 11]), "--fix-after", "12", "--target", "12")

    lines = result.stdout.splitlines()
    assert lines[0] == HEADER
    assert lines[1] == ",2024-01-01,6.0,5.0,-0.3200000000000003,10.32,,,common_cause,improvement_high,fail"
    assert lines[13] == (
        ",2025-01-01,11.0,5.0,-0.3200000000000003,10.32,7.0,outside_limits,"
        "special_cause_improvement,improvement_high,fail"
    )
    assert len(lines) == 14
    assert result.stderr == ""


def test_every_rule_that_holds_is_named(run):
    result = run(csv_text([*SIX_FOUR, 6, 7, 8, 8.6, 9, 10, 11]), "--fix-after", "12")

    assert column(result, "rules")[-2:] == ["trend;two_in_three;shift", "outside_limits;trend;shift"]


def test_numbers_are_printed_with_every_digit_they_have(run):
    result = run(csv_text([0.1, 0.2, 0.4]))

    assert float(column(result, "mean")[0]) == pytest.approx(0.7 / 3, abs=1e-16)


def test_a_missing_cell_is_a_missing_value(run):
    result = run(csv_text([1, "", "NA", "n/a", "-", ".", "*", "NaN", 3]))

    assert column(result, "value") == ["1.0", *[""] * 7, "3.0"]
    assert column(result, "lower") == [""] * 9  # no two values in a row, so no moving range
    assert column(result, "point_type") == ["common_cause"] * 9


def test_a_row_that_ends_early_has_missing_cells(run):
    assert column(run("A,2024-01\nA,2024-02,5\n"), "value") == ["", "5.0"]


def test_blank_rows_are_skipped(run):
    assert len(rows_of(run("A,2024-01,1\n,,\n\nA,2024-02,2\n"))) == 2


def test_groups_are_judged_apart_in_order_of_appearance_and_by_date(run):
    rows = csv_text([60, 40] * 7, site="West") + csv_text([*SIX_FOUR, 11][::-1], dates=months(13)[::-1], site="East")
    result = run(rows, "--group", "site", "--fix-after", "12")

    assert column(result, "group") == ["West"] * 14 + ["East"] * 13
    assert column(result, "date")[14:] == months(13)
    assert column(result, "mean")[0::26] == ["50.0", "5.0"]
    assert column(result, "variation_icon")[0::26] == ["common_cause", "improvement_high"]


def test_more_groups_than_fit_one_batch_are_all_judged(run, monkeypatch):
    monkeypatch.setattr(spc_module, "GROUPS_AT_ONCE", 2)
    result = run("".join(csv_text([place, place], site=f"Site {place}") for place in range(5)), "--group", "site")

    assert column(result, "mean")[::2] == ["0.0", "1.0", "2.0", "3.0", "4.0"]


def test_the_workbook_rules_can_be_chosen(run):
    result = run(csv_text([*SIX_FOUR, 11, 9, 6]), "--fix-after", "12", "--rules", "mdc-workbook")

    assert column(result, "rules")[-3:] == ["outside_limits;two_in_three", "two_in_three", ""]


def test_screening_can_be_left_out(run):
    values = [0, 1] * 10 + [40]
    screened, kept = run(csv_text(values)), run(csv_text(values), "--no-screen")

    mean = sum(values) / 21
    assert float(column(screened, "upper")[0]) == pytest.approx(mean + 2.66)
    assert float(column(kept, "upper")[0]) == pytest.approx(mean + 2.66 * 58 / 20)


@pytest.mark.parametrize(
    "dates",
    [
        ("--rebase", "2024-06-01", "--rebase", "2024-09-01"),
        ("--rebase", "2024-06,2024-09"),
        ("--rebase", "01/06/2024", "1/9/2024"),
    ],
)
def test_segments_start_on_the_rebase_dates(run, dates):
    result = run(csv_text([1] * 5 + [2] * 3 + [3] * 4), *dates)

    assert column(result, "mean") == ["1.0"] * 5 + ["2.0"] * 3 + ["3.0"] * 4


def test_a_group_outside_the_rebase_date_is_left_whole(run):
    late = csv_text([8, 8, 9, 9], dates=months(4, first_year=2030), site="New")
    result = run(csv_text([1, 1, 5, 5], site="Old") + late, "--group", "site", "--rebase", "2024-03")

    assert column(result, "mean") == ["1.0", "1.0", "5.0", "5.0", *["8.5"] * 4]


def test_a_rebase_date_that_is_not_in_the_data_is_refused(run):
    assert "no point on 2031-01-01 to rebase at (the data has 2024-01-01 to 2024-03-01)" in refusal(
        run(csv_text([1, 2, 3]), "--rebase", "2031-01")
    )


def test_a_rebase_date_that_falls_between_the_points_of_a_group_is_refused(run):
    rows = csv_text([1, 2, 3], site="West") + csv_text([1, 2], dates=["2024-01", "2024-03"], site="East")

    assert "East: There is no point on 2024-02-01" in refusal(run(rows, "--group", "site", "--rebase", "2024-02"))


def test_few_points_are_said_to_be_on_trial(run):
    alone = run(csv_text(SIX_FOUR))
    among = run(
        csv_text([6, 4] * 7, site="West") + csv_text(SIX_FOUR, site="East") + csv_text([1], site="South"),
        *("--group", "site"),
    )

    assert alone.stderr == "Limits are on trial in 1 of 1 series: too few points for firm ones.\n"
    assert among.stderr == "Limits are on trial in 2 of 3 series, first 'East': too few points for firm ones.\n"
    assert among.exit_code == 0


def test_standard_input_is_read_for_a_dash():
    text = "\ufeffmonth,share\n2024-01,5\n2024-02,6\n"
    result = CliRunner().invoke(main, ["spc", "-", *ARGUMENTS], input=text)

    assert column(result, "value") == ["5.0", "6.0"]


def test_json_has_null_for_what_is_missing(run):
    result = run(csv_text([1, "", 3]), "--format", "json")

    first, second, _ = json.loads(result.stdout)
    assert list(first) == HEADER.split(",")
    assert (first["value"], first["moving_range"], second["value"]) == (1.0, None, None)


def test_a_table_lines_up(run):
    lines = run(csv_text([*SIX_FOUR, 11]), "--fix-after", "12", "--format", "table").stdout.splitlines()

    assert lines[0].split() == HEADER.split(",")
    assert lines[-1].index("outside_limits") == lines[0].index("rules")
    assert "-0.32 " in lines[1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-03", date(2024, 4, 3)),
        ("03/04/2024", date(2024, 4, 3)),
        (" 3/4/2024 ", date(2024, 4, 3)),
        ("2024-04", date(2024, 4, 1)),
    ],
)
def test_dates_are_read_day_first_and_months_as_their_first_day(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(("text", "value"), [("1,234,567.5", 1234567.5), ("-1,234", -1234), (" 0.95 ", 0.95)])
def test_values_may_have_commas_between_thousands(text, value):
    assert read_value(text) == value


@pytest.mark.parametrize("text", ["1,5", "95%", "inf", "many"])
def test_a_value_that_is_no_number_is_refused_with_its_place(run, text):
    message = refusal(run(f'A,2024-01,1\nA,2024-02,"{text}"\n'))

    assert f"figures.csv, row 3, column 'share': '{text}' is not a number. Write 0.95 or 1234.5" in message


@pytest.mark.parametrize("text", ["", "April 2024", "2024-13", "31/02/2024"])
def test_a_date_that_is_none_is_refused_with_its_place(run, text):
    message = refusal(run(f"A,{text},1\n"))

    assert f"figures.csv, row 2, column 'month': '{text}' is not a date. Write 2024-04-01" in message


def test_a_date_that_is_there_twice_is_refused(run):
    message = refusal(run("A,2024-01-01,1\nA,2024-01,2\n"))

    assert "figures.csv, row 3, column 'month': '2024-01' is there twice. Keep one row for each date" in message


def test_a_date_may_be_there_once_in_each_group(run):
    assert len(rows_of(run("A,2024-01,1\nB,2024-01,2\n", "--group", "site"))) == 2


def test_a_column_that_is_not_there_is_refused_with_those_that_are(run):
    message = refusal(run("A,2024-01,1\n", "--group", "trust"))

    assert "figures.csv, row 1: column 'trust' is not there. Name one of: site, month, share." in message


def test_a_column_that_is_there_twice_is_refused(run):
    message = refusal(run("1,2024-01,1\n", header="share,month,share\n"))

    assert "column 'share' is there more than once" in message


def test_an_empty_file_is_refused(run):
    assert "column 'month' is not there. Name one of: nothing." in refusal(run("", header=""))
    assert "figures.csv has no rows under its header" in refusal(run(""))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    file = tmp_path / "old.csv"
    file.write_bytes("month,share\n2024-01,£5\n".encode("cp1252"))

    message = refusal(CliRunner().invoke(main, ["spc", str(file), *ARGUMENTS]))
    assert "is not a CSV file in UTF-8" in message
    assert "Save it as CSV UTF-8" in message


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--fix-after", "11"), "11 is not in the range x>=12"),
        (("--rebase", "soon"), "'soon' is not a date"),
        (("--rules", "nelson"), "'nelson' is not one of 'plotthedots', 'mdc-workbook'"),
        (("--improvement", "increase"), "'increase' is not one of 'up', 'down', 'neither'"),
        (("--target", "high"), "'high' is not a valid float"),
    ],
)
def test_wrong_use_has_exit_status_two(run, options, problem):
    result = run(csv_text([1, 2, 3]), *options)

    assert result.exit_code == 2
    assert problem in result.stderr


def test_the_direction_of_improvement_must_be_said():
    result = CliRunner().invoke(main, ["spc", "-", "--date", "month", "--value", "share"], input="")

    assert result.exit_code == 2
    assert "Missing option '--improvement'" in result.stderr


def test_the_rule_sets_offered_are_those_there_are():
    from everyweek.variation import RULE_SETS

    (rules,) = [option for option in spc_module.spc.params if option.name == "rules"]
    assert list(rules.type.choices) == list(RULE_SETS)
