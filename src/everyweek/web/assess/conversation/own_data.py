"""What of the conversation belongs to a person.

Their copy holds every word that they saved. When they are erased, what they wrote for a party stays, without their
name: it is what a hospital or a council said, is put together with what others wrote in the same answer, and was agreed
upon; to take somebody's words out of it would change what others stand for. Comments are said in one's own name and are
treated as posts are: they stay without the name, or their texts go when the person chose that.
"""

from datetime import datetime

from everyweek.web.assess.conversation.models import AnswerComment
from everyweek.web.people.accounts.own_data import part

WHERE = "assessment__round__key assessment__place__key theme question"
OF_THE_CONVERSATION = (
    part("answers you were the last to write in", "assess.PartyAnswer", "updated_by", f"{WHERE} party updated_at"),
    part(
        "what you wrote in answers",
        "assess.AnswerSave",
        "by",
        "answer__assessment__round__key answer__assessment__place__key answer__theme answer__question answer__party "
        "value wanted text at",
    ),
    part("answers you settled", "assess.AgreedAnswer", "settled_by", f"{WHERE} value wanted note settled_at"),
    part(
        "answers you agreed to",
        "assess.AgreedBy",
        "person",
        "agreed__assessment__round__key agreed__assessment__place__key agreed__theme agreed__question party at",
    ),
    part(
        "positions and targets you set",
        "assess.ThemePosition",
        "updated_by",
        "assessment__round__key assessment__place__key theme level agreed_with agreed_on target_score target_level "
        "target_on note updated_at",
    ),
    part(
        "links and charts you added to answers",
        "assess.Evidence",
        "added_by",
        f"{WHERE} party kind title address measure organisation added_at removed_at",
    ),
    part("your comments in assessments", "assess.AnswerComment", "author", f"{WHERE} text at removed_at"),
)


def erase_comments_in_assessments(person: int, *, now: datetime) -> None:
    """That there was a comment stays, as when its writer removes one."""
    mine = AnswerComment.objects.filter(author=person)
    mine.filter(removed_at=None).update(removed_at=now)
    mine.update(text="")
