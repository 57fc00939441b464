"""Blocks over the cores of this machine, in processes of joblib's loky."""

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import active_children
from typing import TYPE_CHECKING

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.attempt import B, Failed, Finished, R, attempt
from everyweek.flow.experiments.worker import begin_worker, work

if TYPE_CHECKING:
    from concurrent.futures import Executor

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
"""As many workers as there are cores, each with a thread for every core, would stand in one another's way."""
IDLE_SECONDS = 300
"""How long workers wait for more: each takes a second or two to load the engine, which the next blocks are spared."""
LOOK_SECONDS = 0.2
"""How often somebody looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Local:
    """This machine. processes : how many at once; None for one on each core that this process may use.

    One process is this one, with no other beside it.
    """

    processes: int | None = None

    def run(
        self, fn: Callable[[B], R], blocks: Sequence[tuple[int, B]], *, stopped: Callable[[], bool]
    ) -> Iterator[Finished[R] | Failed]:
        """Each block with what became of it, as they finish; ends early when it is asked to stop.

        Raises WorkerDied.
        """
        several = min(self.processes or cores(), len(blocks))
        if several > 1:
            yield from _in_processes(fn, blocks, several, stopped)
            return
        for number, block in blocks:
            if stopped():
                return
            yield attempt(fn, number, block)


class WorkerDied(FlowError):
    """A process that worked on blocks was ended from outside."""


def cores() -> int:
    """How many cores this process may use, what a container allows it included."""
    import joblib

    return int(joblib.cpu_count())


def _in_processes(
    fn: Callable[[B], R], blocks: Sequence[tuple[int, B]], several: int, stopped: Callable[[], bool]
) -> Iterator[Finished[R] | Failed]:
    from concurrent.futures import FIRST_COMPLETED, wait

    from joblib.externals.loky import get_reusable_executor
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    workers = get_reusable_executor(
        max_workers=several, timeout=IDLE_SECONDS, initializer=begin_worker, initargs=(os.getpid(),), env=ONE_THREAD
    )
    waiting = {workers.submit(work, fn, number, block) for number, block in blocks}
    try:
        ending = False
        while waiting and not ending:
            ending = stopped()
            done, waiting = wait(waiting, timeout=0.0 if ending else LOOK_SECONDS, return_when=FIRST_COMPLETED)
            for one in sorted(done, key=lambda one: one.exception() is not None):  # what is finished is not lost
                yield one.result()
    except TerminatedWorkerError as died:
        raise WorkerDied(
            "A process that worked on blocks was ended from outside, most likely because the memory ran out. Run with "
            "fewer processes, or with shorter runs."
        ) from died
    finally:
        if waiting:
            _end(workers)


def _end(workers: "Executor") -> None:
    """End the workers, whatever they do.

    Loky's own way (`kill_workers`) may stumble over blocks that are not begun, or wait for the rest of a result.
    """
    from joblib.externals.loky.backend.process import LokyProcess

    with warnings.catch_warnings():
        # Without the program pgrep, loky cannot look for children of the workers, and says so. They have none.
        warnings.filterwarnings("ignore", message="Failed to kill subprocesses", category=UserWarning)
        for process in active_children():
            if isinstance(process, LokyProcess):
                process.terminate()
        workers.shutdown(wait=True)
