"""What the web server calls, and what it does before the first reader comes."""

import subprocess
import sys
from pathlib import Path

from everyweek.web.measure.chart_structures import structure
from everyweek.web.measure.shape import Shape
from everyweek.web.measure.warm_up import warm_up

HEAVY = ("scipy.stats", "statsmodels", "typst", "altair", "vl_convert", "pandas")


def test_starting_imports_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'everyweek.web.project.settings'\n"
        "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_warming_up_compiles_every_shape_and_keeps_it_for_the_next_start(tmp_path: Path, settings: object) -> None:
    settings.EVERYWEEK_HOME = tmp_path  # type: ignore[attr-defined]
    structure.cache_clear()

    warm_up()

    kept = sorted(path.name for path in tmp_path.glob("cache/shapes-*/*.json"))
    assert "wide-share-True-months.json" in kept
    assert "small-minutes-True-months.json" in kept
    made = structure(Shape(size="wide", axis="share", judged=True))
    structure.cache_clear()
    assert structure(Shape(size="wide", axis="share", judged=True)) == made
