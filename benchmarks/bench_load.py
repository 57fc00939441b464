"""Loading every published file at hand, cold and again, against reading the same workbooks and tables with pandas.

The alternative only reads: it checks nothing, stores nothing and makes no groups. It is the floor of what an analyst's
notebook would do, with the same reader of workbooks.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PUBLISHED = REPOSITORY.parent / "shared" / "data"
LEFT_OUT = ("patient-level", "hl7")
"""Invented patients and messages: no publications."""

READ_WITH_PANDAS = """
import sys, pathlib, pandas
for folder in sys.argv[1:]:
    for path in sorted(pathlib.Path(folder).iterdir()):
        if path.suffix == ".csv":
            pandas.read_csv(path, encoding_errors="replace", on_bad_lines="skip", low_memory=False)
        elif path.suffix in (".xls", ".xlsx"):
            pandas.read_excel(path, sheet_name=None, header=None, engine="calamine")
"""


def timed(words: list[str], *, home: str, allowed: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Seconds a command took as a whole process, and the most memory any process took so far, in MiB."""
    environment = {**os.environ, "EVERYWEEK_HOME": home}
    started = time.perf_counter()
    done = subprocess.run(words, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert done.returncode in allowed, words
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print cold, again and the alternative, with their ratio."""
    if PUBLISHED.is_dir():
        chosen = [folder for folder in sorted(PUBLISHED.iterdir()) if folder.is_dir() and folder.name not in LEFT_OUT]
        folders = [str(folder) for folder in chosen]
        files = sum(len(list(folder.rglob("*.*"))) for folder in chosen)
        what = f"{files} files in {len(chosen)} folders of published files"
    else:
        sample = tempfile.mkdtemp()
        subprocess.run([sys.executable, "-m", "everyweek.cli", "sample", f"{sample}/sample"], check=True)
        folders = [f"{sample}/sample"]
        what = "the sample (no published files beside the checkout)"
    with tempfile.TemporaryDirectory() as home:
        load = [sys.executable, "-m", "everyweek.cli", "load", "--quiet", *folders]
        cold, memory = timed(load, home=home, allowed=(0, 1))  # 1: some files are no publications, and are refused
        again, _ = timed(load, home=home, allowed=(0, 1))
        size = (Path(home) / "warehouse.sqlite3").stat().st_size
        pandas, _ = timed([sys.executable, "-c", READ_WITH_PANDAS, *folders], home=home)
    print(f"files: {what}")
    print(f"everyweek load, cold:  {cold:6.2f} s (asked: under 60), at most {memory:.0f} MiB (asked: under 1,536)")
    print(f"everyweek load, again: {again:6.2f} s (asked: under 5); warehouse {size / 2**20:.1f} MiB")
    print(f"pandas, reading only:  {pandas:6.2f} s")
    print(f"ratio: cold load / pandas read {cold / pandas:.1f}; cold / again {cold / again:.1f}")
    print(json.dumps({"cold_seconds": round(cold, 2), "again_seconds": round(again, 2), "peak_mib": round(memory)}))


if __name__ == "__main__":
    main()
