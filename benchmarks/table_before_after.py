"""The tables of docs/explanation/before-and-after.md: how often the intervals hold, in invented worlds. Ten minutes.

Not a claim of speed, so not among those of `make bench`: run it by hand after the method was changed.
"""

import sys
from itertools import count
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.changed_worlds import EFFECTS, Kind, how_often
from support.perfect_weeks import how_often_of_weeks

from everyweek.effects.placebo import held

WORLDS = 2000
ODD = {
    "each organisation with a correlation of its own, 0 to 0.8": Kind(organisations=60, alike=(0.0, 0.8)),
    "slopes three times as different": Kind(organisations=60, drift=0.3),
    "seasons twice as different": Kind(organisations=60, season_apart=0.6),
    "chance with heavy tails (Student's t, 3 degrees)": Kind(organisations=60, tails=3.0),
    "noise from 0.5 to 12 points": Kind(organisations=60, noise=(2.6, 0.8)),
    "1 figure in 100 missing": Kind(missing=0.01),
}


def main() -> None:
    """Print them; each row of worlds of its own."""
    seeds = count(1)
    click.echo(
        "| organisations | months before, after | should hold | " + " | ".join(f"{a:g}" for a in (0, 0.3, 0.6)) + " |"
    )
    for organisations in (30, 60, 130):
        for before in (12, 24):
            for after in (6, 8, 12):
                cells = []
                for alike in (0.0, 0.3, 0.6):
                    kind = Kind(organisations=organisations, before=before, after=after, alike=(alike, alike))
                    told = how_often(kind, worlds=WORLDS, seed=next(seeds))
                    found = " / ".join(f"{100 * told.found[one]:.0f}" for one in EFFECTS)
                    cells.append(f"{100 * told.holds:.1f} | {found}")
                should = 100 * held(organisations - 1, level=0.95)
                click.echo(f"| {organisations} | {before}, {after} | {should:.1f} | {' | '.join(cells)} |")
    for words, kind in ODD.items():
        told = how_often(kind, worlds=2 * WORLDS, seed=next(seeds))
        should = 100 * held(kind.organisations - 1, level=0.95)
        thirds = f"{100 * told.quiet:.1f} | {100 * told.noisy:.1f}"
        found = " / ".join(f"{100 * told.found[one]:.0f}" for one in EFFECTS)
        click.echo(f"| {words} | {should:.1f} | {100 * told.holds:.1f} | {thirds} | {found} |")
    for words, organisations, length, season in (
        ("30 other organisations, 120 days", 30, 120, None),
        ("60 other organisations, 120 days", 60, 120, None),
        ("alone, one year", 0, 365, None),
        ("alone, two years", 0, 730, None),
        ("alone, two years, when the season changes fastest", 0, 730, 0.25),
        ("10 other organisations, two years", 10, 730, None),
    ):
        for alike in (0.0, 0.4, 0.7):
            week = how_often_of_weeks(
                organisations=organisations,
                length=length,
                alike=alike,
                season=season,
                worlds=WORLDS // 2,
                seed=next(seeds),
            )
            click.echo(
                f"| {words} | {alike} | {week.placebos} | {100 * held(week.placebos, level=0.95):.1f} | "
                f"{100 * week.during:.1f} | {100 * week.after:.1f} | {100 * week.found:.0f} |"
            )


if __name__ == "__main__":
    main()
