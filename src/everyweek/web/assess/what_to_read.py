"""What others did about themes in which a place stands low: asked of whoever keeps such things.

It is the registry of the pages of comparing, which come before these and which the library fills when Django starts.
"""

from collections.abc import Iterable, Sequence

from everyweek.maturity.framework import Theme
from everyweek.web.compare.what_others_did import Gap, WhatOthersDid, what_others_did
from everyweek.web.people.reader import Reader

MOST = 3


def what_to_read(
    reader: Reader, themes: Iterable[Theme], *, peers: Sequence[str] = ()
) -> dict[str, tuple[WhatOthersDid, ...]]:
    """By the key of a theme what this reader may read of its intervention; a theme without any is not there.

    peers : codes of organisations like the hospital's, the nearest first; their case studies come first.
    """
    asked = {theme.key: Gap(f"theme {theme.key}", (theme.intervention,)) for theme in themes if theme.intervention}
    found = what_others_did(reader, list(asked.values()), peers=peers, most=MOST)
    return {key: found[gap.measure] for key, gap in asked.items() if found[gap.measure]}
