"""What an entry of the chain says can be read: in words, with names, and without what its reader may not know."""

import csv
import io
import re
from collections.abc import Set
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from support.cast import Cast
from support.champions import DURING, LATE, asked, link_of, make_round, name_executive, nominate, send, the_return
from support.discussion import begun
from support.people import reader
from support.site import words
from support.words_of_changes import has_words_somewhere, written_in_the_code

from everyweek.reference.groups import built_in_groups
from everyweek.web.people.accounts.actions import FIELDS, change_details
from everyweek.web.people.administration.bulk.plan import Outcome
from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.where import NAMED, NOWHERE
from everyweek.web.people.audit.words import ACTIONS
from everyweek.web.people.champions import nominating, running
from everyweek.web.people.champions.answering import decline
from everyweek.web.people.events.actions import EventDetails, change_event, make_event
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import AuditEntry, Network, Role
from everyweek.web.people.networks.listed import KINDS_OF_GROUPS, published_of
from everyweek.web.people.networks.making.actions import change_network
from everyweek.web.people.networks.making.draft import Draft, draft_of
from everyweek.web.people.notifications.choices import choose_mails
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import NOBODY
from everyweek.web.people.roles.actions import end_role

pytestmark = pytest.mark.django_db

AUDIT = "/administration/audit/"
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)


def page_of(cast: Cast, who: str = "national support", **asked_for: str) -> str:
    """What the page of changes says, from the newest to the oldest."""
    found = words(reader(cast[who]).get(AUDIT, asked_for).content)
    return found.rpartition("Show all again")[2].partition("These changes as a table")[0]


# Everything that the code writes has words


def keys_worked_out() -> dict[str, Set[str]]:
    """By file, the keys of a before or an after that do not stand there word by word."""
    listed = next(group for group in built_in_groups(directory()) if group.kind in KINDS_OF_GROUPS)
    return {
        "accounts/actions.py": set(FIELDS),
        "administration/bulk/actions.py": set(get_args(Outcome)) - {"error"},
        "champions/running.py": set(running._plain(asked(), "x")),
        "discussion/actions.py": {"title"},
        "discussion/links.py": {"shared_beyond"},
        "events/actions.py": {"version", "title", "shared_beyond"},
        "networks/listed.py": set(published_of(listed)),
        "networks/making/actions.py": set(Draft.__dataclass_fields__),
        "notifications/choices.py": set(KINDS),
    }


def test_every_action_and_every_key_that_the_code_writes_has_words() -> None:
    written = written_in_the_code()

    keys = set().union(*written.keys.values(), *keys_worked_out().values())
    assert len(written.actions) > 50
    assert sorted(written.actions - ACTIONS.keys()) == []
    assert len(keys) > 50
    assert sorted(key for key in keys if not has_words_somewhere(key)) == []


def test_keys_that_are_worked_out_are_known_here() -> None:
    assert written_in_the_code().computed == keys_worked_out().keys()


def test_every_kind_of_thing_that_the_code_names_says_where_it_is_or_is_nowhere() -> None:
    assert sorted(written_in_the_code().kinds - NAMED - NOWHERE) == []


@pytest.mark.parametrize("without", [{"action": "role.forgotten"}, {"action": "role.given", "after": {"colour": "x"}}])
def test_a_change_without_words_fails_the_test_that_records_it(cast: Cast, without: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="has no words"):
        record(by=None, of=("person", "1"), now=NOW, **without)


# What they say


def test_a_nominee_is_named_and_what_became_of_them_is_said(cast: Cast) -> None:
    by, one = cast.reader("administrator of a board"), the_return(make_round(cast))
    (nominee,) = nominate(by, one, "Ann Other")
    name_executive(by, one)
    send(by, one)
    nominee.refresh_from_db()
    decline(token=link_of(nominee), by=NOBODY, now=DURING)

    page = page_of(cast, "administrator of a board")

    place = "Recovery champions, Invented Harbour and Vale ICB (ZZA)"
    declined = "Nominee: Ann Other State: Asked, no answer yet → Declined"
    assert f"The link in the mail declined a nomination. {place} {declined}" in page
    assert f"sent in what a system returns. {place} Nominees asked now: 1 Sent in: in time" in page
    assert (
        f"nominated a champion. {place} Nominee: Ann Other Employing organisation: Applebridge Invented Hospitals NHS "
        "Trust (ZZ1)"
    ) in page


