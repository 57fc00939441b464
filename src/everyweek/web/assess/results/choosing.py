"""Choosing a system's priorities after a round: a draft of the board's people, and what it publishes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from everyweek.maturity.framework import Framework, Theme
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.results.errors import NotAChoice
from everyweek.web.assess.results.models import ChosenTheme, PriorityChoice
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.design.wording import several
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.patient_data import nhs_number_in
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

LONGEST_WHY = 5_000
SETTINGS = ("in hospital", "out of hospital")


@transaction.atomic
def choose(
    *,
    by: Reader,
    assessment_round: AssessmentRound,
    system: str,
    themes: Sequence[str],
    why: str,
    suggested: Collection[str],
    publish: bool,
    seen_version: int,
    now: datetime,
) -> PriorityChoice:
    """Keep what a board chooses, as a draft or for its places, its region and national support to see.

    themes       : keys; a draft may hold fewer than are to be chosen.
    suggested    : which of them Everyweek suggested when they were chosen.
    seen_version : of the choice that the page showed; 0 for none.
    Raises NotAChoice, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    check(by, "priorities.choose", system)
    framework = framework_of(assessment_round.framework)
    check_choice(framework, themes, must_be_whole=publish)
    if number := nhs_number_in(why):
        raise NotAChoice(f"“{number}” is an NHS number: it passes the check. Nothing was saved. Take it out.")
    choice = _held(assessment_round, system, seen_version, now=now)
    hold_writer(by)
    was_published = choice.published_at is not None
    choice.why, choice.chosen_by_id, choice.updated_at = why[:LONGEST_WHY], by.identity, now
    choice.published_at = now if publish else None
    choice.version += 1
    choice.save()
    choice.themes.all().delete()
    ChosenTheme.objects.bulk_create(
        ChosenTheme(choice=choice, theme=key, position=position, suggested=key in suggested)
        for position, key in enumerate(themes)
    )
    _record(by, choice, framework, themes, publish=publish, was_published=was_published, now=now)
    return choice


def check_choice(framework: Framework, themes: Sequence[str], *, must_be_whole: bool) -> None:
    """Raises NotAChoice. must_be_whole : it is to be published, and so must have the number and the blend."""
    word, words = framework.theme_word, framework.theme_words
    if not framework.chosen:
        raise NotAChoice(f"No priorities are chosen with “{framework.title}”.")
    known = {theme.key: theme for theme in framework.themes}
    if len(set(themes)) < len(themes) or not set(themes) <= set(known):
        raise NotAChoice(f"Choose from the {words} of this round, each once.")
    if len(themes) > framework.chosen:
        raise NotAChoice(f"Choose at most {several(framework.chosen, word)}: you chose {len(themes)}. Untick some.")
    if not must_be_whole:
        return
    if len(themes) < framework.chosen:
        raise NotAChoice(
            f"Choose {several(framework.chosen, word)} to publish them: you chose {len(themes)}. You can save fewer "
            "as a draft."
        )
    _check_blend(framework, [known[key] for key in themes])


def needs_blend(framework: Framework) -> bool:
    """With two or more to choose, one is in hospital and one out of hospital, where the framework has both."""
    return framework.chosen >= len(SETTINGS) and set(SETTINGS) <= {theme.setting for theme in framework.themes}


def _check_blend(framework: Framework, themes: Sequence[Theme]) -> None:
    if not needs_blend(framework):
        return
    for setting in SETTINGS:
        if not any(theme.setting == setting for theme in themes):
            names = ", ".join(theme.name for theme in framework.themes if theme.setting == setting)
            raise NotAChoice(
                f"The choice must be a blend of in and out of hospital, and nothing you chose is {setting}. Choose at "
                f"least one of these: {names}."
            )


def _held(found: AssessmentRound, system: str, seen_version: int, *, now: datetime) -> PriorityChoice:
    """The choice, held until the transaction ends, made first where there is none. Raises ChangedMeanwhile."""
    rows = PriorityChoice.objects.select_for_update(no_key=True).filter(round=found, system=system)
    choice = rows.first()
    if choice is None:
        made = PriorityChoice(round=found, system=system, updated_at=now, version=0)
        PriorityChoice.objects.bulk_create([made], ignore_conflicts=True)
        choice = rows.get()
    if choice.version != seen_version:
        raise ChangedMeanwhile("The choice of priorities")
    return choice


def _record(
    by: Reader,
    choice: PriorityChoice,
    framework: Framework,
    themes: Sequence[str],
    *,
    publish: bool,
    was_published: bool,
    now: datetime,
) -> None:
    """Write it into the chain; what a draft chooses is for the board, and the chain is read by those above it too."""
    chosen = {"priorities": [framework.theme(key).name for key in themes]}
    record(
        by=by,
        action="priorities.published" if publish else "priorities.saved",
        of=("priorities", f"{choice.round.key}/{choice.system}"),
        before={"published": was_published},
        after={"published": publish, **(chosen if publish else {})},
        organisation=choice.system,
        now=now,
    )
