"""The page of changes: everybody who looks after people reads theirs, and nobody what is inside a learning network."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from support.cast import AT, Cast
from support.people import PASSWORD, reader
from support.site import words

from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.erasure import erase_details
from everyweek.web.people.audit.presenters import FILE_HEADER
from everyweek.web.people.audit.queries import AuditFilters, AuditLine, AuditPage, entries_for
from everyweek.web.people.audit.verify import verify_chain
from everyweek.web.people.audit.words import ACTIONS
from everyweek.web.people.invitations.acceptance import accept_as_new_person
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import AuditEntry, Person
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db

AUDIT = "/administration/audit/"
PEOPLE = Path(__file__).parents[3] / "src/everyweek/web/people"
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)


def seen(cast: Cast, who: str, page: AuditPage = AuditPage(size=1000), **filters: Any) -> list[AuditLine]:  # noqa: B008
    return list(entries_for(cast.reader(who), AuditFilters(**filters), page).lines)


def note(cast: Cast, *, now: datetime = NOW, action: str = "tried", **more: Any) -> None:
    record(by=cast.reader("administrator of a trust"), action=action, of=("thing", "1"), now=now, **more)


# Who reads what


def test_an_administrator_reads_the_entries_of_the_organisations_they_look_after(cast: Cast) -> None:
    places = {
        who: {line.organisation for line in seen(cast, who)}
        for who in ("administrator of a trust", "administrator of a board", "administrator of a region")
    }

    assert places == {
        "administrator of a trust": {"ZZ1"},
        "administrator of a board": {"ZZ1", "ZZA"},
        "administrator of a region": {"ZZ1", "ZZ9", "ZZA"},
    }


def test_somebody_who_looks_after_nothing_reads_no_entry(cast: Cast) -> None:
    assert seen(cast, "member") == []
    assert reader(cast["member"]).get(AUDIT).status_code == 403


def test_national_support_reads_nothing_of_a_learning_network(cast: Cast) -> None:
    before = seen(cast, "national support")
    record(
        by=cast.reader("learning network's lead"),
        action="thread.begun",
        of=("thread", "17"),
        after={"title": "A quiet word"},
        organisation="ZZ1",
        network="learning",
        about=cast["learning network's member"].pk,
        now=NOW,
    )
    record(by=None, action="network.changed", of=("network", "learning"), after={"name": "x"}, now=NOW)

    assert seen(cast, "national support") == before


@pytest.mark.parametrize("who", ["administrator of a trust", "administrator of a region"])
def test_an_administrator_reads_nothing_of_a_learning_network(cast: Cast, who: str) -> None:
    note(cast, organisation="ZZ1", network="learning")

    assert all(line.network != "learning" for line in seen(cast, who))
    assert "tried" not in [line.action for line in seen(cast, who)]


def test_asking_for_a_person_a_place_or_a_network_does_not_tell_who_is_inside_a_learning_network(cast: Cast) -> None:
    member = cast["learning network's member"]
    note(cast, organisation="ZZ1", network="learning", about=member.pk)

    asked = [
        seen(cast, "national support", person=member.pk),
        seen(cast, "national support", network="learning"),
        seen(cast, "national support", organisation="ZZ1"),
    ]

    assert asked[1] == []
    assert not any(line.network == "learning" for lines in asked for line in lines)


def test_neither_the_page_nor_the_file_tells_what_is_inside_a_learning_network(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast, after={"title": "A quiet word"}, network="learning", about=cast["learning network's member"].pk)
    client = reader(cast["national support"])

    page, file = words(client.get(AUDIT).content), client.get(AUDIT + "file/").content.decode("utf-8-sig")

    assert "There are no changes to show yet." in page
    assert file.splitlines() == [",".join(FILE_HEADER)]


def by_invitation(cast: Cast, email: str, **where: Any) -> Person:
    """Somebody without an account, who was invited and accepted."""
    inviter = "learning network's lead" if "network" in where else "administrator of a trust"
    token = invite(by=cast.reader(inviter), email=email, kind="member", now=NOW, **where)
    return accept_as_new_person(token=token, name="New Person", password=PASSWORD, now=NOW)


def shown_to_national_support(cast: Cast, **asked: str) -> str:
    """All that the page and its file show of the changes, and every address that leads on from there."""
    client = reader(cast["national support"])
    page, file = client.get(AUDIT, asked), client.get(f"{AUDIT}file/", asked)
    return page.content.decode().partition("newest first</h2>")[2] + file.content.decode()


def test_nothing_tells_that_somebody_whose_account_is_new_came_into_a_learning_network(
    cast: Cast, settings: Any
) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    invited_to_a_trust = by_invitation(cast, "trust@example.nhs.uk", organisation="ZZ1")
    before = shown_to_national_support(cast)

    new = by_invitation(cast, "lin@example.nhs.uk", network=cast.networks["learning"])

    assert shown_to_national_support(cast) == before
    assert seen(cast, "national support", person=new.pk) == []
    assert [line.action for line in seen(cast, "national support", person=invited_to_a_trust.pk)] == [
        "invitation.accepted",
        "role.given",
    ]


def test_what_is_shown_and_where_pages_lead_is_the_same_with_entries_of_a_learning_network_between(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    for count in range(120):
        note(cast, after={"count": count})
    before = [shown_to_national_support(cast, **asked) for asked in ({}, {"before": "21"}, {"after": "20"})]

    AuditEntry.objects.all().delete()
    for count in range(120):
        note(cast, network="learning")
        note(cast, after={"count": count})
        note(cast, network="learning", action="thread.begun")

    assert [shown_to_national_support(cast, **asked) for asked in ({}, {"before": "21"}, {"after": "20"})] == before


def test_the_state_of_the_chain_does_not_move_with_each_entry_of_a_learning_network(cast: Cast) -> None:
    client = reader(cast["national support"])

    def states() -> list[str]:
        pages = [words(client.get(AUDIT, {"check": check}).content) for check in ("", "newest", "all")]
        return [re.sub(r"at \d\d:\d\d", "", page.partition("The changes, newest first")[0]) for page in pages]

    before = states()
    note(cast, network="learning", now=timezone.now())

    assert states() == before


def test_an_erasure_does_not_tell_which_entries_were_about_whom(cast: Cast) -> None:
    someone = cast["learning network's member"]
    note(cast, network="learning", about=someone.pk)

    erase_details(someone.pk, by=cast.reader("national support"), now=NOW)

    (line,) = seen(cast, "national support", action="audit.details-erased")
    assert (line.before, line.after) == ({}, {})
    assert "entries:" not in shown_to_national_support(cast, action="audit.details-erased")
    assert verify_chain(now=NOW).holds


def test_what_can_be_asked_for_does_not_tell_what_was_done_in_a_learning_network(cast: Cast) -> None:
    client = reader(cast["national support"])
    before = re.findall(r"<option value=[^>]*>", client.get(AUDIT).content.decode())

    note(cast, network="learning", action="post.reported")

    assert re.findall(r"<option value=[^>]*>", client.get(AUDIT).content.decode()) == before
    assert '<option value="post.reported">' in before


# Filters


def test_entries_are_found_by_person_action_place_network_and_days(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast, organisation="ZZ1", about=cast["champion"].pk, after={"count": 1})
    note(cast, network="room", now=NOW + timedelta(days=1), after={"count": 2})
    note(cast, action="other", now=NOW + timedelta(days=2), after={"count": 3})

    def numbers(**filters: Any) -> list[int]:
        return [line.after["count"] for line in seen(cast, "national support", **filters)]

    assert numbers() == [3, 2, 1]
    assert numbers(person=cast["champion"].pk) == [1]
    assert numbers(person=cast["administrator of a trust"].pk) == [3, 2, 1]
    assert numbers(action="other") == [3]
    assert numbers(organisation="ZZ1") == [1]
    assert numbers(network="room") == [2]
    assert numbers(since=date(2026, 6, 3), until=date(2026, 6, 3)) == [2]
    assert numbers(until=date(2026, 6, 2)) == [1]
    assert numbers(since=date(2026, 6, 4)) == [3]


def test_a_day_begins_at_midnight_in_london(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast, now=datetime(2026, 6, 1, 23, 30, tzinfo=UTC))

    assert len(seen(cast, "national support", since=date(2026, 6, 2))) == 1
    assert seen(cast, "national support", until=date(2026, 6, 1)) == []


def test_the_page_finds_by_what_was_typed(cast: Cast) -> None:
    give_role(by=cast.reader("national support"), person=cast["champion"], kind="member", organisation="ZZ1", now=NOW)
    client = reader(cast["national support"])

    found = words(
        client.get(AUDIT, {"person": "Champion@Example.nhs.uk", "organisation": "zz1", "since": "2026-06-02"}).content
    )
    nothing = words(client.get(AUDIT, {"person": "unknown@example.nhs.uk"}).content)

    assert "The national support gave a role, about The champion." in found
    assert "Role: Member" in found
    assert "No change fits what you asked for." in nothing


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"since": "yesterday"}, "“yesterday” is no day. Write it as in 22/11/2026 or 2026-11-22."),
        ({"since": "31/02/2026"}, "There is no 31 February 2026: that month has 28 days."),
        ({"until": "2026-02-30"}, "There is no 30 February 2026: that month has 28 days."),
        ({"until": "11/22/2026"}, "There is no month 22. The day comes before the month, as in 22/11/2026."),
        ({"until": "31/12/9999"}, "Give a year from 2015 to 2100, not 9999."),
        ({"since": "0/0/2026"}, "There is no month 0."),
        ({"since": "1 Nonember 2026"}, "“1 Nonember 2026” is no day."),
        ({"since": "²²/11/2026"}, "“²²/11/2026” is no day."),
        ({"since": "<script>"}, "“&lt;script&gt;” is no day."),
        (
            {"since": "2026-06-02", "until": "2026-06-01"},
            "The last day is before the first. Swap them, or leave one empty.",
        ),
        ({"person": "somebody"}, "Enter a valid email address."),
        ({"action": "x\0y"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_asked_is_said(cast: Cast, asked: dict[str, str], said: str) -> None:
    answer = reader(cast["national support"]).get(AUDIT, asked)

    assert answer.status_code == 200
    assert said in words(answer.content) or "Select a valid choice" in words(answer.content)


@pytest.mark.parametrize("typed", ["02/06/2026", "2/6/2026", "2026-06-02", "2.6.2026", "2 June 2026", " 2 jun 2026 "])
def test_a_day_is_read_however_it_is_written(cast: Cast, typed: str) -> None:
    AuditEntry.objects.all().delete()
    note(cast, after={"count": 1})
    note(cast, after={"count": 2}, now=NOW + timedelta(days=1))
    client = reader(cast["national support"])

    page = client.get(AUDIT, {"since": typed, "until": typed}).content.decode()

    assert numbers_on(page) == [1]
    assert "since=2026-06-02" in page  # the file of the same


def test_a_day_that_there_is_not_stays_typed_beside_its_sentence(cast: Cast) -> None:
    page = reader(cast["national support"]).get(AUDIT, {"since": "31/02/2026"}).content.decode()

    assert 'value="31/02/2026"' in page
    assert "<title>Error: " in page
    assert 'type="date"' not in page


# Pages


def test_older_and_newer_entries_are_reached_by_their_positions(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    for count in range(1, 251):
        note(cast, organisation="ZZ1", after={"count": count})
    client = reader(cast["administrator of a trust"])

    first = client.get(AUDIT).content.decode()
    second = client.get(AUDIT, {"before": "151"}).content.decode()
    third = client.get(AUDIT, {"before": "51"}).content.decode()
    back = client.get(AUDIT, {"after": "50"}).content.decode()

    assert numbers_on(first) == list(range(250, 150, -1))
    assert "before=151" in first
    assert "after=" not in first
    assert numbers_on(second) == list(range(150, 50, -1))
    assert "after=150" in second
    assert numbers_on(third) == list(range(50, 0, -1))
    assert "before=1" not in third
    assert numbers_on(back) == list(range(150, 50, -1))
    assert numbers_on(client.get(AUDIT, {"after": "200"}).content.decode()) == list(range(250, 150, -1))


def test_a_page_stays_the_same_when_entries_are_added(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    for count in range(1, 131):
        note(cast, organisation="ZZ1", after={"count": count})
    client = reader(cast["administrator of a trust"])
    before = numbers_on(client.get(AUDIT, {"before": "31"}).content.decode())

    note(cast, organisation="ZZ1", after={"count": 131})

    assert before == list(range(30, 0, -1))
    assert numbers_on(client.get(AUDIT, {"before": "31"}).content.decode()) == before


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"count: (\d+)", page)]


@pytest.mark.parametrize("typed", ["-1", "x", "9" * 30, "9" * 18, "", "²", "0", "1"])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_position_that_is_none_shows_the_newest(cast: Cast, name: str, typed: str) -> None:
    note(cast, after={"count": 17})

    answer = reader(cast["national support"]).get(AUDIT, {name: typed})

    assert answer.status_code == 200
    assert numbers_on(answer.content.decode()) == [17]


def test_a_page_asks_the_database_a_few_times(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        seen(cast, "national support", AuditPage())


# Words


def test_an_entry_is_a_sentence_with_before_and_after(cast: Cast) -> None:
    note(
        cast,
        before={"champion_places": None, "open": True},
        after={"champion_places": 12, "open": False},
        organisation="ZZ1",
    )

    page = words(reader(cast["administrator of a trust"]).get(AUDIT).content)

    assert "The administrator of a trust did this: tried." in page
    assert "Champions it may nominate: by the rule of the round → 12" in page
    assert "open: yes → no" in page
    assert "Applebridge Invented Hospitals NHS Trust (ZZ1)" in page
    assert "2 June 2026 at 10:30" in page


def test_script_in_what_was_changed_is_shown_and_not_run(cast: Cast) -> None:
    note(cast, after={"name": "<script>alert(1)</script>"}, organisation="ZZ1")

    page = reader(cast["administrator of a trust"]).get(AUDIT).content

    assert b"<script>alert" not in page
    assert b"&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "details", ["", "{", "[]", '"x"', '{"before": 1, "after": 2}', '{"before": {}}', "[" * 100_000]
)
def test_details_that_somebody_wrote_past_the_product_stop_neither_the_page_nor_the_check(
    cast: Cast, details: str
) -> None:
    note(cast, organisation="ZZ1")
    AuditEntry.objects.filter(action="tried").update(details=details)

    page = words(reader(cast["national support"]).get(AUDIT, {"check": "all"}).content)

    assert "details: they cannot be read: somebody changed them past the product" in page
    assert "Its details do not fit their digest" in page


def test_erased_details_are_told_as_erased(cast: Cast) -> None:
    someone = cast["member"]

    erase_details(someone.pk, by=None, by_words="the tests", now=NOW)

    page = words(reader(cast["administrator of a trust"]).get(AUDIT).content)
    assert "What changed was erased at the person’s request." in page


def test_every_action_that_the_product_records_has_words() -> None:
    named = {
        found
        for file in PEOPLE.rglob("*.py")
        for found in re.findall(
            r"""(?:action=|_record\(\w+, |_note\(\w*,? ?)"([a-z_-]+\.[a-z_-]+)\"""", file.read_text("utf-8")
        )
    }

    assert len(named) > 20
    assert sorted(named - ACTIONS.keys()) == []


