"""What the first page of assessments shows, as plain values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from everyweek.web.assess.forward_links import address_if_any
from everyweek.web.assess.rounds.mine import MyAssessment, RoundLine
from everyweek.web.assess.rounds.presenters import mine_in_words, round_line

MOST_ROUNDS = 5


def home_page(
    mine: Sequence[MyAssessment], rounds: Sequence[RoundLine], *, makes: bool, now: datetime
) -> dict[str, Any]:
    """One's own assessments, the newest rounds that one runs or oversees, and their results."""
    newest = rounds[:MOST_ROUNDS]
    titles = {**{one.round_key: one.round for one in mine}, **{one.key: one.title for one in newest}}
    results = [
        {"title": title, "address": address_if_any("assessment-results", assessment_round=key)}
        for key, title in titles.items()
    ]
    return {
        "mine": tuple(mine_in_words(one, now=now) for one in mine),
        "rounds": tuple(round_line(one, now=now) for one in newest),
        "makes": makes,
        "results": tuple(one for one in results if one["address"]),
        "plans": address_if_any("plans"),
    }
