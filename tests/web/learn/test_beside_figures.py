"""What the library adds to the pages of figures, and the way back: from a resource to one's own figures."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.utils import OperationalError
from django.test import Client
from support.cast import Cast
from support.comparisons import choice
from support.library import AT, published
from support.people import reader
from support.site import words

from everyweek.comparison import records
from everyweek.comparison.records import Opportunities, Opportunity
from everyweek.measures import MEASURES
from everyweek.reference import directory, interventions_for
from everyweek.web.compare.overview import asked
from everyweek.web.compare.what_others_did import Gap, WhatOthersDid, what_others_did
from everyweek.web.learn.finding import for_gaps
from everyweek.web.learn.library.draft import DraftOrigin
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.reader import NOBODY, Reader

pytestmark = pytest.mark.django_db

MEASURE = "four_hour_performance"
GAP = Gap(MEASURE, ("acute_flow", "sdec"))
ZZ1 = "/organisation/ZZ1/compare/four_hour_performance/"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test's changes have the same numbers, moments and keys as those of another."""
    for_gaps._known.cache_clear()
    for_gaps._ordered.cache_clear()


def of(code: str, intervention: str = "sdec", **more: Any) -> dict[str, Any]:
    """A resource of an organisation about an intervention."""
    return {"origins": (DraftOrigin("Somebody", code),), "topics": {"intervention": (intervention,)}, **more}


def titles(gap: Gap = GAP, peers: tuple[str, ...] = (), *, by: Reader = NOBODY, most: int = 5) -> list[str]:
    return [one.title for one in what_others_did(by, [gap], peers=peers, most=most)[gap.measure]]


def test_case_studies_of_the_nearest_peers_come_first_then_the_best_of_the_rest() -> None:
    published("far", title="Far peer", **of("ZZ8"))
    published("near", title="Near peer", **of("ZZ2"))
    published("stranger", title="Stranger", **of("ZZ3"))
    published("guide", title="Guide", kind="guide", **of(""))
    published("first", title="Guide of the first intervention", kind="guide", **of("", "acute_flow"))
    published("measure", title="Moves the measure", kind="tool", measures=(MEASURE,))
    published("other", title="About something else", **of("ZZ2", "ari_hubs"))

    found = what_others_did(NOBODY, [GAP], peers=("ZZ2", "ZZ8"), most=9)[MEASURE]

    assert [one.title for one in found] == [
        "Near peer", "Far peer", "Moves the measure", "Guide of the first intervention", "Guide", "Stranger",
    ]  # fmt: skip
    assert [one.of_a_peer for one in found] == [True, True, False, False, False, False]
    assert titles(peers=("ZZ2", "ZZ8"), most=1) == ["Near peer"]


def test_a_case_of_one_that_merged_into_a_peer_is_a_peers() -> None:
    today = directory().rolled_up("RGQ", on=AT.date())
    assert today is not None
    published("old", title="Before the merger", **of("RGQ"))
    published("a", title="Another", **of("ZZ1"))

    found = what_others_did(NOBODY, [GAP], peers=(today,), most=2)[MEASURE]

    assert [(one.title, one.of_a_peer) for one in found] == [("Before the merger", True), ("Another", False)]


def test_each_says_what_it_is_whose_and_what_it_rests_on() -> None:
    published("one", title="One", dated="2019", evidence="one place", **of("ZZ2"))

    (found,) = what_others_did(NOBODY, [GAP], peers=(), most=3)[MEASURE]

    assert found == WhatOthersDid(
        "One", "/library/one/", "Case study, Somebody, 2019. It rests on: before and after, in one place", False
    )


def test_a_change_of_the_library_is_seen_at_once() -> None:
    published("one", title="One", **of("ZZ2"))
    before = titles()
    published("one", title="Two", **of("ZZ2"))
    after = titles()
    Resource.objects.update(live=False)  # as a change whose number came late would leave it

    assert (before, after, titles()) == (["One"], ["Two"], [])


def test_a_reader_sees_only_what_they_may_read_and_nobody_loses_a_place_by_it(cast: Cast) -> None:
    published("inside", title="Inside", network=cast.networks["learning"], **of("ZZ2"))
    published("open", title="Open", **of("ZZ3"))

    inside = titles(peers=("ZZ2",), by=cast.reader("learning network's member"), most=1)
    outside = titles(peers=("ZZ2",), by=cast.reader("member"), most=1)

    assert (inside, outside, titles(peers=("ZZ2",), most=1)) == (["Inside"], ["Open"], ["Open"])


def test_the_page_of_a_measure_lists_five_and_leads_to_all(client: Client, cast: Cast) -> None:
    for number in range(6):
        published(f"case-{number}", title=f"Case {number} <script>", **of("ZZ2"))
    published("a-case-inside", title="Inside", network=cast.networks["learning"], **of("ZZ2"))

    html = client.get(ZZ1).content.decode()
    page = words(html)

    assert page.count("A peer of yours") == 5
    assert "Case 0 <script>" not in html
    assert "Inside" not in page
    assert f'href="/library/?measure={MEASURE}"' in html
    assert "Inside" in words(reader(cast["learning network's member"]).get(ZZ1).content)


def test_a_browser_that_kept_the_page_gets_it_anew_when_the_library_changes(client: Client) -> None:
    first = client.get(ZZ1)
    kept = client.get(ZZ1, headers={"if-none-match": first["ETag"]})
    published("case", title="A new case", **of("ZZ2"))
    anew = client.get(ZZ1, headers={"if-none-match": first["ETag"]})

    assert (kept.status_code, anew.status_code) == (304, 200)
    assert "A new case" in words(anew.content)


def opportunities() -> Opportunities:
    """One real gap of ZZ1 to its peers."""
    one = Opportunity(
        measure=MEASURES[MEASURE],
        value=0.7,
        window_from=date(2024, 4, 1),
        window_to=date(2025, 3, 1),
        gap=records.Gap("median", 0.75, 0.05, 500.0, 300.0, 700.0, 200.0, 800.0, 350.0, True, "Between 300 and 700."),
        rank_by=1.2,
        interventions=interventions_for(MEASURE),
    )
    return Opportunities("ZZ1", "Applebridge", choice(("ZZ2", "ZZ8")), (one,), (), (), "They overlap.")


def test_a_card_of_the_overview_lists_three_and_costs_three_questions(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(4):
        published(f"case-{number}", title=f"Case {number}", **of("ZZ8"))
    monkeypatch.setattr(asked, "read_opportunities", lambda code, among: opportunities())
    client.get("/organisation/ZZ1/compare/")

    with django_assert_num_queries(3):
        page = words(client.get("/organisation/ZZ1/compare/").content)

    assert page.count("A peer of yours") == 3
    assert "What others did Case 0 A peer of yours Case study, Somebody" in page


def test_the_figures_are_there_while_the_database_of_people_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise OperationalError("down")

    monkeypatch.setattr(for_gaps, "newest_change", down)

    answer = client.get(ZZ1)

    assert answer.status_code == 200
    assert "What others did about this" in words(answer.content)


def test_from_a_resource_a_reader_sees_how_their_own_organisation_stands(client: Client, cast: Cast) -> None:
    published("one", title="One", measures=(MEASURE, "category_2_mean"))

    mine = reader(cast["member"]).get("/library/one/").content.decode()
    nobodys = client.get("/library/one/").content.decode()

    assert f'href="{ZZ1}"' in mine
    assert "How we stand on A&amp;E 4-hour performance, all types: Applebridge" in words(mine)
    assert "category_2_mean" not in mine.split("compare/", 1)[1].split('"')[0]
    assert ZZ1 not in nobodys
