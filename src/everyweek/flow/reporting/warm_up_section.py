"""How a warm-up was found: the sentence, and Welch's picture of every series that was looked at."""

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.experiments.picture import NARROW, WIDE, in_words, welch_picture
from everyweek.flow.experiments.warm_up import Series, WarmUp
from everyweek.flow.quantities import MINUTES_OF_A_DAY
from everyweek.flow.reporting.figures import long
from everyweek.flow.reporting.report import Ran

UNITS = (("in use", "units"), ("waiting", "patients"))


def section_of_warm_up(ran: Ran, *, level: int, of: str = "") -> str:
    """The sentence, the series that needs longest, and the others beneath it; nothing for one that was given.

    level : of its heading; of : the model, where there are several.
    """
    if ran.warm_up is None:
        return ""
    found, used = ran.warm_up, ran.outcomes.heading.warm_up
    parts = [element(f"h{level}", "How the warm-up was found"), element("p", words(found.sentence))]
    if used != found.minutes:
        parts.append(
            element("p", f"All models have the longest that any of them needs: {long(used)} are not counted here.")
        )
    parts.append(element("p", words(_how_to_read(found))))
    first = next(one for one in found.series if one.name == found.asked_by)
    others = [one for one in found.series if one is not first]
    parts.append(_figure(first, of))
    if others:
        summary = element("summary", "The other series that were looked at")
        parts.append(element("details", summary + "".join(_figure(one, of) for one in others)))
    return "\n".join(parts)


def _how_to_read(found: WarmUp) -> str:
    by_day = found.series[0].step == MINUTES_OF_A_DAY
    said = (
        f"Thin and grey: the mean of {found.replications} runs, {'day by day' if by_day else 'hour by hour'}. Thick "
        "and blue: the same, smoothed. It has settled at the broken upright line, where there is one."
    )
    return f"{said} What a day of the week is above or below the others is left out." if by_day else said


def _figure(series: Series, of: str) -> str:
    unit = next((unit for ends, unit in UNITS if series.name.endswith(f": {ends}")), "minutes")
    title = element("strong", words(f"{series.name}{of}, {unit}"))
    caption = element("figcaption", title + element("span", words(in_words(series))))
    pictures = [
        element("div", welch_picture(series, width=width, titled=False), class_=look)
        for width, look in ((WIDE, "ew-wide"), (NARROW, "ew-tall"))
    ]
    return element("figure", "\n".join([caption, *pictures]))
