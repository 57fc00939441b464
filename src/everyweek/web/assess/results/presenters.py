"""What the page of a round's results shows, in words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from everyweek.maturity.framework import Framework
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.consent.presenters import SELF_ASSESSED, region_of
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.results.heat import BY_NAME, Wanted, heat_table, shade_of
from everyweek.web.assess.results.queries import Seen
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.design.wording import several
from everyweek.web.people.assessment_predicates import sees_priorities_by_role
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader

WHO_DECIDES = (
    "A place decides who sees its results: its board, its region and national support, and other places that share "
    "theirs."
)


def results_page(found: AssessmentRound, seen: Seen, wanted: Wanted, reader: Reader) -> dict[str, Any]:
    """The table of all places that this reader may see."""
    framework = framework_of(found.framework)
    own = {one.system for one in seen.places if one.is_own}
    linked = own | {system for system in {one.system for one in seen.places} if sees_priorities_by_role(reader, system)}
    systems = heat_table(found.key, seen, framework, wanted, linked=linked)
    return {
        "title": found.title,
        "here": reverse("assessment-results", kwargs={"assessment_round": found.key}),
        "workbook": _workbook(found, wanted),
        "framework": f"{framework.title}, version {framework.version}",
        "theme_words": framework.theme_words,
        "themes": [{"key": theme.key, "name": theme.name} for theme in framework.themes],
        "systems": systems,
        "shown": sum(one.places for one in systems),
        "says": says(seen),
        "self_assessed": SELF_ASSESSED,
        "legend": legend(framework),
        "levels_note": levels_note(framework),
        "choose": _choices(found, seen, framework, wanted),
        "is_narrowed": wanted != Wanted(),
    }


def _workbook(found: AssessmentRound, wanted: Wanted) -> str:
    """The address of the same places as a workbook."""
    asked = {name: code for name, code in (("system", wanted.system), ("region", wanted.region)) if code}
    address = reverse("assessment-returns", kwargs={"assessment_round": found.key})
    return f"{address}?{urlencode(asked)}" if asked else address


def says(seen: Seen) -> tuple[str, ...]:
    """How many places this reader sees, and how many gave them nothing; not which, and not how far those are."""
    number, rest = len(seen.places), seen.asked - len(seen.places)
    if not number:
        return (
            f"None of the {several(seen.asked, 'place')} of this round has shared its results with you.",
            WHO_DECIDES,
        )
    sees = f"You see {several(number, 'place')} of {seen.asked:,}."
    if not rest:
        return (sees,)
    return (sees, f"{several(rest, 'other place')} {'has' if rest == 1 else 'have'} not shared results with you.")


def levels_note(framework: Framework) -> str:
    """That names and bands of levels are not the programme's own, where they are not."""
    if framework.levels.official:
        return ""
    return framework.levels.note or "The names of the levels, and the scores they begin at, are not official."


def legend(framework: Framework) -> list[dict[str, Any]]:
    """The levels of the framework with their colours, for each ladder of levels that its themes have."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for theme in framework.themes:
        levels = levels_of(theme, framework).all
        rows.setdefault(
            tuple(level.name for level in levels),
            {
                "levels": [
                    {"name": level.name, "shade": shade_of(number, len(levels))}
                    for number, level in enumerate(levels, start=1)
                ]
            },
        )
    return list(rows.values())


def _choices(found: AssessmentRound, seen: Seen, framework: Framework, wanted: Wanted) -> dict[str, Any]:
    """The choices of region, system and order; only regions and systems of which the reader sees a place."""
    known = directory()
    systems = {one.system for one in seen.places}
    regions = {code for code in map(region_of, systems) if code}
    return {
        "regions": _options(sorted((name_of(code, known), code) for code in regions), wanted.region, "All regions"),
        "systems": _options(sorted((name_of(code, known), code) for code in systems), wanted.system, "All systems"),
        "sorts": [
            {"value": BY_NAME, "text": "Name of the place", "selected": wanted.sort == BY_NAME},
            *(
                {"value": theme.key, "text": f"{theme.name}, lowest first", "selected": wanted.sort == theme.key}
                for theme in framework.themes
            ),
        ],
    }


def _options(rows: list[tuple[str, str]], chosen: str, every: str) -> list[dict[str, Any]]:
    return [
        {"value": "", "text": every, "selected": not chosen},
        *({"value": code, "text": name, "selected": code == chosen} for name, code in rows),
    ]
