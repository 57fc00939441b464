"""A good file of every form, spoilt as files are: refused in words, or the same figures; nothing is half-loaded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.good_files import readable_files
from support.loading import load
from support.mutations import (
    Good,
    content_of,
    cut_between_rows,
    decoded,
    figures_in,
    half,
    is_number,
    main_region,
    opened,
    pairs,
    with_columns_in_another_order,
    with_columns_swapped,
    with_headers_alone,
    with_row_doubled,
    with_text,
    zipped,
)
from support.swaps import why_untold

from everyweek.publications.document import Document
from everyweek.warehouse import Warehouse, open_warehouse
from everyweek.warehouse.schema import group_observation, observation

FILES = {words: opened(content) for words, content in readable_files().items()}
TEXTS = [words for words, good in FILES.items() if not good.is_workbook]
TRUSTS, SUCCESSORS = "list of trusts (etr), CSV without a header", "list of successors, CSV"
SYSTEMS = "Ambulance quality indicators, systems (AmbSYS), CSV"


def two_columns_swapped(good: Good, *, words: str) -> bytes:
    """The first two columns of figures that can be told from one another and differ, in each other's place."""
    region = main_region(good)
    rows = good.tables[region.sheet]
    one, other = next(
        (one, other)
        for one, other in pairs(region.columns)
        if not why_untold(words, rows[region.header][one], rows[region.header][other])
        and any(rows[row][one] != rows[row][other] for row in region.rows)
    )
    return content_of(with_columns_swapped(good.tables, region, one, other), like=good)


def a_text_among_the_numbers(good: Good) -> bytes:
    """A text in the first cell of figures in the last row."""
    region = main_region(good)
    row = region.rows[-1]
    cells = good.tables[region.sheet][row]
    column = next((one for one in region.columns if is_number(cells[one])), region.columns[-1])
    return content_of(with_text(good.tables, region, row, column), like=good)


def a_row_doubled(good: Good) -> bytes:
    """The last row twice, but for a total row, which says nothing new: then the one above it."""
    region = main_region(good)
    last = good.tables[region.sheet][region.rows[-1]]
    is_total = "TOTAL" in last
    return content_of(with_row_doubled(good.tables, region, region.rows[-2 if is_total else -1]), like=good)


SPOILT: dict[str, Callable[[Good], bytes]] = {
    "cut in half": lambda good: half(good.content),
    "cut between two rows": cut_between_rows,
    "a text in a number column": a_text_among_the_numbers,
    "a doubled row": a_row_doubled,
    "zipped": lambda good: zipped(good.content, name="inside.csv"),
    "empty": lambda _: b"",
    "a byte order mark only": lambda _: b"\xef\xbb\xbf",
    "the header only": lambda good: content_of(with_headers_alone(good.tables), like=good),
}
A_SHORTER_LIST = (
    "a list says who there is; one that names fewer says less and nothing false, and nobody is closed by it"
)
LOADED: dict[tuple[str, str], str] = {
    (SYSTEMS, "cut between two rows"): "a published extract ends so; the month is remarked on and makes no England",
    (TRUSTS, "cut between two rows"): A_SHORTER_LIST,
    (TRUSTS, "the header only"): "it has no header: what is left is a trust. " + A_SHORTER_LIST,
    (SUCCESSORS, "cut between two rows"): A_SHORTER_LIST,
}
"""What is loaded all the same, with the reason."""


@pytest.fixture(scope="module")
def holding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Warehouse]]:
    """A warehouse that holds the good file of a form already."""
    made: dict[str, Warehouse] = {}

    def of(words: str) -> Warehouse:
        if words not in made:
            folder = tmp_path_factory.mktemp("good")
            made[words] = open_warehouse(f"sqlite:///{folder}/warehouse.sqlite3")
            (folder / "good").write_bytes(FILES[words].content)
            assert load(made[words], folder / "good").of("loaded")
        return made[words]

    yield of
    for warehouse in made.values():
        warehouse.engine.dispose()


def state(warehouse: Warehouse) -> dict[str, object]:
    """What is kept: the version, the releases, and how many figures there are."""
    with warehouse.engine.connect() as connection:
        counts = [
            connection.scalar(select(func.count()).select_from(table)) for table in (observation, group_observation)
        ]
    return {"version": warehouse.version(), "releases": warehouse.releases(), "figures": counts}


