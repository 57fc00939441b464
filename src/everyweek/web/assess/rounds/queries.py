"""Reading rounds and assessments: one by its address, and those of a reader."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404

from everyweek.web.assess.rounds.models import Assessment, AssessmentRound


def round_in_address(parts: Mapping[str, Any]) -> AssessmentRound:
    """The round that an address names. Raises Http404."""
    rows = AssessmentRound.objects.select_related("framework", "previous").defer("framework__content")
    one = rows.filter(key=parts["assessment_round"]).first()
    if one is None:
        raise Http404
    return one


def assessment_in_address(parts: Mapping[str, Any]) -> Assessment:
    """The assessment of a place in a round. Raises Http404."""
    rows = Assessment.objects.select_related("round__framework", "round__previous", "place")
    rows = rows.defer("round__framework__content")
    one = rows.filter(round__key=parts["assessment_round"], place__key=parts["place"]).first()
    if one is None:
        raise Http404
    return one


def deadline_of(assessment: Assessment) -> datetime:
    """By when it is due: its own deadline when that is later than the round's, else the round's."""
    own, of_all = assessment.deadline_at, assessment.round.deadline_at
    return max(own, of_all) if own else of_all
