"""One model, run as often as is asked: over the cores of the machine, kept as it goes, and shown on a bar."""

from collections.abc import Callable, Sequence
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
    work      : what is done with each block; `outcomes_of` unless something else is said.
    tick      : called with how many replications are finished, wherever somebody is shown that.
    done      : what is finished, a part for each block.
    """

    def __init__(
        self,
        asked: "Asked",
        name: str,
        *,
        processes: int | None,
        keep: "Folder | None",
        work: "Callable[[Block], Outcomes] | None" = None,
    ) -> None:
        self.asked, self.name, self.processes, self.keep, self.work = asked, name, processes, keep, work
        self.tick: Callable[[int], None] = lambda several: None
        self.done: dict[Block, Outcomes] = {}
        self._seconds: float | None = None
        self._expected = 0.0

    def __call__(self, whole: "Block") -> "Outcomes":
        """The outcomes of some replications. Raises Stopped, with what was finished in `done`."""
        from everyweek.flow.experiments.blocks import Local
        from everyweek.flow.experiments.outcome import blocks_of, joined

        before = set(self.done)
        known, missing = self._known_and_missing(whole)
        self._run(known, Local(processes=1))
        if missing and self._seconds is None:
            missing = self._time_one(missing)
        several = sum(block.number for block in missing)
        processes = self._processes(several)
        size = self._size(several, processes)
        self._run([one for gap in missing for one in blocks_of(gap.number, size, first=gap.first)], Local(processes))
        return joined(part for block, part in self.done.items() if block not in before)

    def found(self) -> "Outcomes | None":
        """All that is finished."""
        from everyweek.flow.experiments.outcome import joined

        return joined(self.done.values()) if self.done else None

    def _known_and_missing(self, whole: "Block") -> "tuple[list[Block], list[Block]]":
        """The blocks that are kept, and the gaps between them."""
        if self.keep is None:
            return [], [whole]
        every = self.keep.blocks(whole, whole.number)
        return [one for one in every if self.keep.has(one)], [one for one in every if not self.keep.has(one)]

    def _time_one(self, missing: "list[Block]") -> "list[Block]":
        """Run one replication, and see from it how long the others take; what is still missing."""
        from everyweek.flow.experiments.blocks import Local
        from everyweek.flow.experiments.outcome import Block

        gap, *others = missing
        started = perf_counter()
        self._run([Block(gap.first, 1)], Local(processes=1))
        self._seconds = perf_counter() - started
        return [Block(gap.first + 1, gap.number - 1), *others] if gap.number > 1 else others

    def _processes(self, replications: int) -> int:
        """How many processes for so many more. What was asked for piece by piece counts together."""
        from everyweek.flow.experiments.local import cores

        if self.processes is not None:
            return self.processes
        self._expected += replications * (self._seconds or 0.0)
        return cores() if self._expected > WORTH_OTHERS else 1

    def _size(self, replications: int, processes: int) -> int:
        from everyweek.flow.experiments.blocks import block_size_for

        size = block_size_for(replications, seconds_of_one=self._seconds or 0.0, processes=processes)
        return min(size, MOST_IN_A_BLOCK)

    def _run(self, blocks: "Sequence[Block]", on: "Local") -> None:
        from everyweek.flow.experiments.blocks import run_blocks
        from everyweek.flow.experiments.outcome import outcomes_of

        def finished(block: "Block", outcomes: "Outcomes") -> None:
            self.done[block] = outcomes
            self.tick(block.number)

        if not blocks:
            return
        run_blocks(self.work or partial(outcomes_of, self.asked), blocks, on=on, progress=finished, keep=self.keep)
