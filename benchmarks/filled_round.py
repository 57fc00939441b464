"""A round that is filled in to the last question, for benchmarks: written in bulk, past the actions, in seconds.

300 places × 10 themes × 8 questions × 4 parties, unless asked otherwise. Every answer has words and the save that
brought them; every question has an agreed answer; every theme a target. What is given out to others is not made here.
Every number and word follows from its position, so that two runs fill the same.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PARTIES = ("system", "acute", "community", "ambulance")
BOARDS = ("ZZA", "ZZB", "ZZC")
FRAMEWORK = "urgent_and_emergency_care"
AT_ONCE = 25
"""Places whose answers are made in one transaction."""
WORDS = (
    "We looked at the last four weeks: most days it was kept, on two Sundays it was not. The rota for June is written "
    "and signed, and the team looks at it every Monday at nine with the people of the ward."
)


@dataclass(frozen=True, slots=True)
class FilledRound:
    """What was made. assessments : of its places, in the order of their keys."""

    round: Any
    assessments: tuple[Any, ...]


def fill_round(*, places: int = 300, key: str = "filled", parties: tuple[str, ...] = PARTIES) -> FilledRound:
    """Make the places, the round, and every answer. The database must be there and empty of places of these keys."""
    from everyweek.web.assess.frameworks.queries import framework_of
    from everyweek.web.assess.models import Assessment, AssessmentRound, FrameworkVersion, Place, PlaceParty

    version = FrameworkVersion.objects.filter(key=FRAMEWORK).first() or _loaded()
    made = [
        Place(
            key=f"{key}-{number}",
            name=f"Place {number:03} of {key}",
            system=BOARDS[number % len(BOARDS)],
            created_at=AT,
            updated_at=AT,
        )
        for number in range(places)
    ]
    Place.objects.bulk_create(made, batch_size=500)
    PlaceParty.objects.bulk_create(
        (PlaceParty(place=place, party="acute", organisation="ZZ1") for place in made), batch_size=500
    )
    one = AssessmentRound.objects.create(
        key=key,
        title=f"Round “{key}”",
        framework=version,
        parties=list(parties),
        opens_at=AT,
        deadline_at=AT + timedelta(days=3650),
        created_at=AT,
        updated_at=AT,
    )
    assessments = [Assessment(round=one, place=place, begun_at=AT, updated_at=AT) for place in made]
    Assessment.objects.bulk_create(assessments, batch_size=500)
    _answer(assessments, framework_of(version), parties)
    return FilledRound(one, tuple(assessments))


def _loaded() -> Any:
    from everyweek.web.assess.frameworks.starting import load_built_in
    from everyweek.web.assess.models import FrameworkVersion

    load_built_in(now=AT)
    return FrameworkVersion.objects.filter(key=FRAMEWORK).get()


def _answer(assessments: list[Any], framework: Any, parties: tuple[str, ...]) -> None:
    """All answers and agreements, some thousands at a time."""
    from django.db import transaction

    from everyweek.web.assess.models import AgreedAnswer, AgreedBy, AnswerSave, PartyAnswer, ThemePosition

    asked = [(theme, question.key) for theme in framework.themes for question in theme.questions]
    highest = framework.levels.all[-1].name
    numbered = list(enumerate(assessments))
    for some in (numbered[start : start + AT_ONCE] for start in range(0, len(numbered), AT_ONCE)):
        with transaction.atomic():
            answers = PartyAnswer.objects.bulk_create(
                (
                    PartyAnswer(
                        assessment=one,
                        theme=theme.key,
                        question=question,
                        party=party,
                        value=_yes_or_no(place, position, by),
                        text=WORDS,
                        version=1,
                        updated_at=AT,
                    )
                    for place, one in some
                    for position, (theme, question) in enumerate(asked)
                    for by, party in enumerate(parties)
                ),
                batch_size=500,
            )
            AnswerSave.objects.bulk_create(
                (
                    AnswerSave(
                        answer=one, number=1, key="filled", base=0, value=one.value, text=WORDS, merged=WORDS, at=AT
                    )
                    for one in answers
                ),
                batch_size=500,
            )
            agreed = AgreedAnswer.objects.bulk_create(
                (
                    AgreedAnswer(
                        assessment=one,
                        theme=theme.key,
                        question=question,
                        value=_yes_or_no(place, position, 0),
                        settled_at=AT,
                    )
                    for place, one in some
                    for position, (theme, question) in enumerate(asked)
                ),
                batch_size=500,
            )
            AgreedBy.objects.bulk_create(
                (AgreedBy(agreed=one, party=party, at=AT) for one in agreed for party in parties), batch_size=500
            )
            ThemePosition.objects.bulk_create(
                (
                    ThemePosition(
                        assessment=one,
                        theme=theme.key,
                        target_score=8 if theme.kind == "scored" else None,
                        level=highest if theme.kind == "agreed" else "",
                        target_on=date(2027, 3, 31),
                        updated_at=AT,
                    )
                    for _, one in some
                    for theme in framework.themes
                ),
                batch_size=500,
            )


def _yes_or_no(place: int, position: int, party: int) -> str:
    """Places differ, and in one question of seven the parties of a place do."""
    differs = party % 2 if (place + position) % 7 == 0 else 0
    return "yes" if (place * 31 + position * 17 + differs * 5) % 10 < 4 + place % 6 else "no"
