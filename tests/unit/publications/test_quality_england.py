"""England in its time series, held against what its providers add up to."""

from datetime import UTC, date, datetime
from pathlib import Path

from support.loading import load
from support.publications import SERVICE, Provider, ambulance_csv, provider_csv, write
from support.time_series import EnglandMonth, TimeSeries, time_series_workbook

from everyweek.publications.quality.finding import ENGLAND_DIFFERS, subject_of
from everyweek.publications.quality.standing import open_notices
from everyweek.warehouse import Notice, Warehouse

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
LATER = NOON.replace(hour=13)
EXTRA = Provider("RJ2", "LEWISHAM", attendances=(6, 0, 0), over_four_hours=(1, 0, 0))


def guys(more: int = 0) -> Provider:
    """As many as the time series has: 1,500 attendances, 330 over four hours, and 350 emergency admissions."""
    return Provider(
        "RJ1",
        "GUY'S",
        attendances=(1000 + more, 100, 400),
        over_four_hours=(300, 10, 20),
        waits=(90, 10),
        admissions=(280, 5, 15),
        other_admissions=50,
    )


def month(name: str, *providers: Provider) -> str:
    return provider_csv(providers, period=f"{name}-2024")


def series(
    folder: Path, name: str = "series.xlsx", *, attended: float = 1000, published: str = "14th March 2024"
) -> Path:
    """England in January and February 2024; `attended` is February's type 1 attendances."""
    months = [
        EnglandMonth(start, attendances=(type1, 100, 400), within=(type1 - 300, 90, 380))
        for start, type1 in ((JANUARY, 1000), (FEBRUARY, attended))
    ]
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(time_series_workbook(TimeSeries(months=months, published=published)))
    return path


def differences(warehouse: Warehouse) -> list[Notice]:
    return [notice for notice in warehouse.notices() if notice.rule == ENGLAND_DIFFERS]


def test_months_in_which_both_agree_or_nearly_do_are_not_spoken_of(warehouse: Warehouse, tmp_path: Path) -> None:
    # In the series there is half an admission more, of 350: 0.14 %. Six attendances of 1,500 are 0.4 %.
    january = write(tmp_path, "january.csv", month("JANUARY", guys()))
    february = write(tmp_path, "february.csv", month("FEBRUARY", guys(more=3)))

    load(warehouse, series(tmp_path / "england"), january, february)

    assert differences(warehouse) == []


def test_a_lost_provider_is_told_with_both_figures_and_what_was_done(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, series(tmp_path / "england", attended=1100))

    report = load(warehouse, write(tmp_path, "february.csv", month("FEBRUARY", guys())))

    # 1,500 providers' attendances beside 1,600; 1,000 of type 1 beside 1,100; 78 % within four hours beside 79.375 %.
    told = {subject_of(notice).what[0]: notice for notice in differences(warehouse)}  # type: ignore[union-attr]
    assert list(told) == ["attendances_type1", "attendances", "four_hour_performance"]
    notice = told["attendances"]
    assert notice.message == (
        "A&E attendances, all types: the providers make 1,500 in February 2024, 6.2 % less than the 1,600 in "
        "England's own time series. One of the two may be an earlier release, or lack a provider."
    )
    assert (notice.severity, notice.file_name) == ("warning", "february.csv")
    assert notice.found == "england, attendances, 2024-02-01: 1,500"
    assert notice.expected == "1,600, as in the time series"
    assert notice.action == "both are kept; what the providers add up to is shown"
    assert notice.row is None
    assert "make 78.0 % in February 2024, 1.7 % less than the 79.4 % in" in told["four_hour_performance"].message
    assert notice.message in report.outcomes[0].remarks


def test_when_the_time_series_comes_last_its_own_row_is_named(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "february.csv", month("FEBRUARY", guys())))

    load(warehouse, series(tmp_path / "england", attended=900))

    notice = next(one for one in differences(warehouse) if "england, attendances_type1," in one.found)
    # The header is on row 14, January on row 15.
    assert (notice.file_name, notice.sheet, notice.row) == ("series.xlsx", "Activity", 16)
    assert notice.column == "attendances_type1"
    assert "1,000 in February 2024, 11.1 % more than the 900 in" in notice.message


def test_only_months_that_a_load_speaks_of_are_compared_again(warehouse: Warehouse, tmp_path: Path) -> None:
    february = write(tmp_path, "february.csv", month("FEBRUARY", guys()))
    load(warehouse, series(tmp_path / "england", attended=1100), february)
    said = len(differences(warehouse))

    load(warehouse, write(tmp_path, "january.csv", month("JANUARY", guys())))
    load(warehouse, write(tmp_path, "ambulances.csv", ambulance_csv({(2024, 2): [SERVICE]})))

    assert said == 3
    assert len(differences(warehouse)) == said


def test_of_two_time_series_the_newer_one_counts(warehouse: Warehouse, tmp_path: Path) -> None:
    old = series(tmp_path / "england", "old.xlsx", attended=1100, published="14th March 2024")
    new = series(tmp_path / "england", "new.xlsx", attended=1000, published="11th April 2024")

    load(warehouse, new, old, write(tmp_path, "february.csv", month("FEBRUARY", guys())))

    assert differences(warehouse) == []


def test_a_revision_that_agrees_settles_what_was_said(warehouse: Warehouse, tmp_path: Path) -> None:
    february = write(tmp_path, "february.csv", month("FEBRUARY", guys()))
    load(warehouse, series(tmp_path / "england", attended=1006), february, now=NOON)
    assert len(differences(warehouse)) == 1  # 1,000 of type 1 beside 1,006
    load(warehouse, write(tmp_path, "a.csv", month("FEBRUARY", guys(more=-100))), now=LATER)
    assert [one.file_name for one in open_notices(differences(warehouse), warehouse.releases())] == ["a.csv"] * 3

    revised = write(tmp_path, "b-revised-010724.csv", month("FEBRUARY", guys(), EXTRA))
    load(warehouse, revised, now=LATER.replace(hour=14))

    assert open_notices(differences(warehouse), warehouse.releases()) == ()
    assert len(differences(warehouse)) == 1 + 3


def test_a_difference_that_no_load_has_kept_yet_still_stands() -> None:
    said = Notice("warning", "a.csv", "…", found="england, attendances, 2024-02-01: 1", rule=ENGLAND_DIFFERS)

    assert open_notices([said], ()) == (said,)
