"""What comes out of replications, as numbers that can be sent, kept, joined and read again to the last bit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.compiling.compile import Compiled, compiled
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.figures import Figure, figures_of, values_of
from everyweek.flow.experiments.hours import CAPACITY, IN_USE, WAITING, mean_week
from everyweek.flow.model import Model
from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "CAPACITY", "IN_USE", "WAITING", "Asked", "Block", "Figure", "Heading", "Outcomes", "blocks_of", "joined",
    "outcomes_of", "outcomes_of_runs",
]  # fmt: skip
HEADING = b"everyweek"
"""Under which name the heading stands in the metadata of a table."""
PROGRAMS: dict[str, Compiled] = {}
MOST_PROGRAMS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """Some replications of one scenario, one after another: first, first + 1, … number of them."""

    first: int
    number: int

    def __post_init__(self) -> None:
        """Raises ValueError for none, or for one before the first of all."""
        if self.first < 0 or self.number < 1:
            raise ValueError(f"A block of {self.number} replications from {self.first} on has none that can be run.")

    def __str__(self) -> str:
        """It in words.

        >>> str(Block(16, 3)), str(Block(0, 1))
        ('replications 16 to 18', 'replication 0')
        """
        one = f"replication {self.first}"
        return one if self.number == 1 else f"replications {self.first} to {self.first + self.number - 1}"

    @property
    def replications(self) -> range:
        """The numbers of its replications.

        >>> list(Block(16, 3).replications)
        [16, 17, 18]
        """
        return range(self.first, self.first + self.number)


def blocks_of(replications: int, size: int, *, first: int = 0) -> tuple[Block, ...]:
    """Blocks of at most so many that together are so many replications.

    >>> blocks_of(5, 2)
    (Block(first=0, number=2), Block(first=2, number=2), Block(first=4, number=1))
    """
    end = first + replications
    return tuple(Block(begin, min(size, end - begin)) for begin in range(first, end, size))


@dataclass(frozen=True, slots=True)
class Heading:
    """What outcomes are of: all that must agree before they are put together.

    asked    : `Asked.digest()`, the model's content and the engine's version included; model : its name.
    seed, minutes, warm_up : as they were asked.
    streams  : where patients came from, whose names give them their luck; pools : in the order of `hours`.
    figures  : what the columns of `values` are.
    spans    : of each counted time, in their order, from when until when it goes.
    """

    asked: str
    model: str
    seed: int
    minutes: float
    warm_up: float
    streams: tuple[str, ...]
    pools: tuple[str, ...]
    figures: tuple[Figure, ...]
    spans: tuple[str, ...] = ()

    def span_of(self, figure: Figure) -> str:
        """From when until when the time goes that a figure is of; "" for a figure that is of none."""
        times = dict.fromkeys(each.of for each in self.figures if each.kind == "number")
        spans = dict(zip(times, self.spans, strict=False))
        return spans.get(figure.of, "") if figure.kind in ("number", "mean", "within") else ""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """The figures of some replications of one scenario.

    replications : (n,) their numbers, rising.
    values       : (n, n_figures) by `heading.figures`; not a number for the mean or share of nobody.
    hours        : (n, n_pools, 168, 3) in use, waiting and capacity at each whole hour of the week, on average over the
                   weeks after the warm-up; not a number for an hour that did not come. None when not asked for.
    """

    heading: Heading
    replications: NDArray[np.int64]
    values: NDArray[np.float64]
    hours: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """How many replications."""
        return len(self.replications)

    @property
    def names(self) -> tuple[str, ...]:
        """The figures in words, in the order of the columns."""
        return tuple(figure.text for figure in self.heading.figures)

    def column(self, figure: Figure) -> NDArray[np.float64]:
        """A figure in each replication: shape (n,). Raises KeyError for one that the model does not have."""
        if figure not in self.heading.figures:
            raise KeyError(f"“{self.heading.model}” has no figure “{figure.text}”.")
        return self.values[:, self.heading.figures.index(figure)]

    def same_as(self, other: "Outcomes") -> bool:
        """Whether the other has the same heading, and the same numbers to the last bit."""
        if self.heading != other.heading or (self.hours is None) is not (other.hours is None):
            return False
        pairs = [(self.replications, other.replications), (self.values, other.values)]
        if self.hours is not None and other.hours is not None:
            pairs.append((self.hours, other.hours))
        return all(one.shape == two.shape and one.tobytes() == two.tobytes() for one, two in pairs)

    def as_table(self) -> "pa.Table":
        """A row for each replication, a column for each figure; the heading stands in the metadata of the schema.

        Columns: replication, the figures by their text, and `hours` (n_pools · 168 · 3 numbers) when they were asked
        for. A file of Parquet or a stream of Arrow keeps the metadata, and `from_table` reads it again to the last bit.
        """
        import pyarrow as pa

        # an array of plain numbers, not of missing ones: what is not a number stays so
        columns: list[pa.Array] = [pa.array(np.ascontiguousarray(self.replications))]
        columns += [pa.array(np.ascontiguousarray(column), from_pandas=False) for column in self.values.T]
        names = ["replication", *self.names]
        if self.hours is not None:
            wide = int(np.prod(self.hours.shape[1:]))
            columns.append(pa.FixedSizeListArray.from_arrays(pa.array(self.hours.ravel()), wide))
            names.append("hours")
        heading = json.dumps(asdict(self.heading), ensure_ascii=False)
        return pa.Table.from_arrays(columns, names=names).replace_schema_metadata({HEADING: heading.encode()})

    @classmethod
    def from_table(cls, table: "pa.Table") -> "Outcomes":
        """What `as_table` gave. Raises FlowError for another table."""
        written = (table.schema.metadata or {}).get(HEADING)
        if written is None:
            raise FlowError(
                "This table holds no outcomes of replications: it does not say what they are of. Give one that was "
                "written by an experiment, with its metadata."
            )
        heading = _heading(json.loads(written))
        numbers = [table.column(1 + place).to_numpy() for place in range(len(heading.figures))]
        hours = None
        if table.num_columns > 1 + len(heading.figures):
            flat = table.column(table.num_columns - 1).combine_chunks().flatten().to_numpy(zero_copy_only=False)
            hours = flat.reshape(table.num_rows, len(heading.pools), HOURS_OF_A_WEEK, 3)
        values = np.column_stack(numbers) if numbers else np.empty((table.num_rows, 0))
        return cls(heading, table.column(0).to_numpy(), values, hours)


def joined(several: Iterable[Outcomes]) -> Outcomes:
    """Outcomes of one scenario put together, in the order of their replications.

    Raises FlowError when there is none, when they are not of the same scenario, or when a replication is there twice.
    """
    parts = list(several)
    if not parts:
        raise FlowError("There are no outcomes to put together.")
    first = parts[0]
    for part in parts:
        if part.heading != first.heading or (part.hours is None) is not (first.hours is None):
            raise FlowError(
                f"Outcomes of “{part.heading.model}” (seed {part.heading.seed}) and of “{first.heading.model}” (seed "
                f"{first.heading.seed}) are not of the same scenario, with the same settings and version of the "
                "engine, and cannot be put together. Run them as one."
            )
    replications = np.concatenate([part.replications for part in parts])
    order = np.argsort(replications, kind="stable")
    twice = replications[order][1:][np.diff(replications[order]) == 0]
    if len(twice):
        raise FlowError(f"Replication {twice[0]} is there twice, and would count double. Leave one of the two out.")
    hours = [part.hours for part in parts if part.hours is not None]
    return Outcomes(
        first.heading,
        replications[order],
        np.concatenate([part.values for part in parts])[order],
        np.concatenate(hours)[order] if hours else None,
    )


def outcomes_of(asked: Asked, block: Block) -> Outcomes:
    """Run a block of replications, one after another, and say what they come to.

    What comes out depends on `asked` and the numbers of the replications alone: not on the process, nor on how
    replications are cut into blocks. Raises what `replicate` raises.
    """
    heading = _heading_of(asked)
    program = _program_of(asked.model, heading.asked)
    values, hours = [], []
    by_hour = asked.by_hour and bool(asked.model.pools)
    for number in block.replications:
        run = replicate(
            program,
            minutes=asked.minutes,
            seed=asked.seed,
            replication=number,
            warm_up=asked.warm_up,
            keeps_rows=by_hour,
        )
        values.append(values_of(run))
        if by_hour:
            hours.append(mean_week(run))
    return Outcomes(
        heading,
        np.arange(block.first, block.first + block.number, dtype=np.int64),
        np.array(values),
        np.array(hours) if by_hour else None,
    )


def outcomes_of_runs(runs: Sequence[Replication]) -> Outcomes:
    """The figures of replications that were run already, at least one, all of one model, seed and length.

    Raises FlowError for those of several.
    """
    first = runs[0]
    for run in runs:
        if (run.seed, run.minutes, run.warm_up) != (first.seed, first.minutes, first.warm_up) or (
            run.compiled is not first.compiled and run.compiled.model != first.compiled.model
        ):
            raise FlowError(
                f"Replications {first.replication} and {run.replication} are not of one model, seed, length and "
                "warm-up, and cannot be put together. Give those of one at a time."
            )
    asked = Asked(first.compiled.model, first.minutes, first.warm_up, first.seed)
    return joined(
        Outcomes(_heading_of(asked), np.array([run.replication], dtype=np.int64), values_of(run)[None]) for run in runs
    )


def _program_of(model: Model, digest: str) -> Compiled:
    """The program of a model, which is checked and compiled once in each process, and not for every block.

    digest : of what was asked. A model that comes from another process is another object every time.
    """
    program = PROGRAMS.get(digest) or compiled(model)
    while len(PROGRAMS) >= MOST_PROGRAMS and digest not in PROGRAMS:
        PROGRAMS.pop(next(iter(PROGRAMS)), None)
    PROGRAMS[digest] = program
    return program


def _heading_of(asked: Asked) -> Heading:
    model = asked.model
    return Heading(
        asked=asked.digest(),
        model=model.name,
        seed=asked.seed,
        minutes=float(asked.minutes),
        warm_up=float(asked.warm_up),
        streams=tuple(stream.name for stream in model.streams),
        pools=tuple(pool.name for pool in model.pools),
        figures=figures_of(model),
        spans=tuple(f"from {one.since} until {one.until}" for one in model.intervals),
    )


def _heading(found: dict[str, object]) -> Heading:
    figures = tuple(Figure(**each) for each in found["figures"])  # type: ignore[attr-defined]
    others = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return Heading(**(others | {"figures": figures}))  # type: ignore[arg-type]
