"""What is kept about a person: exported whole at their request, and erased."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from support.cast import AT, Cast
from support.people import PASSWORD, person, reader
from support.site import words

from everyweek.web.people.accounts.erasure import ERASERS, erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.accounts.own_data import EXPORTED, NOT_EXPORTED, links_to_a_person
from everyweek.web.people.audit import seal
from everyweek.web.people.models import (
    AddressTrouble,
    Attendance,
    AuditEntry,
    Digest,
    Event,
    Following,
    Invitation,
    JoinRequest,
    MailChoice,
    Nominee,
    Notification,
    OutgoingMail,
    Person,
    Post,
    PostReport,
    Return,
    Role,
    Round,
    SharedLink,
    Thread,
)
from everyweek.web.people.notifications.actions import notify, write_mail
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import give_role
from everyweek.web.people.roles.errors import LastOne

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Mabel Quillfeather", "mabel.quillfeather@example.nhs.uk"
TEXT = "We opened the side door at six, and it helped."
LATER = AT + timedelta(days=1)


@pytest.fixture
def mabel(cast: Cast) -> Person:
    """Somebody of whom every table that can know of a person knows something."""
    mabel, network = person(NAME, email=EMAIL), cast.networks["community"]
    give_role(by=None, by_words="the tests", person=mabel, kind="member", organisation="ZZ1", now=AT)
    give_role(by=None, by_words="the tests", person=mabel, kind="network_lead", network=network, now=AT)
    thread = Thread.objects.create(network=network, title="Doors", author=mabel, created_at=AT, last_post_at=AT)
    post = Post.objects.create(thread=thread, author=mabel, text=TEXT, created_at=AT)
    PostReport.objects.create(post=post, by=mabel, why="Mine, and wrong", at=AT)
    SharedLink.objects.create(
        network=network, title="Doors", address="https://x.example/", note="Read it", added_by=mabel, added_at=AT
    )
    event = Event.objects.create(
        network=network,
        title="Meeting",
        about="Bring your doors.",
        starts_at=AT,
        ends_at=LATER,
        made_by=mabel,
        created_at=AT,
        updated_at=AT,
    )
    Attendance.objects.create(event=event, person=mabel, at=AT)
    Following.objects.create(person=mabel, network=network)
    JoinRequest.objects.create(network=cast.networks["learning"], person=mabel, words="May I?", at=AT)
    Invitation.objects.create(
        email=EMAIL, name=NAME, kind="member", organisation="ZZ1", token_digest="x", at=AT, expires_at=LATER
    )
    round_ = Round.objects.create(
        key="r", title="Round", opens_at=AT, deadline_at=LATER, created_at=AT, updated_at=AT, made_by=mabel
    )
    sent = Return.objects.create(
        round=round_, system="ZZA", places=10, executive_name=NAME, executive_email=EMAIL, updated_at=AT
    )
    Nominee.objects.create(
        to=sent, position=1, name=NAME, job_title="Site manager", email=EMAIL, organisation="ZZ1", state="confirmed"
    )
    notify([mabel.pk], kind="event", key="one", title=f"{NAME}, come", address="/", now=AT)
    write_mail(to=EMAIL, subject=f"Dear {NAME}", lines=("Hello",), key="mail-one", person=mabel.pk, now=AT)
    MailChoice.objects.create(person=mabel, kind="event", frequency="weekly")
    Digest.objects.create(person=mabel, period="2026-06-01", at=AT)
    AddressTrouble.objects.create(email=EMAIL, since=AT, said="mailbox full")
    return mabel


def everything_kept() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        rows: list[Any] = []
        for table in connection.introspection.table_names(cursor):
            if table != "people_attempts":
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += [(table, row) for row in cursor.fetchall()]
    return str(rows)


def chain_holds() -> bool:
    """Every entry has the seal that it and the one before it should have."""
    before = seal.BEGINNING
    for entry in AuditEntry.objects.all():
        if entry.seal != seal.seal_of(entry, before=before, key=seal.key_in_use()):
            return False
        before = entry.seal
    return True


def erase_over_http(client: Client, **form: str) -> Any:
    return client.post("/account/erase/", {"texts": "keep", "password": PASSWORD, **form})


def test_every_link_of_every_table_to_a_person_is_exported_or_left_out_with_a_reason() -> None:
    models = {model._meta.label: model for model in apps.get_models()}

    linked = set(links_to_a_person(models))

    covered = {part.covers() for part in EXPORTED} | set(NOT_EXPORTED)
    assert linked - covered == set(), "a new link to a person: add it to accounts/own_data.py"
    assert {name for name in covered if not name.endswith(("email", ".to", "__owner"))} - linked == set()
    assert all(NOT_EXPORTED.values())


def test_the_export_is_one_file_with_everything_and_no_secret(mabel: Person) -> None:
    answer = reader(mabel).get("/account/export/?file=json")

    everything = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith('attachment; filename="everyweek-')
    assert everything["you"]["email"] == EMAIL
    assert everything["posts"][0]["text"] == TEXT
    assert {row["kind"] for row in everything["roles"]} == {"member", "network_lead"}
    assert everything["roles"][1]["network"] == "community"
    empty = {heading for heading, rows in everything.items() if not rows}
    assert "nominations of your address" not in empty
    assert "mails to your address" not in empty
    assert mabel.password not in answer.content.decode()
    assert "token_digest" not in answer.content.decode()


def test_the_export_holds_nothing_of_anybody_else(mabel: Person, cast: Cast) -> None:
    mine = str(export_of(cast["member"], now=AT))

    assert NAME not in mine
    assert EMAIL not in mine
    assert TEXT not in mine


def test_after_erasing_no_table_knows_the_name_or_the_address(mabel: Person) -> None:
    client = reader(mabel)
    client.get("/account/")
    known = everything_kept()

    page = erase_over_http(client)

    kept = everything_kept()
    assert "Your account has been erased" in words(page.content)
    assert NAME not in page.content.decode()
    assert (NAME in known, EMAIL in known) == (True, True)
    for trace in (NAME, EMAIL, "Quillfeather", "quillfeather"):
        assert trace not in kept, trace
    assert TEXT in kept
    assert client.get("/account/").status_code == 302


def test_what_they_wrote_goes_too_when_they_choose_so(mabel: Person) -> None:
    erase_over_http(reader(mabel), texts="remove")

    kept = everything_kept()
    post = Post.objects.get()
    assert TEXT not in kept
    assert "Mine, and wrong" not in kept
    assert post.removed_at is not None
    assert SharedLink.objects.get().removed_at is not None
    for trace in ("Bring your doors", "https://x.example/", "'Doors'"):
        assert trace not in kept, trace


def test_their_name_goes_from_the_lines_that_others_keep(mabel: Person, cast: Cast) -> None:
    notify([cast["member"].pk], kind="reply", key="two", title=f"{NAME} wrote in “Doors”", address="/", now=AT)

    erase_over_http(reader(mabel))

    assert Notification.objects.get(key="two").title == "A former member wrote in “Doors”"


def test_the_chain_of_changes_still_holds_and_says_that_somebody_was_erased(mabel: Person) -> None:
    before = AuditEntry.objects.count()

    erase_over_http(reader(mabel))

    assert chain_holds()
    assert (
        AuditEntry.objects.count() == before + 4
    )  # two roles ended, which details were erased, and the erasing itself
    last = AuditEntry.objects.last()
    assert last is not None
    assert (last.action, last.about_id) == ("person.erased", mabel.pk)
    told = AuditEntry.objects.filter(about=mabel).exclude(pk=last.pk)
    assert set(told.values_list("details", "salt")) == {(None, "")}


def test_roles_end_and_the_network_is_told_when_it_has_no_lead_any_more(mabel: Person, cast: Cast) -> None:
    Role.objects.filter(person=cast["community's lead"], kind="network_lead").update(until=LATER)

    erase_over_http(reader(mabel))

    assert not Role.objects.filter(person=mabel, until=None).exists()
    assert "has no lead any more" in words(reader(cast["community's member"]).get("/inbox/").content)


def test_whoever_has_the_address_next_is_somebody_new(mabel: Person) -> None:
    erase_over_http(reader(mabel))

    newcomer = person("Another Quill", email=EMAIL)

    assert newcomer.pk != mabel.pk
    assert reader().post("/sign-in/", {"login": EMAIL, "password": PASSWORD})["Location"] == "/"
    assert export_of(newcomer, now=LATER)["posts"] == []


def test_own_groups_go_along(mabel: Person) -> None:
    groups = apps.get_model("compare.OwnGroup").objects
    groups.create(owner=mabel, key="mine", name="Quillfeather's own")

    erase_over_http(reader(mabel))

    assert not groups.exists()
    assert len(ERASERS) == 8


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password": ""}, "Enter your password"),
        ({"password": "a wrong guess"}, "The password is not right"),
        ({"texts": ""}, "Choose what happens to what you wrote"),
        ({"texts": "burn"}, "Select a valid choice"),
    ],
)
def test_nothing_is_erased_without_the_password_and_a_choice(mabel: Person, form: dict[str, str], said: str) -> None:
    page = erase_over_http(reader(mabel), **form)

    assert said in words(page.content)
    assert "<title>Error: " in page.content.decode()
    assert 'href="#id_' in page.content.decode()
    assert PASSWORD not in page.content.decode()
    assert Person.objects.get(pk=mabel.pk).erased_at is None


def test_guessing_the_password_on_this_page_is_stopped(mabel: Person) -> None:
    client = reader(mabel)
    for _ in range(5):
        erase_over_http(client, password="a wrong guess")

    page = erase_over_http(client)

    assert "Too many attempts" in words(page.content)
    assert Person.objects.get(pk=mabel.pk).erased_at is None


def test_somebody_without_a_password_types_their_address_instead() -> None:
    ann = person("Ann Other", password=None)
    client = reader(ann)

    refused = erase_over_http(client, email="bob@example.nhs.uk")
    erase_over_http(client, email=" ANN@example.nhs.uk")

    assert "Type your own e-mail address" in words(refused.content)
    ann.refresh_from_db()
    assert ann.erased_at is not None


def test_another_site_cannot_have_somebody_erased(mabel: Person) -> None:
    assert erase_over_http(reader(mabel, checks_forms=True)).status_code == 403


def test_the_last_national_support_cannot_go_before_another_has_the_role(cast: Cast) -> None:
    support = cast["national support"]

    page = erase_over_http(reader(support))

    support.refresh_from_db()
    assert page.status_code == 409
    assert "This is the last one who holds national support" in words(page.content)
    assert (support.erased_at, support.is_active) == (None, True)
    with pytest.raises(LastOne):
        erase_person(by=cast.reader("national support"), person=support, removes_texts=False, now=LATER)


def test_national_support_erases_somebody_at_their_request_and_nobody_else_does(mabel: Person, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        erase_person(by=cast.reader("administrator of a region"), person=mabel, removes_texts=False, now=LATER)

    erase_person(by=cast.reader("national support"), person=mabel, removes_texts=False, now=LATER)

    assert EMAIL not in everything_kept()


def test_erasing_twice_changes_nothing_more(mabel: Person, cast: Cast) -> None:
    erase_person(by=cast.reader("national support"), person=mabel, removes_texts=False, now=LATER)
    entries = AuditEntry.objects.count()

    erase_person(by=cast.reader("national support"), person=mabel, removes_texts=True, now=LATER)

    assert AuditEntry.objects.count() == entries
    assert OutgoingMail.objects.count() == 0


def test_the_account_says_when_mail_comes_back(mabel: Person) -> None:
    page = words(reader(mabel).get("/account/").content)

    assert "Mail to you comes back." in page
    assert "mailbox full" in page
