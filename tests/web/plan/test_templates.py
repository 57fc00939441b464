"""The ten templates: each is a plan that could begin tomorrow, and its page says where its facts come from."""

import copy
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.people import reader
from support.site import words

from everyweek.measures import MEASURES
from everyweek.reference.interventions import interventions
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.models import LONGEST_TITLE, Driver
from everyweek.web.plan.templates.errors import FaultyTemplate
from everyweek.web.plan.templates.queries import template_of, templates
from everyweek.web.plan.templates.reading import data_folder, template_from
from everyweek.web.plan.templates.template import PlanTemplate

KEYS = [one.key for one in interventions()]
BEGINS = date(2026, 6, 1)


def found(key: str) -> PlanTemplate:
    template = template_of(key)
    assert template is not None
    return template


def written(key: str = "acute_flow") -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(data_folder().joinpath(f"{key}.yaml").read_text(encoding="utf-8"))
    return content


def test_there_is_one_for_each_of_the_ten_interventions() -> None:
    assert [one.intervention for one in templates()] == KEYS
    assert template_of("magic") is None


@pytest.mark.parametrize("key", KEYS)
def test_a_template_is_a_whole_plan_that_fits_into_the_database(key: str) -> None:
    template = found(key)

    assert 5 <= len(template.actions) <= 8
    assert {one.kind for one in template.drivers} == {"primary", "secondary", "idea"}
    assert template.aim.measure in {
        act.measure for act in next(one for one in interventions() if one.key == key).acts_on
    }
    assert template.watch
    assert template.risks
    assert all(one.source for one in template.facts)
    assert len(template.title) <= LONGEST_TITLE
    assert all(len(one.text) <= Driver._meta.get_field("text").max_length for one in template.drivers)  # type: ignore[union-attr]
    assert all(len(one.role) <= Action._meta.get_field("owner_role").max_length for one in template.actions)  # type: ignore[union-attr]
    assert all(len(one.title) <= LONGEST_TITLE for one in template.actions)


@pytest.mark.parametrize("key", KEYS)
def test_an_action_starts_the_day_after_the_last_one_it_waits_for_is_due(key: str) -> None:
    dated = {one.action.key: one for one in found(key).dated(BEGINS)}

    for one in dated.values():
        needed = [dated[need].due_on for need in one.action.needs]
        assert one.starts_on == (max(needed) + timedelta(days=1) if needed else BEGINS)
        assert one.due_on == one.starts_on + timedelta(days=7 * one.action.weeks - 1)


def _without_aim(content: dict[str, Any]) -> None:
    del content["aim"]


def _with_more(content: dict[str, Any]) -> None:
    content["magic"] = "yes"


def _circle(content: dict[str, Any]) -> None:
    content["actions"][0]["needs"] = [content["actions"][1]["key"]]


def _unknown_measure(content: dict[str, Any]) -> None:
    content["watch"][0]["measure"] = "happiness"


def _invented_target(content: dict[str, Any]) -> None:
    content["aim"]["to"] = "98%"


def _lost_driver(content: dict[str, Any]) -> None:
    content["actions"][0]["driver"] = "nothing"


def _orphan(content: dict[str, Any]) -> None:
    content["drivers"][-1]["parent"] = ""


def _kind(content: dict[str, Any]) -> None:
    content["drivers"][0]["kind"] = "tertiary"


def _twice(content: dict[str, Any]) -> None:
    content["actions"].append(content["actions"][0])


def _two_drivers(content: dict[str, Any]) -> None:
    content["drivers"].append(content["drivers"][-1])


def _endless(content: dict[str, Any]) -> None:
    content["actions"][0]["weeks"] = 500


def _no_list(content: dict[str, Any]) -> None:
    content["risks"] = []


def _words_for_needs(content: dict[str, Any]) -> None:
    content["actions"][0]["needs"] = "spread"


def _impossible_risk(content: dict[str, Any]) -> None:
    content["risks"][0]["likelihood"] = 9


def _lost_cycle(content: dict[str, Any]) -> None:
    content["cycle"]["action"] = "nothing"


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (_without_aim, "aim is missing"),
        (_with_more, "magic is no field"),
        (_circle, "is not above it"),
        (_unknown_measure, "no measure called happiness"),
        (_invented_target, "is no target"),
        (_lost_driver, "is not in the diagram"),
        (_orphan, "its parent must be secondary"),
        (_kind, "tertiary is none of"),
        (_twice, "two actions"),
        (_two_drivers, "two drivers"),
        (_endless, "from 1 to 52 weeks"),
        (_no_list, "at least one entry"),
        (_words_for_needs, "needs must be a list"),
        (_impossible_risk, "numbers from 1 to 5"),
        (_lost_cycle, "there is no action nothing"),
    ],
)
def test_a_faulty_template_is_refused_with_a_sentence(break_it: Any, sentence: str) -> None:
    content = copy.deepcopy(written())

    break_it(content)

    with pytest.raises(FaultyTemplate, match=sentence):
        template_from(content, where="acute_flow.yaml")


def test_a_file_that_is_no_template_is_refused() -> None:
    with pytest.raises(FaultyTemplate, match="it must have the fields"):
        template_from(["nothing"], where="x.yaml")


@pytest.mark.django_db
def test_everybody_reads_the_list_and_each_template(fresh_home: Path) -> None:
    client = reader()
    listed = client.get("/plans/templates/").content.decode()

    assert all(f'href="/plans/templates/{key}/"' in listed for key in KEYS)
    for key in KEYS:
        said = unescape(words(client.get(f"/plans/templates/{key}/").content.decode()))
        template = found(key)
        assert template.title in said
        assert MEASURES[template.aim.measure].title in said
        assert "The words are ours and not official" in said
        assert all(" ".join(fact.source.split()) in said for fact in template.facts)


@pytest.mark.django_db
def test_a_template_that_is_not_there_is_a_page_that_says_so(fresh_home: Path) -> None:
    client = reader()
    answer = client.get("/plans/templates/magic/")

    assert answer.status_code == 404
    assert "There is no such template" in words(answer.content.decode())
