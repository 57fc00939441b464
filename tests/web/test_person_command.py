"""everyweek person."""

import json
import sys
from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner, Result
from support.people import FAST, PASSWORD, person, reader
from support.second_step import SecondStep

from everyweek.cli import main
from everyweek.cli.person import day, read_password
from everyweek.web.people.models import AuditEntry, Network, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fast(settings: object) -> None:
    settings.PASSWORD_HASHERS = FAST  # type: ignore[attr-defined]


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["person", *words], input=typed)


def test_adding_somebody_prints_a_link_that_opens() -> None:
    result = run("add", " Ann@Example.nhs.uk ", "--name", "Ann  Other", "--site", "https://uec.example/")

    assert result.exit_code == 0
    assert "Ann Other can sign in as ann@example.nhs.uk." in result.output
    link = result.output.splitlines()[-1]
    assert link.startswith("https://uec.example/account/set-password/")
    assert reader().get(link.removeprefix("https://uec.example")).status_code == 302
    assert not Person.objects.get().has_usable_password()


def test_a_password_comes_from_the_standard_input_and_is_not_shown() -> None:
    words = ("add", "ann@example.nhs.uk", "--name", "Ann", "--password-from-standard-input")

    result = run(*words, typed=f"{PASSWORD}\nignored\n")

    assert result.exit_code == 0
    assert Person.objects.get().check_password(PASSWORD)
    assert PASSWORD not in result.output
    assert "http" not in result.output


def test_at_a_terminal_the_password_is_asked_for_twice_and_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

    def prompt(_: str, **options: object) -> str:
        asked.append(options)
        return PASSWORD

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(click, "prompt", prompt)

    assert read_password() == PASSWORD
    assert asked == [{"hide_input": True, "confirmation_prompt": True}]


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "nobody", "--name", "Ann"), None, "“nobody” is not an e-mail address"),
        (("add", "b@example.nhs.uk", "--name", "  "), None, "A name has 1 to 100 characters"),
        (("add", "b@example.nhs.uk", "--name", "x" * 101), None, "A name has 1 to 100 characters"),
        (("add", "b@example.nhs.uk", "--name", "a\x07b"), None, "A name has 1 to 100 characters"),
        (("add", "ANN@example.nhs.uk", "--name", "Ann"), None, "Somebody has the e-mail address ann@example.nhs.uk"),
        (("add", "b@example.nhs.uk", "--name", "B", "--password-from-standard-input"), "short\n", "too short"),
        (("add", "b@example.nhs.uk", "--name", "B", "--password-from-standard-input"), "", "too short"),
        (("link", "b@example.nhs.uk"), None, "Nobody has the e-mail address b@example.nhs.uk"),
    ],
)
def test_what_cannot_be_done_is_said_and_nobody_is_added(words: tuple[str, ...], typed: str, said: str) -> None:
    person("Ann Other")

    result = run(*words, typed=typed)

    assert result.exit_code == 1
    assert said in result.stderr
    assert Person.objects.count() == 1


def test_a_new_link_is_printed_for_somebody_who_forgot_their_password() -> None:
    person("Ann Other")

    result = run("link", "ANN@example.nhs.uk")

    assert "http://127.0.0.1:8000/account/set-password/" in result.output


def test_the_list_names_everybody_in_three_forms() -> None:
    person("Bob Brown", password=None)
    ann = person("Ann Other")
    ann.last_login = datetime(2026, 6, 1, tzinfo=UTC)
    ann.save()

    table, comma, objects = (run("list", "--format", form).output for form in ("table", "csv", "json"))

    assert table.splitlines()[1].startswith("ann@example.nhs.uk  Ann Other")
    assert "2026-06-01" in table
    assert comma.splitlines()[0] == "e-mail,name,joined,last signed in,password"
    assert comma.splitlines()[2].startswith("bob@example.nhs.uk,Bob Brown,")
    assert comma.splitlines()[2].endswith(",,not set")
    assert [row["name"] for row in json.loads(objects)] == ["Ann Other", "Bob Brown"]


def test_an_empty_list_says_what_to_do() -> None:
    assert "everyweek person add" in run("list").output


def test_a_day_that_never_was_is_empty() -> None:
    assert day(None) == ""


def held() -> set[tuple[str, str, str | None]]:
    return set(Role.objects.filter(until=None).values_list("kind", "organisation", "network__key"))


def test_the_first_administrator_is_made_on_the_command_line() -> None:
    result = run("add", "ann@example.nhs.uk", "--name", "Ann", "--role", "national_support")

    assert result.exit_code == 0
    assert held() == {("national_support", "", None)}
    assert {entry.by_words for entry in AuditEntry.objects.filter(object_kind="person")} == {"the command line"}


def test_nobody_is_added_with_a_role_that_there_is_not() -> None:
    result = run("add", "ann@example.nhs.uk", "--name", "Ann", "--role", "king", "--organisation", "ZZ1")

    assert result.exit_code == 1
    assert "There is no role “king”. The roles are: member, contributor" in result.stderr
    assert not Person.objects.exists()


