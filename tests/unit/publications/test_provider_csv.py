"""A month of A&E figures as CSV: what is refused, and what the refusal says."""

from dataclasses import replace

import pytest
from support.loading import released
from support.publications import APPLEBRIDGE, CAST, CSV_BOOKED, Provider, provider_csv

from everyweek.publications.errors import FaultyPublication, NotRecognised

NO_TOTALS = ["-"] * 18
"""A total row without a figure, which is held against nothing."""


def spoilt(old: str, new: str) -> str:
    text = provider_csv()
    assert old in text
    return text.replace(old, new, 1)


def test_a_file_is_recognised_by_its_content_under_any_name() -> None:
    assert released(provider_csv(), name="holiday photo.jpg").publication == "ae_monthly"


def test_a_byte_order_mark_and_either_line_end_make_no_difference() -> None:
    with_mark = released("\ufeff" + provider_csv(line_end="\n"))

    assert with_mark.fingerprint == released(provider_csv()).fingerprint


def test_a_text_in_windows_encoding_is_read() -> None:
    named = replace(APPLEBRIDGE, name="APPLEBRIDGE’S")

    assert released(provider_csv((named,)).encode("cp1252")).figures.names == ("APPLEBRIDGE’S",)


def test_a_name_with_a_comma_stays_one_cell() -> None:
    named = replace(APPLEBRIDGE, parent="NHS ENGLAND SOUTH EAST (HAMPSHIRE, ISLE OF WIGHT)")

    assert released(provider_csv((named,))).figures.codes == ("ZZ1",)


def test_blank_rows_are_passed_over() -> None:
    assert len(released(provider_csv() + "\r\n,,,\r\n").figures.codes) == 3


def test_the_day_in_the_name_only_orders_releases() -> None:
    release = released(provider_csv(), name="April-2024-revised-130624-F4scP.csv")

    assert release.is_revised
    assert str(release.revised_on) == "2024-06-13"


def test_a_file_without_a_total_row_has_lost_its_end_and_is_refused() -> None:
    with pytest.raises(FaultyPublication, match=r"no total row: its end is missing.*the last of them ZZW01"):
        released(provider_csv(total=None))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (spoilt("Other emergency admissions", "Other"), r"row 2, column 'V': The column 'Other' is not known"),
        (
            spoilt("Other emergency admissions", "Emergency admissions via A&E - Type 1"),
            r"row 1, column 'V': A column stands twice. Found: Emergency admissions via A&E - Type 1",
        ),
        (
            spoilt("MSitAE-APRIL-2024,ZZ2", "MSitAE-SPRING-2024,ZZ2"),
            r"row 3, column 'Period': The period is not a month",
        ),
        (
            spoilt("MSitAE-APRIL-2024,ZZ2", "MSitAE-MAY-2024,ZZ2"),
            r"row 3, column 'Period': There is more than one month",
        ),
        (spoilt(",ZZ2,", ",,"), r"row 3: A row has no organisation code"),
        (spoilt(",ZZ2,", ",ZZ1,"), r"row 3: The organisation ZZ1 \(.*\) stands twice. Found: rows 2 and 3"),
        (spoilt(",1000,", ",-5,"), r"row 2, column 'A&E attendances Type 1': A count is negative"),
        (spoilt(",1000,", ",10.5,"), r"row 2, column 'A&E attendances Type 1': A count is not whole"),
        (
            spoilt(",1000,", ",200,"),
            r"column 'over_four_hours_type1': More attendances over four hours than attendances",
        ),
        (
            spoilt("MSitAE-APRIL-2024,ZZ2,", ""),
            r"row 3: The row does not fit the header. Found: 20 cells. Expected: 22",
        ),
        (spoilt("50\r\n", "50,9\r\n"), r"row 2: The row does not fit the header. Found: 23 cells. Expected: 22"),
        (provider_csv((), total=None), "There is no provider in it"),
        (CSV_BOOKED, "There is no provider in it"),
    ],
)
def test_a_wrong_shape_or_value_refuses_the_file_and_says_where(text: str, sentence: str) -> None:
    with pytest.raises((FaultyPublication, NotRecognised), match=sentence):
        released(text)


def test_a_missing_booked_column_is_named() -> None:
    text = provider_csv()
    narrow = "\r\n".join(
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != 7) for line in text.split("\r\n")
    )

    with pytest.raises(FaultyPublication, match="Expected: also booked_attendances_type1"):
        released(narrow)


def test_a_missing_booked_count_beside_a_present_one_is_no_booked_appointments() -> None:
    text = provider_csv((APPLEBRIDGE,), total_cells=NO_TOTALS)
    cells = text.split("\r\n")[1].split(",")
    cells[7] = "-"

    release = released(text.replace(text.split("\r\n")[1], ",".join(cells)))

    assert release.figures.columns["attendances_type1"].tolist() == [1000]


def test_a_missing_plain_count_stays_missing_whatever_was_booked() -> None:
    text = provider_csv((APPLEBRIDGE,), total_cells=NO_TOTALS)
    cells = text.split("\r\n")[1].split(",")
    cells[4] = "*"

    release = released(text.replace(text.split("\r\n")[1], ",".join(cells)))

    assert str(release.figures.columns["attendances_type1"].tolist()) == "[nan]"


def test_unbalanced_quotation_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(Exception, match="The table cannot be read"):
        released(provider_csv() + '"an open quotation\r\n')


def test_an_unknown_column_that_is_empty_is_passed_over_and_a_full_one_is_not() -> None:
    lines = provider_csv().split("\r\n")
    empty = "\r\n".join([lines[0] + ",remarks", *lines[1:]])
    full = "\r\n".join([lines[0] + ",remarks", lines[1] + ",late", *lines[2:]])

    assert len(released(empty).figures.codes) == len(CAST)
    with pytest.raises(FaultyPublication, match=r"row 2, column 'W': The column 'remarks' is not known"):
        released(full)


def test_a_provider_that_only_admits_is_kept() -> None:
    only_admits = Provider("ZZ2", attendances=(0, 0, 0), other_admissions=12)

    assert released(provider_csv((only_admits,))).figures.columns["other_emergency_admissions"].tolist() == [12]
