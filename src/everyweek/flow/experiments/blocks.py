"""Work cut into blocks, run by one function: in this process, over the cores of this machine, or over a cluster."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from math import ceil
from typing import Protocol, TypeVar

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.attempt import B, Failed, R
from everyweek.flow.experiments.cluster import OnSpark
from everyweek.flow.experiments.local import Local
from everyweek.flow.experiments.stopping import asked_to_stop

__all__ = ["BlockFailed", "BlockRefused", "Keeps", "Local", "OnSpark", "Stopped", "block_size_for", "run_blocks"]
Kept = TypeVar("Kept", contravariant=True)
SECONDS_OF_A_BLOCK = 1.0
"""Beside so much work, sending a block and its result (below a millisecond, on Spark some 25) is nothing."""
BLOCKS_OF_A_PROCESS = 8
"""At least, where there are replications enough: three blocks for two processes would keep one of them idle."""


class Keeps(Protocol[Kept, R]):
    """Where finished blocks are kept, such as `keeping.Folder`."""

    def find(self, block: Kept) -> R | None:
        """What a block gave when it was run before; None when it has to be run."""

    def keep(self, block: Kept, result: R) -> None:
        """Keep what a block gave, wholly or not at all."""


def run_blocks(
    fn: Callable[[B], R],
    blocks: Sequence[B],
    *,
    on: Local | OnSpark | None = None,
    progress: Callable[[B, R], None] | None = None,
    keep: Keeps[B, R] | None = None,
) -> list[R]:
    """What a function gives for each block, in the order of the blocks, in whatever order they finish.

    fn       : a block to anything that can be pickled. It may be run again on another process when one dies, and must
               then give the same; so it is with replications, whose luck follows from their numbers.
    on       : where; this machine, with a process for each core, unless something else is said.
    progress : called with each block that is finished and what it gave, those that were kept included.
    keep     : where finished blocks are kept at once, and found again by the next run.

    Ctrl-C and SIGTERM are heard in the main thread: it stops within seconds, with Stopped; also when the last block was
    finished by then, since who calls this again and again would not hear of it. An error in a block ends the others,
    and is raised as BlockRefused, or as BlockFailed when it is our mistake. All of these hold what was finished. Raises
    WorkerDied and ClusterFailed too.

    >>> run_blocks(sum, [range(3), range(4)], on=Local(processes=1))
    [3, 6]
    """
    finished: dict[int, R] = {}
    with asked_to_stop() as stopped:
        for number, result in _one_by_one(fn, blocks, on or Local(), keep, stopped, finished):
            finished[number] = result
            if progress:
                progress(blocks[number], result)
        heard = stopped()
    if heard or len(finished) < len(blocks):
        raise Stopped(finished, of=len(blocks))
    return [finished[number] for number in range(len(blocks))]


def block_size_for(replications: int, *, seconds_of_one: float, processes: int) -> int:
    """How many replications go into a block.

    So many that a block is a second of work; but so few that every process has several, and none waits long at the end
    for the last of another.

    >>> block_size_for(1_000, seconds_of_one=0.04, processes=2)
    25
    >>> block_size_for(10, seconds_of_one=0.04, processes=4)
    1
    >>> block_size_for(10, seconds_of_one=30.0, processes=4)
    1
    """
    enough = SECONDS_OF_A_BLOCK / seconds_of_one if seconds_of_one > 0.0 else replications
    return max(1, min(ceil(min(enough, replications)), ceil(replications / processes / BLOCKS_OF_A_PROCESS)))


class Stopped(KeyboardInterrupt):
    """Somebody stopped a run with Ctrl-C or SIGTERM.

    finished : what was finished, by the place of its block; of : how many blocks there were.
    """

    def __init__(self, finished: Mapping[int, object], *, of: int) -> None:
        self.finished, self.of = finished, of
        super().__init__(f"Stopped: {len(finished)} of {of} blocks are finished.")


class BlockFailed(RuntimeError):
    """A block came to an error: our mistake, unless it is BlockRefused.

    block    : which; said : the error's own words.
    finished : what was finished, by the place of its block.
    details  : where it happened.
    """

    def __init__(self, failed: Failed, block: object, finished: Mapping[int, object]) -> None:
        self.block, self.said, self.details, self.finished = block, failed.said, failed.details, finished
        super().__init__(f"In {block}: {failed.said}")
        if not failed.known:
            self.add_note(failed.details)


class BlockRefused(BlockFailed, FlowError):
    """A block came to an error of which the reader can do something, such as a queue that never comes to an end."""


def _one_by_one(
    fn: Callable[[B], R],
    blocks: Sequence[B],
    on: Local | OnSpark,
    keep: Keeps[B, R] | None,
    stopped: Callable[[], bool],
    finished: dict[int, R],
) -> Iterator[tuple[int, R]]:
    """Each finished block, by its place: those that were kept first, then the others, kept before they are given."""
    to_run: list[tuple[int, B]] = []
    for number, block in enumerate(blocks):
        known = keep.find(block) if keep else None
        if known is None:
            to_run.append((number, block))
        else:
            yield number, known
    with closing(on.run(fn, to_run, stopped=stopped)) as each:  # type: ignore[type-var]
        for one in each:
            if isinstance(one, Failed):
                raise (BlockRefused if one.known else BlockFailed)(one, blocks[one.number], dict(finished))
            if keep:
                keep.keep(blocks[one.number], one.result)
            yield one.number, one.result
