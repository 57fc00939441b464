"""The published lists of organisations, read in place: what they add to the built-in directory.

These tests need the folder of published files beside the checkout and skip without it.
"""

from datetime import date
from pathlib import Path

import pytest
from support.loading import load

from everyweek.publications.document import open_document
from everyweek.publications.recognise import read_list
from everyweek.reference.updates import SuccessorList, TrustList
from everyweek.warehouse import Warehouse

pytestmark = pytest.mark.real_files

TRUST_LISTS = {  # rows, and the newest day in each
    "etr-older-region-codes.csv": (241, date(2015, 10, 1)),
    "etr-2022-02.csv": (218, date(2021, 10, 1)),
    "etr-2025-07.csv": (210, date(2025, 1, 1)),
}
SUCCESSOR_LISTS = {"organisation-successors-1992-to-2022.csv": 25_480, "trust_mergers.csv": 11}


@pytest.mark.parametrize(("name", "expected"), TRUST_LISTS.items())
def test_every_list_of_trusts_is_read_whole(published: Path, name: str, expected: tuple[int, date]) -> None:
    found = read_list(open_document(published / "ods-reference" / name))

    assert isinstance(found, TrustList)
    assert (len(found.trusts), found.dated(loaded_on=date(2026, 6, 1))) == expected


@pytest.mark.parametrize(("name", "rows"), SUCCESSOR_LISTS.items())
def test_every_list_of_successors_is_read_whole(published: Path, name: str, rows: int) -> None:
    found = read_list(open_document(published / "ods-reference" / name))

    assert isinstance(found, SuccessorList)
    assert len(found.successors) == rows


def test_the_lists_add_one_trust_and_change_none(warehouse: Warehouse, published: Path) -> None:
    names = (*TRUST_LISTS, *SUCCESSOR_LISTS)

    report = load(warehouse, *(published / "ods-reference" / name for name in names))

    built_in = {name.code for name in warehouse.extended.built_in.facts.names}
    assert len(report.of("loaded")) == 5
    assert {name.code for name in warehouse.reference.facts.names} - built_in == {"RNK"}
    assert warehouse.reference.organisation("RNK").name == "Tavistock and Portman NHS Foundation Trust"
    assert not [one.message for one in report.outcomes if "0 organisations changed" not in one.message]
