"""Priorities of the tests: the board ZZA, with Fenwick submitted, chooses."""

from typing import Any

from django.test import Client
from support.assessing import DURING, SPEAKS_FOR_SYSTEM
from support.cast import Cast
from support.people import reader
from support.site import words

from everyweek.web.assess.models import PriorityChoice
from everyweek.web.assess.results.choosing import choose
from everyweek.web.assess.rounds.models import Assessment


def address(one: Assessment, more: str = "") -> str:
    """An address of the priorities of ZZA."""
    return f"/assess/rounds/{one.round.key}/priorities/ZZA/{more}"


def read(cast: Cast, who: str, one: Assessment) -> str:
    """The page of the priorities, as words."""
    return words(reader(cast[who]).get(address(one)).content)


def sent(cast: Cast, one: Assessment, *themes: str, then: str = "publish", **typed: Any) -> Any:
    """The form as its page made it, with these themes ticked."""
    browser: Client = reader(cast[SPEAKS_FOR_SYSTEM])
    form = browser.get(address(one, "choose/")).content.decode()
    hidden = {name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("once", "version")}
    return browser.post(address(one, "choose/"), {**hidden, "themes": list(themes), "then": then, "why": "", **typed})


def published(
    cast: Cast, one: Assessment, *themes: str, publish: bool = True, version: int = 0, why: str = ""
) -> PriorityChoice:
    """A choice that the board made, published unless said otherwise."""
    return choose(
        by=cast.reader(SPEAKS_FOR_SYSTEM), assessment_round=one.round, system="ZZA", themes=themes, why=why,
        suggested=(), publish=publish, seen_version=version, now=DURING,
    )  # fmt: skip
