"""Saving what a party says, while several people type: no word is lost, and no save counts twice.

Each save says from which version its typing began. The row is held, whatever others saved since is merged in, and the
save is kept as it was typed and as it was kept. All of it is one short transaction. None of it is in the chain of
changes, which would have an entry for each pause in somebody's typing: the saves are the record.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.assess.conversation.asked import as_kept, check_speaks_for, question_asked
from everyweek.web.assess.conversation.errors import BaseUnknown, ConversationError
from everyweek.web.assess.conversation.merging import merge
from everyweek.web.assess.conversation.models import AnswerSave, PartyAnswer
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

KEY = re.compile(r"[A-Za-z0-9_-]{8,40}")


@dataclass(frozen=True, slots=True)
class Saved:
    """What an answer says after a save.

    version  : to begin from next.
    merged   : somebody else had written meanwhile, and both are in the text.
    replaced : the value that somebody else had chosen meanwhile, and that this save changed; "" mostly.
    """

    value: str
    wanted: str
    text: str
    version: int
    at: datetime
    merged: bool = False
    replaced: str = ""


@transaction.atomic
def save_answer(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    party: str,
    value: str,
    wanted: str,
    text: str,
    base: int,
    key: str,
    now: datetime,
) -> Saved:
    """Keep what somebody typed for a party, together with what others typed meanwhile.

    base : the version that the typing began from; 0 for an answer that had none.
    key  : made by whoever types, anew for each save. The same key again, after a broken connection, changes nothing;
           other words under the same key are another save.
    A value that differs from the base's is taken, whoever chose another one meanwhile: that one stays in its own save.

    Raises NotPermitted, RoundIsClosed, WriterIsGone, ConversationError.
    """
    check(by, "assessment.take-part", assessment)
    assessment = hold_open(assessment, now=now)  # before looking at what is asked, which nobody can exchange any more
    asked = question_asked(assessment, theme, question)
    check_speaks_for(by, assessment, (party,))
    asked.check_value(value)
    asked.check_wanted(wanted)
    typed = as_kept(text)
    if not KEY.fullmatch(key):
        raise ConversationError("The page sent a save without its own mark, so nothing was saved. Open it again.")
    row = _held(assessment, theme, question, party, now=now)
    before = _version(row, base)
    save = AnswerSave(answer=row, key=key, value=value, wanted=wanted, text=typed, base=base)
    if _was_kept(save, before):
        return _as_it_is(row)
    hold_writer(by)
    if (value, wanted, typed) == (before.value, before.wanted, before.merged):
        return _as_it_is(row, merged=row.version != base)
    return _keep(by, row, before, save, now)


def _held(assessment: Assessment, theme: str, question: str, party: str, *, now: datetime) -> PartyAnswer:
    """The row, held until the transaction ends; made first where there is none, so that two at once do not both."""
    names = {"assessment": assessment, "theme": theme, "question": question, "party": party}
    rows = PartyAnswer.objects.select_for_update(no_key=True).filter(**names)
    found = rows.first()
    if found is None:
        PartyAnswer.objects.bulk_create([PartyAnswer(**names, updated_at=now)], ignore_conflicts=True)
        found = rows.get()
    return found


def _version(row: PartyAnswer, number: int) -> AnswerSave:
    """What the answer said in a version. Raises BaseUnknown."""
    if number == row.version:
        return AnswerSave(value=row.value, wanted=row.wanted, merged=row.text)
    if number == 0:
        return AnswerSave()
    found = AnswerSave.objects.filter(answer=row, number=number).first()
    if found is None:
        raise BaseUnknown
    return found


def _was_kept(save: AnswerSave, before: AnswerSave) -> bool:
    """Whether this very save was kept already, and was sent again.

    A browser that goes back brings a form with a key that was used before. Other words in it are a save of their own,
    and get a key that is made of them: so they too count once, however often they are sent.
    """
    others = AnswerSave.objects.filter(answer=save.answer)
    earlier = others.filter(key=save.key).first()
    if earlier is None:
        return False
    is_same_answer = save.value in (earlier.value, before.value) and save.wanted in (earlier.wanted, before.wanted)
    if is_same_answer and save.text == earlier.text:
        return True
    said = "\n".join((save.key, save.value, save.wanted, save.text))
    save.key = hashlib.sha256(said.encode()).hexdigest()[:40]
    return others.filter(key=save.key).exists()


def _keep(by: Reader, row: PartyAnswer, before: AnswerSave, save: AnswerSave, now: datetime) -> Saved:
    """Merge; write the row and the save, with the value that was kept: whoever changed none has chosen none."""
    replaced = row.value if save.value not in (before.value, row.value) and row.value != before.value else ""
    if save.value == before.value:
        save.value = row.value
    if save.wanted == before.wanted:
        save.wanted = row.wanted
    save.merged = merge(before.merged, save.text, row.text)
    save.number, save.by_id, save.at = row.version + 1, by.identity, now
    merged = row.version != save.base
    row.value, row.wanted, row.text, row.version = save.value, save.wanted, save.merged, save.number
    row.updated_by_id, row.updated_at = by.identity, now
    row.save(update_fields=("value", "wanted", "text", "version", "updated_by", "updated_at"))
    save.save(force_insert=True)
    if row.version == 1:
        Assessment.objects.filter(pk=row.assessment_id, begun_at=None).update(begun_at=now)
    return Saved(row.value, row.wanted, row.text, row.version, now, merged=merged, replaced=replaced)


def _as_it_is(row: PartyAnswer, *, merged: bool = False) -> Saved:
    return Saved(row.value, row.wanted, row.text, row.version, row.updated_at, merged=merged)
