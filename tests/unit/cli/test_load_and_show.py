"""The commands load, show and measures: their output, their exit status, their standard error."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.publications import APPLEBRIDGE, BRACKWATER, SERVICE, WALK_IN, ambulance_csv, provider_csv, write

from everyweek.cli import main
from everyweek.cli.load import show_progress
from everyweek.cli.show import in_unit, when
from everyweek.measures import MEASURES
from everyweek.tables import Observation

pytestmark = pytest.mark.usefixtures("home")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def loaded(home: Path, tmp_path: Path) -> Path:
    write(tmp_path, "a.csv", provider_csv((APPLEBRIDGE, BRACKWATER, WALK_IN)))
    write(tmp_path, "b.csv", ambulance_csv({(2024, 4): [SERVICE]}))
    assert run("load", tmp_path).exit_code == 0
    return home


def test_load_says_what_became_of_every_file(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "a.csv", provider_csv())
    write(tmp_path, "a revised.csv", provider_csv((APPLEBRIDGE,)))
    write(tmp_path, "menu.csv", "day,dish\n")
    write(tmp_path, "README.md", "hello")

    result = run("load", tmp_path)

    assert result.exit_code == 1
    assert "loaded     a.csv: A&E Attendances and Emergency Admissions, April 2024 (csv)" in result.stdout
    assert "           Supersedes a.csv" in result.stdout or "is a later release" in result.stdout
    assert "refused    menu.csv: This is no publication" in result.stderr
    assert "2 loaded, 0 unchanged, 1 refused, 1 passed over." in result.stdout
    assert "read 4 of 4 files" in result.stderr
    assert any((home / "releases").rglob("*"))


def test_load_quietly_says_only_what_was_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", provider_csv())

    result = run("load", "--quiet", tmp_path)

    assert (result.exit_code, result.output) == (0, "")


def test_load_of_a_path_that_is_not_there_fails_in_a_sentence(tmp_path: Path) -> None:
    result = run("load", tmp_path / "nowhere")

    assert result.exit_code == 1
    assert "There is no such file or folder" in result.stderr
    assert "Traceback" not in result.output


def test_load_without_a_path_is_wrong_use() -> None:
    assert run("load").exit_code == 2


def test_progress_on_a_terminal_counts_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    show_progress(1, 2, "a.csv")

    assert "reading 1 of 2 a.csv" in capsys.readouterr().err


@pytest.mark.usefixtures("loaded")
def test_show_as_json_holds_the_promised_fields() -> None:
    result = run("show", "four_hour_performance", "--organisation", "england", "--format", "json")

    (row,) = json.loads(result.stdout)
    assert list(row) == [
        "measure",
        "organisation",
        "period_start",
        "period_end",
        "numerator",
        "denominator",
        "value",
        "unit",
        "source",
    ]
    assert row["organisation"] == "england"
    assert (row["period_start"], row["period_end"]) == ("2024-04-01", "2024-05-01")
    assert (row["numerator"], row["denominator"], row["unit"]) == (3170, 5000, "share")
    assert row["value"] == pytest.approx(0.634)


@pytest.mark.usefixtures("loaded")
def test_show_writes_what_is_missing_as_null_and_empty() -> None:
    as_json = run("show", "four_hour_performance_type1", "--organisation", "ZZW01", "--format", "json")
    as_csv = run("show", "four_hour_performance_type1", "--organisation", "ZZW01", "--format", "csv")

    assert json.loads(as_json.stdout)[0]["value"] is None
    assert next(csv.DictReader(io.StringIO(as_csv.stdout)))["value"] == ""


@pytest.mark.usefixtures("loaded")
def test_show_as_a_table_reads_as_people_say_it() -> None:
    shares = run("show", "four_hour_performance", "--organisation", "ZZ1").stdout
    times = run("show", "category_2_mean", "--organisation", "ZZ8").stdout
    counts = run("show", "incidents", "--organisation", "ZZ8").stdout
    missing = run("show", "four_hour_performance_type1", "--organisation", "ZZW01").stdout

    assert "Apr 2024  78.00%  1,170      1,500" in shares
    assert "30:00" in times
    assert "1,000" in counts
    assert "nobody to measure" in missing


@pytest.mark.usefixtures("loaded")
def test_show_says_when_there_is_nothing_and_when_a_centile_does_not_aggregate() -> None:
    nothing = run("show", "incidents", "--organisation", "ZZA", "--format", "json")
    centile = run("show", "category_2_p90", "--organisation", "england")

    assert (nothing.exit_code, json.loads(nothing.stdout)) == (0, [])
    assert "there is no figure of incidents for ZZA" in nothing.stderr
    assert "does not aggregate" in centile.stderr


@pytest.mark.usefixtures("loaded")
def test_show_takes_months_vintage_and_roll_up() -> None:
    words = ("--from", "2024-04", "--to", "2024-04-01", "--as-first-published", "--rolled-up", "--format", "json")

    assert len(json.loads(run("show", "attendances", "--organisation", "zz1", *words).stdout)) == 1
    assert (
        json.loads(run("show", "attendances", "--organisation", "ZZ1", "--from", "2025-01", "--format", "json").stdout)
        == []
    )


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("show", "attendances", "--organisation", "nobody"), 1, "everyweek: "),
        (("show", "attendence", "--organisation", "england"), 1, "Did you mean attendances"),
        (("show", "attendances"), 2, "Missing option '--organisation'"),
        (("show", "attendances", "--organisation", "england", "--from", "spring"), 2, "'spring' is not a month"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_trouble_is_a_sentence_and_a_status(words: tuple[str, ...], status: int, sentence: str) -> None:
    result = run(*words)

    assert result.exit_code == status
    assert sentence in result.stderr
    assert "Traceback" not in result.output


def test_measures_lists_every_measure_in_three_forms() -> None:
    table, as_csv, as_json = (run("measures", "--format", form).stdout for form in ("table", "csv", "json"))

    assert "four_hour_performance\n    A&E 4-hour performance, all types (share; better up)" in table
    assert "82%" in table
    assert len(list(csv.DictReader(io.StringIO(as_csv)))) == len(json.loads(as_json)) == len(MEASURES)


def test_help_lists_the_commands_and_version_tells_it() -> None:
    assert "load" in run("--help").stdout
    assert "everyweek, version" in run("--version").stdout


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(None, "share", ""), (0.5, "share", "50.00%"), (3725.4, "seconds", "1:02:05"), (59.6, "seconds", "1:00")],
)
def test_a_value_in_its_unit(value: float | None, unit: str, text: str) -> None:
    assert in_unit(value, unit) == text


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2024, 4, 1), date(2024, 5, 1), "Apr 2024"),
        (date(2024, 10, 1), date(2025, 1, 1), "Oct-Dec 2024"),
        (date(2019, 3, 4), date(2019, 3, 5), "4 Mar 2019"),
        (date(2019, 3, 4), date(2019, 3, 11), "week of 4 Mar 2019"),
    ],
)
def test_show_names_days_weeks_months_and_quarters_as_they_are(start: date, end: date, told: str) -> None:
    assert when(Observation("attendances", "ZZ1", start, end, None, None, 1, "a file")) == told


@pytest.mark.usefixtures("loaded")
def test_show_up_to_a_month_includes_all_of_it() -> None:
    rows = run("show", "attendances", "--organisation", "ZZ1", "--to", "2024-04", "--format", "json")
    none = run("show", "attendances", "--organisation", "ZZ1", "--to", "2024-03-31", "--format", "json")

    assert len(json.loads(rows.stdout)) == 1
    assert json.loads(none.stdout) == []
