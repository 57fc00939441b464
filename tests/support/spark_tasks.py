"""What workers of a Spark cluster do in tests. Each leaves word in a folder of what it does."""

import os
import threading
from pathlib import Path

from support.spark_cluster import WORKER

from everyweek.flow.experiments.outcome import Asked, Block, Outcomes, outcomes_of


def waits_on_the_second(folder: Path, asked: Asked, block: Block) -> Outcomes:
    """The outcomes of a block; but on the worker “second” it waits until that one is dead."""
    worker = os.environ[WORKER]
    (folder / f"held-{worker}-{block.first}").touch()
    look = threading.Event()
    while worker == "second":
        look.wait(0.05)
    return outcomes_of(asked, block)


def fails_in_the_third(block: Block) -> int:
    """A block, but one of them cannot be divided."""
    return 60 // (block.first - 2)
