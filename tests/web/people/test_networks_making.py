"""Beginning a network, and changing what it says of itself."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from support.cast import AT, Cast
from support.people import reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.models import AuditEntry, Network, Role
from everyweek.web.people.networks.errors import NotANetwork
from everyweek.web.people.networks.listed import start_listed_networks
from everyweek.web.people.networks.making import actions
from everyweek.web.people.networks.making.draft import Draft, draft_of, kinds_for
from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.people.roles.actions import end_role, give_role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
ROOM = Draft(name="Winter plan", kind="project_room", joining="private")
EDIT = "/networks/community/edit/"


def fields(network: Network, **changed: str) -> dict[str, str]:
    """The form as the page of a network sends it, with what somebody changed."""
    draft = draft_of(network)
    as_shown = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
    return {**as_shown, "version": str(network.version), **changed}


def begin(client: Any, **changed: str) -> Any:
    typed = {"name": "Winter plan", "kind": "project_room", "joining": "private", "focus": "", "group_key": ""}
    return send(client, "/networks/new/", **{**typed, **changed})


def save(cast: Cast, who: str, key: str = "community", **changed: str) -> Any:
    network = Network.objects.get(key=key)
    return send(reader(cast[who]), f"/networks/{key}/edit/", **fields(network, **changed))


def change(cast: Cast, who: str, key: str, **changed: Any) -> Network:
    network = Network.objects.get(key=key)
    return actions.change_network(
        by=cast.reader(who),
        network=network,
        seen_version=network.version,
        draft=replace(draft_of(network), **changed),
        now=NOW,
    )


# Beginning


def test_somebody_of_an_organisation_begins_a_project_room_and_leads_it(cast: Cast) -> None:
    answer = begin(reader(cast["member"]))

    made = Network.objects.get(name="Winter plan")
    assert answer["Location"] == "/networks/winter-plan/"
    assert (made.kind, made.joining, made.created_by_id) == ("project_room", "private", cast["member"].pk)
    assert can(cast.reader("member"), "network.run", made)
    assert AuditEntry.objects.get(action="network.made").network == "winter-plan"


def test_pressing_the_button_twice_begins_one(cast: Cast) -> None:
    client = reader(cast["member"])
    form = {
        "once": token_in(client.get("/networks/new/")),
        "name": "Winter plan",
        "kind": "project_room",
        "joining": "private",
    }

    first, second = client.post("/networks/new/", form), client.post("/networks/new/", form)

    assert first["Location"] == second["Location"] == "/networks/winter-plan/"
    assert Network.objects.filter(name="Winter plan").count() == 1


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("signed in, without a role", ()),
        ("member", ("project_room",)),
        ("executive contact", ("project_room",)),
        ("administrator of a trust", ("community_of_practice", "project_room")),
        ("administrator of a region", ("community_of_practice", "project_room")),
        (
            "national support",
            ("learning_network", "cluster", "cohort", "region", "community_of_practice", "project_room"),
        ),
    ],
)
def test_who_begins_what(cast: Cast, who: str, kinds: tuple[str, ...]) -> None:
    assert kinds_for(cast.reader(who)) == kinds


def test_without_an_organisation_nobody_begins_a_network(cast: Cast) -> None:
    answer = reader(cast["signed in, without a role"]).get("/networks/new/")

    assert answer.status_code == 403
    assert "Only people who belong to an organisation may begin a network." in words(answer.content)


@pytest.mark.parametrize("kind", ["learning_network", "cluster", "community_of_practice"])
def test_a_kind_that_one_may_not_begin_is_refused_also_when_the_form_was_forged(cast: Cast, kind: str) -> None:
    page = begin(reader(cast["member"]), kind=kind, joining="request")

    assert page.status_code == 200
    assert "There is a problem" in words(page.content)
    with pytest.raises(NotANetwork, match="is made by"):
        actions.create_network(by=cast.reader("member"), draft=replace(ROOM, kind=kind, joining="open"), now=NOW)
    assert Network.objects.count() == 3


def test_national_support_makes_a_learning_network_and_is_never_inside(cast: Cast) -> None:
    answer = begin(reader(cast["national support"]), name="Stroke", kind="learning_network", joining="request")

    assert answer["Location"] == "/networks/stroke/appoint/"
    assert Role.objects.filter(network__key="stroke").count() == 0
    assert not can(cast.reader("national support"), "network.read", Network.objects.get(key="stroke"))


def test_a_learning_network_is_not_private(cast: Cast) -> None:
    page = begin(reader(cast["national support"]), name="Stroke", kind="learning_network", joining="private")

    assert "A learning network is not private" in words(page.content)
    assert not Network.objects.filter(key="stroke").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give the network a name of 1 to 120 characters."),
        ({"name": "x" * 121}, "Give the network a name of 1 to 120 characters."),
        ({"name": "   "}, "Give the network a name of 1 to 120 characters."),
        ({"name": "a\u202eb"}, "Give the network a name of 1 to 120 characters."),
        ({"purpose": "x" * 2001}, "Say what it is for in at most 2,000 characters; you wrote 2,001."),
        ({"footprint": "x" * 201}, "Say whom it is for in at most 200 characters."),
        ({"kind": ""}, "Choose a kind"),
        ({"joining": ""}, "Choose how people join"),
        ({"joining": "sideways"}, "sideways is not one of the available choices"),
        ({"group_key": "no-such"}, "no-such is not one of the available choices"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_makes_no_network_is_said_and_what_was_typed_stays(cast: Cast, typed: dict[str, str], said: str) -> None:
    page = begin(reader(cast["member"]), **{"footprint": "The <coast>", **typed})

    assert page.status_code == 200
    assert said in words(page.content)
    if "footprint" not in typed:
        assert "The &lt;coast&gt;" in page.content.decode()
    assert Network.objects.count() == 3


def test_names_that_clash_get_addresses_of_their_own(cast: Cast) -> None:
    start_listed_networks(AT)
    names = ("Winter plan", "Winter plan", "winter-PLAN!", "New", "東京", "ecip-1", "Ecip 1 cluster 9" + "x" * 100)

    keys = [
        actions.create_network(by=cast.reader("member"), draft=replace(ROOM, name=name), now=NOW).key for name in names
    ]

    assert keys[:6] == ["winter-plan", "winter-plan-2", "winter-plan-3", "new-2", "network-2", "ecip-1-2"]
    assert len(keys[6]) <= 60


# Changing


def test_a_lead_changes_what_the_network_says_of_itself(cast: Cast) -> None:
    answer = save(cast, "community's lead", name="Frailty, together", purpose="One\r\n\r\nTwo", focus="elective_care")

    network = Network.objects.get(key="community")
    assert answer["Location"] == "/networks/community/?done=saved"
    assert (network.name, network.purpose, network.focus) == ("Frailty, together", "One\n\nTwo", "elective_care")
    assert network.version == 2
    entry = AuditEntry.objects.get(action="network.changed")
    assert "Community of frailty" in entry.details


def test_saving_what_is_so_already_changes_nothing(cast: Cast) -> None:
    save(cast, "community's lead")

    assert Network.objects.get(key="community").version == 1
    assert not AuditEntry.objects.filter(action="network.changed").exists()


def test_the_second_of_two_leads_is_told_and_what_they_typed_stays(cast: Cast) -> None:
    network = cast.networks["community"]
    first, second = reader(cast["community's lead"]), reader(cast["community's lead"])
    tokens = [token_in(client.get(EDIT)) for client in (first, second)]
    first.post(EDIT, {"once": tokens[0], **fields(network, name="Saved by the first")})

    page = second.post(EDIT, {"once": tokens[1], **fields(network, name="Typed by the second")})

    assert page.status_code == 409
    assert "“Community of frailty”" not in words(page.content)
    assert "“Saved by the first” was changed by somebody else, or in another window" in words(page.content)
    assert 'value="Typed by the second"' in page.content.decode()
    assert 'name="version" value="1"' in page.content.decode()  # sent again, it clashes again
    assert Network.objects.get(key="community").name == "Saved by the first"


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "9" * 30])
def test_a_form_without_the_version_that_is_there_saves_nothing(cast: Cast, version: str) -> None:
    page = save(cast, "community's lead", name="Forged", version=version)

    assert page.status_code in (200, 409)
    assert Network.objects.get(key="community").name == "Community of frailty"


def test_opening_a_private_network_warns_first(cast: Cast) -> None:
    page = save(cast, "project room's lead", "room", joining="open")
    still = Network.objects.get(key="room").joining
    done = save(cast, "project room's lead", "room", joining="open", sure="on")

    assert "Everybody who signs in could then read what is said here, also what has been said so far." in words(
        page.content
    )
    assert 'name="sure"' in page.content.decode()
    assert (still, done.status_code, Network.objects.get(key="room").joining) == ("private", 302, "open")


def test_showing_that_a_private_network_exists_warns_too(cast: Cast) -> None:
    page = save(cast, "project room's lead", "room", joining="request")

    assert "Everybody could then see that this network exists" in words(page.content)
    assert Network.objects.get(key="room").joining == "private"


def test_a_learning_network_never_becomes_another_kind(cast: Cast) -> None:
    page = save(cast, "learning network's lead", "learning", kind="community_of_practice")

    assert "is not one of the available choices" in words(page.content)
    assert "A learning network stays one" in words(page.content)
    with pytest.raises(NotANetwork, match="A learning network stays one"):
        change(cast, "learning network's lead", "learning", kind="project_room")


def test_a_network_becomes_a_learning_one_only_when_nobody_inside_oversees(cast: Cast) -> None:
    region = cast["administrator of a region"]
    role = give_role(by=None, by_words="x", person=region, kind="member", network=cast.networks["community"], now=AT)

    with pytest.raises(NotANetwork, match="The administrator of a region oversees others"):
        change(cast, "national support", "community", kind="learning_network")
    end_role(by=None, by_words="x", role=role, now=NOW)
    changed = change(cast, "national support", "community", kind="learning_network")

    assert changed.is_learning_network
    assert not can(cast.reader("national support"), "network.run", changed)


def test_a_lead_does_not_make_a_learning_network_of_theirs(cast: Cast) -> None:
    with pytest.raises(NotANetwork, match="is made by national support"):
        change(cast, "community's lead", "community", kind="learning_network")


def test_the_figures_it_looks_at_are_chosen_among_known_groups(cast: Cast) -> None:
    page = reader(cast["community's lead"]).get(EDIT)
    save(cast, "community's lead", group_key="region-y56")

    assert '<option value="region-y56"' in page.content.decode()
    assert "region-zz9" not in page.content.decode()
    assert Network.objects.get(key="community").group_key == "region-y56"


@pytest.mark.parametrize(
    "who", ["member", "community's member", "reviewer", "administrator of a board", "learning network's lead"]
)
def test_only_a_lead_or_national_support_changes_a_network(cast: Cast, who: str) -> None:
    assert reader(cast[who]).get(EDIT).status_code == 403
    with pytest.raises(NotPermitted):
        change(cast, who, "community", name="Mine")


def test_a_removed_lead_saves_nothing_with_the_page_that_is_still_open(cast: Cast) -> None:
    client = reader(cast["community's lead"])
    token = token_in(client.get(EDIT))
    role = Role.objects.get(network__key="community", kind="network_lead")
    end_role(by=None, by_words="x", role=role, now=NOW)

    answer = client.post(EDIT, {"once": token, **fields(cast.networks["community"], name="Still mine")})

    assert answer.status_code == 403
    assert Network.objects.get(key="community").name == "Community of frailty"


def test_script_that_was_typed_comes_back_as_text(cast: Cast) -> None:
    page = save(cast, "community's lead", name="<script>alert(1)</script>", purpose="x" * 3000)
    save(cast, "community's lead", name="<script>alert(1)</script>")
    shown = reader(cast["community's lead"]).get("/networks/community/edit/")

    for one in (page, shown):
        assert b"<script>alert" not in one.content
        assert b"&lt;script&gt;alert(1)" in one.content