# The file


def test_the_file_holds_the_entries_and_no_formula(cast: Cast) -> None:
    note(cast, after={"=1+1": "x"}, organisation="ZZ1")

    answer = reader(cast["administrator of a trust"]).get(AUDIT + "file/", {"action": "tried"})

    (header, row) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    found = dict(zip(header, row, strict=True))
    assert answer["Content-Disposition"] == 'attachment; filename="changes.csv"'
    assert (found["at"], found["by"], found["action"]) == (
        "2026-06-02T09:30:00+00:00",
        "The administrator of a trust",
        "tried",
    )
    assert found["what changed"] == "'=1+1: x"


# The state of the chain


def test_national_support_sees_whether_the_chain_holds_and_its_head(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast)
    yesterday = AuditEntry.objects.latest("number")
    note(cast, now=timezone.now())
    client = reader(cast["national support"])

    page = words(client.get(AUDIT, {"check": "all"}).content)
    newest = words(client.get(AUDIT, {"check": "newest"}).content)

    assert "No sign of it" in page
    assert ": every entry. All of them hold." in page
    assert ": the newest 10,000 entries. All of them hold." in newest
    assert "At the end of yesterday the newest entry was number 1 , with the seal" in page
    assert yesterday.seal in page
    assert AuditEntry.objects.latest("number").seal not in page
    assert "Keep both somewhere else" in page


