"""The provider sheet of an A&E workbook saved as CSV: known, and refused with what to load instead."""

from pathlib import Path

import pytest
from support.fixtures.emergency_department import provider_sheet_csv
from support.loading import load
from support.publications import CSV_2019, CSV_BOOKED, provider_csv

from everyweek.publications.document import Document
from everyweek.publications.emergency_department import provider_sheet_csv as form
from everyweek.publications.errors import FaultyPublication
from everyweek.warehouse import Warehouse


def test_a_saved_sheet_is_refused_with_what_was_lost_and_what_to_load_instead() -> None:
    with pytest.raises(FaultyPublication) as refusal:
        form.read(Document(Path("June.csv"), provider_sheet_csv()))

    assert str(refusal.value) == (
        "June.csv, row 1: This is the provider sheet of an A&E workbook saved as CSV. It holds no month, and which "
        "block of columns (attendances, within four hours, over four hours) a column belongs to was lost. Found: "
        "13 columns, 'type 1 departments - major a&e' 3 times. Expected: the workbook it was saved from, or the CSV "
        "that NHS England publishes for the month (Monthly A&E, CSV)."
    )


def test_a_saved_sheet_is_refused_by_a_load_whatever_month_its_name_says(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "June-2025-AE.csv").write_bytes(provider_sheet_csv())

    (outcome,) = load(warehouse, tmp_path).outcomes

    assert outcome.outcome == "refused"
    assert "It holds no month" in outcome.message


@pytest.mark.parametrize("header", [CSV_2019, CSV_BOOKED])
def test_a_published_csv_is_no_saved_sheet(header: str) -> None:
    assert not form.recognise(Document(Path("a.csv"), provider_csv(header=header).encode()))
