"""What our code uses of a Spark session, in this process. tests/spec/test_blocks_on_spark.py holds it to a real one."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import cloudpickle
import pyarrow as pa

Batches = Iterator[pa.RecordBatch]


class Session:
    """A session of Spark Connect. fails : what jobs come to, instead of rows; waits : whether jobs wait to be ended."""

    def __init__(self, *, fails: Exception | None = None, waits: bool = False) -> None:
        self.fails, self.waits = fails, waits
        self.tags: set[str] = set()
        self.ended = threading.Event()
        self.jobs: list[int] = []

    def addTag(self, tag: str) -> None:
        """Jobs of this thread have a name."""
        self.tags.add(tag)

    def interruptTag(self, tag: str) -> None:
        """End all jobs of a name."""
        assert tag in self.tags
        self.ended.set()

    def range(self, start: int, end: int, step: int, partitions: int) -> "Frame":
        """Numbers, one in each partition."""
        assert (start, step, partitions) == (0, 1, end)
        return Frame(self, end)


class Classic(Session):
    """A classic session, whose context names jobs and ends them."""

    @property
    def sparkContext(self) -> "Context":
        """The context."""
        return Context(self)

    def addTag(self, tag: str) -> None:
        """Not for a classic session: it is of no use there."""
        raise AssertionError(tag)


class Context:
    """The context of a classic session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def addJobTag(self, tag: str) -> None:
        """Jobs of this thread have a name."""
        self.session.tags.add(tag)

    def setInterruptOnCancel(self, interrupts: bool) -> None:
        """Whether tasks are ended in the middle."""
        assert interrupts

    def cancelJobsWithTag(self, tag: str) -> None:
        """End all jobs of a name."""
        self.session.interruptTag(tag)


class Frame:
    """Numbers that are to be worked on."""

    def __init__(self, session: Session, several: int) -> None:
        self.session, self.several = session, several
        self.work: Callable[[Batches], Batches] | None = None

    def mapInArrow(self, work: Callable[[Batches], Batches], schema: str) -> "Frame":
        """The function goes to the workers as Spark sends it."""
        assert schema == "result binary"
        self.work = cloudpickle.loads(cloudpickle.dumps(work))
        return self

    def collect(self) -> list[tuple[Any, ...]]:
        """The rows of all partitions, in their order."""
        self.session.jobs.append(self.several)
        if self.session.waits and len(self.session.jobs) > 1:
            self.session.ended.wait()
            raise RuntimeError("the job was ended")
        if self.session.fails:
            raise self.session.fails
        assert self.work is not None
        rows: list[tuple[Any, ...]] = []
        for number in range(self.several):
            batch = pa.RecordBatch.from_pydict({"id": pa.array([number], pa.int64())})
            for out in self.work(iter([batch])):
                assert out.schema == pa.schema([("result", pa.binary())])
                rows += [(value,) for value in out.column(0).to_pylist()]
        return rows
