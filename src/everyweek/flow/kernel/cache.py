"""Where the compiled engine is kept, so that only the very first run of a version compiles it.

Numba keeps each function by its own file, and does not see that a function it calls has changed. So every version of
the engine, with everything that it is compiled from, has a folder of its own. Those of other versions are thrown away
when nobody has used them for a month: sooner, another program might be using one just now.
"""

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

SOURCES = Path(__file__).parent
ALSO = (SOURCES.parent / "program.py", SOURCES.parent / "steps.py")
"""Their constants are compiled in."""
UNUSED_SECONDS = 30 * 86_400.0


def folder_of_this_version() -> Path:
    """A folder that can be written to, named by what the engine is compiled from.

    EVERYWEEK_CACHE names the folder above it; else it is in the user's own cache, or, where that cannot be written,
    among the temporary files.
    """
    for above in _places():
        folder = above / f"engine-{_digest()}"
        try:
            above.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK) and _is_safe(above):
            os.utime(folder)  # it was used now
            _throw_away_others(folder)
            return folder
    return Path(tempfile.mkdtemp(prefix="everyweek-engine-"))


def is_compiled() -> bool:
    """Whether the engine of this version is kept already, so that nobody waits for it. Makes nothing."""
    name = f"engine-{_digest()}"
    return any(next((above / name).rglob("run.run-*.nbi"), None) for above in _places() if _is_safe(above))


def _places() -> tuple[Path, ...]:
    named = os.environ.get("EVERYWEEK_CACHE")
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "everyweek"
    return (*((Path(named),) if named else ()), usual, Path(tempfile.gettempdir()) / f"everyweek-{os.getuid()}")


def _is_safe(above: Path) -> bool:
    """Whether nobody else can have put anything there: what is kept is run, and anybody may make a temporary folder."""
    if above.parent != Path(tempfile.gettempdir()):
        return True
    try:
        found = above.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _digest() -> str:
    found = hashlib.sha256()
    for path in sorted([*SOURCES.glob("*.py"), *ALSO]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _throw_away_others(folder: Path) -> None:
    for other in folder.parent.glob("engine-*"):
        if other != folder and _unused_for(other) > UNUSED_SECONDS:
            shutil.rmtree(other, ignore_errors=True)


def _unused_for(folder: Path) -> float:
    """Seconds; none for one that somebody else has just thrown away."""
    with contextlib.suppress(OSError):
        return time.time() - folder.stat().st_mtime
    return 0.0