def test_a_role_is_given_at_an_organisation_and_in_a_network_and_ended() -> None:
    person("Ann Other")
    at = datetime(2026, 6, 1, tzinfo=UTC)
    Network.objects.create(key="frailty", name="Frailty", kind="cluster", created_at=at, updated_at=at)

    given = run("role", "ANN@example.nhs.uk", "--role", "system_administrator", "--organisation", "zz1")
    led = run("role", "ann@example.nhs.uk", "--role", "network_lead", "--network", "frailty")
    before = held()
    ended = run("role", "ann@example.nhs.uk", "--role", "network_lead", "--network", "frailty", "--end")

    assert given.output.startswith("Ann Other is now an administrator at ")
    assert led.output == "Ann Other is now a network lead in Frailty.\n"
    assert before == {("system_administrator", "ZZ1", None), ("network_lead", "", "frailty")}
    assert ended.output.splitlines() == [
        "Ann Other is no longer a network lead in Frailty.",
        "Leads the network Frailty, alone: nobody will lead it.",
    ]
    assert held() == {("system_administrator", "ZZ1", None)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("role", "eve@example.nhs.uk", "--role", "member"), "Nobody has the e-mail address eve@example.nhs.uk"),
        (("role", "ann@example.nhs.uk", "--role", "member"), "Member is held in: network or organisation"),
        (("role", "ann@example.nhs.uk", "--role", "member", "--network", "x"), "No network has the key “x”"),
        (("role", "ann@example.nhs.uk", "--role", "member", "--end"), "They hold: national_support."),
        (("role", "ann@example.nhs.uk", "--role", "member", "--organisation", "X", "--network", "x"), "not in both"),
        (("role", "ann@example.nhs.uk", "--role", "national_support", "--end"), "the last one who holds national"),
        (("close", "ann@example.nhs.uk"), "the last one who holds national support"),
        (("reopen", "ann@example.nhs.uk"), "The account of Ann Other is open."),
    ],
)
def test_what_cannot_be_done_with_roles_is_said_and_nothing_is_changed(words: tuple[str, ...], said: str) -> None:
    person("Ann Other")
    run("role", "ann@example.nhs.uk", "--role", "national_support")

    result = run(*words)

    assert result.exit_code != 0
    assert said in result.stderr
    assert held() == {("national_support", "", None)}
    assert Person.objects.get().is_active


@pytest.mark.parametrize("ends", [(), ("--end",)])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "Admin", "--organisation", "ZZ1"), "Did you mean system_administrator?"),
        (("--role", "Membr", "--organisation", "ZZ1"), "There is no role “Membr”. Did you mean member?"),
        (
            ("--role", "member", "--organisation", "ZZ11"),
            "Did you mean ZZ1 (Applebridge Invented Hospitals NHS Trust)",
        ),
        (
            ("--role", "member", "--organisation", "Aplebridge Invented Hospitals"),
            "Did you mean ZZ1 (Applebridge Invented Hospitals NHS Trust)",
        ),
        (("--role", "member", "--network", "fraility"), "Did you mean frailty (Frailty)? Nothing was changed."),
    ],
)
def test_a_word_that_names_nothing_suggests_what_is_near(words: tuple[str, ...], said: str, ends: tuple[str]) -> None:
    person("Ann Other")
    at = datetime(2026, 6, 1, tzinfo=UTC)
    Network.objects.create(key="frailty", name="Frailty", kind="cluster", created_at=at, updated_at=at)

    result = run("role", "ann@example.nhs.uk", *words, *ends)

    assert result.exit_code == 1
    assert said in result.stderr
    assert held() == set()


def test_a_network_that_is_near_none_is_told_where_its_key_stands() -> None:
    person("Ann Other")

    result = run("role", "ann@example.nhs.uk", "--role", "member", "--network", "xyzzy")

    assert "No network has the key “xyzzy”. Its key stands in its address" in result.stderr


def test_a_role_where_there_is_no_such_organisation_any_more_can_be_ended() -> None:
    someone = person("Ann Other")
    Role.objects.create(person=someone, kind="member", organisation="QQQ", since=datetime(2026, 6, 1, tzinfo=UTC))

    result = run("role", "ann@example.nhs.uk", "--role", "member", "--organisation", "qqq", "--end")

    assert result.exit_code == 0
    assert held() == set()


def test_an_account_is_closed_and_opened_again() -> None:
    person("Ann Other")
    run("role", "ann@example.nhs.uk", "--role", "executive_contact", "--organisation", "ZZA")

    closed = run("close", "ann@example.nhs.uk")
    was_active = Person.objects.get().is_active
    opened = run("reopen", "ann@example.nhs.uk")

    assert closed.output.splitlines()[0] == "Ann Other cannot sign in any more and holds no role."
    assert "nobody will answer for what it returns" in closed.output
    assert not was_active
    assert "can sign in again" in opened.output
    assert Person.objects.get().is_active
    assert held() == set()


def test_the_second_step_is_taken_from_somebody_who_lost_their_phone() -> None:
    SecondStep(at=0).set_up(person("Ann Other"))

    first, again = run("second-step-off", "ANN@example.nhs.uk"), run("second-step-off", "ann@example.nhs.uk")

    assert first.output == "Ann Other now signs in by password alone.\n"
    assert again.output == "Ann Other has no second step: they sign in by password alone.\n"
