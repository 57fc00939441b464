"""A slow and obvious interpreter of a program of patient flow, which the kernel must agree with event for event.

It shares nothing with the kernel but the program. The rules of its luck are written down once more
(`flow_interpreter_luck.py`), and so is the order of what happens at one instant: who goes on first is who was ready
first.
"""

import heapq
from collections import deque
from typing import Any

from support.flow_interpreter_deciding import Decides, Left, Patient, Wait
from support.flow_interpreter_luck import exponential, key_of_patient, key_of_run, share

from everyweek.flow import program as p

BETWEEN, CLASS, BY_ARRIVAL = 0x2A09E667F3BCC909, 0x3C6EF372FE94F82B, 0x254FF53A5F1D36F1
PATIENCE, BALKING = 1, 2


class Interpreter(Decides):
    """One replication."""

    def __init__(
        self, program: p.Program, rates: Any, changes: Any, changed: Any, *, end: float, seed: int, replication: int
    ) -> None:
        super().__init__(program)
        self.rates, self.end = rates, end
        self.key = key_of_run(seed, replication)
        self.now, self.order = 0.0, 0
        self.events: list[tuple[float, int, str, Any]] = []
        self.ready: deque[Patient] = deque()
        self.numbers = [0] * (len(program.stream) + len(program.inside))
        self.stream_at = [0.0] * len(program.stream)
        self.left: list[Left] = []
        self.everybody: list[Patient] = []
        self.trace: list[tuple[float, str, int, int, int]] = []
        self.seen_pools: list[tuple[float, list[int], list[int]]] = []
        self.changes = [(float(t), int(c[0]), int(c[1])) for t, c in zip(changed, changes, strict=True)]

    # Events

    def note(self, time: float, kind: str, what: Any) -> None:
        heapq.heappush(self.events, (time, self.order, kind, what))
        self.order += 1

    def run(self) -> "Interpreter":
        while self.changes and self.changes[0][0] <= 0.0:
            _, pool, units = self.changes.pop(0)
            self.capacity[pool] = units
        if self.changes and self.changes[0][0] < self.end:
            self.note(self.changes[0][0], "capacity", None)
        for one, (step, number) in enumerate(self.P.inside):
            for _ in range(number):
                self.come_in(len(self.P.stream) + one, int(step), self.P.inside_mix[one])
        for stream in range(len(self.P.stream)):
            self.note_next(stream)
        self.all_who_are_ready()
        self.look_at_pools()
        while self.events and self.events[0][0] < self.end:
            self.now, _, kind, what = heapq.heappop(self.events)
            getattr(self, f"on_{kind}")(what)
            self.all_who_are_ready()
            self.look_at_pools()
        return self

    def look_at_pools(self) -> None:
        self.seen_pools.append((self.now, list(self.in_use), [len(waiting) for waiting in self.waiting]))

    def all_who_are_ready(self) -> None:
        while self.ready:
            self.go_on(self.ready.popleft())

    def on_wake(self, patient: Patient) -> None:
        self.trace.append((self.now, "wake", patient.stream, patient.number, patient.step))
        self.go_on(patient)

    def on_arrive(self, stream: int) -> None:
        patient = self.come_in(stream, int(self.P.stream[stream, 0]), self.P.stream_mix[stream])
        for of, attribute, dist in self.P.given:
            if of == stream:
                patient.attributes[int(attribute)] = self.drawn(int(dist), patient.key, BY_ARRIVAL, int(attribute), 0)
        self.note_next(stream)

    def on_renege(self, wait: Wait) -> None:
        if wait.is_over:
            return
        patient = wait.patient
        self.trace.append((self.now, "renege", patient.stream, patient.number, patient.step))
        self.stop_waiting(wait)
        patient.step = int(self.P.seize[wait.row, 8])
        self.ready.append(patient)
        self.serve_all(wait.row)

    def on_age(self, wait: Wait) -> None:
        if wait.is_over:
            return
        patient, first = wait.patient, int(self.P.seize[wait.row, 5])
        self.trace.append((self.now, "age", patient.stream, patient.number, patient.step))
        to = self.P.ageing[first + wait.aged, 1]
        wait.priority = min(wait.priority, int(to))
        wait.aged += 1
        if wait.aged < self.P.seize[wait.row, 6]:
            self.note(wait.joined + float(self.P.ageing[first + wait.aged, 0]), "age", wait)
        self.serve_all(wait.row)

    def on_capacity(self, _: None) -> None:
        changed = []
        while self.changes and self.changes[0][0] <= self.now:
            _, pool, units = self.changes.pop(0)
            self.capacity[pool] = units
            changed.append(pool)
        for pool in changed:
            self.serve(pool)
        if self.changes:
            self.note(self.changes[0][0], "capacity", None)

    def on_free_again(self, given_back: tuple[list[int], int]) -> None:
        pools, units = given_back
        for pool in pools:
            self.in_use[pool] -= units
        for pool in pools:
            self.serve(pool)

    # Arrivals

    def note_next(self, stream: int) -> None:
        _, kind, first, several = self.P.stream[stream]
        number = self.numbers[stream]
        if kind == 1:
            if number < several and self.P.times[first + number] < self.end:
                self.note(float(self.P.times[first + number]), "arrive", stream)
            return
        key = key_of_patient(self.key, int(self.P.stream_salt[stream]) >> 1, number)
        rest, time = exponential(key, BETWEEN, 0, 0), self.stream_at[stream]
        offset = self.P.first_minute % 60.0
        for hour in range(int((time + offset) // 60), self.rates.shape[1]):
            rate, until = self.rates[stream, hour], (hour + 1) * 60.0 - offset
            if rate > 0 and rest <= rate * (until - time):
                time += rest / rate
                if time < self.end:
                    self.stream_at[stream] = time
                    self.note(time, "arrive", stream)
                return
            rest -= rate * (until - time)
            time = until

    def come_in(self, stream: int, step: int, mix: Any) -> Patient:
        number = self.numbers[stream]
        self.numbers[stream] += 1
        key = key_of_patient(self.key, int(self.P.stream_salt[stream]) >> 1, number)
        u = share(key, CLASS, 0, 0)
        group = next((one for one, upto in enumerate(mix) if u < upto), len(mix) - 1)
        patient = Patient(stream, number, key, group, step, self.now)
        self.everybody.append(patient)
        self.ready.append(patient)
        return patient

    # Pools

    def pools_of(self, row: int) -> list[int]:
        first, number = self.P.seize[row, :2]
        return [int(pool) for pool in self.P.need[first : first + number]]

    def met_by(self, row: int) -> list[int] | None:
        """The pools from which a need can be met now."""
        pools, units = self.pools_of(row), self.P.seize[row, 3]
        free = [pool for pool in pools if self.capacity[pool] - self.in_use[pool] >= units]
        if self.P.seize[row, 2] == 1:
            return free[:1] or None
        return pools if free == pools else None

    def take(self, patient: Patient, row: int, pools: list[int], hold: int) -> None:
        units = int(self.P.seize[row, 3])
        for pool in pools:
            self.in_use[pool] += units
        patient.held[hold] = (pools, units)

    def stop_waiting(self, wait: Wait) -> None:
        wait.is_over, wait.patient.wait = True, None
        for pool in self.pools_of(wait.row):
            self.waiting[pool].remove(wait)

    def serve_all(self, row: int) -> None:
        for pool in self.pools_of(row):
            self.serve(pool)

    def serve(self, pool: int) -> None:
        for wait in sorted(self.waiting[pool], key=lambda one: (one.priority, one.order)):
            if self.capacity[pool] - self.in_use[pool] < self.P.seize[wait.row, 3]:
                return
            if (pools := self.met_by(wait.row)) is not None:
                self.stop_waiting(wait)
                patient = wait.patient
                self.take(patient, wait.row, pools, int(self.P.step[patient.step, 3]))
                patient.step = int(self.P.step[patient.step, 1])
                self.ready.append(patient)

    # A journey

    def go_on(self, patient: Patient) -> None:
        while True:
            step = patient.step
            what, to, a, b, c, _ = (int(number) for number in self.P.step[step])
            salt = int(self.P.step_salt[step]) >> 1
            if what == p.SEIZE:
                if not self.seize(patient, step, a, b, salt):
                    return
                continue
            patient.step = to
            if what in (p.DELAY, p.WAIT_UNTIL):
                if (until := self.until(patient, what, a, b, salt)) > self.now:
                    self.note(until, "wake", patient)
                    return
            elif what == p.RELEASE:
                if a in patient.held:
                    given_back = patient.held.pop(a)
                    lasts = 0.0
                    if b >= 0:
                        lasts = self.drawn(int(self.P.by_class[b, patient.group]), patient.key, salt, patient.lap, 0)
                    if self.now + lasts > self.now:
                        self.note(self.now + lasts, "free_again", given_back)
                    else:
                        self.on_free_again(given_back)
            elif what == p.BRANCH:
                if (way := self.way(patient, a, b, salt, 0)) is not None:
                    patient.step = int(self.P.condition[way, 3])
            elif what == p.MARK:
                patient.marks[a] = self.now
            elif what == p.LEAVE:
                self.left.append(Left(patient, self.now, a))
                return
            elif what == p.TAKE:
                self.take(patient, a, self.met_by(a) or self.pools_of(a)[: 1 if self.P.seize[a, 2] else None], b)
            elif what == p.GO:
                patient.lap += 1
            elif what == p.RECLASS:
                patient.group = a
            elif what == p.ASSIGN:
                value = self.drawn(int(self.P.by_class[b, patient.group]), patient.key, salt, patient.lap, 0)
                there = patient.attributes.get(a)
                patient.attributes[a] = there + value if c == 1 and there is not None else value

    def until(self, patient: Patient, what: int, a: int, b: int, salt: int) -> float:
        if what == p.WAIT_UNTIL:
            week = (self.P.first_minute + self.now) // 10_080.0
            instants = [(week + more) * 10_080.0 + one for more in (0, 1) for one in self.P.instants[a : a + b]]
            return float(min(time for one in instants if (time := one - self.P.first_minute) >= self.now))
        lasts = self.drawn(int(self.P.by_class[a, patient.group]), patient.key, salt, patient.lap, 0)
        if b >= 0:
            lasts *= max(patient.attributes.get(b, 0.0), 0.0)
        return self.now + lasts

    def seize(self, patient: Patient, step: int, row: int, hold: int, salt: int) -> bool:
        if not any(self.waiting[pool] for pool in self.pools_of(row)) and (pools := self.met_by(row)) is not None:
            self.take(patient, row, pools, hold)
            patient.step = int(self.P.step[step, 1])
            return True
        first_balk, balks = (int(number) for number in self.P.seize[row, 9:11])
        if balks and self.way(patient, first_balk, balks, salt, BALKING) is not None:
            patient.step = int(self.P.balk_to[row])
            return True
        priority = int(self.P.by_class[self.P.seize[row, 4], patient.group])
        wait = Wait(patient, row, priority, self.order, self.now)
        self.order += 1
        patient.wait = wait
        for pool in self.pools_of(row):
            self.waiting[pool].append(wait)
        if (patience := int(self.P.seize[row, 7])) >= 0:
            lasts = self.drawn(int(self.P.by_class[patience, patient.group]), patient.key, salt, patient.lap, PATIENCE)
            self.note(self.now + lasts, "renege", wait)
        if self.P.seize[row, 6] > 0:
            self.note(self.now + float(self.P.ageing[self.P.seize[row, 5], 0]), "age", wait)
        self.serve_all(row)
        return False
