"""The checks at the end of a load: what they say of files loaded together, and of one that comes later."""

from datetime import UTC, date, datetime
from pathlib import Path

from support.loading import load
from support.publications import (
    APPLEBRIDGE,
    SERVICE,
    Provider,
    Workbook,
    ambulance_csv,
    provider_csv,
    provider_workbook,
    write,
)

from everyweek.publications.document import Document
from everyweek.publications.quality.finding import (
    COMMON_JUMP,
    COPIED,
    JUMP,
    MOST_OF_ONE_RULE,
    NEWCOMER,
    STALE,
    VANISHED,
    Finding,
    Subject,
    notices_of,
    period_in_words,
    subject_of,
)
from everyweek.warehouse import Notice, Warehouse

MONTHS = [
    f"{name}-{year}"
    for year in (2022, 2023)
    for name in (
        *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE"),
        *("JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"),
    )
]
GUYS = "RJ1"
SOON = datetime(2023, 3, 1, 3, 0, tzinfo=UTC)


def month(number: int, *providers: Provider) -> str:
    return provider_csv(providers, period=MONTHS[number])


def trust(attendances: int, *, code: str = GUYS, admissions: int = 0) -> Provider:
    return Provider(code, code, attendances=(attendances, 0, 0), admissions=(admissions, 0, 0))


def steady(number: int) -> int:
    """1,000 in one month, 1,100 in the next."""
    return 1000 + 100 * (number % 2)


def write_steady_year(folder: Path, *others: Provider) -> None:
    """January to December 2022."""
    for number in range(12):
        write(folder, f"{number:02}.csv", month(number, trust(steady(number)), *others))


def findings(warehouse: Warehouse, rule: str) -> list[Notice]:
    return [notice for notice in warehouse.notices() if notice.rule == rule]


