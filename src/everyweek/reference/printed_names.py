"""Names that are printed in capitals, as the NHS writes them."""

import re

SMALL = frozenset({"and", "at", "by", "for", "in", "of", "on", "the", "upon", "with"})
CAPITALS = frozenset({"nhs", "cic", "uk"})


def as_written(name: str) -> str:
    """A name in capitals with capitals only where they belong.

    >>> as_written("ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST")
    "St George's University Hospitals NHS Foundation Trust"
    >>> as_written("NORTH STAFFORDSHIRE & STOKE-ON-TRENT CARE OF THE ELDERLY CIC")
    'North Staffordshire and Stoke-on-Trent Care of the Elderly CIC'
    """
    words = re.split(r"([ \-]+)", " ".join(name.replace("&", " and ").split()).lower())
    return "".join(_word(word, first=place == 0) for place, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("(),.")
    if bare in CAPITALS:
        return word.upper()
    if bare in SMALL and not first:
        return word
    return re.sub(r"[a-z]", lambda letter: letter[0].upper(), word, count=1)
