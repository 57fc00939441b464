"""Choosing a system's priorities: what is refused, what is a draft, and who sees what was published."""

import pytest
from support.assessing import DURING, SPEAKS_FOR_SYSTEM, a_framework, an_assessment, small_framework
from support.cast import Cast
from support.people import reader
from support.priorities import address, published, read, sent
from support.sharing_assessments import MIDDLING, agreed, submitted
from support.site import words

from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.web.assess.models import PriorityChoice
from everyweek.web.assess.results.choosing import choose
from everyweek.web.assess.results.errors import NotAChoice
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


def test_what_was_published_is_seen_in_the_system_its_region_and_by_national_support(
    cast: Cast, one: Assessment
) -> None:
    published(cast, one, "kettle", "bread")
    sees, does_not = (OF_BOARD, OF_PLACE, OF_REGION, SUPPORT), (ELSEWHERE, OF_OTHER_BOARD)
    expected = dict.fromkeys(sees, 200) | dict.fromkeys(does_not, 403)

    assert {who: reader(cast[who]).get(address(one)).status_code for who in expected} == expected


def test_each_chosen_priority_leads_to_a_plan_from_its_template_for_who_chooses(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread")

    chooses, reads = (reader(cast[who]).get(address(one)).content.decode() for who in (SPEAKS_FOR_SYSTEM, SUPPORT))

    for intervention in ("sdec", "virtual_wards"):
        assert f'href="/plans/new/?template={intervention}"' in chooses
    assert "/plans/new/" not in reads


def test_only_who_speaks_for_the_board_chooses(cast: Cast, one: Assessment) -> None:
    for who in (OF_BOARD, OF_PLACE, SUPPORT):
        assert reader(cast[who]).get(address(one, "choose/")).status_code == 403, who
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


def test_whoever_changes_a_published_choice_reads_what_saving_a_draft_does(cast: Cast, one: Assessment) -> None:
    form = "saving it as a draft hides it from the others"
    before = words(reader(cast[SPEAKS_FOR_SYSTEM]).get(address(one, "choose/")).content)
    published(cast, one, "kettle", "bread")

    assert form not in before
    assert form in words(reader(cast[SPEAKS_FOR_SYSTEM]).get(address(one, "choose/")).content)


def test_a_patients_number_in_the_reason_is_refused_and_nothing_typed_is_lost(cast: Cast, one: Assessment) -> None:
    answer = sent(cast, one, "kettle", "cup", why="As for 943 476 5919.")

    assert "“943 476 5919” is an NHS number" in words(answer.content)
    assert "As for 943 476 5919." in answer.content.decode()
    assert not PriorityChoice.objects.exists()


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
    other = a_framework(cast, small_framework(chosen="0"))
    one = submitted(cast, an_assessment(cast, framework=other))

    assert "Choose priorities" not in read(cast, SPEAKS_FOR_SYSTEM, one)
    with pytest.raises(NotAChoice, match="No priorities are chosen with “Tea and toast”"):
        published(cast, one, "kettle", "bread")


def test_of_a_framework_without_settings_no_blend_is_asked_for(cast: Cast) -> None:
    plain = as_mapping(small_framework())
    for theme in plain["themes"]:
        theme["setting"] = ""
    one = submitted(cast, an_assessment(cast, framework=a_framework(cast, read_framework(plain))))

    form = words(reader(cast[SPEAKS_FOR_SYSTEM]).get(address(one, "choose/")).content)

    assert "A system chooses 2 interventions." in read(cast, SPEAKS_FOR_SYSTEM, one)
    assert "Choose 2 interventions. What stands below" in form
    assert sent(cast, one, "kettle", "saucer").status_code == 302


def test_markup_in_the_reason_is_shown_as_it_was_typed(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread", why="<script>alert(1)</script>")

    assert "<script>alert(1)" not in reader(cast[OF_BOARD]).get(address(one)).content.decode()


def test_what_somebody_chose_and_shared_is_in_the_copy_of_their_own_data(cast: Cast, one: Assessment) -> None:
    published(cast, one, "kettle", "bread")

    assert export_of(cast[SPEAKS_FOR_SYSTEM], now=DURING)["priorities you chose"][0]["system"] == "ZZA"
    assert export_of(cast["contributor"], now=DURING)["assessments you submitted or shared"][0]["is submission"] is True
