"""The frameworks that come with Everyweek: what they promise, and that they fit what else is known."""

import pytest

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import built_in
from everyweek.measures import MEASURES
from everyweek.reference import interventions

TEN, IMPACT, STANDARDS = built_in()


def test_the_ten_interventions_are_those_of_the_reference_with_their_names_and_settings() -> None:
    assert [(one.intervention, one.key, one.name, one.setting) for one in TEN.themes] == [
        (one.key, one.key, one.name, one.setting) for one in interventions()
    ]


def test_nine_are_scored_by_eight_questions_and_the_tenth_is_agreed_with_the_regional_discharge_lead() -> None:
    kinds = {one.key: one.kind for one in TEN.themes}

    assert [key for key, kind in kinds.items() if kind != "scored"] == ["care_transfer_hub"]
    assert TEN.theme("care_transfer_hub").agreed_with == "the regional discharge lead"
    assert {len(one.questions) for one in TEN.themes} == {TEN.questions_per_theme} == {8}
    assert TEN.chosen == 4


def test_its_levels_are_marked_as_not_official_and_its_words_as_ours() -> None:
    assert not TEN.levels.official
    assert "neither was read in an official source" in TEN.levels.note
    assert {one.wording for one in built_in()} == {"ours"}
    assert not any(one.levels.official for one in built_in())


@pytest.mark.parametrize("intervention", interventions(), ids=lambda one: one.key)
def test_each_question_shows_only_measures_on_which_its_intervention_is_thought_to_act(intervention: object) -> None:
    key = getattr(intervention, "key")  # noqa: B009
    acts_on = {act.measure for one in interventions() if one.key == key for act in one.acts_on}

    shown = {measure for question in TEN.theme(key).questions for measure in question.measures}

    assert shown <= acts_on
    assert all(question.measures for question in TEN.theme(key).questions)


def test_nhs_impact_has_five_components_on_a_ladder_of_four() -> None:
    assert len(IMPACT.themes) == 5
    assert {one.kind for one in IMPACT.themes} == {"rubric"}
    assert [rung.number for rung in IMPACT.rungs] == [1, 2, 3, 4]
    assert [level.name for level in IMPACT.levels.all] == [rung.name for rung in IMPACT.rungs]


def test_each_professional_standard_is_asked_whether_it_is_agreed_measured_shown_and_kept() -> None:
    assert {tuple(question.key for question in one.questions) for one in STANDARDS.themes} == {
        ("agreed", "measured", "shown", "kept")
    }


@pytest.mark.parametrize("framework", built_in(), ids=lambda one: one.key)
def test_every_question_says_what_counts_as_evidence_and_every_theme_where_its_words_are_from(
    framework: Framework,
) -> None:
    for theme in framework.themes:
        assert theme.source
        assert theme.meaning
        assert all(question.help and question.text.endswith("?") for question in theme.questions)
        assert all(measure in MEASURES for question in theme.questions for measure in question.measures)


def test_a_theme_and_a_question_that_there_is_not_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        TEN.theme("nonsense")
    with pytest.raises(KeyError, match="nonsense"):
        TEN.themes[0].question("nonsense")
