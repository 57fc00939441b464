"""Reading returns: what is agreed now, for who takes part; the copy that was given out, for others; an empty one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from everyweek.maturity.answers import address
from everyweek.maturity.framework import Theme
from everyweek.maturity.scoring import score_theme
from everyweek.web.assess.consent.models import SharedReturn
from everyweek.web.assess.consent.presenters import region_of
from everyweek.web.assess.consent.queries import shared_by, shared_with
from everyweek.web.assess.conversation.models import PartyAnswer
from everyweek.web.assess.conversation.queries import Agreed, Position, agreed_in_full, positions
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.returns.content import PlaceReturn, ReturnLine, ReturnTheme, Said, Stand
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.champions.deadlines import deadline_in_words, moment_in_words
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

DRAFT = "Draft, not submitted"
Answers = Mapping[str, Mapping[str, Any]]
"""By "theme/question" the value, wanted and note, as a shared copy keeps them."""


def return_for(reader: Reader, assessment: Assessment, *, as_given: bool = False) -> PlaceReturn | None:
    """The return as this reader may have it; None when they may have none.

    Who takes part gets what is agreed now with every party's words; everybody else the copy that was given to them.
    as_given : the copy also for who takes part.
    """
    if not as_given and can(reader, "assessment.take-part", assessment):
        return current_return(assessment)
    shared = shared_by(reader, assessment)
    if shared is None:
        return None
    return given_return(SharedReturn.objects.select_related("by").get(pk=shared.pk), assessment)


def current_return(assessment: Assessment) -> PlaceReturn:
    """What is agreed now, and what each party says. For those who take part only."""
    agreed = agreed_in_full(assessment)
    said: dict[str, list[Said]] = {}
    for theme, question, party, value, text in PartyAnswer.objects.filter(assessment=assessment).values_list(
        "theme", "question", "party", "value", "text"
    ):
        if value or text:
            said.setdefault(address(theme, question), []).append(Said(party, value, text))
    submitted = assessment.submitted_at
    state = DRAFT
    if submitted:
        state = f"What is agreed now. It was submitted on {moment_in_words(submitted)}"
    return _made(
        assessment,
        {key: _as_given(one) for key, one in agreed.items()},
        {key: _stand(one) for key, one in positions(assessment).items()},
        said=said,
        parties=tuple(party for party in PARTIES if party in assessment.round.parties),
        state=state,
        is_draft=submitted is None,
        completed_by=assessment.submitted_by.name if assessment.submitted_by else "",
        completed_on=moment_in_words(submitted) if submitted else "",
    )


def given_return(shared: SharedReturn, assessment: Assessment) -> PlaceReturn:
    """The copy that was given out; no party's own words are in it."""
    when = moment_in_words(shared.at)
    return _made(
        assessment,
        shared.content.get("answers", {}),
        {key: _stand_of_copy(one) for key, one in shared.content.get("positions", {}).items()},
        state=f"{'Submitted' if shared.is_submission else 'Shared before it was submitted'} on {when}",
        is_draft=not shared.is_submission,
        completed_by=shared.by.name if shared.by else "",
        completed_on=when,
    )


def empty_return(assessment: Assessment) -> PlaceReturn:
    """A return to be filled in away from the site."""
    return _made(assessment, {}, {}, state="Empty, to be filled in", is_draft=True)


def given_returns(
    reader: Reader, found: AssessmentRound, *, system: str = "", region: str = ""
) -> tuple[PlaceReturn, ...]:
    """Every return of a round that the reader may see, as it was given to them.

    system, region : of one board, or of the boards of one region, only.
    """
    seen = [one for one in shared_with(reader, found) if not system or one.system == system]
    if region:
        inside = {code for code in {one.system for one in seen} if region_of(code) == region}
        seen = [one for one in seen if one.system in inside]
    copies = SharedReturn.objects.select_related("by").in_bulk([one.pk for one in seen])
    rows = Assessment.objects.select_related("round__framework", "place").defer("round__framework__content")
    found_by_number = rows.in_bulk([one.assessment for one in seen])
    return tuple(given_return(copies[one.pk], found_by_number[one.assessment]) for one in seen)


def _made(
    assessment: Assessment,
    answers: Answers,
    stands: Mapping[str, Stand],
    *,
    said: Mapping[str, Sequence[Said]] | None = None,
    parties: tuple[str, ...] = (),
    state: str,
    is_draft: bool,
    completed_by: str = "",
    completed_on: str = "",
) -> PlaceReturn:
    framework = framework_of(assessment.round.framework)
    values = {key: str(one["value"]) for key, one in answers.items() if not one.get("carried")}
    themes = []
    for theme in framework.themes:
        stand = stands.get(theme.key, Stand())
        score = score_theme(theme, framework, values, agreed_level=stand.level)
        themes.append(ReturnTheme(theme, score, stand, _lines(theme, answers, said or {}, parties)))
    place = assessment.place
    return PlaceReturn(
        framework=framework,
        round=assessment.round.title,
        round_key=assessment.round.key,
        place=place.name,
        place_key=place.key,
        system=place.system,
        system_name=name_of(place.system, directory()),
        deadline=deadline_in_words(deadline_of(assessment)),
        state=state,
        is_draft=is_draft,
        completed_by=completed_by,
        completed_on=completed_on,
        themes=tuple(themes),
        parties=parties,
    )


def _lines(
    theme: Theme, answers: Answers, said: Mapping[str, Sequence[Said]], parties: Sequence[str]
) -> tuple[ReturnLine, ...]:
    lines = []
    for number, question in enumerate(theme.questions, start=1):
        key = address(theme, question)
        one = answers.get(key, {})
        is_carried = bool(one.get("carried"))
        value = str(one.get("value", ""))
        lines.append(
            ReturnLine(
                key=key,
                number=number,
                theme=theme,
                question=question,
                value="" if is_carried else value,
                wanted="" if is_carried else str(one.get("wanted", "")),
                note="" if is_carried else str(one.get("note", "")),
                last_time=value if is_carried else "",
                last_note=str(one.get("note", "")) if is_carried else "",
                said=tuple(sorted(said.get(key, ()), key=lambda one: list(PARTIES).index(one.party))),
            )
        )
    return tuple(lines)


def _as_given(one: Agreed) -> dict[str, Any]:
    return {"value": one.value, "wanted": one.wanted, "note": one.note, "carried": one.carried}


def _stand(one: Position) -> Stand:
    return Stand(
        level=one.level,
        agreed_with=one.agreed_with,
        agreed_on=one.agreed_on,
        target_score=one.target_score,
        target_level=one.target_level,
        target_on=one.target_on,
        note=one.note,
    )


def _stand_of_copy(one: Mapping[str, Any]) -> Stand:
    return Stand(
        level=one.get("level", ""),
        agreed_with=one.get("agreed_with", ""),
        agreed_on=_day(one.get("agreed_on", "")),
        target_score=one.get("target_score"),
        target_level=one.get("target_level", ""),
        target_on=_day(one.get("target_on", "")),
        note=one.get("note", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
