"""A home for the pages, made with the real sample and the real loader."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from everyweek.publications.load import load_paths
from everyweek.publications.sample import write_sample
from everyweek.warehouse import open_warehouse

EMPTY, SAMPLE, WHOLE_SAMPLE = "nothing", "the sample", "the whole sample"
"""The sample is its first region, Fenwick and the Marches; the whole one has two more to compare with."""
REGIONS_OF = {SAMPLE: ("ZZ9",), WHOLE_SAMPLE: ("ZZ9", "ZZX", "ZZY")}
FIRST_START = """
from everyweek.cli.pages import of_the_pages
of_the_pages("people.commands").prepare()
of_the_pages("learn.commands").prepare()
of_the_pages("assess.commands").prepare()
from everyweek.measures import MEASURES
from everyweek.web.compare.one_measure import charts as comparisons
from everyweek.web.measure import charts
charts.prepare(MEASURES.values())
comparisons.prepare(tuple(MEASURES.values()))
"""
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def make_home(home: Path, *, holding: str) -> Path:
    """A folder with a warehouse in it, holding nothing, the sample or the whole sample.

    A sample is written and loaded once for all processes of a run of tests, and copied then.
    """
    home.mkdir(parents=True, exist_ok=True)
    if holding in REGIONS_OF:

        def make(unfinished: Path) -> None:
            write_sample(unfinished / "sample", regions=REGIONS_OF[holding])
            load_into(unfinished, unfinished / "sample")

        shutil.copytree(_made_once(home, holding, make), home, dirs_exist_ok=True)
    return home


def make_served_home(home: Path, *, holding: str) -> Path:
    """The same as a first start of the pages leaves it: with people's tables, the library and the charts' shapes.

    That start is long, so that it is made once for all processes, and copied then.
    """

    def make(unfinished: Path) -> None:
        make_home(unfinished / "home", holding=holding)
        words = [sys.executable, "-c", FIRST_START]
        subprocess.run(words, env={**os.environ, "EVERYWEEK_HOME": str(unfinished / "home")}, check=True)

    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(_made_once(home, f"{holding}, served", make) / "home", home, dirs_exist_ok=True)
    return home


def _made_once(home: Path, what: str, make: Callable[[Path], None]) -> Path:
    """A folder beside those in which each process has its own."""
    made = home.parent.parent / f"made {what}"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = made.with_suffix(".unfinished")
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(made)
    return made


def load_into(home: Path, *paths: Path) -> None:
    """Load files into the warehouse of a home."""
    warehouse = open_warehouse(url_of(home))
    load_paths(paths, warehouse=warehouse, now=NOW)
    warehouse.engine.dispose()


def url_of(home: Path) -> str:
    """The address of a home's warehouse."""
    return f"sqlite:///{home / 'warehouse.sqlite3'}"


def words(html: str | bytes) -> str:
    """The text of a page without its markup, blanks made one."""
    text = html.decode() if isinstance(html, bytes) else html
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()
