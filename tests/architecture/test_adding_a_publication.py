"""Adding a publication is a small slice: a folder and a measures file are found, and the walk-through is true."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WALK_THROUGH = REPOSITORY / "docs" / "how-to" / "add-a-publication.md"
SHOWN = (
    *(REPOSITORY / "src/everyweek/publications/virtual_wards").glob("*.py"),
    REPOSITORY / "src/everyweek/measures/community.py",
    REPOSITORY / "tests/support/virtual_wards.py",
    REPOSITORY / "tests/support/fixtures/virtual_wards.py",
)

PUBLICATION = '''"""Trolleys in corridors, weekly: made up."""

from datetime import date, timedelta

from everyweek.publications.publication import Dataset, Publication, Reader
from everyweek.publications.release import Line, Release, figures_of


def recognise(document):
    return document.first_row == ("code", "week", "trolleys")


def read(document):
    lines = [
        Line(code, code, "", date.fromisoformat(week), date.fromisoformat(week) + timedelta(7),
             {"trolleys": (float(number), None)})
        for code, week, number in document.rows[1:]
    ]
    figures = figures_of(lines, columns=("trolleys",))
    return Release("trolleys_weekly", "Trolleys", "csv", max(figures.starts), figures)


PUBLICATION = Publication(
    "trolleys", "Trolleys in corridors", (Dataset("trolleys_weekly", "Trolleys", "week", overdue_days=14),),
    (Reader("trolleys, CSV", recognise, read),),
)
'''
MEASURES = '''"""Trolleys in corridors: made up."""

from everyweek.measures.measure import Measure

MEASURES = (
    Measure("trolleys", "Trolleys", "Trolleys", "Trolleys.", "Nobody should lie there.", ("Made up.",), "down", "count",
            "count", "emergency_department", "trolleys_weekly", ("trolleys",), every="week"),
)
'''
TRY_IT = """
import json, sys
from datetime import UTC, datetime
from importlib.util import find_spec, module_from_spec
from pathlib import Path
folder = Path(sys.argv[1])
for name in ("measures", "publications"):  # as if the new files lay in the packages' own folders
    spec = find_spec(f"everyweek.{name}")
    spec.submodule_search_locations.append(str(folder / name))
    sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[spec.name])
from everyweek.publications.load import load_paths
from everyweek.warehouse import open_warehouse
warehouse = open_warehouse(f"sqlite:///{folder}/warehouse.sqlite3")
now = datetime(2026, 6, 1, tzinfo=UTC)
report = load_paths([folder / "trolleys.csv"], warehouse=warehouse, now=now)
series = {code: [one.value for one in warehouse.series("trolleys", code).observations] for code in ("ZZ1", "ZZ9")}
print(json.dumps([[one.outcome for one in report.outcomes], series]))
"""


def test_a_folder_and_a_measures_file_are_all_it_takes_to_load_and_add_up_a_new_publication(tmp_path: Path) -> None:
    for name, text in (
        ("publications/trolleys/__init__.py", '"""Made up."""\n'),
        ("publications/trolleys/publication.py", PUBLICATION),
        ("measures/trolleys.py", MEASURES),
        ("trolleys.csv", "code,week,trolleys\nZZ1,2024-04-01,7\nZZ2,2024-04-01,5\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    done = subprocess.run(
        [sys.executable, "-c", TRY_IT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "EVERYWEEK_HOME": str(tmp_path)},
    )

    assert done.stdout.strip() == '[["loaded"], {"ZZ1": [7.0], "ZZ9": [12.0]}]', done.stderr


def test_the_walk_through_shows_the_code_as_it_is() -> None:
    code = " ".join(re.sub(r"\s+", " ", path.read_text()) for path in SHOWN)
    blocks = re.findall(r"```python\n(.*?)```", WALK_THROUGH.read_text(), re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip() not in ("", "…")]

    assert len(blocks) >= 5
    assert [line for line in lines if re.sub(r"\s+", " ", line) not in code] == []


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:src|tests|docs)/[\w/.\-]+\.(?:py|md|txt|yaml))`", WALK_THROUGH.read_text())
)
def test_every_file_the_walk_through_names_is_there(name: str) -> None:
    assert (REPOSITORY / name).is_file()
