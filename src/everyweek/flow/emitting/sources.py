"""Where the columns of an emitted event table come from."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int
"""A word, or a whole number where the column is one. An empty word stands for a missing one."""


@dataclass(frozen=True, slots=True)
class At:
    """When the patient passed a milestone; missing for who did not.

    milestone : its name, arrival or departure too.
    otherwise : for who has not passed it, the first of these that they have passed, in this order: who is admitted
                leaves the department for a bed, and others with the end of their journey.
    """

    milestone: str
    otherwise: tuple[str, ...] = ()

    @property
    def milestones(self) -> tuple[str, ...]:
        """All of them, the first that counts in front."""
        return (self.milestone, *self.otherwise)


@dataclass(frozen=True, slots=True)
class Always:
    """The same for everybody."""

    value: Value


@dataclass(frozen=True, slots=True)
class PerClass:
    """By the patient's class at the end. values : what stands there for each class of the model."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PerStream:
    """By the stream with which the patient came. values : what stands there for each stream of the model."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PerOutcome:
    """By how the journey ended; missing for who is inside. values : what stands there for each outcome of the model."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PerMilestone:
    """By the first of some milestones that the patient has passed, in this order; missing for who passed none.

    So a word does not wait for the end of the journey: who was admitted is so while still in a bed.
    values : what stands there for each milestone.
    """

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Number:
    """The nearest whole number to an attribute at the end; missing where it was never set. attribute : its name."""

    attribute: str


Source = At | Always | PerClass | PerStream | PerOutcome | PerMilestone | Number
