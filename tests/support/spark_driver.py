"""The process with the Spark session: it runs blocks on a master that is named, and writes what came of them."""

import pickle
import sys
import warnings
from functools import partial
from importlib import import_module
from pathlib import Path

from everyweek.flow.experiments.blocks import OnSpark, run_blocks


def main(master: str, folder: Path, function: str, blocks_a_job: int) -> None:
    """Call `function` (module:name) with what is given and each block, on Spark."""
    from pyspark.sql import SparkSession

    # Spark 4.3 warns of every pandas from 3.0 on, which it imports and of which nothing is used here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    given, blocks = pickle.loads((folder / "given").read_bytes())
    module, _, name = function.partition(":")
    builder = SparkSession.builder.master(master).appName("everyweek tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.network.timeout": "60s",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        fn = partial(getattr(import_module(module), name), *given)
        found = run_blocks(fn, blocks, on=OnSpark(session, blocks_a_job=blocks_a_job))
    finally:
        session.stop()
    (folder / "results").write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
