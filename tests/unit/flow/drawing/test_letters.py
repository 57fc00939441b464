"""Texts are measured on the safe side and broken where they must be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from everyweek.flow.drawing.letters import BOLD, REGULAR, WIDEST, width_of, wrapped


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=60), st.floats(20.0, 300.0), st.booleans())
def test_every_line_fits_and_no_letter_is_lost(text: str, room: float, bold: bool) -> None:
    lines = wrapped(text, room=room, size=13.0, bold=bold)

    assert "".join(lines).replace(" ", "") == "".join(text.split())
    # Room for at least one letter, whatever it is.
    assert all(width_of(line, size=13.0, bold=bold) <= max(room, 13.0 * WIDEST) for line in lines)


def test_a_word_that_is_too_long_is_broken_and_what_is_left_of_it_shares_a_line() -> None:
    assert wrapped("aaaaaaa b", room=30.0, size=10.0) == ("aaaa", "aaa b")


def test_an_accent_counts_a_little_and_what_is_in_no_table_counts_most() -> None:
    assert width_of("é", size=100.0) == 70.0
    assert width_of("中", size=100.0) == 160.0
    assert width_of("\u0301", size=100.0) == 0.0


def test_no_letter_is_in_a_table_twice_and_bold_ones_are_no_narrower() -> None:
    for table in (REGULAR, BOLD):
        letters = "".join(table)
        assert len(letters) == len(set(letters))
    printable = [chr(code) for code in range(32, 127)]
    assert all(width_of(one, size=1.0, bold=True) >= width_of(one, size=1.0) for one in printable if one not in "–“”‘’")
