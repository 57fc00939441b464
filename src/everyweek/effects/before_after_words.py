"""What a before and after says, in words that claim no more than it shows."""

from dataclasses import dataclass
from datetime import date

from everyweek.effects.before_after import BeforeAfter, Verdict
from everyweek.effects.placebo import Detectable
from everyweek.tables.in_words import count, duration

HEADLINES: dict[Verdict, str] = {
    "moved for the better": "It moved for the better, by more than chance does",
    "moved for the worse": "It moved for the worse, by more than chance does",
    "not to be told from chance": "Not to be told from chance",
    "too early": "Too early to say",
    "cannot be said": "Cannot be said",
}
NO_PROOF = "Beyond chance is not proof: it does not say why. Something else may have changed here at the same time."


@dataclass(frozen=True, slots=True)
class BeforeAfterInWords:
    """Sentences for a page, in the order in which they should be read; "" where there is nothing to say.

    shows            : how far the figures moved.
    how_sure         : what chance does here, and between which limits the truth lies.
    could_have_shown : the smallest change that this comparison could have shown.
    fit              : how close its peers were to it before.
    assumed          : what must be so for all this to hold. These are no findings.
    beside           : what else to know, the weightiest first.
    """

    headline: str
    shows: str
    how_sure: str = ""
    could_have_shown: str = ""
    fit: str = ""
    assumed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def before_after_in_words(result: BeforeAfter, unit: str) -> BeforeAfterInWords:
    """A before and after for somebody with ten seconds.

    unit : of the series: share, count or seconds.
    """
    if result.effect is None:
        return BeforeAfterInWords(HEADLINES[result.outcome], result.why)
    return BeforeAfterInWords(
        headline=HEADLINES[result.outcome],
        shows=_shows(result, unit),
        how_sure=_how_sure(result, unit),
        could_have_shown=could_have_shown(result.smallest_detectable, unit),
        fit=_fit(result, unit),
        assumed=result.assumptions,
        beside=(*((result.why,) if result.why else ()), *result.cautions, NO_PROOF),
    )


def difference(value: float, unit: str) -> str:
    """How much more or less, without its direction.

    >>> difference(-0.042, "share"), difference(125, "seconds"), difference(-3.5, "count")
    ('4.2 percentage points', '2 min 05 s', '3.5')
    """
    if unit == "share":
        return f"{abs(100 * value):.1f} percentage points"
    if unit == "seconds":
        return duration(value)
    return count(abs(value))


def directed(value: float, unit: str) -> str:
    """How much more or less, with its direction.

    >>> directed(-0.042, "share"), directed(3.0, "count")
    ('4.2 percentage points lower', '3 higher')
    """
    return f"{difference(value, unit)} {'lower' if value < 0 else 'higher'}"


def day_in_words(day: date) -> str:
    """A day as people write it.

    >>> day_in_words(date(2024, 4, 1))
    '1 April 2024'
    """
    return f"{day.day} {day:%B %Y}"


def between(lower: float, upper: float, unit: str) -> str:
    """The limits of an interval.

    >>> between(-0.018, 0.026, "share")
    'between 1.8 percentage points lower and 2.6 percentage points higher'
    >>> between(0.011, 0.093, "share"), between(-3, -1, "count")
    ('between 1.1 and 9.3 percentage points higher', 'between 1 and 3 lower')
    """
    if lower < 0 < upper:
        return f"between {directed(lower, unit)} and {directed(upper, unit)}"
    near, far = sorted((lower, upper), key=abs)
    nearer = difference(near, unit).removesuffix(" percentage points")
    return f"between {nearer} and {directed(far, unit)}"


def could_have_shown(smallest: Detectable | None, unit: str) -> str:
    """What a comparison could have shown; "" where there was too little to rank among."""
    if smallest is None:
        return ""
    return (
        "The smallest change that this could have shown, more likely than not, is "
        f"{difference(smallest.likelier_than_not, unit)}; one of {difference(smallest.four_in_five, unit)} it would "
        "show four times in five. A smaller one may well be there without showing."
    )


def _shows(result: BeforeAfter, unit: str) -> str:
    assert result.effect is not None
    return (
        f"From {day_in_words(result.changed)} on its figures were {directed(result.effect, unit)} than if it had kept "
        f"its place beside the {len(result.peers)} organisations that had moved most like it."
    )


def _how_sure(result: BeforeAfter, unit: str) -> str:
    assert result.p is not None
    everyone = result.placebos + 1
    as_far = round(result.p * everyone)
    if as_far == 1:
        ranked = (
            f"Of {everyone} organisations no other moved as far at that time, each measured by its own usual ups and "
            "downs."
        )
    else:
        ranked = (
            f"Of {everyone} organisations {as_far}, this one among them, moved as far or farther at that time, each "
            "measured by its own usual ups and downs."
        )
    if result.lower is None or result.upper is None:
        return f"{ranked} That is too few organisations to say how far chance goes."
    chance = " Chance does as much here." if result.outcome == "not to be told from chance" else ""
    lies = between(result.lower, result.upper, unit)
    return f"{ranked}{chance} The true change is most likely {lies} ({100 * result.level:g}% interval)."


def _fit(result: BeforeAfter, unit: str) -> str:
    assert result.fit_before is not None
    return (
        f"In the {len(result.before)} periods before, its figures were usually within "
        f"{difference(result.fit_before, unit)} of the line that its peers give."
    )