def test_what_cannot_be_checked_or_was_erased_is_said(cast: Cast, settings: Any) -> None:
    erase_details(cast["member"].pk, by=None, by_words="the tests", now=AT)
    settings.SECRET_KEY = "another secret key of another time, as long as a secret key has to be"
    note(cast)

    page = words(reader(cast["national support"]).get(AUDIT, {"check": "all"}).content)

    assert "All that can be checked hold. Some were sealed with another key" in page
    assert "Of some the details were erased at somebody’s request; they hold all the same." in page


def test_a_broken_chain_is_told_with_what_is_wrong(cast: Cast) -> None:
    AuditEntry.objects.filter(number=3).update(organisation="ZZ9")
    AuditEntry.objects.filter(number=5).delete()

    page = words(reader(cast["national support"]).get(AUDIT, {"check": "newest"}).content)

    assert "Yes: the record was tampered with" in page
    assert "Entry 3: Its seal does not fit" in page
    assert "Entry 6: Entry 5 is missing." in page


def test_administrators_read_their_entries_and_nothing_of_the_chain(cast: Cast) -> None:
    page = words(reader(cast["administrator of a board"]).get(AUDIT, {"check": "all"}).content)

    assert "Has anybody tampered with it?" not in page
    assert "You see those of the organisations you look after." in page


def test_an_empty_chain_says_so(cast: Cast) -> None:
    AuditEntry.objects.all().delete()

    page = words(reader(cast["national support"]).get(AUDIT, {"check": "all"}).content)

    assert "There are no changes to show yet." in page
    assert "All of them hold." in page


def test_erasure_is_an_entry_that_names_nobody(cast: Cast) -> None:
    erase_details(cast["member"].pk, by=cast.reader("national support"), now=AT)

    page = words(reader(cast["national support"]).get(AUDIT).content)

    assert "The national support erased what entries said of a person." in page