def check_refused_or_the_same(warehouse: Warehouse, path: Path) -> None:
    """Load a file that is refused in words, or says what is known already; the warehouse stays as it was."""
    before = state(warehouse)

    (outcome,) = load(warehouse, path).outcomes

    assert outcome.outcome in ("refused", "unchanged"), outcome.message
    assert outcome.outcome == "unchanged" or path.name in outcome.message
    assert outcome.outcome == "unchanged" or any(
        said in outcome.message for said in ("Found:", "Expected:", "ownload it again", "is empty")
    )
    assert state(warehouse) == before


CASES = [(words, spoiling) for words in FILES for spoiling in SPOILT if (words, spoiling) not in LOADED]


@pytest.mark.parametrize(("words", "spoiling"), CASES)
def test_a_spoilt_file_is_refused_or_says_the_same_and_changes_nothing(
    holding: Callable[[str], Warehouse], tmp_path: Path, words: str, spoiling: str
) -> None:
    path = tmp_path / "spoilt"
    path.write_bytes(SPOILT[spoiling](FILES[words]))

    check_refused_or_the_same(holding(words), path)


WITH_COLUMNS = [words for words in FILES if len(main_region(FILES[words]).columns) > 1 and words != SUCCESSORS]
"""Forms with two columns that can be told from one another."""


@pytest.mark.parametrize("words", WITH_COLUMNS)
def test_two_columns_that_changed_places_are_refused_or_say_the_same(
    holding: Callable[[str], Warehouse], tmp_path: Path, words: str
) -> None:
    path = tmp_path / "swapped"
    path.write_bytes(two_columns_swapped(FILES[words], words=words))

    check_refused_or_the_same(holding(words), path)


@pytest.mark.parametrize("words", TEXTS)
def test_a_text_saved_in_utf_16_is_refused_or_says_the_same(
    holding: Callable[[str], Warehouse], tmp_path: Path, words: str
) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(decoded(FILES[words].content).encode("utf-16"))

    check_refused_or_the_same(holding(words), path)


@pytest.mark.parametrize("words", TEXTS)
def test_columns_in_another_order_with_their_headers_say_the_same_or_are_refused(
    holding: Callable[[str], Warehouse], tmp_path: Path, words: str
) -> None:
    path = tmp_path / "reversed.csv"
    path.write_bytes(content_of(with_columns_in_another_order(FILES[words].tables), like=FILES[words]))

    check_refused_or_the_same(holding(words), path)


@pytest.mark.parametrize("words", FILES)
@pytest.mark.parametrize("name", ["Monthly-AE-April-2019.csv", "Winter-data-timeseries-20190307.xlsx", "AmbSYS.txt"])
def test_a_file_under_another_publications_name_says_what_it_says(words: str, name: str) -> None:
    content = FILES[words].content

    renamed = figures_in(Document(Path(name), content))

    assert renamed == figures_in(Document(Path("good"), content))


@pytest.mark.parametrize(("words", "spoiling"), LOADED)
def test_what_is_loaded_all_the_same_is_loaded_whole(
    warehouse: Warehouse, tmp_path: Path, words: str, spoiling: str
) -> None:
    path = tmp_path / "shorter.csv"
    path.write_bytes(SPOILT[spoiling](FILES[words]))

    (outcome,) = load(warehouse, path).outcomes

    assert (outcome.outcome, LOADED[words, spoiling] != "") == ("loaded", True)


def test_an_ambulance_file_cut_between_two_rows_says_which_services_are_missing(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    (tmp_path / "cut.csv").write_bytes(cut_between_rows(FILES[SYSTEMS]))

    (outcome,) = load(warehouse, tmp_path / "cut.csv").outcomes

    assert "lacks 8 of 8 services" in outcome.remarks[0]
    assert "no figure for a region or England" in outcome.remarks[0]


def test_a_shorter_list_closes_nobody(warehouse: Warehouse, tmp_path: Path) -> None:
    before = {name.code for name in warehouse.reference.facts.names}
    (tmp_path / "cut.csv").write_bytes(cut_between_rows(FILES[TRUSTS]))

    load(warehouse, tmp_path / "cut.csv")

    assert before <= {name.code for name in warehouse.reference.facts.names}