def test_a_jump_among_files_loaded_together_is_kept_with_what_was_ordinary(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    write_steady_year(tmp_path)
    write(tmp_path, "12.csv", month(12, trust(5000)))

    report = load(warehouse, tmp_path, now=SOON)

    (notice,) = findings(warehouse, JUMP)
    assert (notice.severity, notice.file_name, notice.action) == ("warning", "12.csv", "kept as published")
    # 5 sigma is 443 around the mean of 1,050; type 1 alone jumped as well, since all of it is type 1.
    assert notice.message == (
        "A&E attendances, all types: RJ1 jumped to 5,000 in January 2023, where 1,050 was usual (12 periods before). "
        "Also: Attendances, type 1."
    )
    assert notice.found == "RJ1, attendances+attendances_type1, 2023-01-01: 5,000"
    assert notice.expected == "607 to 1,493"
    # The header is row 1. Attendances are made of three columns, so none is named.
    assert (notice.sheet, notice.row, notice.column) == ("", 2, "")
    subject = subject_of(notice)
    assert subject == Subject("RJ1", ("attendances", "attendances_type1"), date(2023, 1, 1))
    assert notice.message in report.outcomes[12].remarks


def test_a_file_that_comes_later_is_held_against_what_the_warehouse_has(warehouse: Warehouse, tmp_path: Path) -> None:
    write_steady_year(tmp_path)
    load(warehouse, tmp_path, now=SOON)
    assert findings(warehouse, JUMP) == []

    load(warehouse, write(tmp_path / "later", "12.csv", month(12, trust(5000))), now=SOON)

    (notice,) = findings(warehouse, JUMP)
    assert (notice.file_name, notice.expected) == ("12.csv", "607 to 1,493")


def test_a_superseded_file_is_not_checked(warehouse: Warehouse, tmp_path: Path) -> None:
    write_steady_year(tmp_path)
    write(tmp_path, "12.csv", month(12, trust(5000)))
    write(tmp_path, "12-revised-010623.csv", month(12, trust(1080)))

    load(warehouse, tmp_path, now=SOON)

    assert findings(warehouse, JUMP) == []


def test_an_older_edition_that_comes_later_is_not_checked_at_all(warehouse: Warehouse, tmp_path: Path) -> None:
    write_steady_year(tmp_path)
    write(tmp_path, "12-revised-010623.csv", month(12, trust(1080)))
    load(warehouse, tmp_path, now=SOON)

    load(warehouse, write(tmp_path / "later", "12.csv", month(12, trust(5000))), now=SOON)

    assert findings(warehouse, JUMP) == []


def test_a_change_of_method_explains_a_jump(warehouse: Warehouse, tmp_path: Path) -> None:
    # Cambridge tested other standards until May 2023: its four-hour figures have no history before June 2023.
    write(tmp_path, "a.csv", ambulance_csv({(2024, 1): [SERVICE]}))
    for number in range(24):
        over = (steady(number) // 4, 0, 0) if number < 23 else (0, 0, 0)
        one = Provider("RGT", "RGT", attendances=(steady(number), 0, 0), over_four_hours=over)
        write(tmp_path, f"{number:02}.csv", month(number, one))

    load(warehouse, tmp_path, now=SOON)

    jumped = [subject_of(notice) for notice in findings(warehouse, JUMP)]
    assert [one for one in jumped if one and "four_hour_performance" in one.what] == []


def test_a_trust_that_stops_and_one_that_begins_are_told(warehouse: Warehouse, tmp_path: Path) -> None:
    write_steady_year(tmp_path, trust(700, code="RJ2"))
    load(warehouse, tmp_path, now=SOON)

    load(warehouse, write(tmp_path / "later", "12.csv", month(12, trust(1000), trust(900, code="RJ7"))), now=SOON)

    (gone,), (new,) = findings(warehouse, VANISHED), findings(warehouse, NEWCOMER)
    assert gone.message == ("RJ2 has no figure after December 2022, and the reference knows no merger and no closing.")
    assert (gone.severity, gone.file_name) == ("warning", "12.csv")
    assert new.message.startswith("RJ7 reports here for the first time in January 2023, and the reference knows no")
    assert new.severity == "note"


def test_who_stopped_is_told_once_and_not_at_the_next_load_too(warehouse: Warehouse, tmp_path: Path) -> None:
    write_steady_year(tmp_path, trust(700, code="RJ2"))
    load(warehouse, tmp_path, now=SOON)
    load(warehouse, write(tmp_path / "later", "12.csv", month(12, trust(1000))), now=SOON)

    load(warehouse, write(tmp_path / "last", "13.csv", month(13, trust(1100))), now=SOON)

    assert [notice.file_name for notice in findings(warehouse, VANISHED)] == ["12.csv"]


def test_a_figure_made_of_one_column_is_found_by_sheet_row_and_column(warehouse: Warehouse, tmp_path: Path) -> None:
    # One measure alone jumps: waits over 12 hours. The header of the workbook stands on row 16, England on 17.
    for number in range(12):
        one = Provider("RJ1", "GUYS", attendances=(2000, 0, 0), waits=(0, steady(number) // 10))
        write(tmp_path, f"{number:02}.csv", month(number, one))
    many = Provider("RJ1", "GUYS", attendances=(2000, 0, 0), waits=(0, 900))
    path = tmp_path / "january.xls"
    path.write_bytes(provider_workbook(Workbook(providers=(trust(10, code="RJ2"), many), period="January 2023")))

    load(warehouse, tmp_path, now=SOON)

    (notice,) = [one for one in findings(warehouse, JUMP) if one.found.startswith("RJ1")]
    assert (notice.file_name, notice.column) == ("january.xls", "waits_over_12_hours")
    sheet = Document(path=path, content=path.read_bytes()).sheets[notice.sheet]
    assert notice.row is not None
    assert "RJ1" in sheet[notice.row - 1]


def test_a_month_copied_forward_is_told(warehouse: Warehouse, tmp_path: Path) -> None:
    one = Provider(
        "RJ1", "GUYS", attendances=(1000, 0, 0), over_four_hours=(310, 0, 0), waits=(90, 10), admissions=(280, 0, 0)
    )
    write(tmp_path, "a.csv", month(0, one))
    write(tmp_path, "b.csv", month(1, one))

    load(warehouse, tmp_path, now=SOON)

    (notice,) = findings(warehouse, COPIED)
    assert notice.message == (
        "RJ1 has exactly the same figures for February 2022 as for January 2022: they may have been copied forward."
    )


def test_when_everybody_jumps_it_is_a_note_about_everyone(warehouse: Warehouse, tmp_path: Path) -> None:
    codes = ("RJ1", "RJ2", "RJ7", "RAL", "RAX", "RAS")
    for number in range(13):
        attendances = 5000 if number == 12 else steady(number)
        write(tmp_path, f"{number:02}.csv", month(number, *(trust(attendances, code=code) for code in codes)))

    load(warehouse, tmp_path, now=SOON)

    assert findings(warehouse, JUMP) == []
    notice = findings(warehouse, COMMON_JUMP)[0]
    assert notice.severity == "note"
    assert "rose far beyond the ordinary at 6 of 6 organisations at once (January 2023)" in notice.message


def test_a_load_that_brings_nothing_newer_while_something_is_due_says_so(warehouse: Warehouse, tmp_path: Path) -> None:
    late = datetime(2023, 9, 1, tzinfo=UTC)
    load(warehouse, write(tmp_path, "a.csv", month(12, trust(1000))), now=late)
    assert findings(warehouse, STALE) == []

    load(warehouse, write(tmp_path, "b.csv", month(11, trust(1000))), now=late)

    (notice,) = findings(warehouse, STALE)
    assert notice.message == (
        "A&E attendances and emergency admissions: the file brings nothing newer than January 2023, and a newer one "
        "is due by now (1 September 2023). Download the newest one."
    )


def test_an_older_file_is_no_matter_when_nothing_newer_is_due(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", month(12, trust(1000))), now=SOON)

    load(warehouse, write(tmp_path, "b.csv", month(11, trust(1000))), now=SOON)

    assert findings(warehouse, STALE) == []


def test_the_invented_sample_is_never_stale(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", month(12, APPLEBRIDGE)))

    load(warehouse, write(tmp_path, "b.csv", month(11, APPLEBRIDGE)))

    assert findings(warehouse, STALE) == []


def test_of_many_findings_in_one_file_the_farthest_are_listed_and_the_rest_counted(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    found = [
        Finding(
            JUMP, "warning", "a.csv", Subject(f"R{number:02}", ("attendances",), date(2024, 4, 1)), "…", weight=number
        )
        for number in range(MOST_OF_ONE_RULE + 14)
    ]

    notices = list(notices_of(found))

    assert len(notices) == MOST_OF_ONE_RULE + 1
    assert notices[0].found == "R33, attendances, 2024-04-01"
    assert notices[-1].message == (
        "14 more of this file are not listed one by one (R00, R01, R02, R03, R04, R05, R06, R07, R08, R09, R10, R11 …)."
    )
    assert subject_of(notices[-1]) is None


def test_a_load_says_three_findings_of_a_file_and_how_many_more(warehouse: Warehouse, tmp_path: Path) -> None:
    codes = ("RJ1", "RJ2", "RJ7", "RAL")
    others = tuple(trust(800 + number, code=f"RX{number}") for number in range(1, 10))
    many = tuple(
        trust(900, code=code)
        for code in (
            *(
                "RA2",
                "RA7",
                "RA9",
                "RAE",
                "RAN",
                "RAP",
                "RAS",
                "RAX",
                "RBD",
                "RBK",
                "RBL",
                "RBN",
                "RBS",
                "RBT",
                "RC9",
                "RCB",
            ),
            *(
                "RCD",
                "RCF",
                "RCU",
                "RCX",
                "RD1",
                "RD8",
                "RDE",
                "RDR",
                "RDU",
                "RDY",
                "RDZ",
                "REF",
                "REM",
                "REN",
                "REP",
                "RET",
            ),
        )
    )
    for number in range(13):
        attendances = 5000 if number == 12 else steady(number)
        jumping = (trust(attendances, code=code) for code in codes)
        write(tmp_path, f"{number:02}.csv", month(number, *jumping, *others, *many))

    report = load(warehouse, tmp_path, now=SOON)

    assert report.outcomes[12].remarks[-1] == "1 more finding: see the data page."


def test_periods_are_said_in_full() -> None:
    assert period_in_words(date(2024, 4, 1), "week") == "the week from 1 April 2024"
    assert period_in_words(date(2024, 4, 1), "month") == "April 2024"
