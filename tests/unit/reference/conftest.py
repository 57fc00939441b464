"""Small directories made of a few lines, for the tests of this package."""

from collections.abc import Callable
from pathlib import Path

import pytest

from everyweek.reference import Directory
from everyweek.reference.facts import Facts, read_facts

HEADS = {
    "names": "code,kind,name,valid_from,valid_to",
    "parents": "code,parent,valid_from,valid_to,evidence",
    "successors": "code,successor,effective_on,extent,figures_from,evidence",
}


@pytest.fixture
def facts_of(tmp_path: Path) -> Callable[..., Facts]:
    """Reads facts from lines given without their heads."""

    def read(**lines: str) -> Facts:
        for name, head in HEADS.items():
            (tmp_path / f"organisation_{name}.csv").write_text(f"{head}\n{lines.get(name, '')}\n", encoding="utf-8")
        return read_facts(tmp_path)

    return read


@pytest.fixture
def directory_of(facts_of: Callable[..., Facts]) -> Callable[..., Directory]:
    """Makes a directory from lines given without their heads."""
    return lambda **lines: Directory(facts_of(**lines))
