"""How many champions a system may nominate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A round's rule.

    smaller, larger : how many a smaller and a larger system may nominate.
    larger_from     : a system is larger when at least so many acute trusts are counted in it.

    Source: "Recovery champions", NHS England 2023: "10 champions for smaller systems, while larger multi-acute provider
    systems may have up to 20". Multi-acute is two or more.
    """

    smaller: int = 10
    larger: int = 20
    larger_from: int = 2

    @property
    def in_words(self) -> str:
        """The rule as a sentence.

        >>> Rule().in_words
        'A smaller system may nominate 10 champions, a larger one up to 20. A larger one has at least 2 acute trusts.'
        """
        trusts = f"{self.larger_from} acute trust{'s' * (self.larger_from != 1)}"
        return (
            f"A smaller system may nominate {self.smaller} champions, a larger one up to {self.larger}. A larger one "
            f"has at least {trusts}."
        )


@dataclass(frozen=True, slots=True)
class AcuteTrusts:
    """How many acute trusts are counted in a system on a day.

    are_told_by_figures : whether figures tell which trusts are acute; without any, all trusts are counted.
    """

    number: int
    are_told_by_figures: bool = True

    @property
    def in_words(self) -> str:
        """The number, and what was counted.

        >>> AcuteTrusts(1).in_words
        '1 acute trust is counted in it'
        """
        what = "acute trust" if self.are_told_by_figures else "trust"
        verb = "is" if self.number == 1 else "are"
        told = "" if self.are_told_by_figures else " (no A&E figures are loaded that tell which of them are acute)"
        return f"{self.number} {what}{'s' * (self.number != 1)} {verb} counted in it{told}"


@dataclass(frozen=True, slots=True)
class Places:
    """How many a system may nominate, and why so many, in words."""

    number: int
    reason: str


def places_of(counted: AcuteTrusts, rule: Rule, *, own: int | None = None) -> Places:
    """How many champions a system may nominate.

    own : what was settled for this system by hand, which goes before the rule.

    >>> places_of(AcuteTrusts(1), Rule())
    Places(number=10, reason='A smaller system: 1 acute trust is counted in it.')
    >>> places_of(AcuteTrusts(2), Rule())
    Places(number=20, reason='A larger system: 2 acute trusts are counted in it.')
    >>> places_of(AcuteTrusts(2), Rule(), own=14)
    Places(number=14, reason='Settled by hand for this system; the rule alone would give 20.')
    """
    is_larger = counted.number >= rule.larger_from
    by_rule = rule.larger if is_larger else rule.smaller
    if own is not None:
        return Places(own, f"Settled by hand for this system; the rule alone would give {by_rule}.")
    return Places(by_rule, f"A {'larger' if is_larger else 'smaller'} system: {counted.in_words}.")
