"""Who is most like an organisation, whomever a reader compares it with."""

from functools import lru_cache

from everyweek.comparison.choices import NEAREST, choose
from everyweek.comparison.records import Choice
from everyweek.web.measure.queries import Edition, edition, warehouse


def peers_of(code: str, choice: Choice) -> tuple[str, ...]:
    """Those most like an organisation, the nearest first. choice : whom it is compared with just now."""
    return choice.codes if choice.key == NEAREST else _nearest(code, edition())


@lru_cache(maxsize=512)
def _nearest(code: str, edition: Edition) -> tuple[str, ...]:
    return choose(warehouse(), code, NEAREST).codes
