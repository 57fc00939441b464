"""A real worker that is killed in the middle of writing and of sending digests, and the one that comes after it.

The mail server is a real one on loopback. Nobody gets two mails that say the same; everybody's mail has gone, or is the
one of which nobody can know.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from support.mail_server import MailBox, mail_server
from support.postgresql import find_server, running_postgresql

PEOPLE = 90
START = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from everyweek.web.people.models import Digest, Notification, OutgoingMail, Person
from everyweek.web.people.notifications import digests
from everyweek.web.people.notifications.outbox import claims, sending
from everyweek.web.people.prepare import prepare_database
prepare_database()
"""
MAKE_PEOPLE = """
now = datetime.now(UTC)
told = digests.due_at(now, "daily") - timedelta(hours=1)
people = Person.objects.bulk_create(
    Person(email=f"person{number}@example.nhs.uk", name=f"Person {number}") for number in range(PEOPLE))
Notification.objects.bulk_create(
    Notification(person=one, kind="reply", key=key, title=f"{key} for {one.name}", address="/account/", at=told)
    for one in people for key in ("first", "second"))
"""
REPORT = """
import json
print(json.dumps({
    "states": list(OutgoingMail.objects.values_list("key", "state")),
    "digests": list(Digest.objects.values_list("person_id", flat=True)),
    "not mailed": Notification.objects.filter(mailed_at=None).count(),
    "people": Person.objects.count(),
}))
"""
WORK = "from everyweek.cli import main; main(['worker', '--once'])"
KILLED = """
import os, signal
calls = []
def killing_at(number, before):
    def wrapped(*arguments, **more):
        calls.append(arguments)
        if len(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return before(*arguments, **more)
    return wrapped
digests.PEOPLE_AT_ONCE = 20
"""
WRITING = {
    "before anything was written": "digests._write = killing_at(1, digests._write)",
    "before the second batch": "digests._write = killing_at(2, digests._write)",
    "when a batch is locked": "digests._locked = killing_at(3, digests._locked)",
    "between digests and mails": ("OutgoingMail.objects.bulk_create = killing_at(2, OutgoingMail.objects.bulk_create)"),
    "between mails and lines": "Notification.objects.filter = killing_at(9, Notification.objects.filter)",
}
SENDING = {  # the moment: (what is patched, how many mails are uncertain then)
    "when mails are claimed and none is begun": ("claims.begin = killing_at(1, claims.begin)", 0),
    "after the server took the tenth and before that is kept": ("claims.finish = killing_at(10, claims.finish)", 1),
    "when the next is begun with what became of the last": ("claims.begin = killing_at(3, claims.begin)", 1),
    "between two batches of claims": ("claims.claim = killing_at(2, claims.claim)", 0),
    "when a mail of the second batch is in hand": ("sending._hand_over = killing_at(60, sending._hand_over)", 1),
}

EVERY_TIME = {"between digests and mails", "after the server took the tenth and before that is kept"}
"""The two moments that are the hardest to get right; the others are tried by make test-all."""


