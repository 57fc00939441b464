"""Which measures speak of a theme: those that its questions name first, then those its intervention acts on."""

from everyweek.maturity.framework import Question, Theme

MOST = 12
"""Measures of a theme. The intervention on flow acts on 28, many of them the same thing counted in another way."""


def measures_of(theme: Theme) -> tuple[str, ...]:
    """Names of the measures beside a theme, those that most of its questions name first; only measures that there are.

    The strongest evidence comes first among those that only the intervention acts on.
    """
    from everyweek.measures import MEASURES

    named = [name for question in theme.questions for name in question.measures]
    by_questions = sorted(dict.fromkeys(named), key=lambda name: -named.count(name))
    found = dict.fromkeys([*by_questions, *_acted_on(theme.intervention)])
    return tuple(name for name in found if name in MEASURES)[:MOST]


def measures_of_question(question: Question) -> tuple[str, ...]:
    """Names of the measures beside one question."""
    from everyweek.measures import MEASURES

    return tuple(name for name in question.measures if name in MEASURES)


def _acted_on(intervention: str) -> list[str]:
    from everyweek.reference.interventions import GRADES, interventions

    acts = [act for one in interventions() if one.key == intervention for act in one.acts_on]
    return [act.measure for act in sorted(acts, key=lambda act: GRADES.index(act.grade))]
