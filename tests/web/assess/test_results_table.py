"""The table of a round: who sees which places, where each stands, the spread of a system, order and choice."""

import re
from dataclasses import replace

import pytest
from django.test.utils import CaptureQueriesContext
from support.assessing import an_assessment, small_framework
from support.cast import Cast
from support.people import reader
from support.returns import rows_of
from support.sharing_assessments import (
    GOOD,
    MIDDLING,
    POOR,
    a_round_with,
    agreed,
    places_with_leads,
    shared,
    submitted,
    taken_back,
)
from support.site import words

from everyweek.web.assess.results.heat import SHADES, Shown
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db

OF_BOARD, OF_REGION, SUPPORT = "champion", "administrator of a region", "national support"
OF_OTHER_BOARD = "administrator of another board"
LEADS = {"aldham": "contributor", "burwell": "member", "corley": "member of another trust"}


@pytest.fixture
def three(cast: Cast) -> dict[str, Assessment]:
    """Aldham and Burwell, places of ZZA, and Corley, a place of ZZC: one round, complete answers, nothing given out."""
    places = places_with_leads(
        cast,
        aldham=("ZZA", "ZZ1", LEADS["aldham"]),
        burwell=("ZZA", "ZZ2", LEADS["burwell"]),
        corley=("ZZC", "ZZV", LEADS["corley"]),
    )
    _, found = a_round_with(cast, places)
    for (name, one), answers in zip(found.items(), (GOOD, MIDDLING, POOR), strict=True):
        found[name] = agreed(cast, one, answers, level="Early", who=LEADS[name])
    return found


def table(cast: Cast, who: str, one: Assessment, **asked: str) -> str:
    return words(reader(cast[who]).get(f"/assess/rounds/{one.round.key}/results/", asked).content.decode())


def names_in(cast: Cast, who: str, one: Assessment, **asked: str) -> list[str]:
    """The places in the table, in their order."""
    page = reader(cast[who]).get(f"/assess/rounds/{one.round.key}/results/", asked).content.decode()
    return re.findall(r'scope="row"[^>]*><a [^>]*>([^<]*)</a>', page)


def given_by_all(cast: Cast, three: dict[str, Assessment]) -> None:
    for name, one in three.items():
        submitted(cast, one, who=LEADS[name])


def test_what_was_submitted_stands_in_the_table_of_the_board(cast: Cast) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), MIDDLING, level="Early"))

    page = table(cast, OF_BOARD, one)

    assert "You see 1 place of 1." in page
    assert "Fenwick 1/2 Progressing 2/2 Mature 2/3 Warm Early" in page
    assert "Self-assessed" in page


def test_that_level_names_are_not_official_is_said(cast: Cast, three: dict[str, Assessment]) -> None:
    page = table(cast, SUPPORT, submitted(cast, three["aldham"]))

    assert "These levels are ours." in page


def test_each_reader_sees_the_places_that_gave_theirs_to_them(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)
    expected = {
        OF_BOARD: ["Aldham", "Burwell"],
        OF_OTHER_BOARD: ["Corley"],
        OF_REGION: ["Aldham", "Burwell"],
        SUPPORT: ["Aldham", "Burwell", "Corley"],
        "contributor": ["Aldham"],
        "signed in, without a role": [],
    }

    sees = {who: sorted(names_in(cast, who, three["aldham"])) for who in expected}

    assert sees == expected


def test_how_many_did_not_share_is_said_and_not_which(cast: Cast, three: dict[str, Assessment]) -> None:
    submitted(cast, three["aldham"])

    page = table(cast, SUPPORT, three["aldham"])

    assert "You see 1 place of 3. 2 other places have not shared results with you." in page
    assert "Burwell" not in page
    assert "Corley" not in page


def test_who_sees_nothing_is_told_who_decides(cast: Cast, three: dict[str, Assessment]) -> None:
    page = table(cast, SUPPORT, three["aldham"])

    assert "None of the 3 places of this round has shared its results with you." in page
    assert "A place decides who sees its results" in page


def test_a_draft_that_is_shared_early_is_marked_as_a_draft(cast: Cast, three: dict[str, Assessment]) -> None:
    shared(cast, three["aldham"], "system")

    assert "Aldham draft" in table(cast, OF_BOARD, three["aldham"])
    assert names_in(cast, SUPPORT, three["aldham"]) == []


def test_ones_own_draft_that_is_shared_early_is_called_a_draft_too(cast: Cast, three: dict[str, Assessment]) -> None:
    shared(cast, three["aldham"], "system")

    assert "Aldham yours, draft" in table(cast, LEADS["aldham"], three["aldham"])


