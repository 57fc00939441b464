"""Which themes a system might choose first: gap times opportunity, of what this reader may see."""

from collections.abc import Iterable

from everyweek.maturity.choosing import Candidate, Suggestion, suggest_choice
from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.gaps import system_gap
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.places.models import PlaceParty
from everyweek.web.assess.results.of_place import score_of_cell
from everyweek.web.assess.results.queries import Seen
from everyweek.web.assess.results.worth import worth_of_closing
from everyweek.web.assess.rounds.models import AssessmentRound


def suggestion_for(found: AssessmentRound, system: str, seen: Seen) -> Suggestion:
    """The suggestion for a system, of the places that the reader sees, with its reasons in words."""
    framework = framework_of(found.framework)
    trusts = acute_in(found, system)
    return suggest_choice(
        [_candidate(theme, framework, system, seen, trusts) for theme in framework.themes], framework.chosen
    )


def acute_in(found: AssessmentRound, system: str) -> tuple[str, ...]:
    """The hospitals of the places of a system that are asked in a round."""
    from everyweek.web.assess.beside.queries import code_now

    rows = PlaceParty.objects.filter(party="acute", place__system=system, place__assessments__round=found)
    codes = rows.exclude(organisation="").values_list("organisation", flat=True).order_by("organisation")
    return tuple(dict.fromkeys(code_now(code) for code in codes))


def _candidate(theme: Theme, framework: Framework, system: str, seen: Seen, trusts: Iterable[str]) -> Candidate:
    scores = [
        score_of_cell(theme, framework, seen.cells[one.pk].get(theme.key))
        for one in seen.places
        if one.system == system
    ]
    missing = system_gap(scores)
    return Candidate(
        theme=theme.key,
        name=theme.name,
        setting=theme.setting,
        gap=missing.share if missing else None,
        opportunity=opportunity_of(theme, trusts) if theme.intervention else None,
        worth=worth_of_closing(theme.key, system=system),
    )


def opportunity_of(theme: Theme, trusts: Iterable[str]) -> float | None:
    """How far the measures that a theme's intervention acts on lie behind those of peers, 0–1; None when not known.

    Of each hospital the share of the whole scale by which its measures lie behind the median of its peers: a gap that
    is more than chance counts with its size in standard deviations between hospitals, at most 1; every other measure
    that can be compared counts as 0. Then the mean over the hospitals of the system. The scale is ours.
    """
    found = [share for trust in trusts if (share := _behind(theme.intervention, trust)) is not None]
    return sum(found) / len(found) if found else None


def _behind(intervention: str, trust: str) -> float | None:
    from everyweek.peers.errors import ImpossibleComparison, UnknownChoice
    from everyweek.reference import UnknownOrganisation
    from everyweek.reference.interventions import interventions
    from everyweek.warehouse.errors import WarehouseError
    from everyweek.web.compare.overview.queries import read_opportunities

    try:
        compared = read_opportunities(trust, "nearest")
    except (ImpossibleComparison, UnknownChoice, UnknownOrganisation, WarehouseError):
        return None
    behind = {measure.name: min(1.0, one.rank_by) for one in compared.real for measure in (one.measure, *one.also)} | {
        measure.name: 0.0 for measure in compared.ordinary
    }
    acts_on = {act.measure for one in interventions() if one.key == intervention for act in one.acts_on}
    shares = [behind[name] for name in acts_on if name in behind]
    return sum(shares) / len(shares) if shares else None
