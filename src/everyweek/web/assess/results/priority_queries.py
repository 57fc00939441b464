"""Reading what a system chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from everyweek.web.assess.results.models import PriorityChoice
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound


@dataclass(frozen=True, slots=True)
class Choice:
    """What a system chose. themes : key, and whether it was suggested. published_at : None for a draft."""

    themes: tuple[tuple[str, bool], ...]
    why: str
    by: str
    updated_at: datetime
    published_at: datetime | None
    version: int


class NoPlaceAsked(Http404):
    """No place of the system is asked in the round."""

    title = "No place of this system is asked in this round"
    message = "The address leads to no priorities. The system may be mistyped, or it takes no part in this round."


def system_in_address(parts: Mapping[str, Any]) -> str:
    """The code of the system whose priorities an address names by round and code. Raises NoPlaceAsked."""
    code = str(parts["code"]).upper()
    asked = Assessment.objects.filter(round__key=parts["assessment_round"], place__system=code)
    if not asked.exists():
        raise NoPlaceAsked
    return code


def choice_of(found: AssessmentRound, system: str) -> Choice | None:
    """What a system chose in a round, published or not; None when nothing was saved."""
    row = PriorityChoice.objects.select_related("chosen_by").filter(round=found, system=system).first()
    if row is None:
        return None
    return Choice(
        themes=tuple(row.themes.values_list("theme", "suggested")),
        why=row.why,
        by=row.chosen_by.name if row.chosen_by else "",
        updated_at=row.updated_at,
        published_at=row.published_at,
        version=row.version,
    )