def test_places_see_one_another_only_while_both_share_with_places(cast: Cast, three: dict[str, Assessment]) -> None:
    shared(cast, three["aldham"], "peers")

    alone = names_in(cast, LEADS["corley"], three["aldham"])
    shared(cast, three["corley"], "peers", who=LEADS["corley"])
    both = names_in(cast, LEADS["corley"], three["aldham"])
    taken_back(cast, three["corley"], "peers", who=LEADS["corley"])
    afterwards = names_in(cast, LEADS["corley"], three["aldham"])

    assert alone == []
    assert both == ["Aldham", "Corley"]
    assert afterwards == []
    assert names_in(cast, LEADS["aldham"], three["aldham"]) == ["Aldham"]


def test_a_system_leads_to_its_priorities_for_those_who_may_see_them(cast: Cast, three: dict[str, Assessment]) -> None:
    shared(cast, three["aldham"], "peers")
    shared(cast, three["corley"], "peers", who=LEADS["corley"])

    page = reader(cast[LEADS["aldham"]]).get(f"/assess/rounds/{three['aldham'].round.key}/results/").content.decode()

    assert "/priorities/ZZA/" in page
    assert "/priorities/ZZC/" not in page


def test_a_system_is_rolled_up_to_its_lowest_median_and_highest_place(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)

    page = table(cast, OF_BOARD, three["aldham"])

    assert "2 places: lowest–median–highest 1–1–2 median Progressing 2–2–2 median Mature 2–2–3 median Warm" in page


def test_a_place_that_is_not_complete_has_no_level_and_is_counted_apart(cast: Cast) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), {"kettle/boils": "yes", "cup/warmth": "2"}))

    page = table(cast, OF_BOARD, one)

    assert "Fenwick – 1 of 2 agreed – nothing yet 2/3 Warm – not agreed" in page
    assert "1 place – nothing yet" in page


def test_a_level_stands_in_words_beside_its_colour(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)

    page = reader(cast[SUPPORT]).get(f"/assess/rounds/{three['aldham'].round.key}/results/").content.decode()

    assert f'class="ew-heat__{SHADES}" data-of="The kettle"><b>2/2</b> Mature</td>' in page
    assert 'class="ew-heat__1" data-of="The kettle"><b>0/2</b> Early</td>' in page


def test_places_can_be_put_in_the_order_of_one_theme_lowest_first(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)

    assert names_in(cast, OF_BOARD, three["aldham"], sort="kettle") == ["Burwell", "Aldham"]
    assert names_in(cast, OF_BOARD, three["aldham"], sort="no-theme") == ["Aldham", "Burwell"]


def test_places_can_be_chosen_by_system_and_by_region(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)

    assert names_in(cast, SUPPORT, three["aldham"], system="ZZC") == ["Corley"]
    assert names_in(cast, SUPPORT, three["aldham"], region="ZZX") == ["Corley"]
    assert "No place of this choice has shared" in table(cast, SUPPORT, three["aldham"], system="NONE")


def test_the_workbook_below_the_table_holds_the_places_that_it_shows(cast: Cast, three: dict[str, Assessment]) -> None:
    given_by_all(cast, three)
    browser, results = reader(cast[SUPPORT]), f"/assess/rounds/{three['aldham'].round.key}/results/"

    page = browser.get(results, {"region": "ZZX"}).content.decode()
    workbook = browser.get(f"{results}returns.xlsx", {"region": "zzx"})

    assert f'href="{results}returns.xlsx?region=ZZX"' in page
    assert {row[1] for row in rows_of(workbook.content, "Scores")[1:]} == {"Corley"}
    assert workbook["Content-Disposition"].endswith('-ZZX.xlsx"')


def test_names_that_look_like_markup_are_shown_as_they_were_typed(cast: Cast) -> None:
    places = places_with_leads(cast, aldham=("ZZA", "ZZ1", "contributor"))
    places["aldham"].name = "<script>alert(1)</script>"
    places["aldham"].save()
    _, found = a_round_with(cast, places)
    submitted(cast, found["aldham"])

    page = reader(cast[SUPPORT]).get(f"/assess/rounds/{found['aldham'].round.key}/results/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_more_places_ask_no_more_of_the_database(cast: Cast, three: dict[str, Assessment]) -> None:
    submitted(cast, three["aldham"])
    few = queries_of(cast, three["aldham"])
    given_by_all(cast, three)

    assert queries_of(cast, three["aldham"]) == few


def queries_of(cast: Cast, one: Assessment) -> int:
    from django.db import connection

    browser = reader(cast[SUPPORT])
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/assess/rounds/{one.round.key}/results/")
    return len(asked)


def test_what_a_framework_says_is_escaped_in_a_cell() -> None:
    theme = replace(small_framework().theme("kettle"), name='"><script>')

    cell = Shown("1/2", "<b>Bold</b>", 3).under(theme)

    assert cell == (
        '<td role="cell" class="ew-heat__3" data-of="&#34;&gt;&lt;script&gt;"><b>1/2</b> &lt;b&gt;Bold&lt;/b&gt;</td>'
    )
