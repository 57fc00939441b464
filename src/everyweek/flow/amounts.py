"""What distributions are given in: lengths of time, or plain numbers where an attribute of a patient is set."""

from everyweek.flow.quantities import Duration

Amount = Duration | float
"""A length of time, or a plain number."""
MOST_SPREAD = 1e6
"""Standard deviations are at most so many means, and at least one of so many parts of it."""


def plain(amount: Amount) -> float:
    """The number of an amount: minutes of a length of time.

    >>> plain(Duration(5.0)), plain(2.5)
    (5.0, 2.5)
    """
    return amount.minutes if isinstance(amount, Duration) else float(amount)


def like(amount: Amount, number: float) -> Amount:
    """A number with the unit of an amount."""
    return Duration(number) if isinstance(amount, Duration) else number


def not_above_nought(name: str, number: float) -> tuple[str, ...]:
    """What is wrong with a number that has to be more than nought; nothing when it is."""
    return () if number > 0 else (f"Its {name} must be more than nought.",)
