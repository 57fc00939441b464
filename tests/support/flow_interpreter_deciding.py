"""Patients, pools, and which way somebody goes, for the slow interpreter."""

import math
from dataclasses import dataclass, field

from support.flow_interpreter_luck import Draws, share

from everyweek.flow import program as p


@dataclass
class Patient:
    stream: int
    number: int
    key: int
    group: int
    step: int
    arrived: float
    lap: int = 0
    held: dict[int, tuple[list[int], int]] = field(default_factory=dict)
    attributes: dict[int, float] = field(default_factory=dict)
    marks: dict[int, float] = field(default_factory=dict)
    wait: "Wait | None" = None


@dataclass
class Wait:
    patient: Patient
    row: int
    priority: int
    order: int
    joined: float
    is_over: bool = False
    aged: int = 0


@dataclass
class Left:
    patient: Patient
    at: float
    outcome: int


class Decides(Draws):
    """Knows the pools as they are now."""

    def __init__(self, program: p.Program) -> None:
        super().__init__(program)
        self.now = 0.0
        self.capacity = [0] * program.n_pools
        self.in_use = [0] * program.n_pools
        self.waiting: list[list[Wait]] = [[] for _ in range(program.n_pools)]

    def way(self, patient: Patient, first: int, several: int, salt: int, draw: int) -> int | None:
        for one in range(first, first + several):
            kind, which, how, _ = (int(number) for number in self.P.condition[one])
            if kind == p.BY_CHANCE:
                holds = share(patient.key, salt, patient.lap, draw) < self.P.chance[which, patient.group]
            elif kind == p.BY_CLASS:
                holds = bool(self.P.of_classes[which, patient.group])
            elif kind == p.BY_HOUR:
                holds = bool(self.P.of_hours[which, int((self.P.first_minute + self.now) / 60.0 + 1e-9) % 168])
            else:
                holds = compares(self.seen(patient, kind, which), how, float(self.P.compared[one]))
            if holds:
                return one
        return None

    def seen(self, patient: Patient, kind: int, which: int) -> float:
        if kind == p.BY_ATTRIBUTE:
            return patient.attributes.get(which, math.nan)
        in_use, there = self.in_use[which], self.capacity[which]
        return {
            p.BY_WAITING: float(len(self.waiting[which])),
            p.BY_IN_USE: float(in_use),
            p.BY_FREE: float(max(there - in_use, 0)),
            p.BY_OCCUPANCY: in_use / there if there else 1.0,
        }[kind]


def compares(seen: float, how: int, number: float) -> bool:
    return {
        p.LESS: seen < number,
        p.AT_MOST: seen <= number,
        p.MORE: seen > number,
        p.AT_LEAST: seen >= number,
        p.EQUAL: seen == number,
        p.OTHER: seen != number and not math.isnan(seen),
    }[how]
