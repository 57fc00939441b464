"""From a program, whose rows are named by their number, to words in which they are named by where they begin."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.kernel import places as at
from everyweek.flow.kernel.layers import exponential_layers, normal_layers
from everyweek.flow.program import (
    ASSIGN,
    BRANCH,
    BY_ATTRIBUTE,
    BY_CHANCE,
    BY_CLASS,
    BY_HOUR,
    DELAY,
    GAMMA,
    QUANTILES,
    RELEASE,
    REST,
    SAMPLE,
    SEIZE,
    TAKE,
    WAIT_UNTIL,
    Program,
)
from everyweek.flow.quantities import HOURS_OF_A_WEEK

Words = NDArray[np.int64]


def linked(program: Program) -> Words:
    """The front and all that is the model's, as it is when a run begins but for the room that the run needs.

    Returns words of shape (n,): whole numbers, and the bits of others.
    """
    return _Linker(program).words()


def bits(numbers: Any) -> Words:
    """Other numbers as words."""
    return np.ascontiguousarray(numbers, dtype=np.float64).view(np.int64)


def narrowing_of(shapes: Any) -> NDArray[np.float64]:
    """By how much a normal draw is narrowed in drawing a gamma amount (Marsaglia and Tsang 2000, their c).

    shapes : (n,); below 1 the draw is made with the shape one higher. Taken once, as its root takes long.
    """
    raised = np.where(shapes >= 1.0, shapes, shapes + 1.0)
    return np.asarray(1.0 / np.sqrt(9.0 * (raised - 1.0 / 3.0)))


def distributions(dist: NDArray[np.float64], *, values: int, begins: int) -> Words:
    """Rows of distributions as words.

    dist : as in `Program`. values : where the values of samples begin; begins : where the rows themselves do.
    """
    found = np.empty((len(dist), at.DIST_WIDE), dtype=np.int64)
    found[:, at.DIST_KIND] = dist[:, 0]
    found[:, at.DIST_FIRST :] = bits(dist[:, 1:].copy())
    gamma = dist[:, 0] == GAMMA
    found[gamma, at.DIST_THIRD] = bits(narrowing_of(dist[gamma, 1]))
    listed = np.isin(dist[:, 0], (SAMPLE, QUANTILES))
    found[listed, at.DIST_FIRST] = values + dist[listed, 1].astype(np.int64)
    found[listed, at.DIST_SECOND] = dist[listed, 2]
    rest = dist[:, 0] == REST
    found[rest, at.DIST_OF] = begins + dist[rest, 4].astype(np.int64) * at.DIST_WIDE
    return found


DEPARTURE = -2
"""As a milestone of an interval."""


class _Linker:
    """Tables are laid one behind the other, each before what names its rows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.parts: list[Words] = [np.zeros(at.FRONT, dtype=np.int64)]
        self.end = at.FRONT
        self.held = at.P_HELD
        self.attributes = at.P_HELD + 2 * program.n_holds

    def words(self) -> Words:
        """All of it."""
        program, of = self.program, self.program.n_classes
        self.pools = self._lay(np.zeros((program.n_pools, at.POOL_WIDE), dtype=np.int64))
        # Steps, seizes and conditions name one another, so that where they begin must be known before they are laid.
        self.steps = self.end
        self.seizes = self.steps + len(program.step) * at.STEP_WIDE
        self.conditions = self.seizes + len(program.seize) * at.SEIZE_WIDE
        self.end = self.conditions + len(program.condition) * at.CONDITION_WIDE
        behind = self.parts
        self.parts = []
        self.values = self._lay(bits(program.values))
        self.dists = self._lay(distributions(program.dist, values=self.values, begins=self.end))
        self.drawn = self._lay(self.dists + program.by_class.astype(np.int64) * at.DIST_WIDE)
        self.priorities = self._lay(program.by_class)
        self.instants = self._lay(bits(program.instants))
        self.needs = self._lay(self._pool(program.need))
        ageing = np.empty((len(program.ageing), at.AGE_WIDE), dtype=np.int64)
        ageing[:, at.AGE_AFTER] = bits(program.ageing[:, 0].copy())
        ageing[:, at.AGE_TO] = program.ageing[:, 1]
        self.ages = self._lay(ageing)
        self.chances = self._lay(bits(program.chance))
        self.of_classes = self._lay(program.of_classes)
        self.of_hours = self._lay(program.of_hours)
        layers = self._lay(bits(normal_layers())), self._lay(bits(exponential_layers()))
        streams, inside = self._streams(of)
        intervals = self._intervals()
        words = np.concatenate(
            [*behind, self._steps().ravel(), self._seizes().ravel(), self._conditions().ravel(), *self.parts]
        )
        self._front(words, streams, inside, intervals, layers)
        return words

    def _lay(self, table: Any) -> int:
        """Put a table behind the others. Returns where it begins."""
        self.parts.append(np.asarray(table).astype(np.int64).ravel())
        begins = self.end
        self.end += self.parts[-1].size
        return begins

    def _pool(self, numbers: Any) -> Words:
        return self.pools + np.asarray(numbers, dtype=np.int64) * at.POOL_WIDE

    def _step(self, numbers: Any) -> Words:
        numbers = np.asarray(numbers, dtype=np.int64)
        return np.where(numbers >= 0, self.steps + numbers * at.STEP_WIDE, 0)

    def _drawn(self, rows: Any) -> Words:
        rows = np.asarray(rows, dtype=np.int64)
        return np.where(rows >= 0, self.drawn + rows * self.program.n_classes, 0)

    def _steps(self) -> Words:
        """X_FIRST to X_THIRD: of a seize its row and where it is held; of a release that, and what is drawn; of a delay
        what is drawn, and the attribute that it is scaled by; of a branch conditions and their number; and so on."""
        step = self.program.step.astype(np.int64)
        found = np.zeros((len(step), at.STEP_WIDE), dtype=np.int64)
        found[:, at.X_WHAT], found[:, at.X_NEXT] = step[:, 0], self._step(step[:, 1])
        found[:, at.X_FIRST : at.X_THIRD + 1] = step[:, 2:5]
        found[:, at.X_SALT] = self.program.step_salt >> np.uint64(1)
        of = {what: step[:, 0] == what for what in (SEIZE, TAKE, RELEASE, DELAY, BRANCH, WAIT_UNTIL, ASSIGN)}
        takes = of[SEIZE] | of[TAKE]
        found[takes, at.X_FIRST] = self.seizes + step[takes, 2] * at.SEIZE_WIDE
        found[takes, at.X_SECOND] = self.held + 2 * step[takes, 3]
        found[of[RELEASE], at.X_FIRST] = self.held + 2 * step[of[RELEASE], 2]
        found[of[RELEASE], at.X_SECOND] = self._drawn(step[of[RELEASE], 3])
        found[of[DELAY], at.X_FIRST] = self._drawn(step[of[DELAY], 2])
        scaled = step[:, 3]
        found[of[DELAY], at.X_SECOND] = np.where(scaled >= 0, self.attributes + scaled, 0)[of[DELAY]]
        found[of[BRANCH], at.X_FIRST] = self.conditions + step[of[BRANCH], 2] * at.CONDITION_WIDE
        found[of[WAIT_UNTIL], at.X_FIRST] += self.instants
        found[of[ASSIGN], at.X_FIRST] += self.attributes
        found[of[ASSIGN], at.X_SECOND] = self._drawn(step[of[ASSIGN], 3])
        return found

    def _seizes(self) -> Words:
        seize = self.program.seize.astype(np.int64)
        first, number, any_will_do, units, priority, first_age, ages, patience, renege_to, first_balk, balks = seize.T
        found = np.zeros((len(seize), at.SEIZE_WIDE), dtype=np.int64)
        found[:, at.S_NUMBER], found[:, at.S_ANY], found[:, at.S_UNITS] = number, any_will_do, units
        found[:, at.S_POOL] = self._pool(self.program.need)[first] if len(first) else 0
        found[:, at.S_POOLS] = self.needs + first
        found[:, at.S_PRIORITY] = self.priorities + priority * self.program.n_classes
        found[:, at.S_AGEING], found[:, at.S_AGES] = self.ages + first_age * at.AGE_WIDE, ages
        found[:, at.S_PATIENCE], found[:, at.S_RENEGE_TO] = self._drawn(patience), self._step(renege_to)
        found[:, at.S_BALKING], found[:, at.S_BALKS] = self.conditions + first_balk * at.CONDITION_WIDE, balks
        found[:, at.S_BALK_TO] = self._step(self.program.balk_to)
        return found

    def _conditions(self) -> Words:
        kind, which, how, to = self.program.condition.astype(np.int64).T
        found = np.zeros((len(kind), at.CONDITION_WIDE), dtype=np.int64)
        found[:, at.C_KIND], found[:, at.C_HOW], found[:, at.C_TO] = kind, how, self._step(to)
        of = self.program.n_classes
        found[:, at.C_WHICH] = np.select(
            [kind == BY_CHANCE, kind == BY_CLASS, kind == BY_HOUR, kind == BY_ATTRIBUTE],
            [
                self.chances + which * of,
                self.of_classes + which * of,
                self.of_hours + which * HOURS_OF_A_WEEK,
                self.attributes + which,
            ],
            self._pool(which),
        )
        found[:, at.C_NUMBER] = bits(self.program.compared)
        return found

    def _streams(self, of: int) -> tuple[int, int]:
        """Streams and, behind them, who is inside at the beginning. Returns where both begin."""
        program = self.program
        several = len(program.stream)
        found = np.zeros((several + len(program.inside), at.STREAM_WIDE), dtype=np.int64)
        found[:, at.T_PLACE] = np.arange(len(found))
        found[:, at.T_SALT] = program.stream_salt >> np.uint64(1)
        times = self._lay(bits(program.times + 0.0))  # no -0, whose bits are a negative number
        mixes = self._lay(bits(np.concatenate([program.stream_mix, program.inside_mix])))
        found[:, at.T_MIX] = mixes + np.arange(len(found)) * of
        found[:several, at.T_STEP] = self._step(program.stream[:, 0])
        found[:several, at.T_AT_TIMES], found[:several, at.T_SEVERAL] = program.stream[:, 1], program.stream[:, 3]
        found[:several, at.T_TIMES] = times + program.stream[:, 2]
        for stream in range(several):
            given = program.given[program.given[:, 0] == stream].astype(np.int64)
            rows = np.column_stack(
                [given[:, 1], self.attributes + given[:, 1], self.dists + given[:, 2] * at.DIST_WIDE]
            )
            found[stream, at.T_GIVEN], found[stream, at.T_GIVENS] = self._lay(rows), len(rows)
        inside = np.column_stack([self._step(program.inside[:, 0]), program.inside[:, 1]])
        return self._lay(found), self._lay(inside)

    def _intervals(self) -> int:
        edges = self._lay(bits(self.program.edges))
        interval = self.program.interval.astype(np.int64)
        interval[:, at.V_EDGES] += edges
        ends = interval[:, : at.V_UNTIL + 1]
        ends[ends == DEPARTURE] = self.program.n_marks  # it stands behind the milestones, as arrival does before them
        return self._lay(interval)

    def _front(self, words: Words, streams: int, inside: int, intervals: int, layers: tuple[int, int]) -> None:
        program = self.program
        for place, number in (
            (at.N_POOLS, program.n_pools), (at.N_STREAMS, len(program.stream)), (at.N_INSIDE, len(program.inside)),
            (at.N_CLASSES, program.n_classes), (at.N_ATTRIBUTES, program.n_attributes), (at.N_MARKS, program.n_marks),
            (at.N_INTERVALS, len(program.interval)), (at.AT_POOL, self.pools), (at.AT_STREAM, streams),
            (at.AT_INSIDE, inside), (at.AT_INTERVAL, intervals), (at.AT_STEP, self.steps),
            (at.AT_ATTRIBUTES, self.attributes), (at.AT_NORMAL, layers[0]), (at.AT_EXPONENTIAL, layers[1]),
        ):  # fmt: skip
            words[place] = number
        words[at.FIRST_MINUTE : at.INTO_HOUR + 1] = bits([program.first_minute, program.first_minute % 60.0])
