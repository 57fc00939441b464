"""The words for a point and for a whole series: point type, variation icon, assurance icon."""

from enum import IntEnum

import numpy as np

from everyweek.variation.arrays import Codes, Directions, Numbers


class PointType(IntEnum):
    """What a point says. A missing point says nothing, and is common cause."""

    COMMON_CAUSE = 0
    SPECIAL_CAUSE_IMPROVEMENT = 1
    SPECIAL_CAUSE_CONCERN = 2
    SPECIAL_CAUSE_NEUTRAL = 3

    @property
    def word(self) -> str:
        """The word in files and addresses."""
        return self.name.lower()


class VariationIcon(IntEnum):
    """What the last recorded point says, and which way it points."""

    COMMON_CAUSE = 0
    IMPROVEMENT_HIGH = 1
    IMPROVEMENT_LOW = 2
    CONCERN_HIGH = 3
    CONCERN_LOW = 4
    NEUTRAL_HIGH = 5
    NEUTRAL_LOW = 6

    @property
    def word(self) -> str:
        """The word in files and addresses."""
        return self.name.lower()


class AssuranceIcon(IntEnum):
    """Whether the process will meet its target; none without a target, without limits or without a better direction."""

    NONE = 0
    PASS = 1
    FAIL = 2
    INCONSISTENT = 3

    @property
    def word(self) -> str:
        """The word in files and addresses; empty for none."""
        return self.name.lower() if self else ""


# For each sign of improvement: low, nothing, high.
_POINT_TYPES = {
    1: (PointType.SPECIAL_CAUSE_CONCERN, PointType.COMMON_CAUSE, PointType.SPECIAL_CAUSE_IMPROVEMENT),
    -1: (PointType.SPECIAL_CAUSE_IMPROVEMENT, PointType.COMMON_CAUSE, PointType.SPECIAL_CAUSE_CONCERN),
    0: (PointType.SPECIAL_CAUSE_NEUTRAL, PointType.COMMON_CAUSE, PointType.SPECIAL_CAUSE_NEUTRAL),
}
_VARIATION_ICONS = {
    1: (VariationIcon.CONCERN_LOW, VariationIcon.COMMON_CAUSE, VariationIcon.IMPROVEMENT_HIGH),
    -1: (VariationIcon.IMPROVEMENT_LOW, VariationIcon.COMMON_CAUSE, VariationIcon.CONCERN_HIGH),
    0: (VariationIcon.NEUTRAL_LOW, VariationIcon.COMMON_CAUSE, VariationIcon.NEUTRAL_HIGH),
}


def point_types(direction: Directions, *, improvement_sign: int) -> Codes:
    """The PointType of each point, from the direction of the rule shown there (1, 0 or -1). Same shape."""
    return np.array(_POINT_TYPES[improvement_sign], dtype=np.uint8)[direction + 1]


def variation_icons(last_direction: Directions, *, improvement_sign: int) -> Codes:
    """The VariationIcon of each series, from the direction of the rule shown at its last recorded point."""
    return np.array(_VARIATION_ICONS[improvement_sign], dtype=np.uint8)[last_direction + 1]


def assurance_icons(
    target: Numbers, *, mean: Numbers, reach: Numbers, tolerance: Numbers, improvement_sign: int
) -> Codes:
    """The AssuranceIcon of each series: its target against the limits at its last recorded point, strictly.

    A target on a limit, or between the limits, is met at some times and missed at others. Where the limits lie on the
    mean nothing varies, and the mean itself is held against the target: 100 % against 95 % passes, and so does 95 %.

    All arrays have shape (n_series,) and the unit of the values; target is NaN where there is none.

    Source: NHSRplotthedots 0.2.2, R/ptd_calculate_assurance_type.R, but for a constant series.
    """
    icons = np.full(target.shape, AssuranceIcon.NONE, dtype=np.uint8)
    if improvement_sign == 0:
        return icons
    margin = improvement_sign * (mean - target)  # positive when the mean is on the good side of the target
    known = ~np.isnan(margin) & ~np.isnan(reach)
    constant = reach <= tolerance
    icons[known] = AssuranceIcon.INCONSISTENT
    icons[known & np.where(constant, margin >= -tolerance, margin > reach + tolerance)] = AssuranceIcon.PASS
    icons[known & np.where(constant, margin < -tolerance, margin < -reach - tolerance)] = AssuranceIcon.FAIL
    return icons
