"""Many people and roles at once: shown first, then done exactly so, all of it or nothing."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from support.cast import AT, Cast
from support.people import person, reader
from support.site import words

from everyweek.web.people.actions import close_account
from everyweek.web.people.administration.bulk.actions import bring_list, carry_out, forget_old_lists
from everyweek.web.people.administration.bulk.adding import add_people
from everyweek.web.people.administration.bulk.errors import HasErrors, NoSuchDraft, WouldDiffer
from everyweek.web.people.administration.bulk.layout import COLUMNS, HEADER, REQUIRED
from everyweek.web.people.administration.bulk.plan import Plan, plan_of
from everyweek.web.people.administration.bulk.reading import asked_of
from everyweek.web.people.audit.verify import verify_chain
from everyweek.web.people.models import AuditEntry, BulkDraft, Invitation, Network, Notification, Person, Role
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.sheets.read import read_sheet
from everyweek.web.people.sheets.write import csv_bytes

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
BULK = "/administration/bulk/"
MEMBER = ("member@example.nhs.uk", "The member", "", "Member", "ZZ1", "", "")


def row(
    email: str = "new@example.nhs.uk", *, name: str = "Zoë New", role: str = "Member", at: str = "", **more: str
) -> tuple[str, ...]:
    return (email, name, more.get("job", ""), role, at, more.get("network", ""), more.get("action", ""))


def sheet(*rows: tuple[str, ...]) -> Any:
    return read_sheet(csv_bytes(HEADER, rows), name="people.csv", columns=COLUMNS, required=REQUIRED).rows


def plan(cast: Cast, who: str, *rows: tuple[str, ...]) -> Plan:
    return plan_of(sheet(*rows), by=cast.reader(who), now=NOW)


def outcomes(found: Plan) -> list[str]:
    return [one.outcome for one in found.rows]


def error(found: Plan) -> str:
    (only,) = found.errors
    return str(only)


def do(cast: Cast, who: str, *rows: tuple[str, ...]) -> dict[str, int]:
    by = cast.reader(who)
    draft = bring_list(by=by, rows=sheet(*rows), file_name="people.csv", now=NOW)
    return carry_out(by=by, draft=draft, shown=plan_of(sheet(*rows), by=by, now=NOW).digest, now=NOW)


def held(email: str) -> set[tuple[str, str, str]]:
    rows = Role.objects.filter(person__email=email, until=None)
    return {
        (one.kind, one.organisation, one.network.key if one.network else "") for one in rows.select_related("network")
    }


# The dry run


def test_a_dry_run_says_row_by_row_what_would_change_and_changes_nothing(cast: Cast) -> None:
    before = AuditEntry.objects.count()

    found = plan(
        cast,
        "national support",
        row(at="ZZ1"),
        row("champion@example.nhs.uk", role="Member", at="Applebridge Invented Hospitals NHS Trust"),
        MEMBER,
        row("contributor@example.nhs.uk", role="contributor", at="zz1", action="End"),
        row("contributor@example.nhs.uk", role="Champion", at="ZZ1", action="end"),
        row("nobody@example.nhs.uk", role="Chief", at="ZZ1"),
    )

    assert outcomes(found) == ["added", "given", "already", "ended", "already", "error"]
    assert found.rows[0].words == (
        "Zoë New (new@example.nhs.uk) is new, and becomes Member, Applebridge Invented Hospitals NHS Trust (ZZ1)."
    )
    assert "there is nothing to end" in found.rows[4].words
    assert AuditEntry.objects.count() == before
    assert not Person.objects.filter(email="new@example.nhs.uk").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (row("not an address", at="ZZ1"), "Row 2, E-mail address: “not an address” is not an e-mail address."),
        (row("x@", at="ZZ1"), "Row 2, E-mail address: “x@” is not an e-mail address"),
        (row("x" * 250 + "@example.nhs.uk", at="ZZ1"), "is not an e-mail address"),
        (row(name="", at="ZZ1"), "Row 2, Name: Somebody new needs a name."),
        (row(name="N" * 101, at="ZZ1"), "Row 2, Name: A name has 1 to 100 characters"),
        (row(job="J" * 121, at="ZZ1"), "Row 2, Job title: A job title has at most 120 characters."),
        (row(role="", at="ZZ1"), "Row 2, Role: The role is missing. The roles are: Member, Contributor"),
        (row(role="Chief", at="ZZ1"), "Row 2, Role: There is no role “Chief”."),
        (
            row(role="Network lead", at="ZZ1"),
            "Row 2, Organisation: Network lead is held in: network; not in: organisation.",
        ),
        (row(at="QQQ"), "Row 2, Organisation: No organisation has the code or name “QQQ”."),
        (row(at="Invented"), "Did you mean: "),
        (row(network="nowhere"), "Row 2, Network: No network has the key or name “nowhere”."),
        (row(at="ZZ1", network="room"), "Row 2, Network: A role is held at an organisation or in a network."),
        (row(at="ZZ1", action="delete"), "Row 2, Action: “delete” is none of what can be done. Write “add” or “end”"),
        (row(), "Row 2, Organisation: Member is held in: network or organisation; not in: country."),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_its_row_and_column(cast: Cast, wrong: tuple[str, ...], said: str) -> None:
    assert said in error(plan(cast, "national support", wrong))


def test_a_row_that_stands_there_twice_is_named_with_the_other(cast: Cast) -> None:
    found = plan(cast, "national support", row(at="ZZ1"), row("NEW@example.nhs.uk", at="zz1", action="end"))

    assert error(found) == (
        "Row 3, E-mail address: Row 2 is about the same person and the same role. Leave one of them out."
    )


@pytest.mark.parametrize(
    ("who", "where", "allowed"),
    [
        ("administrator of a board", "ZZ1", True),
        ("administrator of a board", "ZZA", True),
        ("administrator of a board", "ZZ9", False),
        ("administrator of a board", "ZZV", False),
        ("administrator of a trust", "ZZA", False),
        ("national support", "ZZV", True),
    ],
)
def test_rows_beyond_what_somebody_looks_after_are_errors_of_these_rows(
    cast: Cast, who: str, where: str, allowed: bool
) -> None:
    found = plan(cast, who, row(at=where), row("second@example.nhs.uk", name="Second", at="ZZ1"))

    assert outcomes(found) == ["added" if allowed else "error", "added"]
    if not allowed:
        assert "you do not administer the organisation" in error(found)


def test_an_administrator_gives_nobody_a_role_in_the_whole_country(cast: Cast) -> None:
    assert outcomes(plan(cast, "administrator of a region", row(role="National support"))) == ["error"]


def test_members_of_a_learning_network_are_neither_listed_nor_told_to_those_who_oversee(cast: Cast) -> None:
    member = cast["learning network's member"].email

    found = plan(
        cast,
        "national support",
        row(member, network="learning"),
        row("champion@example.nhs.uk", network="learning", action="end"),
        row("champion@example.nhs.uk", role="Network lead", network="Learning network of Fenwick"),
    )

    assert outcomes(found) == ["error", "error", "given"]
    assert {str(one)[:60] for one in found.errors} == {
        "Row 2, Network: Who belongs to a learning network is settled",
        "Row 3, Network: Who belongs to a learning network is settled",
    }


def test_nobody_comes_to_oversee_and_to_be_inside_by_a_list(cast: Cast) -> None:
    region = cast["administrator of a region"].email

    found = plan(cast, "national support", row(region, role="network_lead", network="learning"))

    assert outcomes(found) == ["error"]
    assert "would oversee others and be inside a learning network" in str(found.errors[0])


def test_a_list_does_not_tell_who_is_inside_a_learning_network(cast: Cast) -> None:
    people = (cast["learning network's lead"].email, cast["champion"].email)

    found = plan(
        cast,
        "national support",
        *(row(email, role="National support") for email in people),
        *(row(email, role="Administrator", at="ZZ9") for email in people),
    )

    assert {one.message for one in found.errors} == {
        "Give roles that oversee others one by one, on the page of the person."
    }
    assert outcomes(found) == ["error"] * 4


def test_somebody_of_another_board_is_invited_and_not_taken_in_by_a_list(cast: Cast) -> None:
    elsewhere = cast["member of another trust"].email

    found = plan(cast, "administrator of a board", row(elsewhere, at="ZZ1"))

    assert "is not among the people you look after. Invite them" in error(found)


def test_the_last_national_support_is_not_ended_by_a_list(cast: Cast) -> None:
    me = cast["national support"].email

    alone = plan(cast, "national support", row(me, role="National support", action="end"))
    give_role(by=None, person=cast["champion"], kind="national_support", now=AT)
    both = plan(
        cast,
        "national support",
        row(me, role="National support", action="end"),
        row("champion@example.nhs.uk", role="National support", action="end"),
    )

    assert "the last one who holds national support" in error(alone)
    assert outcomes(both) == ["ended", "error"]


def test_nobody_gets_a_role_in_a_closed_account_or_a_closed_network(cast: Cast) -> None:
    Person.objects.filter(pk=cast["champion"].pk).update(is_active=False, closed_at=AT)
    Network.objects.filter(key="room").update(ended_at=AT)

    found = plan(
        cast,
        "national support",
        row("champion@example.nhs.uk", at="ZZ1"),
        row("member@example.nhs.uk", network="room"),
    )

    assert "The account of champion@example.nhs.uk is closed." in str(found.errors[0])
    assert "has been closed: nobody can join it any more" in str(found.errors[1])


# Doing it


def test_what_was_shown_is_done_and_noted_and_told(cast: Cast) -> None:
    done = do(
        cast,
        "administrator of a board",
        row(at="ZZ1", job="Nurse"),
        row(role="Champion", at="ZZA"),
        row("champion@example.nhs.uk", at="ZZ1"),
        row("contributor@example.nhs.uk", role="Contributor", at="ZZ1", action="end"),
        MEMBER,
    )

    assert done == {"added": 1, "given": 2, "ended": 1, "already": 1}
    new = Person.objects.get(email="new@example.nhs.uk")
    assert (new.name, new.job_title, new.has_usable_password()) == ("Zoë New", "Nurse", False)
    assert held("new@example.nhs.uk") == {("member", "ZZ1", ""), ("champion", "ZZA", "")}
    assert held("contributor@example.nhs.uk") == set()
    assert [one.action for one in AuditEntry.objects.filter(at=NOW)] == [
        *("person.added", "role.given", "role.given", "role.given", "role.ended", "bulk.done"),
    ]
    assert set(AuditEntry.objects.filter(at=NOW).values_list("by", flat=True)) == {cast["administrator of a board"].pk}
    assert verify_chain(now=NOW).holds
    assert "You are no longer a contributor" in Notification.objects.get(person=cast["contributor"], at=NOW).title


def test_a_list_leaves_the_same_as_giving_and_ending_one_by_one(cast: Cast) -> None:
    by = cast.reader("national support")
    traces = ("kind", "title", "address", "text", "network")
    wanted = [
        ("member", "ZZ2", None),
        ("network_lead", "", cast.networks["room"]),
        ("system_administrator", "ZZ2", None),
    ]

    one, other = cast["champion"], cast["reviewer"]
    for kind, organisation, network in wanted:
        give_role(by=by, person=one, kind=kind, organisation=organisation, network=network, now=NOW)
    for role in Role.objects.filter(person=one, until=None, since=NOW):
        end_role(by=by, role=role, why="ended by a list", now=NOW)
    rows = [
        row(other.email, role=kind, at=organisation, network="room" if network else "")
        for kind, organisation, network in wanted
    ]
    do(cast, "national support", *rows)
    do(cast, "national support", *[(*each[:-1], "end") for each in rows])

    def trace(who: Person) -> tuple[Any, ...]:
        entries = AuditEntry.objects.filter(about=who, at=NOW).exclude(details=None)
        told = Notification.objects.filter(person=who, at=NOW, kind="role")
        roles = Role.objects.filter(person=who, since=NOW)
        return (
            sorted(
                (each.action, each.organisation, each.network, each.by_id, each.details.replace(who.name, ""))
                for each in entries
            ),
            sorted(map(str, told.values_list(*traces))),
            sorted(
                map(
                    str,
                    roles.values_list("kind", "organisation", "network", "given_by", "ended_by", "until", "why_ended"),
                )
            ),
        )

    assert trace(one) == trace(other)


def test_a_lead_who_is_replaced_leaves_no_network_without_one(cast: Cast) -> None:
    do(
        cast,
        "national support",
        row(cast["project room's lead"].email, role="Network lead", network="room", action="end"),
        row("champion@example.nhs.uk", role="Network lead", network="room"),
    )

    assert not Notification.objects.filter(kind="lead").exists()
    assert ("network_lead", "", "room") in held("champion@example.nhs.uk")


def test_somebody_who_stops_overseeing_may_lead_a_learning_network_by_the_same_list(cast: Cast) -> None:
    region = cast["administrator of a region"].email

    do(
        cast,
        "national support",
        row(region, role="System administrator", at="ZZ9", action="end"),
        row(region, role="Network lead", network="learning"),
    )

    assert held(region) == {("network_lead", "", "learning")}


def test_with_a_mail_server_new_people_are_invited(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1"
    settings.DEFAULT_FROM_EMAIL = "everyweek@example.nhs.uk"

    done = do(cast, "administrator of a trust", row(at="ZZ1"))

    assert done == {"invited": 1}
    assert not Person.objects.filter(email="new@example.nhs.uk").exists()
    assert Invitation.objects.get().email == "new@example.nhs.uk"
    assert outcomes(plan(cast, "administrator of a trust", row(at="ZZ1"))) == ["already"]


def test_no_more_people_are_invited_to_one_place_than_can_be_open(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1"

    found = plan(cast, "national support", *[row(f"n{n}@example.nhs.uk", at="ZZ1") for n in range(201)])

    assert found.totals == {"invited": 200, "error": 1}
    assert "At most 200 invitations" in error(found)


# Refusing


def test_a_list_of_which_the_result_would_differ_now_is_refused_whole(cast: Cast) -> None:
    by = cast.reader("national support")
    rows = sheet(row(at="ZZ1"), row("champion@example.nhs.uk", at="ZZ1"))
    draft = bring_list(by=by, rows=rows, file_name="people.csv", now=NOW)
    shown = plan_of(rows, by=by, now=NOW).digest

    give_role(by=None, person=cast["champion"], kind="member", organisation="ZZ1", now=NOW)

    with pytest.raises(WouldDiffer, match="Nothing was changed"):
        carry_out(by=by, draft=draft, shown=shown, now=NOW)
    assert not Person.objects.filter(email="new@example.nhs.uk").exists()


def test_a_list_is_refused_when_whoever_brought_it_lost_the_role_meanwhile(cast: Cast) -> None:
    by = cast.reader("administrator of a trust")
    rows = sheet(row(at="ZZ1"))
    draft = bring_list(by=by, rows=rows, file_name="people.csv", now=NOW)
    shown = plan_of(rows, by=by, now=NOW).digest

    role = Role.objects.get(person=cast["administrator of a trust"], until=None)
    end_role(by=None, role=role, now=NOW)

    with pytest.raises(NotPermitted):
        carry_out(by=cast.reader("administrator of a trust"), draft=draft, shown=shown, now=NOW)


def test_a_list_with_errors_is_not_carried_out(cast: Cast) -> None:
    with pytest.raises(HasErrors, match="nothing was"):
        do(cast, "national support", row(at="ZZ1"), row("second@example.nhs.uk", at="QQQ"))

    assert not Person.objects.filter(email="new@example.nhs.uk").exists()


def test_a_list_is_carried_out_once_within_a_day_and_by_whoever_brought_it(cast: Cast) -> None:
    by, other = cast.reader("national support"), cast.reader("administrator of a region")
    rows = sheet(row(at="ZZ1"))
    draft = bring_list(by=by, rows=rows, file_name="people.csv", now=NOW)
    shown = plan_of(rows, by=by, now=NOW).digest

    with pytest.raises(NoSuchDraft):
        carry_out(by=other, draft=draft, shown=shown, now=NOW)
    with pytest.raises(NoSuchDraft):
        carry_out(by=by, draft=draft, shown=shown, now=NOW + timedelta(days=1))
    carry_out(by=by, draft=draft, shown=shown, now=NOW)
    with pytest.raises(NoSuchDraft, match="carried out already"):
        carry_out(by=by, draft=draft, shown=shown, now=NOW)


def test_somebody_who_was_added_at_the_same_instant_leaves_nothing_half_done(cast: Cast) -> None:
    (only,) = sheet(row(at="ZZ1"))
    asked = asked_of(only, {})
    person("Somebody Else", email="new@example.nhs.uk")

    with pytest.raises(WouldDiffer):
        add_people([asked], by=cast.reader("national support"), now=NOW)


def test_lists_are_deleted_after_a_day_and_hold_no_names_after_they_were_carried_out(cast: Cast) -> None:
    do(cast, "national support", row(at="ZZ1"))

    assert BulkDraft.objects.get().rows == []
    assert forget_old_lists(now=NOW + timedelta(hours=23)) == 0
    assert forget_old_lists(now=NOW + timedelta(hours=24)) == 1


# Over the pages


def bring(client: Any, *rows: tuple[str, ...], name: str = "people.csv") -> Any:
    return client.post(BULK, {"file": SimpleUploadedFile(name, csv_bytes(HEADER, rows))})


def once(page: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def shown(page: Any) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_a_list_is_brought_looked_at_and_carried_out(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    brought = bring(client, row(at="ZZ1", name="<script>alert(1)</script>"))
    looked = client.get(brought["Location"])
    done = client.post(brought["Location"], {"once": once(looked), "shown": shown(looked)})

    assert "1 person is new and gets a role" in words(looked.content)
    assert b"<script>alert" not in looked.content
    assert b"&lt;script&gt;alert" in looked.content
    assert done["Location"] == brought["Location"]
    page = words(client.get(done["Location"]).content)
    assert "The list was carried out" in page
    assert "1 new person got a role" in page
    assert "National support makes each a link" in page


def test_the_same_form_sent_twice_does_it_once(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    address = bring(client, row(at="ZZ1"))["Location"]
    looked = client.get(address)
    form = {"once": once(looked), "shown": shown(looked)}

    first, second = client.post(address, form), client.post(address, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Role.objects.filter(person__email="new@example.nhs.uk").count() == 1


def test_errors_are_listed_and_nothing_can_be_carried_out(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    page = client.get(bring(client, row(at="ZZ1"), row("x@example.nhs.uk", at="ZZV"))["Location"])

    said = words(page.content)
    assert "<title>Error: " in page.content.decode()
    assert "Nothing was changed: 1 row to put right" in said
    assert "Row 3 Column Organisation What it says ZZV What to do You may not give or end this role" in said
    assert 'name="shown"' not in page.content.decode()


def box_of(page: Any) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def correct(client: Any, text: str) -> Any:
    """The page that follows when the box holds this text."""
    answer = client.post(BULK, {"pasted": text})
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


PASTED = "E-mail address\tName\tRole\tOrganisation\nnew@example.nhs.uk\tZoë New\tChief\tZZ1\n"


@pytest.mark.parametrize("text", [PASTED, PASTED.replace("\t", ";"), "\n\n" + PASTED.replace("\n", "\r\n")])
def test_what_was_pasted_stays_on_the_page_and_can_be_put_right_there(cast: Cast, text: str) -> None:
    client = reader(cast["administrator of a trust"])

    wrong = correct(client, text)
    still_wrong = correct(client, box_of(wrong))
    right = correct(client, box_of(wrong).replace("Chief", "Member"))

    assert "There is no role “Chief”" in words(wrong.content)
    assert box_of(wrong).lstrip("\t\n") == PASTED
    assert box_of(still_wrong) == box_of(wrong)
    assert "1 person is new and gets a role" in words(right.content)
    assert "<textarea" not in right.content.decode()


def test_rows_of_a_file_can_be_put_right_on_the_page_under_the_same_numbers(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    nothing = ("",) * len(HEADER)

    wrong = client.get(
        bring(client, row(at="ZZ1"), nothing, row("x@example.nhs.uk", name='"X", the <b>tenth</b>', at="ZZV"))[
            "Location"
        ]
    )
    right = correct(client, box_of(wrong).replace("ZZV", "ZZ1"))

    assert "<b>tenth" not in wrong.content.decode()
    assert box_of(wrong).splitlines() == [
        "E-mail address\tName\tRole\tOrganisation",
        "new@example.nhs.uk\tZoë New\tMember\tZZ1",
        "\t",
        'x@example.nhs.uk\t"""X"", the <b>tenth</b>"\tMember\tZZV',
    ]
    assert "Row 4 What New person" in words(right.content)
    assert "&#34;X&#34;, the &lt;b&gt;tenth&lt;/b&gt; (x@example.nhs.uk) is new" in words(right.content)


