"""What a comparison says in sentences, the same on pages and on the command line."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from everyweek.comparison.records import BENCHMARKS, Benchmark, Choice, Compared
from everyweek.comparison.standing import Standing
from everyweek.measures import Measure
from everyweek.reference import Standard
from everyweek.tables.in_words import amount, month

CAUTION = (
    "These overlap: a patient who leaves the department sooner may be the same whose bed was free sooner. "
    "They are never added together."
)
UNITS = {"people": "", "bed_days": "bed-days of ", "hours": "hours of "}


def months_in_words(window: Sequence[date]) -> str:
    """The months of a window; where some between them have no figure, how many have one.

    >>> months_in_words([date(2024, 4, 1), date(2024, 5, 1)])
    'April 2024 to May 2024'
    >>> months_in_words([date(2024, 4, 1), date(2024, 5, 1), date(2024, 7, 1)])
    'April 2024 to July 2024 (3 months of it)'
    >>> months_in_words([])
    'no month'
    """
    if not window:
        return "no month"
    if window[0] == window[-1]:
        return month(window[0])
    apart = {12 * (later.year - day.year) + later.month - day.month for day, later in pairwise(window)}
    told = f" ({len(window)} months of it)" if len(apart) > 1 else ""
    return f"{month(window[0])} to {month(window[-1])}{told}"


def number(value: float, *, digits: int = 2) -> str:
    """A number of people, hours or bed-days with no more digits than are sure.

    >>> number(0.4), number(7.26), number(184), number(12345), number(12345, digits=3)
    ('fewer than 1', '7', '180', '12,000', '12,300')
    """
    if value < 1:
        return "fewer than 1"
    left_out = max(0, len(str(int(value))) - digits)
    return f"{round(value / 10**left_out) * 10**left_out:,}"


def numbers(*values: float) -> tuple[str, ...]:
    """Numbers with as many digits as it takes to tell them apart: two, or up to four.

    >>> numbers(2251, 2690, 2338), numbers(1200, 1900, 1300)
    (('2,250', '2,690', '2,340'), ('1,200', '1,900', '1,300'))
    """
    for digits in (2, 3, 4):
        told = tuple(number(value, digits=digits) for value in values)
        if len(set(told)) == len(told):
            break
    return told


def gap_sentence(
    measure: Measure,
    benchmark: Benchmark,
    *,
    target: float,
    gap: float,
    is_real: bool,
    lower: float | None,
    upper: float | None,
    more_than: float | None,
    standard: Standard | None,
) -> str:
    """One gap in a sentence: what reaching the benchmark would be worth, or why nothing is said of it.

    lower, upper : 80 % interval in the worth of the measure; None when it has none.
    """
    whose = f"{BENCHMARKS[benchmark]} ({amount(target, measure.unit)}, allowing for chance)"
    if benchmark == "standard" and standard is not None:
        whose = f"the {standard.kind} “{standard.label}”"
    if gap <= 0:
        return f"At or beyond {whose}."
    if not is_real:
        return f"Within ordinary variation of {whose}: the gap may be chance."
    if lower is None or upper is None or more_than is None or measure.worth is None:
        return f"{amount(gap, measure.unit)} from {whose}."
    worth = measure.worth
    way = "more" if worth.more else "fewer"
    what = f"{way} {UNITS[worth.unit]}{worth.words}"
    least, most, surely = numbers(lower, upper, more_than)
    if more_than < 1:
        return f"Reaching {whose} would mean up to {most} {what} a month."
    between = f"between {least} and {most} {what} a month" if lower >= 1 else f"up to {most} {what} a month"
    return f"Reaching {whose} would mean {between}; 80% sure that it is more than {surely}."


def ordinal(rank: int) -> str:
    """A rank as people say it.

    >>> [ordinal(rank) for rank in (1, 2, 3, 4, 11, 12, 13, 21, 102)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd']
    """
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def summary(
    standing: Standing, itself: Compared, choice: Choice, *, ranked: int, median: float | None
) -> tuple[str, ...]:
    """The head of a comparison: the value and how sure it is, the rank and how sure, and beside the median."""
    measure = standing.measure
    if itself.value is None:
        return (f"{itself.name} cannot be compared on this: {itself.missing}",)
    each = ", in an ordinary month," if measure.kind == "count" else ""
    value = f"{amount(itself.value, measure.unit)}{each} over {months_in_words(standing.window)}"
    between = ""
    if itself.lower is not None and itself.upper is not None:
        between = f", and 95% sure to be between {amount(itself.lower, measure.unit)} and "
        between += amount(itself.upper, measure.unit)
    said = [f"{itself.name}: {value}{between}."]
    if median is not None and itself.beside != "unknown":
        said.append(_beside(itself, choice, amount(median, measure.unit)))
    if ranked > 1 and itself.rank is not None and itself.rank_lower is not None and itself.rank_upper is not None:
        said.append(_rank(itself.rank, itself.rank_lower, itself.rank_upper, of=ranked))
    return tuple(said)


def _beside(itself: Compared, choice: Choice, median: str) -> str:
    words = {
        "better": "Better than",
        "worse": "Worse than",
        "alike": "Not to be told apart from",
    }[itself.beside]
    sure = ", by more than chance" if itself.beside in ("better", "worse") else ""
    return f"{words} the median of {choice.title} ({median}){sure}."


def _rank(rank: int, lower: int, upper: int, *, of: int) -> str:
    if lower == upper:
        return f"{ordinal(rank)} of {of}."
    return (
        f"{ordinal(rank)} of {of}, but by chance alone it might be anywhere from {ordinal(lower)} to {ordinal(upper)}."
    )
