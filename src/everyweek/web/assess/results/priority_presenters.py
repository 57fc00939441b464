"""What the pages of a system's priorities show, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from everyweek.maturity.choosing import Pick, Suggestion
from everyweek.maturity.framework import Framework
from everyweek.web.assess.consent.presenters import SELF_ASSESSED
from everyweek.web.assess.forward_links import plan_address
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.results.choosing import needs_blend
from everyweek.web.assess.results.heat import SpreadRow, spread_row
from everyweek.web.assess.results.presenters import levels_note
from everyweek.web.assess.results.priority_queries import Choice
from everyweek.web.assess.results.queries import Seen
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.design.wording import capitalised, several
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.organisations.known import directory, name_of


def priorities_page(
    found: AssessmentRound,
    system: str,
    seen: Seen,
    choice: Choice | None,
    suggestion: Suggestion | None,
    *,
    may_choose: bool,
) -> dict[str, Any]:
    """A system: its places together, what it chose, and for its own people what Everyweek would suggest.

    choice, suggestion : None when there is none, or none that this reader may see.
    """
    framework = framework_of(found.framework)
    places = [one for one in seen.places if one.system == system]
    rows = spread_row(seen, system, framework)
    parts = {"assessment_round": found.key}
    return {
        "system": name_of(system, directory()),
        "round": found.title,
        "theme_word": capitalised(framework.theme_word),
        "theme_words": framework.theme_words,
        "number": framework.chosen,
        "blend": _blend(framework),
        "chosen": _chosen(framework, choice) if choice else None,
        "may_choose": may_choose and framework.chosen > 0,
        "choose": reverse("priorities-choose", kwargs=parts | {"code": system}),
        "results": f"{reverse('assessment-results', kwargs=parts)}?system={system}",
        "places": len(places),
        "says": _says(len(places)),
        "rows": rows,
        "suggestion": _suggestion(suggestion, rows) if suggestion else None,
        "self_assessed": SELF_ASSESSED,
        "levels_note": levels_note(framework),
    }


def hints_of(framework: Framework, suggestion: Suggestion, rows: Sequence[SpreadRow]) -> dict[str, str]:
    """Under each choice: its setting, and whether it is suggested with the reason."""
    picked = {one.theme for one in suggestion.picks}
    told = {one.theme: one.why for one in (*suggestion.picks, *suggestion.passed_over)}
    rests_on = {row.key: row.rests_on for row in rows}
    return {
        theme.key: " ".join(
            part
            for part in (
                f"{capitalised(theme.setting)}." if theme.setting else "",
                "Suggested." if theme.key in picked else "",
                told.get(theme.key, ""),
                rests_on.get(theme.key, ""),
            )
            if part
        )
        for theme in framework.themes
    }


def _blend(framework: Framework) -> str:
    if not framework.chosen:
        return ""
    blend = ", a blend of in and out of hospital: at least one of each" if needs_blend(framework) else ""
    return f"A system chooses {several(framework.chosen, framework.theme_word)}{blend}."


def _chosen(framework: Framework, choice: Choice) -> dict[str, Any]:
    known = {theme.key: theme for theme in framework.themes}
    by = f" by {choice.by}" if choice.by else ""
    if choice.published_at:
        state = f"Published on {moment_in_words(choice.published_at)}{by}"
    else:
        saved = f"A draft, saved on {moment_in_words(choice.updated_at)}{by}"
        state = f"{saved}. Only people of the board, and those who administer it, see it"
    return {
        "state": state,
        "themes": [
            {"name": known[key].name, "setting": known[key].setting, "plan": plan_address(known[key])}
            for key, _ in choice.themes
            if key in known
        ],
        "why": choice.why.splitlines(),
    }


def _says(places: int) -> str:
    if not places:
        return "No place of this system has shared its results with you yet, so nothing can be put together here."
    return (
        f"Of {several(places, 'place')} whose results you see: the lowest, the median and the highest. No mean, behind "
        "which a place could hide."
    )


def _suggestion(suggestion: Suggestion, rows: Sequence[SpreadRow]) -> dict[str, Any]:
    rests_on = {row.key: row.rests_on for row in rows}
    return {
        "picks": [_pick(one, rests_on) for one in suggestion.picks],
        "others": [_pick(one, rests_on) for one in suggestion.passed_over],
        "notes": list(suggestion.notes),
    }


def _pick(one: Pick, rests_on: Mapping[str, str]) -> dict[str, str]:
    why = " ".join(part for part in (one.why, rests_on.get(one.theme, "")) if part)
    return {"name": one.name, "setting": capitalised(one.setting), "why": why}
