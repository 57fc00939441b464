"""The published files themselves, spoilt as files are: refused in words, or the same figures.

These tests need the folder of published files beside the checkout and skip without it. One file of each layout is
spoilt by default, and all of them when slow tests are asked for.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.mutations import (
    Good,
    Region,
    document_of,
    figures_in,
    half,
    is_number,
    main_region,
    opened,
    outcome_of,
    pairs,
    regions_of,
    with_columns_swapped,
    with_row_doubled,
    with_text,
    without_rows_from,
    zipped,
)
from support.swaps import why_untold

from everyweek.publications.document import Document
from everyweek.publications.publication import publications

pytestmark = pytest.mark.real_files

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data"
FOLDERS = ("nhse-*", "ods-reference")
SAMPLE = (
    "Monthly-AE-April-2019-revised-220720-ab123.csv",
    "May-2020-revised-260421-de345.csv",
    "Monthly-AE-March-2025.csv",
    "July-2015-AE-by-provider-NI2eY.xls",
    "April-2018-AE-by-provider-3GI6E.xls",
    "March-2025-AE-by-provider-cAki3.xls",
    "Monthly-AE-Time-Series-October-2024.xls",
    "AmbSYS-2024-Jan-to-May-extract.csv",
    "AmbCO-to-2020-Sep.csv",
    "Beds-Open-Overnight-2020-21-Q2.xlsx",
    "tidy-kh03-2013-to-2018-with-title-rows.csv",
    "tidy-monthly-beds-by-trust-2022-04-to-2025-08.csv",
    "Daily-discharge-sitrep-April-2022-revised.xlsx",
    "nhs111_daily.csv",
    "2023_07_Monthly_Virtual_Ward.xlsx",
    "etr-2025-07.csv",
    "trust_mergers.csv",
)
PAIRS, TEXTS, DOUBLED = 5, 2, 2
"""How many of each kind are tried in a file, drawn by its name."""
MOST_TRIES = 40
"""Columns tried until a text was put into so many that are read."""
SHORTER = {
    "AmbSYS": "a published extract ends between two rows; the month is remarked on and makes no England",
    "etr-": "a shorter list says less and nothing false",
    "organisation-successors": "a shorter list says less and nothing false",
    "trust_mergers": "a shorter list says less and nothing false",
}
"""What a file of which kind, by how its name begins, is loaded in spite of being cut between two rows, and why."""
Headers = tuple[object, object]
FINE = ("refused", "the same figures")


def files() -> list[object]:
    """Every file that may be a publication; those that are not in the sample are slow."""
    found = sorted(path for folder in ("nhse-*", "ods-reference") for path in PUBLISHED.glob(f"{folder}/*.*"))
    if not found:
        return [pytest.param(PUBLISHED, id="none")]  # the fixture says that they are not on this machine
    return [pytest.param(path, id=path.name, marks=[] if path.name in SAMPLE else [pytest.mark.slow]) for path in found]


def form_of(document: Document) -> str:
    """The words of the reader that knows a document; empty when none does."""
    known = (reader for one in publications() for reader in (*one.readers, *one.lists))
    return next((reader.words for reader in known if reader.recognise(document)), "")


@pytest.mark.slow
@pytest.mark.parametrize("path", files())
def test_a_published_file_that_was_spoilt_is_refused_or_says_the_same(published: Path, path: Path) -> None:
    document = Document(path, path.read_bytes())
    words = form_of(document)
    if not words:
        pytest.skip("no publication: there is nothing to spoil")
    good = opened(document.content)
    told = figures_in(document)
    region = region_read(good, told=told)
    chance = random.Random(path.name)

    outcomes = {
        what: outcome_of(spoilt, good=told)
        for what, spoilt in (
            *bytes_spoilt(path, good, region),
            *rows_doubled(good, region, chance),
        )
    }

    untold = [
        headers
        for headers, spoilt in columns_swapped(good, region, chance)
        if outcome_of(spoilt, good=told) not in FINE and not why_untold(words, *headers)
    ]

    assert {what: one for what, one in outcomes.items() if one not in FINE} == {}
    assert untold == []
    assert outcomes["renamed"] == "the same figures"
    assert texts_refused(good, region, told=told, chance=chance) == TEXTS


def region_read(good: Good, *, told: tuple[str, ...]) -> Region:
    """The largest table of the file that is read: without its rows the file says something else, or nothing."""
    regions = sorted(regions_of(good.tables), key=lambda one: len(one.rows) * len(one.columns), reverse=True)
    for region in regions:
        emptied = document_of(without_rows_from(good.tables, region, region.header + 1), like=good)
        if outcome_of(emptied, good=told) != "the same figures":
            return region
    return main_region(good)


def bytes_spoilt(path: Path, good: Good, region: Region) -> Iterator[tuple[str, Document]]:
    """The file cut in half, between two rows too, zipped, and under another publication's name."""
    yield "cut in half", Document(path, half(good.content))
    if not path.name.startswith(tuple(SHORTER)):
        middle = region.rows[len(region.rows) // 2]
        yield "cut between two rows", document_of(without_rows_from(good.tables, region, middle), like=good)
    yield "zipped", Document(path, zipped(good.content, name=path.name))
    yield "renamed", Document(Path("AmbSYS-to-July-2020 (1).xlsx"), good.content)


def rows_doubled(good: Good, region: Region, chance: random.Random) -> Iterator[tuple[str, Document]]:
    """Some rows twice."""
    for row in chance.sample(region.rows, min(DOUBLED, len(region.rows))):
        yield f"row {row + 1} doubled", document_of(with_row_doubled(good.tables, region, row), like=good)


def columns_swapped(
    good: Good, region: Region, chance: random.Random
) -> Iterator[tuple[tuple[object, object], Document]]:
    """Some pairs of columns in each other's place, by their headers."""
    header = good.tables[region.sheet][region.header]
    every = list(pairs(region.columns))
    for one, other in chance.sample(every, min(PAIRS, len(every))):
        swapped = with_columns_swapped(good.tables, region, one, other)
        yield (header[one], header[other]), document_of(swapped, like=good)


def texts_refused(good: Good, region: Region, *, told: tuple[str, ...], chance: random.Random) -> int:
    """In how many columns a text was refused, up to TEXTS; in a column that is not read it changes nothing."""
    rows = good.tables[region.sheet]
    refused = 0
    for _ in range(MOST_TRIES):
        row = chance.choice(region.rows)
        columns = [one for one in region.columns if one < len(rows[row]) and is_number(rows[row][one])]
        cells = with_text(good.tables, region, row, chance.choice(columns or region.columns))
        outcome = outcome_of(document_of(cells, like=good), good=told)
        assert outcome in FINE
        refused += outcome == "refused"
        if refused == TEXTS:
            break
    return refused
