"""What a change of some days shows, in words that claim no more than it shows."""

from dataclasses import dataclass

from everyweek.effects.before_after_words import HEADLINES, NO_PROOF, between, could_have_shown, day_in_words, directed
from everyweek.effects.temporary import PerfectWeek, Shift


@dataclass(frozen=True, slots=True)
class PerfectWeekInWords:
    """Sentences for a page, in the order in which they should be read; "" where there is nothing to say.

    shows            : how far the days of the change lay from the days before, and how sure that is.
    lasted           : the same of the days after.
    could_have_shown : the smallest change of those days that this comparison could have shown.
    assumed          : what must be so for all this to hold. These are no findings.
    beside           : what else to know.
    """

    headline: str
    shows: str
    lasted: str = ""
    could_have_shown: str = ""
    assumed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def perfect_week_in_words(result: PerfectWeek, unit: str) -> PerfectWeekInWords:
    """A change of some days for somebody with ten seconds.

    unit : of the series: share, count or seconds.
    """
    if result.during is None:
        return PerfectWeekInWords(HEADLINES[result.outcome], result.why)
    when = f"From {day_in_words(result.start)} to {day_in_words(result.end)}"
    lasted = _shift(f"In the {result.days_after} days after", result.after, result, unit) if result.after else ""
    return PerfectWeekInWords(
        headline=HEADLINES[result.outcome],
        shows=_shift(when, result.during, result, unit),
        lasted=lasted,
        could_have_shown=could_have_shown(result.during.smallest_detectable, unit),
        assumed=result.assumptions,
        beside=(*((result.why,) if result.why else ()), *result.cautions, NO_PROOF),
    )


def _shift(when: str, shift: Shift, result: PerfectWeek, unit: str) -> str:
    everyone = result.placebos + 1
    as_far = round(shift.p * everyone)
    who = "organisations on the same days" if result.against == "other organisations" else "such weeks here"
    said = f"{when} its figures were {directed(shift.effect, unit)} than on the same weekdays before"
    said += ", beside other organisations." if result.peers else "."
    far = "no other lay as far off" if as_far == 1 else f"{as_far}, this one among them, lay as far off or farther"
    said += f" Of {everyone} {who} {far}."
    if shift.lower is None or shift.upper is None:
        return said
    if shift.outcome == "not to be told from chance":
        said += " Chance does as much here."
    lies = between(shift.lower, shift.upper, unit)
    return f"{said} The true change is most likely {lies} ({100 * result.level:g}% interval)."
