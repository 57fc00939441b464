"""What the page of one place's results shows, in words."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from everyweek.maturity.compare import LOW_SHARE, Movement
from everyweek.maturity.scoring import ThemeScore, levels_of
from everyweek.web.assess.beside.peers import IN_WORDS
from everyweek.web.assess.consent.presenters import SELF_ASSESSED, stands_in_words, target_in_words
from everyweek.web.assess.consent.queries import Shared
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.results.against_measures import Against, Figure, acute_of, against_measures
from everyweek.web.assess.results.heat import shade_of
from everyweek.web.assess.results.of_place import BesideOthers, PlaceResult, ThemeResult
from everyweek.web.assess.results.presenters import legend, levels_note
from everyweek.web.assess.results.radar import radar_of
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.what_to_read import what_to_read
from everyweek.web.design.wording import capitalised, several
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader

ARROWS = {"up": "↑", "down": "↓", "same": "=", "not comparable": ""}
LOWEST_LEVELS = 1
"""A level this low or lower, of several, is low, as is a share of LOW_SHARE."""


def place_page(assessment: Assessment, result: PlaceResult, reader: Reader) -> dict[str, Any]:
    """One place, as this reader may see it."""
    framework, round_key = result.framework, assessment.round.key
    parts = {"assessment_round": round_key, "place": assessment.place.key}
    return {
        "place": assessment.place.name,
        "round": assessment.round.title,
        "system": name_of(assessment.place.system, directory()),
        "given": given_in_words(result.shared),
        "is_own": result.shared.is_own,
        "return": reverse("assessment-return", kwargs=parts),
        "own": reverse("assessment", kwargs=parts),
        "sharing": reverse("assessment-sharing", kwargs=parts),
        "self_assessed": SELF_ASSESSED,
        "framework": f"{framework.title}, version {framework.version}",
        "levels_note": levels_note(framework),
        "legend": legend(framework),
        "theme_word": capitalised(framework.theme_word),
        "rows": [_row(number, one, result) for number, one in enumerate(result.themes, start=1)],
        "radar": radar_of(result),
        "previous": result.previous,
        "why_no_previous": result.why_no_previous,
        "others": _others_in_words(result),
        **_against_all(against_measures(result, assessment.place)),
        "to_read": _to_read(result, assessment.place, reader),
    }


def given_in_words(shared: Shared) -> str:
    """When it was given out, and as what."""
    how = "Submitted" if shared.is_submission else "A draft, shared"
    return f"{how} on {moment_in_words(shared.at)}. What was agreed later is not in it."


def _row(number: int, one: ThemeResult, result: PlaceResult) -> dict[str, Any]:
    levels = levels_of(one.theme, result.framework).all
    return {
        "number": number,
        "name": one.theme.name,
        "stands": stands_in_words(one.theme, one.kept),
        "shade": shade_of(one.score.level_number, len(levels)) if one.score.level else 0,
        "target": target_in_words(one.theme, one.kept),
        "moved": moved_in_words(one.moved, one.before),
        "beside": beside_in_words(one.beside, one.score),
    }


def moved_in_words(moved: Movement | None, before: ThemeScore | None) -> str:
    """What became of a theme since the round before."""
    if moved is None:
        return ""
    if moved.direction == "not comparable":
        return f"Not comparable. {moved.why}"
    was = f"was {before.level}" if before and before.score is None else f"was {before.score:g}" if before else ""
    words = {"up": "Higher", "down": "Lower", "same": "The same"}[moved.direction]
    note = f". {moved.why}" if moved.why else ""
    return f"{ARROWS[moved.direction]} {words}{f', {was}' if was and moved.direction != 'same' else ''}{note}"


def beside_in_words(beside: BesideOthers, score: ThemeScore) -> str:
    """How a place stands beside others: how many of them stand lower, alike and higher, and their spread."""
    if beside.spread is None:
        if not score.is_complete:
            return "Not complete"
        return f"Only {several(beside.others, 'other place')} to set beside it" if beside.others else "No other place"
    counts = [(beside.lower, "lower"), (beside.alike, "alike"), (beside.higher, "higher")]
    told = ", ".join(f"{number} {words}" for number, words in counts)
    spread = beside.spread
    if spread.scores:
        lowest, median, highest = (f"{score:g}" for score in spread.scores)
    else:
        lowest, median, highest = spread.levels
    return f"Of {several(beside.others, 'other')}: {told}. Theirs: {lowest} to {highest}, median {median}."


def _others_in_words(result: PlaceResult) -> str:
    most = max((one.beside.others for one in result.themes), default=0)
    if most:
        return (
            f"The others are the places of this round whose results you see, at most {several(most, 'place')} in any "
            f"{result.framework.theme_word}. Each assessed itself: a lower score may mean a stricter eye."
        )
    return "You see no other place of this round to set beside it."


def _against_all(told: Sequence[Against]) -> dict[str, Any]:
    """Those of which figures say something, what differs first; the others in a line for each reason."""
    telling = sorted((one for one in told if one.figures), key=lambda one: not one.beside.verdict.startswith("score "))
    silent: defaultdict[str, list[str]] = defaultdict(list)
    for one in told:
        if not one.figures:
            silent[one.beside.sentence].append(one.theme.name)
    return {
        "against": [_against(one) for one in telling],
        "silent": [{"sentence": sentence, "names": ", ".join(names)} for sentence, names in silent.items()],
    }


def _against(one: Against) -> dict[str, Any]:
    return {
        "name": one.theme.name,
        "verdict": one.beside.verdict,
        "differs": one.beside.verdict.startswith("score "),
        "sentence": one.beside.sentence,
        "figures": [_figure(figure) for figure in one.figures],
        "unknown": f"{several(one.unknown, 'more figure')} cannot be put beside peers." if one.unknown else "",
    }


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "text": f"{figure.title}, {figure.organisation}",
        "address": figure.address,
        "stands": IN_WORDS[figure.stands],
        "says": figure.says,
    }


def is_low(score: ThemeScore) -> bool:
    """Whether a place stands low in a theme: in the lowest of several levels, or with a low share of what there is."""
    if not score.is_complete:
        return False
    in_the_lowest = score.levels > 1 and score.level_number <= LOWEST_LEVELS
    return in_the_lowest or (score.share is not None and score.share <= LOW_SHARE)


def _to_read(result: PlaceResult, place: Place, reader: Reader) -> list[dict[str, Any]]:
    """What others did, for the themes in which the place stands low."""
    low = [one.theme for one in result.themes if is_low(one.score)]
    if not low:
        return []
    found = what_to_read(reader, low, peers=nearest_to(acute_of(place)))
    return [{"name": theme.name, "rows": found[theme.key]} for theme in low if theme.key in found]


def nearest_to(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The organisations most like the first of these that has figures; none while figures cannot be read."""
    from everyweek.peers.errors import ImpossibleComparison, UnknownChoice
    from everyweek.reference import UnknownOrganisation
    from everyweek.warehouse.errors import WarehouseError
    from everyweek.web.compare.overview.queries import read_opportunities

    for code in codes:
        try:
            return tuple(read_opportunities(code, "nearest").choice.codes)
        except (ImpossibleComparison, UnknownChoice, UnknownOrganisation, WarehouseError):
            continue
    return ()
