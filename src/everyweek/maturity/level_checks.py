"""Whether levels cover every score once, and whether ladders fit one another."""

from collections.abc import Sequence

from everyweek.maturity.fields import Entry
from everyweek.maturity.framework import Level, Question, Rung, Theme


def check_levels(
    entry: Entry,
    entries: Sequence[Entry],
    levels: Sequence[Level],
    tops: Sequence[int],
    *,
    points: Sequence[int],
) -> None:
    """Notes where a score would have no level or two, and a level that no place could reach.

    entry   : that the levels are in.
    entries : of each level.
    tops    : the highest score of each level, as written; -1 where it is not.
    points  : how many points each scored theme has; none of them, when none is scored.
    """
    if not levels:
        entry.fault("There is no level. Scores need levels to fall into.", "all")
        return
    if points and levels[0].lowest != 0:
        entries[0].fault(f"{levels[0].name} begins at {levels[0].lowest}; a score of 0 would have no level.", "lowest")
    _check_order(entries, levels, tops)
    if points:
        _check_reach(entries[-1], levels[-1], tops[-1], fewest=min(points), most=max(points))


def rungs_as_levels(entry: Entry, levels: Sequence[Level], rungs: Sequence[Rung]) -> tuple[Level, ...]:
    """The levels of a framework of ladders alone; any others that it has are noted."""
    of_rungs = tuple(Level(rung.name, rung.number, rung.meaning) for rung in rungs)
    if levels and tuple(levels) != of_rungs:
        entry.fault("Every theme is a rubric, whose levels are its rungs. Leave the levels out.", "all")
    return of_rungs


def check_rungs(entry: Entry, theme: Theme, question: Question, rungs: Sequence[Rung]) -> None:
    """Notes a ladder that is missing, of another length than the framework's, or there for nothing."""
    if theme.kind != "rubric":
        if question.rungs:
            entry.fault(f"{theme.name} is {theme.kind}, so its questions have no rungs. Leave them out.", "rungs")
    elif not rungs:
        entry.fault("Its theme is a rubric, and the framework has no rungs. Give the framework its ladder.")
    elif question.rungs and len(question.rungs) != len(rungs):
        entry.fault(f"It has {len(question.rungs)} rungs, and the framework has {len(rungs)}. Use as many.", "rungs")


def _check_order(entries: Sequence[Entry], levels: Sequence[Level], tops: Sequence[int]) -> None:
    for place in range(1, len(levels)):
        below, level, top = levels[place - 1], levels[place], tops[place - 1]
        if level.lowest <= below.lowest:
            problem = f"{level.name} begins at {level.lowest}, and {below.name} at {below.lowest}. Lowest comes first."
            entries[place].fault(problem, "lowest")
        elif top >= level.lowest:
            problem = f"{below.name} ends at {top}, and {level.name} begins at {level.lowest}: they overlap."
            entries[place].fault(problem, "lowest")
        elif 0 <= top < level.lowest - 1:
            problem = f"{below.name} ends at {top}, and {level.name} begins at {level.lowest}: there is a gap."
            entries[place].fault(problem, "lowest")


def _check_reach(entry: Entry, level: Level, top: int, *, fewest: int, most: int) -> None:
    if level.lowest > fewest:
        questions = "question" if fewest == 1 else "questions"
        entry.fault(
            f"{level.name} begins at {level.lowest}, and a theme has {fewest} {questions}: no place could reach it.",
            "lowest",
        )
    elif top >= 0 and top != most:
        entry.fault(f"{level.name} ends at {top}, and the most questions of a theme are {most}.", "highest")
