"""Beginning from last time: what was agreed in the round before, carried over to be looked at again.

What is carried over is marked so and counts for nothing until somebody agrees to it. Nothing that is there is touched.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.maturity.mapping import Carried, map_answers
from everyweek.web.assess.conversation.models import LONGEST_TEXT, AgreedAnswer
from everyweek.web.assess.conversation.queries import Agreed, agreed_in_full
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.returns.content import joined_notes, question_and_answer
from everyweek.web.assess.returns.errors import NothingToBeginFrom
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

CUT = "… (the rest stands in the round before)"
"""At the end of notes that are too long together."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """What can be carried over from the round before.

    version, before_version : of the framework, now and then.
    carried   : answers that would come over; there : of those, how many have an answer already and stay as they are.
    lost      : (question and answer in words, why it cannot come over).
    new_questions : "theme/question" of those that are asked for the first time.
    """

    round: str
    version: str
    before_version: str
    carried: tuple[Carried, ...]
    there: int
    lost: tuple[tuple[str, str], ...]
    new_questions: tuple[str, ...]
    before: dict[str, Agreed]

    @property
    def coming(self) -> int:
        """How many answers would come over."""
        return len(self.carried) - self.there


def last_time(assessment: Assessment) -> LastTime:
    """What the place agreed in the round before, as answers to this round's framework.

    Raises NothingToBeginFrom with the sentence that says why there is nothing.
    """
    previous = assessment.round.previous
    if previous is None:
        raise NothingToBeginFrom("This round follows on no other, so there is nothing to begin from.")
    rows = Assessment.objects.select_related("round__framework").filter(round=previous, place=assessment.place)
    earlier = rows.first()
    agreed = {} if earlier is None else agreed_in_full(earlier)
    firm = {key: one for key, one in agreed.items() if one.value and not one.carried}
    if not firm:
        raise NothingToBeginFrom(f"{assessment.place.name} agreed nothing in “{previous.title}”, the round before.")
    old, new = framework_of(previous.framework), framework_of(assessment.round.framework)
    if old.key != new.key:
        raise NothingToBeginFrom(
            f"The round before, “{previous.title}”, asked another framework, “{old.title}”, so no answer of it fits."
        )
    mapped = map_answers(old, new, {key: one.value for key, one in firm.items()})
    there = _there(assessment)
    return LastTime(
        round=previous.title,
        version=new.version,
        before_version=old.version,
        carried=mapped.carried,
        there=sum(1 for one in mapped.carried if one.what in there),
        lost=tuple((question_and_answer(old, one.what, one.value), one.why) for one in mapped.lost),
        new_questions=mapped.new_questions,
        before=firm,
    )


@transaction.atomic
def begin_from_last_time(*, by: Reader, assessment: Assessment, now: datetime) -> int:
    """Carry over what was agreed in the round before, where there is no answer yet; how many answers came over.

    Raises NothingToBeginFrom, RoundIsClosed, NotPermitted, WriterIsGone.
    """
    check(by, "assessment.lead", assessment)
    assessment = hold_open(assessment, now=now)
    hold_writer(by)
    found = last_time(assessment)
    there = _there(assessment)
    made = [_row(assessment, one, found, by=by, now=now) for one in found.carried if one.what not in there]
    # Whoever settles an answer at this very moment holds the assessment too, so that none is made under it.
    AgreedAnswer.objects.bulk_create(made)
    Assessment.objects.filter(pk=assessment.pk, begun_at=None).update(begun_at=now)
    record(
        by=by,
        action="assessment.begun-from-last-time",
        of=("assessment", f"{assessment.round.key}/{assessment.place.key}"),
        after={"answers": len(made), "lost": len(found.lost)},
        organisation=assessment.place.system,
        now=now,
    )
    return len(made)


def _row(assessment: Assessment, one: Carried, found: LastTime, *, by: Reader, now: datetime) -> AgreedAnswer:
    theme, _, question = one.what.partition("/")
    before = [found.before[name] for name in one.was]
    note = joined_notes(each.note for each in before)
    if len(note) > LONGEST_TEXT:
        note = note[: LONGEST_TEXT - len(CUT)] + CUT
    wanted = {each.wanted for each in before}
    return AgreedAnswer(
        assessment=assessment,
        theme=theme,
        question=question,
        value=one.value,
        wanted=wanted.pop() if len(wanted) == 1 else "",
        note=note,
        carried=True,
        version=1,
        settled_by_id=by.identity,
        settled_at=now,
    )


def _there(assessment: Assessment) -> frozenset[str]:
    """Questions about which somebody has settled something already, or took it away again."""
    rows = AgreedAnswer.objects.filter(assessment=assessment).values_list("theme", "question")
    return frozenset(f"{theme}/{question}" for theme, question in rows)
