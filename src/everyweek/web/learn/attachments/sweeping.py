"""Taking files from the disk that nothing has: of an upload whose last step failed, or of what was deleted."""

from datetime import datetime
from pathlib import Path

from everyweek.web.learn.attachments.files import DIGEST, folder, throw_away
from everyweek.web.learn.attachments.taking import has_any, in_use

SECONDS_TO_SETTLE = 24 * 3600
"""A file is on the disk a moment before its row is in the database: what is younger may still get one. So do those that
were put back from a copy, whatever time they say they were written at, until the database is put back too."""
AT_ONCE = 500
"""Files that are asked for together: a question has room for some thousands."""


def sweep_files(*, now: datetime) -> int:
    """Take away what has been there for a day and nothing has; how many files it was.

    A database that has no file at all is an empty one, beside which the files of another may have been put: they stay.
    """
    if not has_any():
        return 0
    old = _old_files(now)
    digests = sorted({digest for path in old if DIGEST.fullmatch(digest := path.name.partition(".")[0])})
    swept = 0
    for start in range(0, len(digests), AT_ONCE):
        some = digests[start : start + AT_ONCE]
        for digest in set(some) - in_use(some):
            throw_away(digest)
            swept += 1
    for path in old:
        if path.name.startswith("."):  # a file that was being written when its process ended
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _old_files(now: datetime) -> list[Path]:
    until = now.timestamp() - SECONDS_TO_SETTLE
    return [path for path in _files() if _written_at(path) < until]


def _files() -> list[Path]:
    return list(folder().iterdir()) if folder().is_dir() else []


def _written_at(path: Path) -> float:
    """When it came to be as it is, on this disk; of one that is gone meanwhile, not long ago."""
    try:
        return path.stat().st_ctime
    except FileNotFoundError:
        return float("inf")
