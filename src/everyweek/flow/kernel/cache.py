"""Where the compiled engine is kept, so that only the very first run of a version compiles it.

Numba keeps each function by its own file, and does not see that a function it calls has changed. So every version of
the engine, with everything that it is compiled from, has a folder of its own; those of other versions are thrown away.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

SOURCES = Path(__file__).parent
ALSO = (SOURCES.parent / "program.py", SOURCES.parent / "steps.py")
"""Their constants are compiled in."""


def folder_of_this_version() -> Path:
    """A folder that can be written to, named by what the engine is compiled from.

    EVERYWEEK_CACHE names the folder above it; else it is in the user's own cache, or, where that cannot be written,
    among the temporary files.
    """
    for above in _places():
        folder = above / f"engine-{_digest()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            _throw_away_others(folder)
            return folder
    return Path(tempfile.mkdtemp(prefix="everyweek-engine-"))


def is_compiled() -> bool:
    """Whether the engine of this version is kept already, so that nobody waits for it. Makes nothing."""
    name = f"engine-{_digest()}"
    return any(next((above / name).rglob("run.run-*.nbi"), None) for above in _places())


def _places() -> tuple[Path, ...]:
    named = os.environ.get("EVERYWEEK_CACHE")
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "everyweek"
    return (*((Path(named),) if named else ()), usual, Path(tempfile.gettempdir()) / f"everyweek-{os.getuid()}")


def _digest() -> str:
    found = hashlib.sha256()
    for path in sorted([*SOURCES.glob("*.py"), *ALSO]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _throw_away_others(folder: Path) -> None:
    for other in folder.parent.glob("engine-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
