"""What a reader may see of one place: where it stands and wants to be, since the round before, and beside others."""

from collections.abc import Mapping
from dataclasses import dataclass

from everyweek.maturity.compare import Movement, matches, movement
from everyweek.maturity.errors import MaturityError
from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import ThemeScore, level_number, levels_of, score_framework
from everyweek.web.assess.consent.models import SharedReturn
from everyweek.web.assess.consent.queries import Shared, shared_by
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.results.queries import Cell, Seen, ThemeOfPlace, seen_in, themes_of
from everyweek.web.assess.results.spread import LevelSpread, spread_of
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.reader import Reader

FEWEST_OTHERS = 3
"""Places beside which a place is put: of fewer, "the lowest of two" says more of those two than of this one."""


@dataclass(frozen=True, slots=True)
class BesideOthers:
    """How a place stands beside the others that the reader sees: how many of them stand lower, alike and higher.

    spread : of the others; None when there are fewer than FEWEST_OTHERS of them with a level.
    """

    spread: LevelSpread | None
    others: int
    lower: int = 0
    alike: int = 0
    higher: int = 0


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """One theme of a place. moved, before : None without a round before that the reader may see."""

    theme: Theme
    score: ThemeScore
    kept: ThemeOfPlace
    before: ThemeScore | None
    moved: Movement | None
    beside: BesideOthers


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """One place. previous : title of the round before; "" for none, and `why_no_previous` says why."""

    shared: Shared
    framework: Framework
    themes: tuple[ThemeResult, ...]
    previous: str
    why_no_previous: str


def result_of(reader: Reader, assessment: Assessment) -> PlaceResult | None:
    """Everything of a place that this reader may see; None when that is nothing."""
    seen = seen_in(reader, assessment.round)
    shared = next((one for one in seen.places if one.assessment == assessment.pk), None)
    if shared is None:
        return None
    framework = framework_of(assessment.round.framework)
    scores, kept = _scores(shared, framework), themes_of(shared)
    before, why_not = _before(reader, assessment, framework, scores)
    themes = tuple(
        ThemeResult(
            theme=theme,
            score=scores[theme.key],
            kept=kept[theme.key],
            before=before[theme.key][0] if theme.key in before else None,
            moved=before[theme.key][1] if theme.key in before else None,
            beside=_beside(seen, shared, theme, framework, scores[theme.key]),
        )
        for theme in framework.themes
    )
    previous = assessment.round.previous.title if before and assessment.round.previous else ""
    return PlaceResult(shared, framework, themes, previous, why_not)


def _scores(shared: Shared, framework: Framework) -> dict[str, ThemeScore]:
    """The scores anew from what was given, which says more of them than the table needs.

    What was taken back at this very moment has no content any more, and no score.
    """
    content = SharedReturn.objects.values_list("content", flat=True).get(pk=shared.pk)
    answers = {key: one["value"] for key, one in content.get("answers", {}).items()}
    levels = {key: one["level"] for key, one in content.get("positions", {}).items() if one["level"]}
    return {one.theme: one for one in score_framework(framework, answers, levels)}


Before = Mapping[str, tuple[ThemeScore | None, Movement]]


def _before(
    reader: Reader, assessment: Assessment, framework: Framework, scores: Mapping[str, ThemeScore]
) -> tuple[Before, str]:
    """By theme its score in the round before and how it moved; and why there is none, "" when there is."""
    earlier = assessment.round.previous
    if earlier is None:
        return {}, "There is no earlier round to hold this one against."
    rows = Assessment.objects.select_related("round__framework", "place")
    then = rows.filter(round=earlier, place=assessment.place).first()
    given = shared_by(reader, then) if then else None
    if given is None or then is None:
        return {}, f"You see nothing of this place in the round before, “{earlier.title}”."
    old = framework_of(then.round.framework)
    try:
        pairs = matches(old, framework)
    except MaturityError as why:
        return {}, str(why)
    past = _scores(given, old)
    told = {key: (past.get(match.was), match) for key, match in pairs.items()}
    return {key: (was, movement(was, scores[key], match)) for key, (was, match) in told.items()}, ""


def _beside(seen: Seen, shared: Shared, theme: Theme, framework: Framework, score: ThemeScore) -> BesideOthers:
    """The place beside all others that the reader sees in the round."""
    levels = levels_of(theme, framework)
    others = [seen.cells[one.pk].get(theme.key) for one in seen.places if one.pk != shared.pk]
    complete = [one for one in others if one is not None and one.level]
    if len(complete) < FEWEST_OTHERS or not score.is_complete:
        return BesideOthers(None, len(complete))

    def rank(level: str, points: float | None) -> tuple[int, float]:
        return level_number(levels, level), points or 0.0

    mine = rank(score.level, score.score)
    theirs = [rank(one.level, one.score) for one in complete]
    return BesideOthers(
        spread_of(complete, levels),
        len(complete),
        lower=sum(one < mine for one in theirs),
        alike=sum(one == mine for one in theirs),
        higher=sum(one > mine for one in theirs),
    )


def score_of_cell(theme: Theme, framework: Framework, cell: Cell | None) -> ThemeScore:
    """A cell of the table as a score, for adding places up; of one that is not there, nothing answered."""
    levels = levels_of(theme, framework)
    if cell is None:
        return ThemeScore(theme.key, theme.kind, None, 0.0, 0, len(theme.questions), "", is_complete=False)
    return ThemeScore(
        theme=theme.key,
        kind=theme.kind,
        score=cell.score,
        most=cell.most,
        answered=cell.answered,
        questions=cell.questions,
        level=cell.level,
        is_complete=bool(cell.level),
        lowest=cell.score or 0.0,
        highest=cell.score or 0.0,
        level_number=level_number(levels, cell.level),
        levels=len(levels.all),
    )
