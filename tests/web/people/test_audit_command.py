"""everyweek audit."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from everyweek.cli import main
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import AuditEntry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def entries() -> None:
    """Three entries, after the first start, which makes the networks of the published lists."""
    run()
    AuditEntry.objects.all().delete()
    for number in (1, 2, 3):
        record(by=None, by_words="the tests", action="tried", of=("thing", str(number)), after={"a": 1}, now=NOW)


def run(*more: str) -> Result:
    return CliRunner().invoke(main, ["audit", *more])


def test_a_command_leaves_the_connection_of_whoever_began_a_transaction_open() -> None:
    before = connection.connection

    run("--verify")

    assert before is not None
    assert connection.connection is before
    assert AuditEntry.objects.count() == 3


def seal(number: int) -> str:
    return AuditEntry.objects.get(number=number).seal


def test_the_newest_entries_are_listed_with_a_head_to_keep() -> None:
    result = run("--newest", "2")

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "number  at                         by         action",
        "3       2026-06-02T09:30:00+00:00  The tests  tried",
        "2       2026-06-02T09:30:00+00:00  The tests  tried",
        f"Keep this somewhere else: 3:{seal(3)}",
    ]


def test_entries_can_be_had_as_json_and_csv() -> None:
    (newest, *_) = json.loads(run("--format", "json").output)
    (header, first, *_) = run("--format", "csv").output.splitlines()

    assert (newest["number"], newest["what changed"], newest["seal"]) == (3, "a: 1", seal(3))
    assert header == "number,at,by,action,kind of thing,thing,organisation,network,about,what changed,seal"
    assert first == f"3,2026-06-02T09:30:00+00:00,The tests,tried,thing,3,,,,a: 1,{seal(3)}"


def test_an_empty_chain_says_so() -> None:
    AuditEntry.objects.all().delete()

    assert run().output == "Nothing was changed yet.\n"
    assert run("--verify").output == "0 entries hold.\n"


def test_a_chain_that_holds_exits_with_nothing_wrong() -> None:
    result = run("--verify")

    assert result.exit_code == 0
    assert result.output == f"3 entries hold.\nKeep this somewhere else: 3:{seal(3)}\n"


def test_a_broken_chain_names_the_entry_and_exits_with_1() -> None:
    AuditEntry.objects.filter(number=2).update(action="nothing")

    result = run("--verify")

    assert result.exit_code == 1
    assert "1 entry does not hold." in result.output
    assert "Entry 2: Its seal does not fit" in result.output


def test_what_is_broken_can_be_had_as_json_and_csv() -> None:
    AuditEntry.objects.filter(number=2).delete()

    as_json, as_csv = run("--verify", "--format", "json"), run("--verify", "--format", "csv")

    assert (as_json.exit_code, as_csv.exit_code) == (1, 1)
    assert json.loads(as_json.output)["faults"] == [{"number": 3, "what": "Entry 2 is missing."}]
    assert as_csv.output == "number,what is wrong\n3,Entry 2 is missing.\n"


def test_a_head_that_was_kept_is_compared() -> None:
    kept = f"3:{seal(3)}"

    fits = run("--head", kept)
    AuditEntry.objects.filter(number=3).delete()
    gone = run("--verify", "--head", kept)

    assert (fits.exit_code, fits.output) == (0, "The chain still has the entry that you kept the seal of.\n")
    assert gone.exit_code == 1
    assert "Entry 3, which you kept the seal of, is not in the chain any more: it ends with entry 2." in gone.output


@pytest.mark.parametrize("head", ["3", "3:", "three:0123456789abcdef", "3:0123"])
def test_a_head_that_is_none_is_wrong_use(head: str) -> None:
    result = run("--head", head)

    assert result.exit_code == 2
    assert "write the number of an entry, a colon, and its seal" in result.output
