"""Whatever is brought, it is a framework or a list of faults; nothing else ever happens."""

import copy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.small_frameworks import RUNGS, agreed, question, theme, values

from everyweek.maturity.errors import FaultyFramework
from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_yaml, built_in, read_framework
from everyweek.maturity.tables import framework_from_rows, rows_in_one

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["<b>", "\x00", "\ud800", "9" * 30, "٣", "a/b", "yes", "scored", "agreed", "rubric"]),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


def everything() -> dict[str, Any]:
    kettle = theme("kettle", question("water", measures=["incidents"], was=["pot/water"]), "heat", "lid")
    return values(kettle, agreed("biscuits", "crisp"), rungs=copy.deepcopy(RUNGS), chosen=1)


def places_in(found: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = list(found) if isinstance(found, dict) else range(len(found)) if isinstance(found, list) else []
    return [path, *(place for step in steps for place in places_in(found[step], (*path, step)))][0 if path else 1 :]


PLACES = places_in(everything())


def has(at: Any, step: Any) -> bool:
    return step in at if isinstance(at, dict) else isinstance(at, list) and isinstance(step, int) and step < len(at)


def outcome(read: Any, *args: Any) -> Framework | None:
    try:
        found = read(*args)
    except FaultyFramework as refused:
        faults = refused.faults
    else:
        assert isinstance(found, Framework)
        return found
    assert faults
    assert all(fault.where and fault.problem for fault in faults)
    return None


@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD), min_size=1, max_size=4))
def test_values_of_any_kind_in_any_place_are_refused_with_faults_or_taken(spoiled: list[tuple[Any, Any]]) -> None:
    source = everything()
    for path, odd in spoiled:
        at = source
        for step in path[:-1]:
            at = at[step] if has(at, step) else None
        if has(at, path[-1]):
            at[path[-1]] = odd

    found = outcome(read_framework, source)

    assert found is None or read_framework(as_yaml(found)) == found


@given(st.one_of(st.text(max_size=60), st.text("a:-[]{}&*!|>'\"\n #,?%@`\t0", max_size=60), st.binary(max_size=40)))
@example("\ud800")
@example("a: \x00")
@example("? [a]\n: b")
@example("%YAML 9.9\n---\na: b")
@example("<<: {a: b}")
def test_text_of_any_kind_is_refused_with_faults_or_taken(source: str | bytes) -> None:
    assert outcome(read_framework, source) is None


TABLE = rows_in_one(built_in()[0])


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, len(TABLE) - 1), st.integers(0, 16), st.one_of(st.text(max_size=8), st.just(""))),
        max_size=4,
    ),
    st.lists(st.integers(0, len(TABLE) - 1), max_size=4),
)
def test_a_table_with_any_cell_changed_and_any_row_gone_is_refused_with_faults_or_taken(
    cells: list[tuple[int, int, str]], gone: list[int]
) -> None:
    rows = [list(row) for row in TABLE]
    for row, column, text in cells:
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text

    found = outcome(framework_from_rows, {"any": [row for number, row in enumerate(rows) if number not in gone]})

    assert found is None or framework_from_rows({"any": rows_in_one(found)}) == found
