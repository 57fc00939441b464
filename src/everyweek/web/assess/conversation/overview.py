"""The overview of an assessment: every theme at a glance, and where to go on."""

from dataclasses import dataclass
from datetime import datetime

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import ThemeScore, score_framework
from everyweek.web.assess.consent.queries import is_given_out
from everyweek.web.assess.conversation.asked import framework_of_assessment, own_parties_asked, parties_asked
from everyweek.web.assess.conversation.presenters import whose_of
from everyweek.web.assess.conversation.queries import Position, agreed_answers, agreed_levels, positions
from everyweek.web.assess.conversation.reading import Progress, members_of, progress_of
from everyweek.web.assess.conversation.trail import here
from everyweek.web.assess.conversation.wording import names_of, wants_in_words
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.assess.rounds.running import why_not_open
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.wording import capitalised, several
from everyweek.web.people.champions.deadlines import deadline_in_words, moment_in_words
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

NOT_COUNTED = ", for the conversation only"
"""Said of the questions of a theme whose level is agreed."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme. progress : how many of its answers are agreed; differ : where parties do not answer alike.

    stands, wants : in words; "" while they are not known. is_done : nothing is open.
    """

    name: str
    address: str
    setting: str
    progress: str
    differ: str
    stands: str
    wants: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Taking:
    """A party, its organisations, and who is named for it."""

    party: str
    whose: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overview. go_on : the address and the words of where to go on, or None when nothing is open."""

    assessment: Assessment
    title: str
    about: str
    deadline: str
    state: str
    closed: str
    speaks_for: str
    leads: bool
    rows: tuple[ThemeRow, ...]
    total: str
    word: str
    levels_note: str
    go_on: tuple[str, str] | None
    taking_part: tuple[Taking, ...]
    meeting: str
    submit: str
    sharing: str


def overview_page(assessment: Assessment, who: Reader, *, now: datetime) -> OverviewPage:
    """Everything about an assessment that its parties see first."""
    framework = framework_of_assessment(assessment)
    scores = score_framework(framework, agreed_answers(assessment), agreed_levels(assessment))
    progress, wanted = progress_of(assessment), positions(assessment)
    rows = tuple(
        _row(assessment, theme, framework, score, progress.get(theme.key, Progress()), wanted.get(theme.key))
        for theme, score in zip(framework.themes, scores, strict=True)
    )
    counted = [theme for theme in framework.themes if theme.kind != "agreed"]
    agreed = sum(progress.get(theme.key, Progress()).agreed for theme in counted)
    own = own_parties_asked(who, assessment)
    return OverviewPage(
        assessment=assessment,
        title=assessment.place.name,
        about=framework.about,
        deadline=deadline_in_words(deadline_of(assessment)),
        state=_state(assessment, now=now),
        closed=why_not_open(assessment, now=now),
        speaks_for=names_of(own) if own else "",
        leads=can(who, "assessment.lead", assessment),
        rows=rows,
        total=f"{agreed} of {several(sum(len(theme.questions) for theme in counted), 'answer')} agreed",
        word=capitalised(framework.theme_word),
        levels_note="" if framework.levels.official else framework.levels.note,
        go_on=next(((row.address, row.name) for row in rows if not row.is_done), None),
        taking_part=_taking_part(assessment),
        meeting=here(assessment, "assessment-meeting-begin"),
        submit=here(assessment, "assessment-submit"),
        sharing=here(assessment, "assessment-sharing"),
    )


def _row(
    assessment: Assessment,
    theme: Theme,
    framework: Framework,
    score: ThemeScore,
    progress: Progress,
    position: Position | None,
) -> ThemeRow:
    total = len(theme.questions)
    is_done = score.is_complete if theme.kind == "agreed" else progress.agreed >= total
    return ThemeRow(
        name=theme.name,
        address=here(assessment, "assessment-theme", theme=theme.key),
        setting=capitalised(theme.setting),
        progress=f"{progress.agreed} of {total} agreed{NOT_COUNTED if theme.kind == 'agreed' else ''}",
        differ=f"Parties differ on {several(progress.differ, 'question')}" if progress.differ else "",
        stands=_stands(score, theme),
        wants=wants_in_words(position, questions=total),
        is_done=is_done,
    )


def _stands(score: ThemeScore, theme: Theme) -> str:
    """Where the place stands; while answers are open, how far it is so far."""
    if theme.kind == "agreed":
        return score.level or "No level agreed yet"
    if theme.kind == "rubric":
        return score.level
    if score.is_complete:
        return f"{score.level}: {score.score:.0f} of {score.most:.0f} points"
    return f"{score.score:.0f} of {score.most:.0f} points so far" if score.answered else ""


def _state(assessment: Assessment, *, now: datetime) -> str:
    """Whether it was submitted, or is late."""
    if assessment.submitted_at:
        return f"Submitted on {moment_in_words(assessment.submitted_at)}"
    if now > deadline_of(assessment):
        return "Late: not submitted yet. You can still submit it"
    if is_given_out(assessment):
        return "Not submitted yet, but some of it is shared: see “What others can see” below"
    return "Not submitted yet: nobody outside this place sees anything of it"


def _taking_part(assessment: Assessment) -> tuple[Taking, ...]:
    members, whose = members_of(assessment), whose_of(assessment)
    return tuple(
        Taking(
            PARTIES[party],
            whose.get(party, ""),
            tuple(
                f"{one.person.name}{', leads the assessment' if one.leads else ''}"
                for one in members
                if one.party == party
            ),
        )
        for party in parties_asked(assessment)
    )
