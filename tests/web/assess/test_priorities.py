"""A system's priorities: its places together, what is suggested, what is refused, and who sees what it chose."""

from typing import Any

import pytest
from django.test import Client
from support.assessing import DURING, SPEAKS_FOR_SYSTEM, an_assessment
from support.cast import Cast
from support.people import reader
from support.sharing_assessments import GOOD, MIDDLING, POOR, a_round_with, agreed, places_with_leads, submitted
from support.site import words

from everyweek.maturity.choosing import suggest_choice
from everyweek.web.assess.models import PriorityChoice
from everyweek.web.assess.results import suggesting
from everyweek.web.assess.results.choosing import choose
from everyweek.web.assess.results.errors import NotAChoice
from everyweek.web.assess.results.worth import worth_of_closing
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

OF_BOARD, OF_REGION, SUPPORT, OF_PLACE = "champion", "administrator of a region", "national support", "member"
ELSEWHERE, OF_OTHER_BOARD = "member of another trust", "administrator of another board"


@pytest.fixture
def one(cast: Cast) -> Assessment:
    """Fenwick, complete and submitted."""
    return submitted(cast, agreed(cast, an_assessment(cast), MIDDLING, level="Early"))


def address(one: Assessment, more: str = "") -> str:
    return f"/assess/rounds/{one.round.key}/priorities/ZZA/{more}"


def read(cast: Cast, who: str, one: Assessment) -> str:
    return words(reader(cast[who]).get(address(one)).content)


def sent(
    cast: Cast, one: Assessment, *themes: str, then: str = "publish", who: str = SPEAKS_FOR_SYSTEM, **typed: Any
) -> Any:
    """The form as its page made it, with these themes ticked."""
    browser: Client = reader(cast[SPEAKS_FOR_SYSTEM])
    form = browser.get(address(one, "choose/")).content.decode()
    hidden = {name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("once", "version")}
    return browser.post(address(one, "choose/"), {**hidden, "themes": list(themes), "then": then, "why": "", **typed})


def published(
    cast: Cast, one: Assessment, *themes: str, publish: bool = True, version: int = 0, why: str = ""
) -> PriorityChoice:
    return choose(
        by=cast.reader(SPEAKS_FOR_SYSTEM), assessment_round=one.round, system="ZZA", themes=themes, why=why,
        suggested=(), publish=publish, seen_version=version, now=DURING,
    )  # fmt: skip


# Its places together


def test_a_system_s_places_are_put_together_as_lowest_median_and_highest(cast: Cast) -> None:
    leads = {"aldham": "contributor", "burwell": "member", "dunmow": "champion"}
    acute = {"aldham": "ZZ1", "burwell": "ZZ2", "dunmow": "ZZ4"}
    places = places_with_leads(cast, **{name: ("ZZA", acute[name], who) for name, who in leads.items()})
    _, found = a_round_with(cast, places)
    for (name, one), answers in zip(found.items(), (GOOD, MIDDLING, POOR), strict=True):
        submitted(cast, agreed(cast, one, answers, who=leads[name]), who=leads[name])

    page = read(cast, SPEAKS_FOR_SYSTEM, found["aldham"])

    assert (
        "Intervention The kettle Scores 0 – 1 – 2 Levels Early – Progressing – Mature Places with a level 3 of 3"
        in page
    )
    assert "Intervention The saucer Scores – Levels – Places with a level 0 of 3" in page
    assert "No mean, behind which a place could hide." in page


def test_of_a_system_nothing_is_put_together_that_the_reader_may_not_see(cast: Cast) -> None:
    one = agreed(cast, an_assessment(cast), MIDDLING, level="Early")

    page = read(cast, SPEAKS_FOR_SYSTEM, one)

    assert "No place of this system has shared its results with you yet" in page
    assert "No place has answered all of it, so nobody knows what is missing." in page
    assert "Progressing" not in page


# The suggestion


