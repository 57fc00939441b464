"""How far it still is to a target, for one place and for a system; and what to choose first because of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from everyweek.maturity.choosing import Candidate, Pick, Suggestion, suggest_choice
from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import ThemeScore, level_number, levels_of

__all__ = [
    "Candidate",
    "Gap",
    "Pick",
    "Suggestion",
    "SystemGap",
    "gap",
    "suggest_choice",
    "system_gap",
    "target_for",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing from where a place stands to where it wants to be.

    now, target : points of a scored theme, the rung of a rubric, the number of an agreed theme's level.
    missing     : target less now; 0 when it is reached or passed.
    share       : missing of the whole way from the lowest to the highest there is, 0–1.
    is_complete : False while questions are not answered; `missing` is then the most that it may be.
    """

    now: float
    target: float
    missing: float
    share: float
    is_complete: bool = True

    @property
    def is_met(self) -> bool:
        """Whether the target is reached or passed, whatever the questions that are not answered yet bring."""
        return self.missing == 0


def gap(score: ThemeScore, target: float) -> Gap | None:
    """The gap of one place in one theme; None where there is nothing to measure from.

    target : points of a scored theme, the rung of a rubric, the number of an agreed theme's level; see `target_for`.

    Questions that are not answered count as not reached, and `is_complete` says that they do. An agreed theme without
    a level, and a theme with only one level, have no gap.

    >>> score = ThemeScore("ucr", "scored", 5, 8, answered=8, questions=8, level="Progressing", is_complete=True,
    ...                    lowest=5, highest=5)
    >>> gap(score, 7)
    Gap(now=5, target=7, missing=2, share=0.25, is_complete=True)
    """
    first, last = (0.0, score.most) if score.kind == "scored" else (1.0, score.most or float(score.levels))
    if last <= first or (score.kind == "agreed" and not score.is_complete):
        return None
    now = float(score.level_number) if score.kind == "agreed" else score.lowest
    missing = max(0.0, target - now)
    return Gap(now, target, missing, missing / (last - first), score.is_complete)


def target_for(level: str, theme: Theme, framework: Framework) -> float:
    """The least score that is in a level; of an agreed theme, the level's number. Raises UnknownLevel.

    Of "", which aims at nothing, 0.
    """
    levels = levels_of(theme, framework)
    number = level_number(levels, level)
    if theme.kind == "agreed" or not number:
        return float(number)
    return float(levels.all[number - 1].lowest)


@dataclass(frozen=True, slots=True)
class SystemGap:
    """What is missing from the most that there is, over the places of a system.

    share    : of all points (or steps) that its places could have, those that are missing, 0–1: a count, of which
               every place's part can be named.
    widest   : the largest share that one place misses.
    at       : which places miss that much, as their place in what was given, from 0.
    places   : how many are counted. left_out: how many are not, as they are not complete.
    """

    share: float
    widest: float
    at: tuple[int, ...]
    places: int
    left_out: int


def system_gap(scores: Sequence[ThemeScore]) -> SystemGap | None:
    """What the places of a system still miss of one theme; None without a place that is complete.

    scores : one for each place, all of one theme and of one version of the framework.
    """
    missing = [(at, 1 - one.share) for at, one in enumerate(scores) if one.share is not None]
    if not missing:
        return None
    widest = max(share for _, share in missing)
    return SystemGap(
        share=sum(share for _, share in missing) / len(missing),
        widest=widest,
        at=tuple(at for at, share in missing if share == widest),
        places=len(missing),
        left_out=len(scores) - len(missing),
    )
