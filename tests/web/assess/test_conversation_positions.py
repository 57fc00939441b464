"""Where a place stands and wants to be on a theme."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.cast import Cast
from support.conversing import HERE, KETTLE, page, post
from support.sharing_assessments import positioned
from support.site import words

from everyweek.web.assess.conversation.errors import WrongPosition
from everyweek.web.assess.conversation.models import ThemePosition
from everyweek.web.assess.conversation.positions import PositionAsked
from everyweek.web.assess.conversation.queries import agreed_levels, positions
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db


def test_a_target_with_its_day_stands_on_the_theme_and_in_the_overview(member: Client, assessment: Assessment) -> None:
    later = timezone.localdate() + timedelta(days=200)
    day = {"target_on_day": later.day, "target_on_month": later.month, "target_on_year": later.year}

    answer = post(member, f"{HERE}positions/kettle/", on=f"{HERE}positions/kettle/", target_score="2", version=0, **day)

    assert answer["Location"] == f"{KETTLE}#position"
    assert (positions(assessment)["kettle"].target_score, positions(assessment)["kettle"].target_on) == (2, later)
    assert "We want to be at 2 of 2 points by" in page(member)
    assert "2 of 2 points by" in page(member, HERE)


def test_a_theme_leads_to_a_plan_that_leads_back_to_it(member: Client, assessment: Assessment) -> None:
    html = member.get(KETTLE).content.decode()
    plan = re.search(r'href="(/plans/new/[^"]*)"', html)
    assert plan is not None

    form = member.get(plan[1].replace("&amp;", "&"))

    assert form.status_code == 200
    for name, value in (("from_place", "fenwick"), ("from_theme", "kettle")):
        assert re.search(rf'name="{name}" value="{value}"', form.content.decode())


def test_the_level_of_an_agreed_theme_has_the_name_and_the_day(lead: Client, assessment: Assessment) -> None:
    at = f"{HERE}positions/saucer/"
    day = {"agreed_on_day": 1, "agreed_on_month": 6, "agreed_on_year": 2026}

    post(lead, at, on=at, level="Mature", agreed_with="Dr Grace Moss", version=0, **day)

    assert agreed_levels(assessment) == {"saucer": "Mature"}
    assert positions(assessment)["saucer"].agreed_on == date(2026, 6, 1)
    assert "Mature, agreed with Dr Grace Moss on 1 June 2026" in page(lead, f"{HERE}themes/saucer/")


def test_a_target_whose_day_has_passed_holds_up_nobody_who_changes_something_else(
    cast: Cast, assessment: Assessment
) -> None:
    asked = PositionAsked(target_score=2, target_on=timezone.localdate() + timedelta(days=2))
    positioned(cast, assessment, "kettle", asked, now=timezone.now())
    later = timezone.now() + timedelta(days=5)

    positioned(cast, assessment, "kettle", replace(asked, note="The rota came late."), now=later)

    assert positions(assessment)["kettle"].note == "The rota came late."
    with pytest.raises(WrongPosition, match="must lie in the future"):
        positioned(cast, assessment, "kettle", replace(asked, target_on=later.date()), now=later)


NO_POSITION: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("kettle", {"target_score": "3"}, "a whole number from 0 to 2"),
    ("kettle", {"target_score": "much"}, "as a number, such as 6"),
    ("kettle", {"target_score": "2"}, "by which day you want to be there"),
    ("kettle", {"target_on": (1, 6, 2099)}, "Say where you want to be by that day"),
    ("kettle", {"target_score": "2", "target_on": (1, 6, 2020)}, "must lie in the future"),
    ("kettle", {"target_score": "2", "target_on": (31, 2, 2099)}, "Write the day as numbers"),
    ("kettle", {"level": "Mature"}, "follows from its answers"),
    ("kettle", {"target_level": "Mature", "target_on": (1, 6, 2099)}, "Give the score that you want to reach"),
    ("saucer", {"level": "Golden"}, "Choose one of the list"),
    ("saucer", {"level": "Mature"}, "Give the name of the regional discharge lead"),
    ("saucer", {"level": "Mature", "agreed_with": "Dr Moss, 943 476 5919"}, "is an NHS number"),
    ("saucer", {"level": "Mature", "agreed_with": "Dr Moss"}, "Give the day on which the level was agreed"),
    ("saucer", {"level": "Mature", "agreed_with": "Dr Moss", "agreed_on": (1, 6, 2099)}, "lies in the future"),
    ("saucer", {"agreed_with": "Dr Moss"}, "Choose the level that was agreed"),
    ("kettle", {"target_score": "2", "target_on": (1, 6, 2099), "version": 3}, "was changed by somebody else"),
)
"""Of which theme, what is typed, and what of the sentence that comes back."""


def test_a_position_that_cannot_be_is_refused_and_what_was_typed_stays(lead: Client) -> None:
    for theme, asked, sentence in NO_POSITION:
        at = f"{HERE}positions/{theme}/"
        sent: dict[str, Any] = {"version": 0, "note": "My reasons."}
        for name, value in asked.items():
            if isinstance(value, tuple):
                sent |= {f"{name}_{part}": one for part, one in zip(("day", "month", "year"), value, strict=True)}
            else:
                sent[name] = value

        answer = post(lead, at, on=at, **sent)

        assert sentence in words(answer.content), asked
        assert "My reasons." in answer.content.decode(), asked
    assert not ThemePosition.objects.exists()
