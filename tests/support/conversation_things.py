"""What addresses of the joint conversation can name, in the assessments that are among the things already."""

from datetime import datetime
from typing import Any

from support.assessing import BELONGS
from support.cast import Cast

from everyweek.web.assess.conversation.comments import write_comment
from everyweek.web.assess.conversation.evidence import add_link
from everyweek.web.assess.rounds.queries import assessment_in_address

THEME, QUESTION = {"theme": "kettle"}, {"theme": "kettle", "question": "boils"}


def things_of_conversation(cast: Cast, things: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Themes, questions and answers of every place; a comment and a link of somebody of Fenwick."""
    places = things["assessment_round place"]
    fenwick, of_fenwick = next(iter(places.items()))
    by, assessment = cast.reader(BELONGS), assessment_in_address(of_fenwick)
    comment = write_comment(by=by, assessment=assessment, **QUESTION, text="Can we look at it?", now=now)
    link = add_link(
        by=by,
        assessment=assessment,
        **QUESTION,
        party="acute",
        title="The rota",
        address="https://example.org/",
        now=now,
    )
    question = f"{fenwick}, a question"
    return {
        "assessment_round place theme": {f"{words}, a theme": parts | THEME for words, parts in places.items()},
        "assessment_round place question theme": {
            f"{words}, a question": parts | QUESTION for words, parts in places.items()
        },
        "assessment_round party place question theme": {
            f"{words}, the answer of its hospital": parts | QUESTION | {"party": "acute"}
            for words, parts in places.items()
        },
        "assessment_round comment place question theme": {
            f"{question}, a comment": of_fenwick | QUESTION | {"comment": comment.pk}
        },
        "assessment_round evidence place question theme": {
            f"{question}, a link": of_fenwick | QUESTION | {"evidence": link.pk}
        },
    }