def test_the_suggestion_is_ranked_by_what_is_missing_and_how_far_its_measures_are_behind(
    cast: Cast, one: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = {"sdec": 0.9, "virtual_wards": 0.1}
    monkeypatch.setattr(suggesting, "_behind", lambda intervention, trust: behind[intervention])

    page = read(cast, SPEAKS_FOR_SYSTEM, one)
    suggested = page.partition("What the figures would suggest")[2]

    assert (
        "The kettle (in hospital): 50% of it is still missing, and its measures are far behind those of peers."
        in suggested
    )
    assert "The bread (out of hospital): Nothing of it is missing." in suggested
    assert suggested.index("The kettle") < suggested.index("The saucer")


def test_without_figures_only_what_is_missing_counts_and_that_is_said(cast: Cast, one: Assessment) -> None:
    assert "is not known, so only what is missing counts." in read(cast, SPEAKS_FOR_SYSTEM, one)


def test_what_a_theme_rests_on_is_said_where_that_is_not_every_place(cast: Cast) -> None:
    leads = {"aldham": "contributor", "burwell": "member"}
    places = places_with_leads(cast, aldham=("ZZA", "ZZ1", "contributor"), burwell=("ZZA", "ZZ2", "member"))
    _, found = a_round_with(cast, places)
    submitted(cast, agreed(cast, found["aldham"], MIDDLING))
    submitted(cast, found["burwell"], who=leads["burwell"])

    assert "It rests on 1 of 2 places." in read(cast, SPEAKS_FOR_SYSTEM, found["aldham"])


def test_the_opportunity_is_the_mean_over_the_hospitals_that_can_be_compared(
    cast: Cast, one: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from everyweek.web.assess.frameworks.queries import framework_of

    kettle = framework_of(one.round.framework).theme("kettle")
    shares = {"ZZ1": 0.8, "ZZ2": 0.2, "ZZ4": None}
    monkeypatch.setattr(suggesting, "_behind", lambda intervention, trust: shares[trust])

    assert suggesting.opportunity_of(kettle, ("ZZ1", "ZZ2", "ZZ4")) == pytest.approx(0.5)
    assert suggesting.opportunity_of(kettle, ("ZZ4",)) is None


def test_what_it_would_be_worth_is_not_said_as_long_as_nobody_can_say(cast: Cast, one: Assessment) -> None:
    assert worth_of_closing("kettle", system="ZZA") is None
    assert suggest_choice((), 0).picks == ()
    assert "worth" not in read(cast, SPEAKS_FOR_SYSTEM, one)


# Choosing


def test_the_board_chooses_a_blend_and_publishes_it(cast: Cast, one: Assessment) -> None:
    answer = sent(cast, one, "kettle", "cup", why="They go together.")

    page = read(cast, OF_PLACE, one)

    assert answer.status_code == 302
    assert "The kettle , in hospital The cup , out of hospital They go together." in page
    assert "Published on" in page
    assert [(row.theme, row.suggested) for row in PriorityChoice.objects.get().themes.all()] == [
        ("kettle", False),
        ("cup", True),
    ]


@pytest.mark.parametrize(
    ("themes", "sentence"),
    [
        (("kettle",), "Choose 2 interventions to publish them: you chose 1. You can save fewer as a draft."),
        (("kettle", "bread", "cup"), "Choose at most 2 interventions: you chose 3. Untick some."),
        (
            ("kettle", "saucer"),
            "nothing you chose is out of hospital. Choose at least one of these: The bread, The cup.",
        ),
        (("bread", "cup"), "nothing you chose is in hospital. Choose at least one of these: The kettle, The saucer."),
    ],
)
def test_what_is_no_blend_of_as_many_as_there_are_to_choose_is_refused_and_nothing_ticked_is_lost(
    cast: Cast, one: Assessment, themes: tuple[str, ...], sentence: str
) -> None:
    answer = sent(cast, one, *themes, why="Because.")
    page = answer.content.decode()

    assert sentence in words(page)
    assert "Because." in page
    assert all(f'value="{theme}" checked' in page for theme in themes)
    assert not PriorityChoice.objects.exists()


def test_a_theme_that_there_is_not_cannot_be_chosen(cast: Cast, one: Assessment) -> None:
    assert "Choose from the list." in words(sent(cast, one, "kettle", "hob").content)
    with pytest.raises(NotAChoice, match="each once"):
        published(cast, one, "kettle", "kettle")


def test_a_draft_may_hold_fewer_and_is_seen_by_people_of_the_board_alone(cast: Cast, one: Assessment) -> None:
    sent(cast, one, "kettle", then="draft", why="A quiet thought.")

    assert "A draft, saved on" in read(cast, OF_BOARD, one)
    assert {who: "A quiet thought." in read(cast, who, one) for who in (OF_PLACE, SUPPORT)} == {
        OF_PLACE: False,
        SUPPORT: False,
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [(OF_BOARD, 200), (OF_PLACE, 200), (OF_REGION, 200), (SUPPORT, 200), (ELSEWHERE, 403), (OF_OTHER_BOARD, 403)],
)
def test_what_was_published_is_seen_in_the_system_its_region_and_by_national_support(
    cast: Cast, one: Assessment, who: str, status: int
) -> None:
    published(cast, one, "kettle", "bread")

    assert reader(cast[who]).get(address(one)).status_code == status


def test_each_chosen_priority_leads_to_a_plan_from_its_template_for_who_chooses(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread")

    chooses, reads = (reader(cast[who]).get(address(one)).content.decode() for who in (SPEAKS_FOR_SYSTEM, SUPPORT))

    for intervention in ("sdec", "virtual_wards"):
        assert f'href="/plans/new/?template={intervention}"' in chooses
    assert "/plans/new/" not in reads


@pytest.mark.parametrize("who", [OF_BOARD, OF_PLACE, SUPPORT])
def test_only_who_speaks_for_the_board_chooses(cast: Cast, one: Assessment, who: str) -> None:
    assert reader(cast[who]).get(address(one, "choose/")).status_code == 403
    with pytest.raises(NotPermitted):
        choose(
            by=cast.reader(who), assessment_round=one.round, system="ZZA", themes=("kettle", "cup"), why="",
            suggested=(), publish=True, seen_version=0, now=DURING,
        )  # fmt: skip


def test_the_suggestion_is_for_the_board_s_own_people(cast: Cast, one: Assessment) -> None:
    assert "What the figures would suggest" in read(cast, OF_BOARD, one)
    assert "What the figures would suggest" not in read(cast, SUPPORT, one)


def test_of_two_who_choose_at_once_the_second_is_told_and_loses_nothing(cast: Cast, one: Assessment) -> None:
    browser = reader(cast[SPEAKS_FOR_SYSTEM])
    form = browser.get(address(one, "choose/")).content.decode()
    hidden = {name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("once", "version")}
    published(cast, one, "kettle", "bread")

    answer = browser.post(address(one, "choose/"), {**hidden, "themes": ["cup"], "then": "draft", "why": "Mine."})

    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    with pytest.raises(ChangedMeanwhile):
        published(cast, one, "kettle", "cup", version=5)


def test_a_draft_after_publishing_is_seen_by_others_no_more(cast: Cast, one: Assessment) -> None:
    version = published(cast, one, "kettle", "bread", why="A loud thought.").version
    published(cast, one, "kettle", publish=False, version=version, why="A loud thought.")

    assert "A loud thought." not in read(cast, SUPPORT, one)
    assert "No priorities have been published." in read(cast, SUPPORT, one)


def test_what_was_chosen_is_in_the_chain_once_it_is_published_and_a_draft_without_its_themes(
    cast: Cast, one: Assessment
) -> None:
    version = published(cast, one, "kettle", publish=False).version
    published(cast, one, "kettle", "bread", version=version)

    rows = AuditEntry.objects.filter(object_kind="priorities").order_by("number")

    assert [(row.action, "The kettle" in row.details) for row in rows] == [
        ("priorities.saved", False),
        ("priorities.published", True),
    ]


def test_a_system_that_is_not_asked_has_no_priorities_there(cast: Cast, one: Assessment) -> None:
    answer = reader(cast[SUPPORT]).get(f"/assess/rounds/{one.round.key}/priorities/ZZC/")

    assert answer.status_code == 404
    assert "No place of this system is asked in this round" in words(answer.content)


def test_a_framework_of_which_none_are_chosen_says_so(cast: Cast) -> None:
    from support.assessing import a_framework, small_framework

    other = a_framework(cast, small_framework(chosen="0"))
    one = submitted(cast, an_assessment(cast, framework=other))

    assert "Choose priorities" not in read(cast, SPEAKS_FOR_SYSTEM, one)
    with pytest.raises(NotAChoice, match="No priorities are chosen with “Tea and toast”"):
        published(cast, one, "kettle", "bread")


def test_markup_in_the_reason_is_shown_as_it_was_typed(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread", why="<script>alert(1)</script>")

    assert "<script>alert(1)" not in reader(cast[OF_BOARD]).get(address(one)).content.decode()


def test_what_somebody_chose_and_shared_is_in_the_copy_of_their_own_data(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread")

    assert export_of(cast[SPEAKS_FOR_SYSTEM], now=DURING)["priorities you chose"][0]["system"] == "ZZA"
    assert export_of(cast["contributor"], now=DURING)["assessments you submitted or shared"][0]["is submission"] is True