def test_a_nominee_who_is_there_no_more_is_not_a_number(cast: Cast) -> None:
    by, one = cast.reader("administrator of a board"), the_return(make_round(cast))
    (nominee,) = nominate(by, one, "Ann Other")
    nominating.remove_nominee(by=by, of=one, seen_version=2, number=nominee.pk, now=DURING)

    page = page_of(cast, "administrator of a board", action="nominee.removed")

    assert "removed a nominee who had not been asked yet." in page
    assert "State: Not asked yet" in page
    assert "Nominee:" not in page


def test_a_nominee_is_named_to_nobody_who_may_not_see_the_return(cast: Cast) -> None:
    (nominee,) = nominate(cast.reader("national support"), the_return(make_round(cast), "ZZC"), "Cat Clark")
    record(
        by=None, action="nominee.changed", of=("return", "recovery-champions/ZZC"), after={"nominee": nominee.pk},
        organisation="ZZ1", now=NOW,
    )  # fmt: skip

    assert "Cat Clark" not in page_of(cast, "administrator of a trust")
    assert "Cat Clark" in page_of(cast, "national support")


def test_a_return_that_comes_after_its_deadline_was_sent_in_late(cast: Cast) -> None:
    by, one = cast.reader("administrator of a board"), the_return(make_round(cast))
    nominate(by, one, "Ann Other")
    name_executive(by, one)
    send(by, one, now=LATE)

    assert "Sent in: late" in page_of(cast, action="return.sent-in")


def test_a_round_is_told_with_days_numbers_and_the_names_of_systems(cast: Cast) -> None:
    found = make_round(cast)
    later = asked(deadline_at=found.deadline_at + timedelta(days=1))
    running.change_round(by=cast.reader("national support"), of=found, seen_version=1, asked=later, now=DURING)
    one = the_return(found)
    running.give_longer(
        by=cast.reader("national support"), of=one, seen_version=1, deadline_at=later.deadline_at + timedelta(days=1),
        why="A flood", now=DURING,
    )  # fmt: skip

    page = page_of(cast)

    assert "Deadline: nothing → 23 July 2026 at 12:00 Why: A flood" in page
    assert "Recovery champions Deadline: 21 July 2026 at 12:00 → 22 July 2026 at 12:00" in page
    assert "Whom it asks: 2 systems: Invented Harbour and Vale ICB (ZZA), " in page
    assert "Champions of a larger system, at most: 20" in page
    assert "Opens: 1 July 2026 at 00:00" in page
    assert "began a round of nominations. Recovery champions Title: Recovery champions Deadline: 21 July" in page
    assert "What it is about" not in page


def test_settings_of_a_network_and_an_organisation_are_told_as_their_pages_say_them(cast: Cast) -> None:
    support, network = cast.reader("national support"), cast.networks["community"]
    draft = Draft(**{name: getattr(draft_of(network), name) for name in Draft.__dataclass_fields__} | {
        "focus": "elective_care", "joining": "request", "group_key": "lin-fenwick-uec", "purpose": "To talk",
    })  # fmt: skip
    change_network(by=support, network=network, seen_version=network.version, draft=draft, is_sure=True, now=NOW)
    save_settings(by=support, code="ZZA", seen_version=0, email_domains="fenwick.example", champion_places=12, now=NOW)

    page = page_of(cast)

    assert "changed what a network says of itself. Network “Community of frailty”" in page
    assert "How people join: Open: anybody who signs in may join → By request: a lead lets people in" in page
    assert "Focus: Any → Elective care" in page
    assert "Figures of: nothing → Invented learning and improvement network, Fenwick and the Marches" in page
    assert "Domains of its e-mail addresses: nothing → fenwick.example" in page
    assert "Champions it may nominate: by the rule of the round → 12" in page


def test_roles_invitations_and_mails_are_told_in_words(cast: Cast) -> None:
    me = cast.reader("administrator of a trust")
    invite(by=me, email="new@example.nhs.uk", kind="executive_contact", organisation="ZZ1", now=NOW)
    end_role(by=me, role=Role.objects.get(person=cast["member"], until=None), why="She moved", now=NOW)
    choose_mails(by=me, frequencies={"role": "weekly"}, now=NOW)
    change_details(by=me, name="Ann Admin", job_title="", shows_email=True, now=NOW)

    page = page_of(cast)

    assert (
        "invited somebody. Applebridge Invented Hospitals NHS Trust (ZZ1) Role: Executive contact E-mail address: n"
        in page
    )
    assert "ended a role, about The member. Applebridge Invented Hospitals NHS Trust (ZZ1) Role: Member Why:" in page
    assert "A role was given to you, or ended: At once → Once a week, together" in page
    assert "Name: The administrator of a trust → Ann Admin Shows their e-mail address: no → yes" in page


