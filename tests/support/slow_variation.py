"""XmR charts the slow and obvious way: one series, plain Python, exact fractions, one sentence of the rules at a time.

Written from the description of the rules, not from the engine it checks: it knows no windows, no matrix and no table of
rules. A run is found by walking from the point to both ends of it; the two rule sets are told apart by their names.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

SHOWN_FIRST = ("outside_limits", "trend", "two_in_three", "shift")


@dataclass
class SlowPoint:
    """What is known of one point. Lines are None where there are none."""

    mean: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    moving_range: Fraction | None = None
    trial: bool = True
    high: frozenset[str] = frozenset()
    low: frozenset[str] = frozenset()
    shown: str = ""
    direction: int = 0
    point_type: str = "common_cause"


@dataclass
class SlowChart:
    """A whole series."""

    points: list[SlowPoint]
    variation_icon: str
    assurance_icon: str


def slow_xmr(values, *, rules, improvement, target=None, fix_after=None, rebase=(), screen=None):
    """The chart of one series: values are numbers or None, rebase the positions at which new segments start."""
    exact = [None if value is None else Fraction(value) for value in values]
    cuts = [0, *sorted(cut for cut in set(rebase) if cut > 0), len(exact)]
    points = []
    for first, after in pairwise(cuts):
        points += slow_segment(exact[first:after], rules, improvement, fix_after, screen)
    recorded = [place for place, value in enumerate(exact) if value is not None]
    last = points[recorded[-1]] if recorded else SlowPoint()
    largest = max((abs(value) for value in segment_around(exact, cuts, recorded)), default=Fraction(0))
    return SlowChart(points, variation_icon(last, improvement), assurance_icon(last, target, improvement, tie(largest)))


def segment_around(exact, cuts, recorded):
    """The recorded values of the segment that holds the last recorded point."""
    if not recorded:
        return []
    first = max(cut for cut in cuts if cut <= recorded[-1])
    after = min(cut for cut in cuts if cut > recorded[-1])
    return [value for value in exact[first:after] if value is not None]


def tie(largest):
    """Differences up to a billionth of the largest value do not count."""
    return largest / 10**9


def slow_segment(values, rules, improvement, fix_after, screen):
    """The points of one segment."""
    recorded = [value for value in values if value is not None]
    points = [SlowPoint(trial=len(recorded) < 13) for _ in values]
    if not recorded:
        return points
    same = tie(max(abs(value) for value in recorded))
    for place in range(1, len(values)):
        if values[place] is not None and values[place - 1] is not None:
            points[place].moving_range = abs(values[place] - values[place - 1])

    n_baseline = len(values) if fix_after is None else min(fix_after, len(values))
    baseline = [value for value in values[:n_baseline] if value is not None]
    mean = sum(baseline) / len(baseline) if baseline else None
    ranges = [point.moving_range for point in points[:n_baseline] if point.moving_range is not None]
    if screen is None:
        screen = rules == "plotthedots"
    reach, odd_points_only = distance_to_limits(ranges, screen, same)
    if rules == "mdc-workbook" and len(recorded) < 13:
        reach = None
    for point in points:
        point.mean = mean
        if reach is not None:
            point.lower, point.upper = mean - reach, mean + reach
    if rules == "mdc-workbook" and len(recorded) < 13:
        return points

    for place, value in enumerate(values):
        if value is not None:
            judge_point(points[place], values, place, mean, reach, same, odd_points_only, rules)
    for place in range(len(values)):
        choose_label(points, values, place, same, rules, improvement)
    return points


def distance_to_limits(ranges, screen, same):
    """From the mean to either limit, and whether the series is constant but for odd points."""
    if not ranges:
        return None, False
    usual = sum(ranges) / len(ranges)
    if screen:
        kept = [moved for moved in ranges if moved < Fraction("3.267") * usual - same]
        if kept and sum(kept) / len(kept) <= same < usual:
            return Fraction("2.66") * usual, True
        if kept:
            usual = sum(kept) / len(kept)
    return Fraction("2.66") * usual, False


def judge_point(point, values, place, mean, reach, same, odd_points_only, rules):
    """Every rule that holds at a recorded point, on the high and on the low side."""
    high, low = set(), set()
    for found, sign in ((high, 1), (low, -1)):
        side = [None if value is None or mean is None else sign * (value - mean) for value in values]
        if reach is not None and side[place] > reach + same:
            found.add("outside_limits")
        if length_of_chain(place, len(values), lambda later, sign=sign: moves(values, later, same) == sign) >= 7:
            found.add("trend")
        if odd_points_only:
            continue
        on_side = [distance is not None and distance > same for distance in side]
        both_on_side = lambda later, on_side=on_side: on_side[later] and on_side[later - 1]  # noqa: E731
        if length_of_chain(place, len(values), both_on_side) >= 7:
            found.add("shift")
        if reach is not None and in_two_of_three(side, on_side, place, reach, same, rules):
            found.add("two_in_three")
    point.high, point.low = frozenset(high), frozenset(low)


def length_of_chain(place, n_points, together):
    """How many points hang together with this one, where `together(later)` ties a point to the one before it."""
    first = last = place
    while first > 0 and together(first):
        first -= 1
    while last < n_points - 1 and together(last + 1):
        last += 1
    return last - first + 1


def moves(values, later, same):
    """1 when a point is higher than the one before, -1 when lower, 0 when the same, unknown or the first."""
    if not 0 < later < len(values) or values[later] is None or values[later - 1] is None:
        return 0
    step = values[later] - values[later - 1]
    return 0 if abs(step) <= same else 1 if step > 0 else -1


def in_two_of_three(side, on_side, place, reach, same, rules):
    """Far out itself, and with another point far out among three in a row that are all on its side of the mean."""
    near_limit = reach * 2 / 3

    def far_out(at):
        if side[at] <= near_limit + same:
            return False
        return rules == "mdc-workbook" or side[at] <= reach + same

    for first in (place - 2, place - 1, place):
        three = range(first, first + 3)
        inside = first >= 0 and first + 3 <= len(side)
        if inside and all(on_side[at] for at in three) and far_out(place) and sum(far_out(at) for at in three) >= 2:
            return True
    return False


def choose_label(points, values, place, same, rules, improvement):
    """The one rule that is shown, its direction, and the point type that follows."""
    point = points[place]
    better = {"up": 1, "down": -1, "neither": 0}[improvement]
    if rules == "mdc-workbook" and better and (good := point.high if better > 0 else point.low):
        point.shown, point.direction = first_of(good), better
    elif point.high or point.low:
        point.shown = first_of(point.high | point.low)
        point.direction = shown_direction(points, values, place, same, rules)
    if point.direction:
        good_or_bad = {0: "neutral", 1: "improvement", -1: "concern"}[point.direction * better]
        point.point_type = f"special_cause_{good_or_bad}"


def first_of(names):
    """The rule that comes first in the order in which rules are shown."""
    return next(name for name in SHOWN_FIRST if name in names)


def shown_direction(points, values, place, same, rules):
    """1 for high and -1 for low; only a trend can be in doubt."""
    point = points[place]
    rises, falls = point.shown in point.high, point.shown in point.low
    if point.shown != "trend" or (rules == "mdc-workbook" and rises != falls):
        return 1 if rises else -1
    next_is_in_trend = place + 1 < len(points) and "trend" in points[place + 1].high | points[place + 1].low
    step = moves(values, place + 1, same) if next_is_in_trend else moves(values, place, same)
    return 1 if step == 1 else -1


def variation_icon(last, improvement):
    """The icon of the last recorded point."""
    if not last.direction:
        return "common_cause"
    better = {"up": 1, "down": -1, "neither": 0}[improvement]
    word = {0: "neutral", 1: "improvement", -1: "concern"}[last.direction * better]
    return f"{word}_{'high' if last.direction > 0 else 'low'}"


def assurance_icon(last, target, improvement, same):
    """The target against the limits at the last recorded point."""
    if target is None or improvement == "neither" or last.upper is None:
        return ""
    target = Fraction(target)
    if last.upper - last.lower <= 2 * same:
        misses = last.mean < target - same if improvement == "up" else last.mean > target + same
        return "fail" if misses else "pass"
    if target > last.upper + same:
        return "fail" if improvement == "up" else "pass"
    if target < last.lower - same:
        return "pass" if improvement == "up" else "fail"
    return "inconsistent"
