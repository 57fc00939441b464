"""What the pages of consent show, in words: exactly what becomes visible, and to whom, before anything is pressed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from everyweek.maturity.framework import Framework, Theme
from everyweek.web.assess.consent.copying import Copy, ThemeCopy
from everyweek.web.assess.consent.queries import Seen
from everyweek.web.assess.conversation.trail import here
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.vocabulary import AUDIENCES, Audience
from everyweek.web.design.wording import capitalised, day_in_words, several
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, moment_in_words
from everyweek.web.people.organisations.known import directory, name_of

IS_GIVEN = (
    "for each {theme}: its score and level, how many questions have an agreed answer, and its target with the day",
    "the agreed answers, and the notes beside them and beside the targets",
    "when it was given out, and by whom",
)
STAYS = (
    "what each party answered and wrote",
    "disagreements, comments and evidence",
    "whatever you change from now on, until you give it out again",
)
SELF_ASSESSED = "These scores are what places say of themselves. Nobody else has checked them."


def audience_in_words(audience: Audience, assessment: Assessment) -> str:
    """An audience with the names of those who are in it."""
    known = directory()
    system = assessment.place.system
    if audience == "system":
        return f"people with a role at {name_of(system, known)}"
    if audience == "region":
        region = region_of(system)
        return f"people with a role at {name_of(region, known)}, and national support" if region else "national support"
    return "people who take part for other places in this round, while those share theirs too"


def region_of(system: str) -> str:
    """The code of the region that a board is counted in today; "" when none is known."""
    from django.utils import timezone

    from everyweek.reference import UnknownOrganisation

    try:
        return directory().parent(system, kind="region", on=timezone.localdate()) or ""
    except UnknownOrganisation:
        return ""


def given_page(assessment: Assessment, copy: Copy, audiences: Sequence[Audience]) -> dict[str, Any]:
    """What would be given out: to whom, each theme as they would see it, and what stays at home."""
    framework = framework_of(assessment.round.framework)
    return {
        "place": assessment.place.name,
        "round": assessment.round.title,
        "to": [capitalised(audience_in_words(audience, assessment)) for audience in audiences],
        "given": [line.format(theme=framework.theme_word) for line in IS_GIVEN],
        "stays": list(STAYS),
        "themes": [_theme(framework.theme(one.theme), one) for one in copy.themes],
        "theme_word": capitalised(framework.theme_word),
        "incomplete": _incomplete(framework, copy),
        "carried": _carried(copy),
        "self_assessed": SELF_ASSESSED,
        "fingerprint": copy.fingerprint,
        **addresses(assessment),
    }


def submit_page(
    assessment: Assessment, copy: Copy, seen: Sequence[Seen], *, deadline: datetime, now: datetime
) -> dict[str, Any]:
    """The page before submitting."""
    again = assessment.first_submitted_at is not None
    late = now > deadline and not again
    return given_page(assessment, copy, ("system", "region")) | {
        "title": "Submit again" if again else "Submit",
        "deadline": deadline_in_words(deadline),
        "late": how_long(now - deadline) if late else "",
        "peers": {
            "sees_now": next(one.since is not None for one in seen if one.audience == "peers"),
            "words": capitalised(audience_in_words("peers", assessment)),
        },
    }


def share_page(assessment: Assessment, copy: Copy, audience: Audience) -> dict[str, Any]:
    """The page before sharing with one audience."""
    return given_page(assessment, copy, (audience,)) | {
        "title": f"Share with {AUDIENCES[audience]}",
        "only_if_both": audience == "peers",
        "is_closed": assessment.round.closed_at is not None,
    }


def take_back_page(assessment: Assessment, seen: Seen) -> dict[str, Any]:
    """The page before taking back."""
    return {
        "title": f"Take back from {seen.words}",
        "place": assessment.place.name,
        "since": moment_in_words(seen.since) if seen.since else "",
        "to": audience_in_words(seen.audience, assessment),
        "is_submission": seen.is_submission,
        "is_peers": seen.audience == "peers",
        **addresses(assessment),
    }


def sharing_page(
    assessment: Assessment, seen: Sequence[Seen], *, leads: bool, is_current: dict[str, bool]
) -> dict[str, Any]:
    """What others can see right now. is_current : by audience, whether what it sees is what is agreed now."""
    return {
        "place": assessment.place.name,
        "round": assessment.round.title,
        "leads": leads,
        "audiences": [_audience(assessment, one, is_current.get(one.audience, True)) for one in seen],
        "nobody": all(one.since is None for one in seen),
        "stays": list(STAYS[:2]),
        "submitted": _submitted(assessment),
        "submit_words": "Submit again" if assessment.first_submitted_at else "Submit",
        **addresses(assessment),
    }


def addresses(assessment: Assessment) -> dict[str, str]:
    """Where pages of consent lead."""
    return {
        "back": here(assessment, "assessment"),
        "sharing": here(assessment, "assessment-sharing"),
        "submit": here(assessment, "assessment-submit"),
        "results": here(assessment, "assessment-results-place"),
    }


def _audience(assessment: Assessment, seen: Seen, is_current: bool) -> dict[str, Any]:
    how = "submitted" if seen.is_submission else "shared"
    return {
        "title": capitalised(seen.words),
        "who": capitalised(audience_in_words(seen.audience, assessment)),
        "since": moment_in_words(seen.since) if seen.since else "",
        "how": f"{how} by {seen.by}" if seen.by else how,
        "is_current": is_current,
        "share": here(assessment, "assessment-share", audience=seen.audience),
        "take_back": here(assessment, "assessment-take-back", audience=seen.audience),
        "share_words": f"Share again with {seen.words}" if seen.since else f"Share with {seen.words}",
    }


def _submitted(assessment: Assessment) -> str:
    if assessment.submitted_at is None:
        return ""
    by = f" by {assessment.submitted_by.name}" if assessment.submitted_by else ""
    return f"Submitted on {moment_in_words(assessment.submitted_at)}{by}."


def _theme(theme: Theme, copy: ThemeCopy) -> dict[str, str]:
    return {
        "name": theme.name,
        "stands": stands_in_words(theme, copy),
        "target": target_in_words(theme, copy),
    }


def stands_in_words(theme: Theme, copy: ThemeCopy) -> str:
    """Where a place stands on a theme.

    Its score of the most there is with the level; as long as questions are open, how many are answered.
    """
    if theme.kind == "agreed":
        with_whom = f", agreed with {copy.agreed_with}" if copy.agreed_with else ""
        return f"{copy.level}{with_whom}" if copy.level else "No level agreed yet"
    if not copy.answered:
        return "Nothing agreed yet"
    if copy.level:
        return f"{copy.score:g} of {copy.most:g}, {copy.level}"
    return f"No level yet: {copy.answered} of {several(copy.questions, 'question')} agreed"


def target_in_words(theme: Theme, copy: ThemeCopy) -> str:
    """Where it wants to be, and by when."""
    score = f"{copy.target_score:g}" if copy.target_score is not None else ""
    of = f" of {copy.most:g}" if score and theme.kind == "scored" else ""
    what = ", ".join(part for part in (f"{score}{of}", copy.target_level) if part)
    by = f" by {day_in_words(copy.target_on)}" if copy.target_on else ""
    return f"{what}{by}" if what else ""


def _incomplete(framework: Framework, copy: Copy) -> list[str]:
    names = [(framework.theme(one.theme), one) for one in copy.incomplete]
    return [f"{theme.name}: {_lacks(theme, one)}" for theme, one in names]


def _lacks(theme: Theme, one: ThemeCopy) -> str:
    if theme.kind == "agreed":
        return "its level has not been agreed"
    open_questions = one.questions - one.answered
    return f"{several(open_questions, 'question')} without an agreed answer"


def _carried(copy: Copy) -> str:
    if not copy.carried:
        return ""
    return (
        f"{several(copy.carried, 'answer')} from the round before {'was' if copy.carried == 1 else 'were'} carried "
        "over and nobody has confirmed them in this round. They are not given out."
    )