def test_a_role_of_the_whole_country_says_so(cast: Cast) -> None:
    assert "gave a role, about The national support. The whole country Role: National support" in page_of(cast)


def test_a_conversation_is_named_to_those_who_may_read_it_and_a_number_to_nobody(cast: Cast) -> None:
    for network, title in (("community", "In the open"), ("room", "Behind a door")):
        begun(cast, network, title=title, now=NOW)

    page = page_of(cast, action="post.written")

    assert "Network “Community of frailty” Those who oversee may see it: no Conversation: In the open" in page
    assert "wrote a post. Network “Room of the winter plan” Those who oversee may see it: no" in page
    assert "Behind a door" not in page


def test_what_was_changed_of_an_event_is_said_part_by_part(cast: Cast) -> None:
    by, network = cast.reader("community's lead"), cast.networks["community"]
    details = EventDetails("A talk", "", NOW, NOW + timedelta(hours=1), "Here", "")
    event = make_event(by=by, network=network, details=details, shared_beyond=False, now=NOW)
    other = EventDetails("A talk", "", NOW, NOW + timedelta(hours=2), "There", "")
    change_event(by=by, event=event, details=other, shared_beyond=None, seen_version=event.version, now=NOW)

    assert "Changed: when it ends, the place" in page_of(cast, action="event.changed")


def test_a_network_of_which_the_reader_may_not_know_is_not_named(cast: Cast) -> None:
    record(by=None, action="role.given", of=("person", "1"), organisation="ZZ1", network="room", now=NOW)

    assert "gave a role. Applebridge Invented Hospitals NHS Trust (ZZ1), A network" in page_of(
        cast, "administrator of a trust"
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"nominee": "'; drop table", "late": "x", "deadline": "soon"}, "Deadline: soon Sent in: x"),
        ({"nominee": [1], "systems": 7, "role": {"a": 1}}, "Role: {'a': 1} Whom it asks: 7"),
        ({"nominee": 2**70, "changed": 3, "sessions": "two"}, "Changed: 3 Signed out of: two"),
        ({"deadline": "2026-07-21T12:00:00", "kind": "club"}, "Deadline: 2026-07-21T12:00:00 Kind: club"),
        ({"name": "x" * 500}, f"Name: {'x' * 200}…"),
    ],
)
def test_values_that_nothing_of_ours_wrote_are_shown_as_they_are(cast: Cast, after: dict[str, Any], said: str) -> None:
    AuditEntry.objects.all().delete()
    record(by=None, by_words="the tests", action="return.given-longer", of=("return", "x/ZZA"), after=after, now=NOW)

    assert f"The tests gave a system longer. x {said}" in page_of(cast).replace("&#39;", "'")


RAW = re.compile(r"\w_\w|\d{4}-\d\d-\d\dT|\bNone\b|\b(True|False)\b|[{}\[\]]")
"""What people do not write: keys with underscores, instants of machines, values of a programming language."""


def test_nothing_raw_is_left_on_the_page_or_in_what_the_file_says_was_changed(cast: Cast) -> None:
    support, one = cast.reader("national support"), the_return(make_round(cast))
    (nominee,) = nominate(support, one, "Ann Other")
    name_executive(support, one)
    send(support, one)
    nominating.remove_nominee(by=support, of=one, seen_version=4, number=nominee.pk, now=DURING)
    begun(cast, "community", now=NOW)
    save_settings(by=support, code="ZZA", seen_version=0, email_domains="a.example", champion_places=None, now=NOW)
    Network.objects.filter(key="community").update(name="Frailty")

    file = reader(cast["national support"]).get(f"{AUDIT}file/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))

    assert len(rows) > 20
    assert RAW.findall(page_of(cast)) == []
    assert [row["what changed"] for row in rows if RAW.search(row["what changed"])] == []


def test_names_cost_a_few_looks_however_many_entries_there_are(cast: Cast, django_assert_max_num_queries: Any) -> None:
    support, one = cast.reader("national support"), the_return(make_round(cast))
    nominate(support, one, *[f"Champion {number}" for number in range(15)])
    for network in ("community", "room"):
        begun(cast, network, now=NOW)
    client = reader(cast["national support"])
    client.get(AUDIT)

    with django_assert_max_num_queries(25):
        client.get(AUDIT)
