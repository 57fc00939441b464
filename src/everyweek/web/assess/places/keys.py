"""The words that stand for places in addresses."""

from collections.abc import Iterable, Iterator

from django.utils.text import slugify

LONGEST_KEY = 60
ROOM_FOR_A_NUMBER = 6
RESERVED = frozenset(
    {
        "answers",
        "bulk",
        "chart",
        "close",
        "edit",
        "end",
        "export",
        "frameworks",
        "home",
        "import",
        "in",
        "longer",
        "map",
        "members",
        "mine",
        "new",
        "parties",
        "people",
        "places",
        "plans",
        "priorities",
        "progress",
        "region",
        "reopen",
        "results",
        "return",
        "rounds",
        "share",
        "submit",
        "system",
        "themes",
        "upload",
    }
)
"""Words that stand in addresses where the key of a place or of a round does: no place and no round is called so."""


def stem_of(name: str, *, otherwise: str) -> str:
    """A name as it may stand in an address, with room for a number behind it.

    >>> stem_of("Fenwick & the Vale", otherwise="place"), stem_of("愛", otherwise="place")
    ('fenwick-the-vale', 'place')
    """
    kept = slugify(name).replace("_", "-").strip("-")[: LONGEST_KEY - ROOM_FOR_A_NUMBER].strip("-")
    return kept or otherwise


def free_keys(names: Iterable[str], *, taken: Iterable[str], otherwise: str) -> Iterator[str]:
    """A key for each name, none that is taken or reserved, and none twice; a number tells those that are alike.

    >>> list(free_keys(["Fenwick", "Fenwick", "Results"], taken={"fenwick"}, otherwise="place"))
    ['fenwick-2', 'fenwick-3', 'results-2']
    """
    used = set(taken) | RESERVED
    next_number: dict[str, int] = {}
    for name in names:
        stem = stem_of(name, otherwise=otherwise)
        key, number = stem, next_number.get(stem, 2)
        while key in used:
            key, number = f"{stem}-{number}", number + 1
        next_number[stem] = number
        used.add(key)
        yield key
