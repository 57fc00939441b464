"""The page of changes: everybody who looks after people reads theirs, and nobody what is inside a learning network."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.cast import AT, Cast
from support.people import reader
from support.site import words

from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.erasure import erase_details
from everyweek.web.people.audit.queries import AuditFilters, AuditLine, AuditPage, entries_for
from everyweek.web.people.audit.words import ACTIONS
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db

AUDIT = "/administration/audit/"
PEOPLE = Path(__file__).parents[3] / "src/everyweek/web/people"
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)


def seen(cast: Cast, who: str, page: AuditPage = AuditPage(size=1000), **filters: Any) -> list[AuditLine]:  # noqa: B008
    return list(entries_for(cast.reader(who), AuditFilters(**filters), page).lines)


def note(cast: Cast, *, now: datetime = NOW, **more: Any) -> None:
    record(by=cast.reader("administrator of a trust"), action="tried", of=("thing", "1"), now=now, **more)


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


def test_national_support_reads_of_a_learning_network_only_that_something_was_changed(cast: Cast) -> None:
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

    (line,) = [one for one in seen(cast, "national support") if one.action == "thread.begun"]

    assert line == AuditLine(line.number, NOW, "thread.begun", is_inside=True, seal=line.seal)


def test_a_change_of_the_learning_network_itself_is_masked_even_without_a_place(cast: Cast) -> None:
    record(by=None, action="network.changed", of=("network", "learning"), after={"name": "x"}, now=NOW)

    (line,) = [one for one in seen(cast, "national support") if one.action == "network.changed"]

    assert line.is_inside
    assert not line.after


@pytest.mark.parametrize("who", ["administrator of a trust", "administrator of a region"])
def test_an_administrator_reads_nothing_of_a_learning_network(cast: Cast, who: str) -> None:
    note(cast, organisation="ZZ1", network="learning")

    assert all(line.network != "learning" and not line.is_inside for line in seen(cast, who))
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
    assert not any(line.is_inside or line.network == "learning" for lines in asked for line in lines)


def test_neither_the_page_nor_the_file_tells_what_is_inside_a_learning_network(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast, after={"title": "A quiet word"}, network="learning", about=cast["learning network's member"].pk)
    client = reader(cast["national support"])

    page, file = words(client.get(AUDIT).content), client.get(AUDIT + "file/").content.decode("utf-8-sig")

    assert "Something was changed in a learning network: somebody did this: tried." in page
    assert "Something was changed in a learning network" in file
    for told in ("quiet", "administrator of a trust", "learning network's member", "thing,1"):
        assert told not in page
        assert told not in file


# Filters


def test_entries_are_found_by_person_action_place_network_and_days(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    note(cast, organisation="ZZ1", about=cast["champion"].pk)
    note(cast, network="room", now=NOW + timedelta(days=1))
    record(by=None, by_words="the tests", action="other", of=("thing", "2"), now=NOW + timedelta(days=2))

    def numbers(**filters: Any) -> list[int]:
        return [line.number for line in seen(cast, "national support", **filters)]

    assert numbers() == [3, 2, 1]
    assert numbers(person=cast["champion"].pk) == [1]
    assert numbers(person=cast["administrator of a trust"].pk) == [2, 1]
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
    assert "role: Member" in found
    assert "No change fits what you asked for." in nothing


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"since": "yesterday"}, "Write a day as in 1 June 2026 or 2026-06-01."),
        ({"since": "2026-06-02", "until": "2026-06-01"}, "The last day is before the first."),
        ({"person": "somebody"}, "Enter a valid email address."),
        ({"action": "x\0y"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_asked_is_said(cast: Cast, asked: dict[str, str], said: str) -> None:
    answer = reader(cast["national support"]).get(AUDIT, asked)

    assert answer.status_code == 200
    assert said in words(answer.content) or "Select a valid choice" in words(answer.content)


# Pages


def test_older_and_newer_entries_are_reached_by_their_numbers(cast: Cast) -> None:
    AuditEntry.objects.all().delete()
    for _ in range(250):
        note(cast, organisation="ZZ1")
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


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Number (\d+),", page)]


@pytest.mark.parametrize("typed", ["-1", "x", "9" * 30, "", "²"])
def test_a_number_that_is_none_shows_the_newest(cast: Cast, typed: str) -> None:
    answer = reader(cast["national support"]).get(AUDIT, {"before": typed, "after": typed})

    assert answer.status_code == 200
    assert numbers_on(answer.content.decode())


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
    assert "champion places: nothing → 12" in page
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
    newest = AuditEntry.objects.order_by("-number").first()
    client = reader(cast["national support"])

    page = words(client.get(AUDIT, {"check": "all"}).content)

    assert "No sign of it" in page
    assert f"{newest.number} entries hold." in page
    assert newest.seal in page
    assert "Keep both somewhere else" in page


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

    assert "Nothing was changed yet." in page
    assert "0 entries hold." in page


def test_erasure_is_an_entry_that_names_nobody(cast: Cast) -> None:
    erase_details(cast["member"].pk, by=cast.reader("national support"), now=AT)

    page = words(reader(cast["national support"]).get(AUDIT).content)

    assert "The national support erased what entries said of a person." in page
