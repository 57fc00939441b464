"""What a process of its own needs: to begin, to compile, and of memory. Each figure is of a fresh process.

Python keeps the bytecode of what it imported, as it usually does: so only the first process of all reads sources.
"""

import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

BENCHMARKS = Path(__file__).parent.parent

CHECKING = """
import sys
from time import process_time
began = process_time()
from flow import ours
from everyweek.flow.checking.check import check
check(ours.department())
print(process_time() - began, int("numba" in sys.modules))
"""
FIRST_RUN = """
from time import process_time
from flow import ours
model = ours.compiled(ours.department())
began = process_time()
ours.run_department(model, minutes=1440.0 * 28, seed=1, replication=0)
print(process_time() - began)
"""
MEMORY_OF_A_YEAR = """
from flow import figures, ours
from flow.beginnings import peak_megabytes
from everyweek.flow.emitting.event_tables import event_tables
found = ours.replicate(ours.compiled(ours.department()), minutes=1440.0 * figures.DAYS, seed=1)
run = peak_megabytes()
tables = event_tables(found)
print(run, peak_megabytes())
"""
MEMORY_OF_EVENTS = """
from flow import figures, ours
from flow.beginnings import peak_megabytes
model = ours.textbook_queue(50)  # so busy that even so many events are few hours by the clock, each with its rates
for events in (10_000_000, 100_000_000):
    minutes = events / 2 / (50 * figures.UTILISATION / figures.SERVICE_MINUTES)
    found = ours.replicate(model, minutes=minutes, seed=1, keeps_rows=False)
    print(found.events, peak_megabytes())
"""


def in_a_fresh_process(script: str, *, cache: Path) -> list[float]:
    """The numbers that a script prints. cache : where the compiled engine and bytecode are kept, and found again."""
    environment = os.environ | {
        "EVERYWEEK_CACHE": str(cache),
        "PYTHONPATH": str(BENCHMARKS),
        "PYTHONPYCACHEPREFIX": str(cache / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    asked = [sys.executable, "-c", script]
    found = subprocess.run(asked, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return [float(one) for one in found.stdout.split()]


def peak_megabytes() -> float:
    """The most memory that this process had at once.

    Linux says it in /proc; what `getrusage` says there is no less than what the process had that began this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return getrusage(RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