def test_rows_pasted_without_headings_can_be_put_right_without_them(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    text = "new@example.nhs.uk\tZoë New\tNurse\tChief\tZZ1\t\t\n"

    wrong = correct(client, text)

    assert box_of(wrong) == text
    assert "Row 1 Column Role" in words(wrong.content)


def test_what_is_put_right_wrongly_stays_too(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    wrong = correct(client, PASTED)

    worse = correct(client, box_of(wrong).replace("Role", "Rôle"))

    assert "The column “Role” is missing." in words(worse.content)
    assert "Zoë New" in box_of(worse)


def test_rows_that_became_wrong_while_they_were_looked_at_can_be_put_right_there(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    address = bring(client, row("member@example.nhs.uk", role="Champion", at="ZZ1"))["Location"]
    looked = client.get(address)
    close_account(by=None, person=cast["member"], now=AT)

    answer = client.post(address, {"once": once(looked), "shown": shown(looked)})

    assert answer.status_code == 409
    assert "The account of member@example.nhs.uk is closed." in words(answer.content)
    assert "member@example.nhs.uk" in box_of(answer)


def test_the_same_list_brought_twice_is_one_and_another_after_going_back_is_another(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    first, again = (client.post(BULK, {"pasted": PASTED})["Location"] for _ in range(2))
    other = client.post(BULK, {"pasted": PASTED.replace("Chief", "Member")})["Location"]

    assert first == again != other
    assert BulkDraft.objects.count() == 2


def test_a_list_too_long_for_a_box_is_put_right_in_its_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everyweek.web.people.administration.bulk.presenters.MOST_IN_A_BOX", 50)
    client = reader(cast["administrator of a trust"])

    page = client.get(bring(client, row(at="ZZV"))["Location"])

    assert "too long to be put right on this page" in words(page.content)
    assert "<textarea" not in page.content.decode()
    assert 'type="file"' in page.content.decode()


def test_a_file_and_pasted_rows_at_once_are_refused_and_the_rows_stay(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    file = SimpleUploadedFile("people.csv", csv_bytes(HEADER, [MEMBER]))

    answer = client.post(BULK, {"file": file, "pasted": PASTED})

    assert "Choose a file or paste rows, not both at once." in words(answer.content)
    assert "Zoë New" in box_of(answer)
    assert not BulkDraft.objects.exists()


def test_a_list_that_changes_nothing_offers_nothing_to_do(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    page = client.get(bring(client, MEMBER)["Location"])

    assert "Everything is like that already: there is nothing to do." in words(page.content)


def test_what_changed_meanwhile_is_shown_anew_with_a_sentence(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    address = bring(client, row("contributor@example.nhs.uk", at="ZZ1"), row(at="ZZ1"))["Location"]
    looked = client.get(address)
    give_role(by=None, person=cast["contributor"], kind="member", organisation="ZZ1", now=AT)

    answer = client.post(address, {"once": once(looked), "shown": shown(looked)})

    assert answer.status_code == 409
    assert "Something was changed after this was shown to you" in words(answer.content)
    again = client.post(address, {"once": once(answer), "shown": shown(answer)})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Choose a file, or paste rows below."),
        (b"", "There is nothing in it"),
        (b"Name,Role\nAnn,Member\n", "The column “E-mail address” is missing."),
        (b"\x00\x01\x02", "It is no table that can be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_on_the_page(cast: Cast, file: bytes | None, said: str) -> None:
    client = reader(cast["national support"])
    sent = {} if file is None else {"file": SimpleUploadedFile("people.csv", file)}

    answer = client.post(BULK, sent)

    assert answer.status_code == 200
    assert said in words(answer.content)
    assert not BulkDraft.objects.exists()


def test_pasted_rows_will_do_and_are_kept_when_they_are_wrong(cast: Cast) -> None:
    client = reader(cast["national support"])

    wrong = client.post(BULK, {"pasted": "Name\tRole\nAnn\tMember\n"})
    right = client.post(BULK, {"pasted": "Mail\tRole\tOrganisation\nmember@example.nhs.uk\tMember\tZZ1\n"})

    assert "Ann\tMember" in wrong.content.decode()
    assert "1 row changes nothing: it is like that already" in words(client.get(right["Location"]).content)


def test_somebody_elses_list_is_not_there(cast: Cast) -> None:
    address = bring(reader(cast["administrator of a trust"]), row(at="ZZ1"))["Location"]

    assert reader(cast["national support"]).get(address).status_code == 404
    assert reader(cast["national support"]).get("/administration/bulk/999/").status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_has_the_headings(cast: Cast, form: str) -> None:
    answer = reader(cast["administrator of a trust"]).get(f"/administration/bulk/template/{form}/")

    assert answer["Content-Disposition"] == f'attachment; filename="people-and-roles-template.{form}"'
    if form == "csv":
        assert (
            answer.content.decode("utf-8-sig") == "E-mail address,Name,Job title,Role,Organisation,Network,Action\r\n"
        )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("who", ["national support", "administrator of a board"])
def test_what_comes_out_can_go_in_again_and_changes_nothing(cast: Cast, form: str, who: str) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(name="=HYPERLINK(1)", job_title="@nurse")

    content = reader(cast[who]).get(f"/administration/roles/file/{form}/").content
    rows = read_sheet(content, name="x", columns=COLUMNS, required=REQUIRED).rows
    found = plan_of(rows, by=cast.reader(who), now=NOW)

    assert len(rows) > 3
    assert set(outcomes(found)) == {"already"}
    assert "=HYPERLINK(1)" in [one.values["name"] for one in rows]


@pytest.mark.parametrize("address", ["/administration/bulk/template/exe/", "/administration/roles/file/exe/"])
def test_a_form_of_file_that_there_is_not_is_not_there(cast: Cast, address: str) -> None:
    assert reader(cast["national support"]).get(address).status_code == 404


def test_a_plan_of_many_rows_asks_the_database_a_few_times(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = sheet(*[row(f"n{n}@example.nhs.uk", at="ZZ1") for n in range(400)])
    by = cast.reader("national support")

    with django_assert_max_num_queries(6):
        plan_of(rows, by=by, now=NOW)


def test_carrying_out_many_rows_asks_the_database_a_few_times(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = sheet(*[row(f"n{n}@example.nhs.uk", at="ZZ1") for n in range(400)])
    by = cast.reader("national support")
    draft = bring_list(by=by, rows=rows, file_name="people.csv", now=NOW)
    digest = plan_of(rows, by=by, now=NOW).digest

    with django_assert_max_num_queries(100):
        carry_out(by=by, draft=draft, shown=digest, now=NOW)