def moments(known: Iterable[str]) -> list[Any]:
    """Each moment, most of them only for make test-all."""
    return [pytest.param(one, marks=() if one in EVERY_TIME else pytest.mark.slow) for one in known]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    programs = find_server()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a PostgreSQL: scripts/install-test-servers did not install it")
        pytest.skip("there is no PostgreSQL server on this machine (install the package postgresql)")
    with running_postgresql(programs) as address:
        yield address


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def people(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that keeps people, with lines to mail, in a database that every test copies."""
    settings = {
        **os.environ,
        "EVERYWEEK_HOME": str(tmp_path_factory.mktemp("people")),
        "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
        "EVERYWEEK_DATABASE": "",
        "EVERYWEEK_MAIL": "",
    }
    if request.param == "postgresql":
        server: str = request.getfixturevalue("postgresql")
        run_on(server, "CREATE DATABASE people")
        settings["EVERYWEEK_DATABASE"] = server.replace("/postgres", "/people")
    finished(START + f"PEOPLE = {PEOPLE}" + MAKE_PEOPLE, settings)
    return settings


@pytest.fixture
def surroundings(people: dict[str, str], tmp_path: Path, box: MailBox) -> dict[str, str]:
    """The environment of a worker: the people in a database of their own, and a mail server."""
    settings = {
        **people,
        "EVERYWEEK_HOME": str(tmp_path),
        "EVERYWEEK_MAIL": box.address,
        "EVERYWEEK_MAIL_FROM": "everyweek@example.nhs.uk",
    }
    for file in Path(people["EVERYWEEK_HOME"]).iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    if database := people["EVERYWEEK_DATABASE"]:
        run_on(database.replace("/people", "/postgres"), f"CREATE DATABASE mails_{box.port} TEMPLATE people")
        settings["EVERYWEEK_DATABASE"] = database.replace("/people", f"/mails_{box.port}")
    return settings


def run_on(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def started(code: str, surroundings: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(code: str, surroundings: dict[str, str], *, status: int = 0) -> str:
    process = started(code, surroundings)
    told, trouble = process.communicate(timeout=120)
    assert process.returncode == status, trouble
    return told


def check_everybody_got_one(box: MailBox, surroundings: dict[str, str], *, most_uncertain: int) -> Counter[str]:
    """Each person has one mail, sent or uncertain; no mail arrived twice; what was sent arrived."""
    found = json.loads(finished(START + REPORT, surroundings))
    states = Counter(state for _, state in found["states"])
    assert len({key for key, _ in found["states"]}) == len(found["states"]) == found["people"] == PEOPLE
    assert sorted(found["digests"]) == sorted(set(found["digests"]))
    assert len(found["digests"]) == PEOPLE
    assert found["not mailed"] == 0
    assert set(states) <= {"sent", "uncertain"}
    assert states["uncertain"] <= most_uncertain
    assert max(box.message_ids().values()) == 1
    assert max(Counter(box.recipients()).values()) == 1
    assert states["sent"] <= len(box.arrived) <= PEOPLE
    return states


@pytest.mark.slow
@pytest.mark.parametrize("moment", moments(WRITING))
def test_killed_while_writing_the_next_worker_goes_on_and_everybody_gets_one_digest(
    moment: str, box: MailBox, surroundings: dict[str, str]
) -> None:
    finished(START + KILLED + WRITING[moment] + "\n" + WORK, surroundings, status=-signal.SIGKILL)
    before = list(box.arrived)

    told = finished(WORK, surroundings)

    assert before == []
    assert "sent" in told
    check_everybody_got_one(box, surroundings, most_uncertain=0)
    assert len(box.arrived) == PEOPLE


@pytest.mark.parametrize("moment", moments(SENDING))
def test_killed_while_sending_at_most_the_mail_in_hand_is_uncertain_and_none_goes_twice(
    moment: str, box: MailBox, surroundings: dict[str, str]
) -> None:
    patch, uncertain = SENDING[moment]
    finished(START + KILLED + patch + "\n" + WORK, surroundings, status=-signal.SIGKILL)

    finished(WORK, surroundings)
    finished(WORK, surroundings)

    states = check_everybody_got_one(box, surroundings, most_uncertain=1)
    assert states["uncertain"] == uncertain
    assert states["sent"] + ("in hand" not in moment and uncertain) == len(box.arrived)


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 17, 55])
def test_killed_from_outside_when_the_server_has_the_mail_and_has_not_answered(
    number: int, box: MailBox, surroundings: dict[str, str]
) -> None:
    first = started(WORK, surroundings)
    box.on_text = lambda count: os.kill(first.pid, signal.SIGKILL) if count == number else None
    first.communicate(timeout=120)

    finished(WORK, surroundings)
    finished(WORK, surroundings)

    states = check_everybody_got_one(box, surroundings, most_uncertain=1)
    assert first.returncode == -signal.SIGKILL
    assert states == {"sent": PEOPLE - 1, "uncertain": 1}


@pytest.mark.slow
def test_killed_three_times_in_a_row_at_most_three_mails_are_uncertain(
    box: MailBox, surroundings: dict[str, str]
) -> None:
    for number in (5, 30, 60):
        worker = started(WORK, surroundings)
        box.on_text = lambda count, worker=worker, number=number: (  # type: ignore[misc]
            os.kill(worker.pid, signal.SIGKILL) if count == number else None
        )
        _, trouble = worker.communicate(timeout=120)
        assert worker.returncode == -signal.SIGKILL, trouble

    finished(WORK, surroundings)

    assert check_everybody_got_one(box, surroundings, most_uncertain=3)["uncertain"] == 3


@pytest.mark.slow
def test_of_three_workers_at_once_none_writes_or_sends_what_another_does(
    box: MailBox, surroundings: dict[str, str]
) -> None:
    slow = START + "digests.PEOPLE_AT_ONCE = 7; claims.MAILS_AT_ONCE = 5\n" + WORK
    workers = [started(slow, surroundings) for _ in range(3)]

    told = [worker.communicate(timeout=120) for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0, 0], told
    finished(WORK, surroundings)
    check_everybody_got_one(box, surroundings, most_uncertain=0)
    assert not any("Traceback" in trouble for _, trouble in told), told


@pytest.mark.slow
def test_asked_to_end_a_worker_finishes_the_mail_in_hand_and_leaves_the_rest(
    box: MailBox, surroundings: dict[str, str]
) -> None:
    worker = started(WORK, surroundings)
    box.on_text = lambda count: os.kill(worker.pid, signal.SIGTERM) if count == 10 else None
    worker.communicate(timeout=120)
    arrived = len(box.arrived)

    finished(WORK, surroundings)

    assert worker.returncode == 0
    assert arrived == 10
    check_everybody_got_one(box, surroundings, most_uncertain=0)
    assert len(box.arrived) == PEOPLE
