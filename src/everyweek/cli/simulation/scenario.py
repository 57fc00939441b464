"""One model, run as often as is asked: over the cores of the machine, kept as it goes, and shown on a bar."""

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyweek.flow.experiments.keeping import Folder
    from everyweek.flow.experiments.local import Local
    from everyweek.flow.experiments.outcome import Asked, Block, Outcomes

WORTH_OTHERS = 5.0
"""Seconds of work below which no other processes are begun: each loads the engine first, which takes some two."""
MOST_IN_A_BLOCK = 64
"""A block is kept when it is finished, so that it should not be too long, however fast its replications seem."""


class Scenario:
    """A model that is run block by block.

    asked     : what is run; name : as it is shown.
    processes : at most; None for one on each core, where that is worth it.
    keep      : where finished blocks are kept at once, if they are.
    tick      : called with how many replications are finished.
    done      : what is finished, a part for each block.
    """

    def __init__(
        self,
        asked: "Asked",
        name: str,
        *,
        processes: int | None,
        keep: "Folder | None",
        tick: Callable[[int], None],
    ) -> None:
        self.asked, self.name, self.processes, self.keep, self.tick = asked, name, processes, keep, tick
        self.done: dict[Block, Outcomes] = {}
        self._seconds: float | None = None

    def __call__(self, whole: "Block") -> "Outcomes":
        """The outcomes of some replications. Raises Stopped, with what was finished in `done`."""
        from everyweek.flow.experiments.blocks import Local
        from everyweek.flow.experiments.outcome import Block, joined

        before = set(self.done)
        if self._seconds is None:
            first = self._first(whole)
            started = perf_counter()
            self._run((first,), Local(processes=1))
            self._seconds = (perf_counter() - started) / first.number
            rest = whole.number - first.number
            whole = Block(first.first + first.number, rest) if rest else first
        if whole not in self.done:
            processes = self._processes(whole.number)
            self._run(self._cut(whole, self._size(whole.number, processes)), Local(processes))
        return joined(part for block, part in self.done.items() if block not in before)

    def found(self) -> "Outcomes | None":
        """All that is finished."""
        from everyweek.flow.experiments.outcome import joined

        return joined(self.done.values()) if self.done else None

    def _first(self, whole: "Block") -> "Block":
        """One replication, from which the time of the others is seen; or what is kept and begins with it."""
        from everyweek.flow.experiments.outcome import Block

        begin = self._cut(whole, whole.number)[0]
        return begin if self.keep and self.keep.has(begin) else Block(whole.first, 1)

    def _cut(self, whole: "Block", size: int) -> "tuple[Block, ...]":
        from everyweek.flow.experiments.outcome import blocks_of

        return self.keep.blocks(whole, size) if self.keep else blocks_of(whole.number, size, first=whole.first)

    def _processes(self, replications: int) -> int:
        from everyweek.flow.experiments.local import cores

        if self.processes is not None:
            return self.processes
        return cores() if replications * (self._seconds or 0.0) > WORTH_OTHERS else 1

    def _size(self, replications: int, processes: int) -> int:
        from everyweek.flow.experiments.blocks import block_size_for

        size = block_size_for(replications, seconds_of_one=self._seconds or 0.0, processes=processes)
        return min(size, MOST_IN_A_BLOCK)

    def _run(self, blocks: "tuple[Block, ...]", on: "Local") -> None:
        from everyweek.flow.experiments.blocks import run_blocks
        from everyweek.flow.experiments.outcome import outcomes_of

        def finished(block: "Block", outcomes: "Outcomes") -> None:
            self.done[block] = outcomes
            self.tick(block.number)

        run_blocks(partial(outcomes_of, self.asked), blocks, on=on, progress=finished, keep=self.keep)
