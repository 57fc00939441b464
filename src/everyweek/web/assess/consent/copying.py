"""The copy of an assessment that others get: what is agreed at this instant, and no party's own words."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import ThemeScore, level_for, levels_of, score_framework, score_theme
from everyweek.web.assess.conversation.queries import (
    Agreed,
    Position,
    agreed_in_full,
    agreed_levels,
    positions,
)
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.rounds.models import Assessment


@dataclass(frozen=True, slots=True)
class ThemeCopy:
    """One theme as others get it; its fields are those of SharedTheme."""

    theme: str
    score: float | None
    most: float
    answered: int
    questions: int
    level: str
    agreed_with: str
    target_score: float | None
    target_level: str
    target_on: date | None

    @property
    def is_complete(self) -> bool:
        """Every question has an agreed answer, or the level is agreed."""
        return bool(self.level)


@dataclass(frozen=True, slots=True)
class Copy:
    """What would be given out now.

    fingerprint : of all of it, so that nobody gives out what they did not see.
    carried     : how many answers of the round before nobody has confirmed; they are not in it.
    """

    themes: tuple[ThemeCopy, ...]
    content: dict[str, Any]
    fingerprint: str
    carried: int = 0

    @property
    def incomplete(self) -> tuple[ThemeCopy, ...]:
        """Themes without a level yet."""
        return tuple(one for one in self.themes if not one.is_complete)


def copy_of(assessment: Assessment) -> Copy:
    """What others would get of an assessment if it were given out now.

    An agreed answer that was carried over from the round before, and that nobody has confirmed, is not agreed yet: it
    stays at home.
    """
    framework = framework_of(assessment.round.framework)
    answered = {key: one for key, one in agreed_in_full(assessment).items() if one.value}
    agreed = {key: one for key, one in answered.items() if not one.carried}
    stands = positions(assessment)
    answers = {key: one.value for key, one in agreed.items()}
    scores = score_framework(framework, answers, agreed_levels(assessment))
    wanted = {key: one.wanted for key, one in agreed.items() if one.wanted}
    themes = tuple(_theme(score, framework, stands.get(score.theme, Position(score.theme)), wanted) for score in scores)
    content = {
        "framework": {"key": framework.key, "version": framework.version},
        "answers": {key: _answer(one) for key, one in sorted(agreed.items())},
        "positions": {key: _position(one) for key, one in sorted(stands.items())},
    }
    return Copy(themes, content, _fingerprint(content), carried=len(answered) - len(agreed))


def _theme(score: ThemeScore, framework: Framework, stands: Position, wanted: dict[str, str]) -> ThemeCopy:
    theme = framework.theme(score.theme)
    target, target_level = _target(theme, framework, stands, wanted)
    return ThemeCopy(
        theme=score.theme,
        score=score.score,
        most=score.most,
        answered=score.answered,
        questions=score.questions,
        level=score.level,
        agreed_with=stands.agreed_with if theme.kind == "agreed" else "",
        target_score=target,
        target_level=target_level,
        target_on=stands.target_on,
    )


def _target(theme: Theme, framework: Framework, stands: Position, wanted: dict[str, str]) -> tuple[float | None, str]:
    """Where the place wants to be: as it says for the theme, or else the rungs that it wants for each question."""
    levels = levels_of(theme, framework)
    if stands.target_score is not None and theme.kind != "agreed":
        return float(stands.target_score), stands.target_level or level_for(stands.target_score, levels)
    if theme.kind == "rubric":
        score = score_theme(theme, framework, wanted)
        return (score.score, score.level) if score.is_complete else (None, stands.target_level)
    return None, stands.target_level


def _answer(one: Agreed) -> dict[str, str]:
    return {"value": one.value, "wanted": one.wanted, "note": one.note}


def _position(one: Position) -> dict[str, Any]:
    return {
        "level": one.level,
        "agreed_with": one.agreed_with,
        "agreed_on": one.agreed_on.isoformat() if one.agreed_on else "",
        "target_score": one.target_score,
        "target_level": one.target_level,
        "target_on": one.target_on.isoformat() if one.target_on else "",
        "note": one.note,
    }


def _fingerprint(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
