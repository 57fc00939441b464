"""An organisation that stands twice in one period of a file: neither line can be trusted, so the file is refused."""

from collections import Counter
from collections.abc import Iterable

from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.release import Release


def check_nobody_is_doubled(releases: Iterable[Release], *, place: Place) -> None:
    """Refuse a file in which an organisation stands twice in a period, if its reader has let that pass.

    Raises FaultyPublication, naming the first few.
    """
    for release in releases:
        for figures in (release.figures, release.group_figures):
            if figures is None:
                continue
            lines = list(zip(figures.codes, figures.starts, strict=True))
            if len(set(lines)) < len(lines):
                twice = [line for line, times in Counter(lines).items() if times > 1]
                named = ", ".join(f"{code} from {start.isoformat()}" for code, start in sorted(twice)[:3])
                raise FaultyPublication(
                    f"{release.title}: {len(twice)} of its organisations stand more than once in one period.",
                    place=place,
                    found=f"{named}{' …' if len(twice) > 3 else ''}",
                    expected="each organisation once in a period; delete the doubled rows, or download the file again",
                )
