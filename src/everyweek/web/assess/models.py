"""What is kept of assessments."""

from everyweek.web.assess.consent.models import SharedReturn, SharedTheme
from everyweek.web.assess.conversation.models import (
    AgreedAnswer,
    AgreedBy,
    AnswerComment,
    AnswerSave,
    Evidence,
    PartyAnswer,
    ThemePosition,
)
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.places.models import Place, PlaceMember, PlaceParty
from everyweek.web.assess.results.models import ChosenTheme, PriorityChoice
from everyweek.web.assess.rounds.models import Assessment, AssessmentReminder, AssessmentRound

__all__ = [
    "AgreedAnswer",
    "AgreedBy",
    "AnswerComment",
    "AnswerSave",
    "Assessment",
    "AssessmentReminder",
    "AssessmentRound",
    "ChosenTheme",
    "Evidence",
    "FrameworkVersion",
    "PartyAnswer",
    "Place",
    "PlaceMember",
    "PlaceParty",
    "PriorityChoice",
    "SharedReturn",
    "SharedTheme",
    "ThemePosition",
]
