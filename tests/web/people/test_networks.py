"""The list of networks, the page of one, and the networks of the published lists."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.cast import AT, Cast
from support.discussion import begun
from support.people import person, read_from, reader
from support.site import words

from everyweek.web.people.models import AuditEntry, Network
from everyweek.web.people.networks import listed
from everyweek.web.people.networks.listed import start_listed_networks
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
LONDON = "lin-london-uec"


def page_of(network: Network, who: Any = None) -> str:
    return words(reader(who).get(f"/networks/{network.key}/").content)


# The networks of the published lists


def test_sixteen_learning_networks_begin_by_themselves_as_published(db: None) -> None:
    start_listed_networks(AT)

    made = Network.objects.filter(kind="learning_network", invented=False)
    london = Network.objects.get(key=LONDON)
    assert made.count() == 16
    assert set(made.values_list("joining", flat=True)) == {"request"}
    assert london.name == "Learning and improvement network, London: urgent and emergency care"
    assert london.lead_words.startswith(
        "Matthew Trainer, Barking, Havering and Redbridge University Hospitals NHS Trust"
    )
    assert london.lead_words.endswith("(published; from September 2024)")
    assert (london.focus, london.footprint, london.group_key) == ("urgent_and_emergency_care", "Region-wide", LONDON)


def test_cohorts_clusters_and_regions_begin_too_and_boards_do_not(db: None) -> None:
    start_listed_networks(AT)

    keys = set(Network.objects.values_list("key", flat=True))
    assert {"ecip-1", "ecip-1-cluster-2", "ecip-2-north", "region-y56", "region-zz9"} <= keys
    assert not any(key.startswith("icb-") for key in keys)


def test_a_network_for_both_urgent_and_elective_care_says_both(db: None) -> None:
    start_listed_networks(AT)

    leeds = Network.objects.get(key="lin-north-east-and-yorkshire-leeds")

    assert "Both urgent and elective care" in page_of(leeds)


def test_starting_again_makes_nothing_and_looks_once(db: None) -> None:
    start_listed_networks(AT)
    before = (Network.objects.count(), AuditEntry.objects.count())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        done = start_listed_networks(LATER)

    selects = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert (done, len(selects)) == (0, 1)
    assert (Network.objects.count(), AuditEntry.objects.count()) == before


def test_news_in_the_lists_reach_text_that_nobody_touched_and_no_other(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_listed_networks(AT)
    Network.objects.filter(key=LONDON).update(name="Our London", version=5)
    as_published = listed.published_of
    news = {"name": "A new name", "lead_words": "A new lead"}
    monkeypatch.setattr(
        listed, "published_of", lambda group: as_published(group) | (news if group.key == LONDON else {})
    )

    done = start_listed_networks(LATER)

    london = Network.objects.get(key=LONDON)
    assert (done, london.name, london.lead_words, london.version) == (1, "Our London", "A new lead", 6)
    assert london.published["name"] == "A new name"
    assert AuditEntry.objects.get(action="network.changed").by_words == "the published lists"


def test_a_key_that_people_had_before_stays_theirs(db: None) -> None:
    theirs = Network.objects.create(key=LONDON, name="Ours", kind="project_room", created_at=AT, updated_at=AT)

    start_listed_networks(AT)

    theirs.refresh_from_db()
    assert (theirs.name, theirs.is_listed) == ("Ours", False)


# The list


def test_the_list_names_what_everybody_may_know_and_no_private_network(cast: Cast) -> None:
    page = words(reader().get("/networks/").content)

    assert "Learning network of Fenwick" in page
    assert "Community of frailty" in page
    assert "Open: anybody who signs in can join" in page
    assert "Room of the winter plan" not in page


def test_ones_own_networks_come_first_also_private_ones(cast: Cast) -> None:
    page = words(reader(cast["project room's member"]).get("/networks/").content)

    assert "Yours (1)" in page
    assert page.index("Room of the winter plan") < page.index("Community of frailty")


@pytest.mark.parametrize("who", ["member", "administrator of a board", "learning network's lead"])
def test_a_private_network_is_in_nobody_elses_list(cast: Cast, who: str) -> None:
    assert "Room of the winter plan" not in words(reader(cast[who]).get("/networks/?q=room").content)


def test_real_networks_are_listed_and_invented_ones_only_with_the_sample(
    cast: Cast, sample_home: Any, settings: Any
) -> None:
    start_listed_networks(AT)

    without = words(reader().get("/networks/").content)
    read_from(sample_home, settings)
    with_sample = words(reader().get("/networks/").content)

    assert "Learning and improvement network, London" in without
    assert "Invented learning and improvement network" not in without
    assert "Invented learning and improvement network" in with_sample
    assert "Learning and improvement network, London" not in with_sample
    assert "Community of frailty" in with_sample  # people made it


@pytest.mark.parametrize(
    ("asked", "found"),
    [("matthew trainer", True), ("LONDON urg", True), ("barking elective", False), ("zebra", False), ("***", False)],
)
def test_networks_are_found_by_name_lead_and_focus(db: None, asked: str, found: bool) -> None:
    start_listed_networks(AT)

    page = words(reader().get("/networks/", {"q": asked}).content)

    assert ("Learning and improvement network, London: urgent and emergency care" in page) == found
    assert ("No network that you can see has" in page) == (asked in ("zebra", "barking elective", "***"))


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "\x00", "x" * 5000, "é" * 90])
def test_a_search_of_any_letters_is_answered(cast: Cast, asked: str) -> None:
    page = reader().get("/networks/", {"q": asked})

    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_members_are_counted_once_however_many_roles_they_hold(cast: Cast) -> None:
    lead = cast["community's lead"]
    give_role(by=None, by_words="x", person=lead, kind="member", network=cast.networks["community"], now=AT)

    page = words(reader().get("/networks/").content)

    assert "Community of frailty 3 members" in page


# The page of one


def test_a_page_says_who_leads_as_published_and_who_runs_it_here(db: None) -> None:
    start_listed_networks(AT)
    london = Network.objects.get(key=LONDON)

    nobody_runs_it = page_of(london)
    give_role(by=None, by_words="x", person=person("Lee Lead"), kind="network_lead", network=london, now=AT)
    somebody_does = page_of(london, person("Ann Other"))

    assert "Matthew Trainer" in nobody_runs_it
    assert "PRN01435" in nobody_runs_it
    assert "Nobody runs this network yet. You can ask to join; your request waits" in nobody_runs_it
    assert "Lee Lead" in somebody_does
    assert "Nobody runs this network" not in somebody_does


def test_somebody_outside_reads_what_is_inside_and_how_to_get_in(cast: Cast) -> None:
    begun(cast, title="Handover at the front door")

    page = page_of(cast.networks["learning"], cast["member"])

    assert "Inside are conversations, events and links" in page
    assert "A lead lets people in. Ask, and say who you are. Ask to join" in page
    assert "Handover at the front door" not in page
    assert "The learning network's member" not in page


def test_somebody_inside_reads_the_latest_conversations(cast: Cast) -> None:
    begun(cast, title="Handover at the front door")

    page = page_of(cast.networks["learning"], cast["learning network's lead"])

    assert "Handover at the front door 1 post, the last on" in page
    assert "Requests to join Invite somebody" in page
    assert "You are in this network. Leave" in page


def test_a_learning_network_says_what_it_promises(cast: Cast) -> None:
    promise = "What is said here is never shown to those who oversee its members, unless whoever said it chooses that."

    assert promise in page_of(cast.networks["learning"])
    assert promise not in page_of(cast.networks["community"])


def test_the_organisations_of_members_lead_to_their_figures(cast: Cast) -> None:
    page = reader().get("/networks/community/").content.decode()

    assert '<a href="/organisation/ZZ1/">' in page
    assert "3 members" in words(page)


@pytest.mark.parametrize("who", [None, "member", "learning network's member"])
def test_where_members_of_a_learning_network_come_from_is_told_to_those_inside_only(
    cast: Cast, who: str | None
) -> None:
    page = page_of(cast.networks["learning"], cast[who] if who else None)

    assert ("Where they come from" in page) == (who == "learning network's member")


def test_the_figures_of_its_group_are_pictures_with_words(cast: Cast, sample_home: Any, settings: Any) -> None:
    start_listed_networks(AT)
    read_from(sample_home, settings)

    page = reader().get("/networks/lin-fenwick-uec/").content.decode()

    assert 'aria-label="Chart of A&amp;E 4-hour performance' in page
    assert "The newest figure is" in page
    picture = page.split('class="ew-chart__wide"')[1].split('src="')[1].split('"')[0].replace("&amp;", "&")
    answer = reader().get(picture)
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, "image/svg+xml")
    assert '<a href="/groups/lin-fenwick-uec/">' in page


def test_without_figures_there_is_no_picture_and_still_a_way_to_the_group(db: None) -> None:
    start_listed_networks(AT)

    page = reader().get("/networks/lin-fenwick-uec/").content.decode()

    assert "No file that is loaded has a figure of all of them together." in page
    assert "ew-chart" not in page.partition("<main")[2]
    assert '<a href="/groups/lin-fenwick-uec/">' in page


@pytest.mark.parametrize("key", ["", "no-such-group", "ecip-1"])
def test_a_network_without_a_group_or_with_one_that_is_gone_has_a_page(cast: Cast, key: str) -> None:
    Network.objects.filter(key="community").update(group_key=key)

    assert reader().get("/networks/community/").status_code == 200


def test_script_in_a_name_is_text(cast: Cast) -> None:
    Network.objects.filter(key="community").update(name="<script>alert(1)</script>", purpose="<b>bold</b>")

    for page in (reader().get("/networks/"), reader().get("/networks/community/")):
        assert b"<script>alert" not in page.content
        assert b"&lt;script&gt;alert(1)" in page.content
        assert b"<b>bold" not in page.content


# What is private


@pytest.mark.parametrize(
    "page", ["", "join/", "members/", "members.csv", "requests/", "edit/", "discussion/", "invite/"]
)
def test_a_private_network_is_not_there_for_others_just_as_one_that_does_not_exist(cast: Cast, page: str) -> None:
    client = reader(cast["member"])

    private, missing = (client.get(f"/networks/{key}/{page}") for key in ("room", "no-such-network"))

    assert (private.status_code, missing.status_code) == (404, 404)
    assert words(private.content).replace("room", "") == words(missing.content).replace("no-such-network", "")


@pytest.mark.parametrize("page", ["", "join/", "members/", "edit/", "discussion/"])
def test_signed_out_both_lead_to_signing_in(cast: Cast, page: str) -> None:
    private, missing = (reader().get(f"/networks/{key}/{page}") for key in ("room", "no-such-network"))

    assert (private.status_code, missing.status_code) == (302, 302)
    assert private["Location"].replace("room", "") == missing["Location"].replace("no-such-network", "")


def test_those_who_were_invited_into_a_private_network_read_it(cast: Cast) -> None:
    assert "Room of the winter plan" in page_of(cast.networks["room"], cast["project room's member"])


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_only_read(cast: Cast, method: str) -> None:
    assert getattr(reader(cast["member"]), method)("/networks/community/").status_code == 405
