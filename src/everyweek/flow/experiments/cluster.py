"""Blocks over a Spark cluster that is there already: a classic session or one of Spark Connect.

Spark is an extra (`pyspark-client`, or the `pyspark` of the cluster), and only what a session offers is used of it.
"""

import pickle
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.attempt import B, Failed, Finished, R, attempt

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 2
"""Jobs at a time: while the last blocks of one are still under way, the next already uses the cores that are free."""
LOOK_SECONDS = 0.2
PYTHON_ERROR = re.compile(r"[\w.]*(Error|Exception): ")


@dataclass(frozen=True, slots=True)
class OnSpark:
    """A cluster of Spark.

    session      : a pyspark SparkSession. On the workers everyweek must be installed in the same version, with the same
                   minor version of Python; EVERYWEEK_CACHE may name a folder there that can be written to, in which the
                   compiled engine is kept.
    blocks_a_job : how many blocks Spark is given at once, each a task of its own. What is finished is known, shown and
                   kept when its job is; take at least as many as the cluster has cores.
    """

    session: Any
    blocks_a_job: int = 64

    def run(
        self, fn: Callable[[B], R], blocks: Sequence[tuple[int, B]], *, stopped: Callable[[], bool]
    ) -> Iterator[Finished[R] | Failed]:
        """Each block with what became of it, job by job; ends early when it is asked to stop.

        A task whose worker dies is run again by Spark on another. Raises ClusterFailed when Spark gives up.
        """
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

        size, tag = self.blocks_a_job, f"everyweek-{uuid.uuid4().hex}"
        jobs = [list(blocks[first : first + size]) for first in range(0, len(blocks), size)]
        threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="everyweek-spark")
        waiting = {threads.submit(self._job, fn, job, tag) for job in jobs}
        try:
            while waiting and not stopped():
                done, waiting = wait(waiting, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
                for one in done:
                    yield from one.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            if waiting:
                _end(self.session, tag)
            threads.shutdown(wait=True)

    def _job(self, fn: Callable[[B], R], blocks: Sequence[tuple[int, B]], tag: str) -> list[Finished[R] | Failed]:
        _name(self.session, tag)
        try:
            places = self.session.range(0, len(blocks), 1, len(blocks))
            rows = places.mapInArrow(_work(fn, blocks), "result binary").collect()
        except Exception as problem:
            raise ClusterFailed(
                f"Spark could not run the blocks: {_in_short(problem)} Everyweek must be installed on the workers, "
                "in the same version and for the same Python."
            ) from problem
        return [pickle.loads(row[0]) for row in rows]


class ClusterFailed(FlowError):
    """Spark gave up: no worker could run the blocks."""


def _name(session: Any, tag: str) -> None:
    """Give jobs of this thread a name, by which they can be ended.

    A session has tags of its own, but a classic one (4.3) never finds the jobs of Python by them; its context does.
    """
    context = getattr(session, "sparkContext", None)  # a session of Spark Connect has none
    if context is None:
        session.addTag(tag)
    else:
        context.addJobTag(tag)
        context.setInterruptOnCancel(True)


def _end(session: Any, tag: str) -> None:
    """End the jobs of a name."""
    context = getattr(session, "sparkContext", None)
    if context is None:
        session.interruptTag(tag)
    else:
        context.cancelJobsWithTag(tag)


def _work(
    fn: Callable[[B], R], blocks: Sequence[tuple[int, B]]
) -> Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]:
    """What a worker does with the places of its partition. Spark sends it with the function and the blocks."""

    def work(batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        import pyarrow as pa

        for batch in batches:
            for place in batch.column(0).to_pylist():
                found = pickle.dumps(attempt(fn, *blocks[place]))
                yield pa.RecordBatch.from_pydict({"result": pa.array([found], type=pa.binary())})

    return work


def _in_short(problem: Exception) -> str:
    """The first line of what Spark says; and, where that only announces an error of Python, the error's own."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()] or [type(problem).__name__]
    said = lines[0]
    if said.endswith(":"):
        said += "".join(f" {line}" for line in [line for line in lines if PYTHON_ERROR.match(line)][-1:])
    return said if said.endswith(".") else f"{said}."
