"""How many found a resource useful, in words."""

from everyweek.web.learn.using.useful.queries import FEWEST


def useful_words(yes: int, of: int) -> str:
    """How many found it useful; "" while there are so few answers that somebody could be known by them.

    >>> useful_words(12, 14), useful_words(2, 2)
    ('12 of 14 readers found it useful.', '')
    """
    return f"{yes:,} of {of:,} readers found it useful." if of >= FEWEST else ""
