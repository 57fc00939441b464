"""Distributions: the words for how long something takes when it differs from patient to patient."""

from dataclasses import dataclass

from everyweek.flow.grammar.words import Many, Named, Part, Takes, Word

AMOUNT: tuple[Takes, ...] = ("amount",)
NUMBER: tuple[Takes, ...] = ("number",)
MEAN = Word("mean", "The mean of all patients.", AMOUNT, needed=True)
SPREAD = Word("standard deviation", "How much patients differ.", AMOUNT, needed=True)
MEDIAN = Word("median", "What half of the patients stay below.", AMOUNT, needed=True)

BY_MEAN = Part((MEAN, SPREAD))
BY_SHAPE = Part(
    (
        Word("shape", "The shape, a plain number.", NUMBER, needed=True),
        Word("scale", "The scale; the mean is shape times scale.", AMOUNT, needed=True),
    )
)
BY_LOGS = Part(
    (
        Word("mu", "The mean of the logarithm.", NUMBER, needed=True),
        Word("sigma", "The standard deviation of the logarithm.", NUMBER, needed=True),
        Word("unit", "Of what the logarithm was taken, such as `1 minute`.", AMOUNT, needed=True),
    )
)
BY_MEDIAN = Part((MEDIAN, Word("mean", "The mean, above the median.", AMOUNT, needed=True)))
BY_QUANTILE = Part(
    (
        MEDIAN,
        Word("share", "A share of patients above a half.", ("share",), needed=True),
        Word("value", "What so many stay below.", AMOUNT, needed=True),
    )
)
ONLY_MEAN = Part((MEAN,))
WEIBULL = Part(
    (
        Word("shape", "Above 1 it wears out, below 1 it hardens.", NUMBER, needed=True),
        Word("scale", "What 63 % stay below.", AMOUNT, needed=True),
    )
)
LEAST = Word("least", "The least that there is.", AMOUNT, needed=True)
MOST = Word("most", "The most that there is.", AMOUNT, needed=True)
TRIANGULAR = Part((LEAST, Word("likeliest", "What is seen most often.", AMOUNT, needed=True), MOST))
UNIFORM = Part((LEAST, MOST))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of distribution. takes : the ways to give it, any one of them."""

    means: str
    takes: tuple[Takes, ...]
    example: str


DISTRIBUTIONS = {
    "fixed": Kind("The same for everybody. A length of time alone says the same.", AMOUNT, "fixed: 5 minutes"),
    "exponential": Kind(
        "Without memory: however long it took already, the rest takes as long on average. Given by its mean.",
        ("amount", ONLY_MEAN),
        "exponential: 20 minutes",
    ),
    "gamma": Kind(
        "Humped, with a tail that falls as fast as an exponential one. By mean and standard deviation, or by shape and "
        "scale.",
        (BY_MEAN, BY_SHAPE),
        "gamma: {mean: 3 hours, standard deviation: 2 hours}",
    ),
    "lognormal": Kind(
        "Humped, with a long tail: most lengths of stay look like it. By mean and standard deviation of the times "
        "themselves; or by median and mean; by median and another quantile; or by mean and standard deviation of the "
        "logarithm.",
        (BY_MEAN, BY_MEDIAN, BY_QUANTILE, BY_LOGS),
        "lognormal: {median: 4 days, mean: 6.5 days}",
    ),
    "weibull": Kind("Wears out or hardens as it goes on.", (WEIBULL,), "weibull: {shape: 1.5, scale: 40 minutes}"),
    "triangular": Kind(
        "An estimate by those who do the work: least, likeliest and most.",
        (TRIANGULAR,),
        "triangular: {least: 5 minutes, likeliest: 10 minutes, most: 30 minutes}",
    ),
    "uniform": Kind(
        "Every value between two as likely as any other.", (UNIFORM,), "uniform: {least: 10 minutes, most: 20 minutes}"
    ),
    "sample": Kind(
        "One of the values that were seen, each as likely as it was often.",
        (Many("amount"),),
        "sample: [12 minutes, 31 minutes, 31 minutes, 95 minutes]",
    ),
    "quantiles": Kind(
        "Known by some of its quantiles from 0 to 100 %, and evenly spread between two neighbours.",
        (Named(AMOUNT, by="share"),),
        "quantiles: {0%: 5 minutes, 50%: 40 minutes, 90%: 2 hours, 100%: 9 hours}",
    ),
}
BY_CLASS: tuple[Takes, ...] = ("distribution", Named(("distribution",), by="class"))
"""One for everybody, or one for each class."""
