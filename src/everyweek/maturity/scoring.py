"""Scores and levels: of one place for one theme, for all themes, and of several places together.

Explained for readers in docs/explanation/maturity.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from everyweek.maturity.answers import Answers, answer_to, ladder
from everyweek.maturity.errors import UnknownLevel
from everyweek.maturity.framework import Framework, Kind, Level, Levels, Theme

__all__ = [
    "Answers",
    "Spread",
    "ThemeScore",
    "level_for",
    "level_number",
    "levels_of",
    "lower_median",
    "roll_up",
    "score_framework",
    "score_theme",
]


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How one place stands in one theme.

    theme           : its key.
    score           : scored: points so far, a whole number; rubric: the rung at the lower median of those answered;
                      None for an agreed theme, and for a rubric without an answer.
    most            : the highest score there is: points, or the number of the highest rung; 0 for an agreed theme.
    answered        : questions with an answer, of `questions`; of an agreed theme, prompts, which count for nothing.
    level           : name of the level; "" unless `is_complete`.
    is_complete     : every question has an answer; of an agreed theme, a level is agreed.
    lowest, highest : the scores that are still possible, whatever is answered to what is not answered yet.
    level_number    : place of the level among `levels`, lowest 1; 0 without a level.
    levels          : how many levels there are.
    position        : rubric: mean rung of the answered questions, for drawing a mark between two rungs and for counting
                      steps (see `share`); never a level. None otherwise.
    """

    theme: str
    kind: Kind
    score: float | None
    most: float
    answered: int
    questions: int
    level: str
    is_complete: bool
    lowest: float = 0.0
    highest: float = 0.0
    level_number: int = 0
    levels: int = 0
    position: float | None = None

    @property
    def share(self) -> float | None:
        """How far a place has come, 0–1; None unless `is_complete`, and where there is only one level or rung.

        Scored: points of all points. Rubric: steps climbed of all steps of all its ladders (of one ladder, up to
        `score`, where `position` was not kept); a place at rung 1 of everything has climbed none. Agreed: steps from
        the lowest level, of all steps between levels.

        >>> score = ThemeScore("ucr", "scored", 6, 8, answered=8, questions=8, level="Mature", is_complete=True)
        >>> score.share
        0.75
        """
        if not self.is_complete:
            return None
        if self.kind == "scored":
            return self.score / self.most if self.score is not None and self.most else None
        if self.kind == "agreed":
            return (self.level_number - 1) / (self.levels - 1) if self.levels > 1 else None
        stands = self.score if self.position is None else self.position
        return (stands - 1) / (self.most - 1) if stands is not None and self.most > 1 else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the places of a system stand in one theme; no mean, behind which a place could hide.

    places                  : how many have a level, and are counted here.
    lowest, median, highest : scores, of which each is the score of some place; the median is the lower of the middle
                              two. None without a place, and for an agreed theme, which has no score.
    by_level                : name and how many places, for every level, lowest first.
    incomplete              : how many places have none yet.
    """

    places: int
    lowest: float | None
    median: float | None
    highest: float | None
    by_level: tuple[tuple[str, int], ...]
    incomplete: int = 0


def score_framework(
    framework: Framework, answers: Answers, agreed_levels: Mapping[str, str] | None = None
) -> tuple[ThemeScore, ...]:
    """The scores of one place for all themes, in the framework's order.

    agreed_levels : by the key of an agreed theme, the name of its level; not there, or "", is not agreed yet.
    Raises UnknownAnswer, UnknownLevel.
    """
    agreed = agreed_levels or {}
    return tuple(
        score_theme(theme, framework, answers, agreed_level=agreed.get(theme.key, "")) for theme in framework.themes
    )


def score_theme(theme: Theme, framework: Framework, answers: Answers, *, agreed_level: str = "") -> ThemeScore:
    """How one place stands in one theme.

    Scored: a point for each yes. Rubric: rungs of a ladder have an order and no distance (nobody says that the step
    from 1 to 2 is as long as that from 3 to 4), so its score is the rung at the lower median: at least half of the
    answers stand there or higher, and with as many above as below the more modest one counts. Agreed: its level is
    what was agreed, and the answers to its prompts count for nothing.

    answers      : may hold other themes' answers, and those to questions that there are no longer; neither counts.
    agreed_level : of an agreed theme, the name of its level; of any other kind it is not looked at.
    Raises UnknownAnswer, UnknownLevel.
    """
    given = [answer_to(theme, question, framework, answers) for question in theme.questions]
    if theme.kind == "agreed":
        return _agreed(theme, framework, agreed_level=agreed_level, answered=_filled(given))
    return _rubric(theme, framework, given) if theme.kind == "rubric" else _scored(theme, framework, given)


def levels_of(theme: Theme, framework: Framework) -> Levels:
    """The levels that a theme's places fall into: of a rubric the framework's rungs, of any other kind its levels."""
    if theme.kind != "rubric":
        return framework.levels
    return Levels(
        tuple(Level(rung.name, rung.number, rung.meaning) for rung in framework.rungs),
        official=framework.levels.official,
        note=framework.levels.note,
    )


def level_for(score: float, levels: Levels) -> str:
    """Name of the level that a score falls into; "" below the lowest.

    >>> levels = Levels((Level("Early", 0), Level("Progressing", 3)), official=False)
    >>> level_for(2, levels), level_for(3, levels), level_for(-1, levels)
    ('Early', 'Progressing', '')
    """
    reached = [level.name for level in levels.all if level.lowest <= score]
    return reached[-1] if reached else ""


def level_number(levels: Levels, name: str) -> int:
    """Place of a level, lowest 1; 0 for "". Raises UnknownLevel, which names those that there are."""
    names = [level.name for level in levels.all]
    if not name:
        return 0
    if name not in names:
        raise UnknownLevel(f"There is no level called “{name[:40]}”. There are: {', '.join(names)}.")
    return names.index(name) + 1


def roll_up(scores: Sequence[ThemeScore], *, levels: Levels) -> Spread:
    """How several places stand in one theme.

    scores : one for each place, all of the same theme; of none, a Spread of no places.
    levels : of that theme; see `levels_of`.
    Raises UnknownLevel.
    """
    complete = [one for one in scores if one.is_complete]
    numbers = sorted(one.score for one in complete if one.score is not None)
    reached = [level_number(levels, one.level) for one in complete]
    return Spread(
        places=len(complete),
        lowest=numbers[0] if numbers else None,
        median=lower_median(numbers) if numbers else None,
        highest=numbers[-1] if numbers else None,
        by_level=tuple((level.name, reached.count(number)) for number, level in enumerate(levels.all, start=1)),
        incomplete=len(scores) - len(complete),
    )


def lower_median(numbers: Sequence[float]) -> float:
    """The middle one, or the lower of the middle two, so that it is always one of them. Raises ValueError for none.

    >>> lower_median([4, 1, 3, 2]), lower_median([5, 1, 3])
    (2, 3)
    """
    if not numbers:
        raise ValueError("There is no middle of nothing.")
    return sorted(numbers)[(len(numbers) - 1) // 2]


def _scored(theme: Theme, framework: Framework, given: Sequence[str]) -> ThemeScore:
    points, open_questions = given.count("yes"), given.count("")
    is_complete = bool(given) and not open_questions
    level = level_for(points, framework.levels) if is_complete else ""
    return ThemeScore(
        theme=theme.key,
        kind="scored",
        score=float(points),
        most=float(len(given)),
        answered=_filled(given),
        questions=len(given),
        level=level,
        is_complete=is_complete,
        lowest=float(points),
        highest=float(points + open_questions),
        level_number=level_number(framework.levels, level),
        levels=len(framework.levels.all),
    )


def _rubric(theme: Theme, framework: Framework, given: Sequence[str]) -> ThemeScore:
    ladders = [[rung.number for rung in ladder(question, framework)] for question in theme.questions]
    rungs = [int(one) for one in given if one]
    at_least = [int(one) if one else min(numbers) for one, numbers in zip(given, ladders, strict=True)]
    at_most = [int(one) if one else max(numbers) for one, numbers in zip(given, ladders, strict=True)]
    is_complete = bool(given) and "" not in given
    levels = levels_of(theme, framework)
    level = level_for(lower_median(rungs), levels) if is_complete else ""
    return ThemeScore(
        theme=theme.key,
        kind="rubric",
        score=float(lower_median(rungs)) if rungs else None,
        most=float(max((max(numbers) for numbers in ladders), default=0)),
        answered=len(rungs),
        questions=len(given),
        level=level,
        is_complete=is_complete,
        lowest=float(lower_median(at_least)) if given else 0.0,
        highest=float(lower_median(at_most)) if given else 0.0,
        level_number=level_number(levels, level),
        levels=len(levels.all),
        position=sum(rungs) / len(rungs) if rungs else None,
    )


def _agreed(theme: Theme, framework: Framework, *, agreed_level: str, answered: int) -> ThemeScore:
    return ThemeScore(
        theme=theme.key,
        kind="agreed",
        score=None,
        most=0.0,
        answered=answered,
        questions=len(theme.questions),
        level=agreed_level,
        is_complete=bool(agreed_level),
        level_number=level_number(framework.levels, agreed_level),
        levels=len(framework.levels.all),
    )


def _filled(given: Sequence[str]) -> int:
    return sum(1 for one in given if one)
