"""The trusts that did not report the four-hour standard from May 2019 to May 2023."""

from datetime import date

import pytest

from everyweek.reference import field_test_windows, is_field_test
from everyweek.reference.faults import MalformedRow
from everyweek.reference.field_test import read_field_test_windows


@pytest.mark.parametrize(
    ("code", "month", "expected"),
    [
        ("RGT", date(2019, 4, 1), False),
        ("RGT", date(2019, 5, 1), True),
        ("RGT", date(2023, 5, 1), True),
        ("RGT", date(2023, 6, 1), False),
        ("RD3", date(2020, 9, 1), True),
        ("RD3", date(2020, 10, 1), False),
        ("R0D", date(2020, 9, 1), False),
        ("R0D", date(2020, 10, 1), True),
        ("RDZ", date(2020, 1, 1), False),
        ("ZZ3", date(2022, 4, 1), True),
        ("ZZ3", date(2023, 6, 1), False),
        ("NOBODY", date(2022, 4, 1), False),
    ],
)
def test_a_field_test_trust_is_one_only_in_its_months(code, month, expected):
    assert is_field_test(code, month) is expected


def test_fourteen_real_trusts_took_part_one_of_them_under_two_codes():
    real = {window.code for window in field_test_windows() if not window.code.startswith("ZZ")}

    expected = "RC9 RGT RQM RDU RYJ RNQ RXF RVW RX1 RHU RFR RK9 RGR RD3 R0D"
    assert real == set(expected.split())


@pytest.mark.parametrize(
    "lines",
    ["R01,2020-01-01,2020-01-01", "R01,2020-01-01,2021-01-01\nR01,2022-01-01,2023-01-01", "R01,2020-01-01,soon"],
)
def test_a_faulty_window_is_refused_with_its_line(tmp_path, lines):
    file = tmp_path / "field_test_trusts.csv"
    file.write_text(f"code,valid_from,valid_to\n{lines}\n", encoding="utf-8")

    with pytest.raises(MalformedRow, match=r"field_test_trusts\.csv, line \d"):
        read_field_test_windows(file)
