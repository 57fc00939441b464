"""Finished replications in a folder, so that a run that was ended, however it was, goes on where it was."""

import contextlib
import errno
import hashlib
import io
import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.figures import figures_of
from everyweek.flow.experiments.outcome import Asked, Block, Outcomes, blocks_of

NAME = re.compile(r"replications-(\d{6,})-(\d{6,})-[0-9a-f]{16}\.parquet")
"""From which to which replication, and how the SHA-256 of the content begins."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
OLD_SECONDS = 3_600.0
"""A file takes milliseconds to write: one that is half-written after an hour was left by a run that was killed."""


class CannotKeep(FlowError):
    """A folder in which finished replications cannot be kept."""


class Folder:
    """Finished blocks of one scenario: what `run_blocks` wants as `keep`.

    Each block is a file of Parquet under `folder / asked.digest()`, written beside and put in its place when it is
    whole and on the disk. So a kill leaves whole files, and runs at the same time at most write the same file twice.
    Anything that changes the numbers (the model, its settings, the version of the engine) has another digest and so
    another place.

    folder : made when it is not there. Raises CannotKeep when it cannot be.
    say    : told, as sentences, what was set aside and what could not be kept.
    """

    def __init__(self, folder: Path, asked: Asked, *, say: Callable[[str], None]) -> None:
        self.asked, self.say = asked, say
        self.digest = asked.digest()
        self.place = folder / self.digest
        self._told = False
        self._listed: tuple[int, dict[tuple[int, int], list[str]]] = (-1, {})
        try:
            self.place.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CannotKeep(
                f"Finished replications cannot be kept in {folder}: {problem.strerror}. Name another folder."
            ) from problem
        for path in self.place.glob(".*.part"):
            with contextlib.suppress(FileNotFoundError):  # another run may be as tidy
                if time.time() - path.stat().st_mtime > OLD_SECONDS:
                    path.unlink()

    def blocks(self, whole: Block, size: int) -> tuple[Block, ...]:
        """Blocks that together are some replications: those that are kept, and the rest, cut into this size.

        So a run may go on with other sizes of blocks, or with more replications than it was begun with.
        """
        found: list[Block] = []
        at, end = whole.first, whole.first + whole.number
        for kept in self._kept():
            if kept.first >= at and kept.first + kept.number <= end:
                found += [*blocks_of(kept.first - at, size, first=at), kept]
                at = kept.first + kept.number
        return (*found, *blocks_of(end - at, size, first=at))

    def has(self, block: Block) -> bool:
        """Whether there is a file of a block."""
        return _ends(block) in self._names()

    def find(self, block: Block) -> Outcomes | None:
        """The outcomes of a block that is kept; None when it has to be run.

        A file that is damaged, half-written or of something else is set aside, which is said.
        """
        for path in [self.place / name for name in sorted(self._names().get(_ends(block), ()))]:
            try:
                return self._read(path, block)
            except FileNotFoundError:
                continue  # another run set it aside or threw it away
            except (_NotWhole, OSError) as problem:
                self._set_aside(path, problem)
        return None

    def keep(self, block: Block, result: Outcomes) -> None:
        """Keep the outcomes of a block. When that cannot be done it is said once, and the run goes on without."""
        content = _as_bytes(result)
        first, last = _ends(block)
        try:
            self._write(f"replications-{first:06}-{last:06}-{_digest(content)}.parquet", content)
        except OSError as problem:
            if not self._told:
                self.say(_not_kept(self.place, problem))
            self._told = True

    def throw_away(self) -> None:
        """Take all away that was kept: the run is through."""
        import shutil

        shutil.rmtree(self.place, ignore_errors=True)

    def _kept(self) -> list[Block]:
        """Blocks of which there is a file, in their order; of those that begin with the same, the longest first."""
        several = [(first, last - first + 1) for first, last in self._names() if first <= last]
        return [Block(first, number) for first, number in sorted(several, key=lambda one: (one[0], -one[1]))]

    def _names(self) -> dict[tuple[int, int], list[str]]:
        """The names of files by their first and last replication. The folder is read again only when it has changed."""
        try:
            changed = self.place.stat().st_mtime_ns
        except FileNotFoundError:
            return {}  # another run threw it away
        if changed != self._listed[0]:
            found: dict[tuple[int, int], list[str]] = {}
            for name in filter(None, map(NAME.fullmatch, os.listdir(self.place))):
                found.setdefault((int(name[1]), int(name[2])), []).append(name[0])
            self._listed = (changed, found)
        return self._listed[1]

    def _read(self, path: Path, block: Block) -> Outcomes:
        import pyarrow as pa
        import pyarrow.parquet as pq

        content = path.read_bytes()
        if not path.name.endswith(f"-{_digest(content)}.parquet"):
            raise _NotWhole("it is damaged or not wholly written")
        try:
            found = Outcomes.from_table(pq.read_table(io.BytesIO(content)))
        except (pa.ArrowException, FlowError, ValueError, KeyError, TypeError) as problem:
            raise _NotWhole("it holds no outcomes of replications") from problem
        heading = found.heading
        if heading.asked != self.digest or heading.figures != figures_of(self.asked.model):
            raise _NotWhole("it is of another model, or of other settings")
        if found.replications.tolist() != list(block.replications):
            raise _NotWhole("it holds other replications than its name says")
        return found

    def _set_aside(self, path: Path, problem: Exception) -> None:
        what = problem.strerror if isinstance(problem, OSError) else problem
        said = f"{path.name} was set aside: {what}. Its replications are run again."
        try:
            path.rename(path.with_suffix(f".{secrets.token_hex(4)}.set-aside"))
        except OSError:
            said = f"{path.name} is passed over: {what}. Its replications are run again."
        self.say(said)

    def _write(self, name: str, content: bytes) -> None:
        beside = self.place / f".{name}.{secrets.token_hex(4)}.part"
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.place / name)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        folder = os.open(self.place, os.O_RDONLY)
        try:
            os.fsync(folder)  # also the name, not only the content
        finally:
            os.close(folder)


class _NotWhole(Exception):
    """A file that cannot be what it should be; its text is the end of a sentence."""


def _ends(block: Block) -> tuple[int, int]:
    return block.first, block.first + block.number - 1


def _as_bytes(result: Outcomes) -> bytes:
    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(result.as_table(), written)
    return written.getvalue()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _not_kept(place: Path, problem: OSError) -> str:
    what = "there is no room left" if problem.errno in NO_ROOM else str(problem.strerror)
    return (
        f"Finished replications can no longer be kept in {place}: {what}. The run goes on, and what was kept before is "
        "safe; but if it is ended now, what it finishes from here on is lost."
    )
