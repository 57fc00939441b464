"""Wordings of one thing."""

from pathlib import Path

import pytest

from everyweek.reference.abbreviations import read_wordings, wordings
from everyweek.reference.faults import FaultyAbbreviations


def test_the_abbreviations_that_people_use_lead_to_their_words() -> None:
    groups = {wording: group for group in wordings() for wording in group}

    assert groups["sdec"] is groups["aec"] is groups["same day emergency care"]
    assert groups["mffd"] is groups["nctr"]
    assert groups["dtoc"][0] == "delayed transfer of care"
    assert all(wording == wording.lower().strip() for wording in groups)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: b", "it must be a list of groups"),
        ("- [a]", "group 1: it must be a list of two wordings"),
        ("- [a, b]\n- a", "group 2: it must be a list of two wordings"),
        ("- [a, 1]", "group 1: it must be a list of two wordings"),
        ("- [a, b]\n- [c, a]", "group 2: “a” stands in group 1 already"),
    ],
)
def test_a_faulty_group_is_named(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "abbreviations.yaml"
    file.write_text(content)

    with pytest.raises(FaultyAbbreviations, match=said):
        read_wordings(file)
