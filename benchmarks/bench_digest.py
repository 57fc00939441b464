"""How long a digest for 5,000 people takes, written and sent to a real mail server on loopback.

The named alternative, for some of them in the same run: person by person, as a loop over people does it, with Django's
send_mail, which makes a connection for each mail.
Prints seconds and a ratio; slowness never fails it. The mail server is a process of its own, so that what it does is
not counted as ours as far as there is a second core.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

PEOPLE = 5000
LINES_EACH = 6
NETWORKS = 16
OF_ALTERNATIVE = 300
ALLOWED_SECONDS = 120
SERVER = """
import sys
from aiosmtpd.controller import Controller
class Count:
    taken = 0
    async def handle_DATA(self, server, session, envelope):
        Count.taken += 1
        return "250 OK"
controller = Controller(Count(), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
sys.stdin.read()
print(Count.taken, flush=True)
"""


def main() -> None:
    """Make people, write their digests, send them; then send some in the other way."""
    port = free_port()
    command = [sys.executable, "-c", SERVER, str(port)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"
    with tempfile.TemporaryDirectory() as home:
        start_django(home, port)
        make_people()
        writing, sending = write(), send()
        alternative = person_by_person()
    taken = int(server.communicate()[0])
    print(f"{PEOPLE:,} people with {LINES_EACH} lines each, in {NETWORKS} networks; {taken:,} mails arrived")
    print(
        f"written in {writing:.1f} s, sent in {sending:.1f} s: {writing + sending:.1f} s of {ALLOWED_SECONDS} s allowed"
    )
    ours = (writing + sending) / PEOPLE
    print(f"a digest, written and sent: {1000 * ours:.1f} ms; person by person: {1000 * alternative:.1f} ms")
    print(f"ratio: {alternative / ours:.1f} (and a kill of the other way sends a mail twice)")


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_django(home: str, port: int) -> None:
    """An empty database, and the settings of mail."""
    os.environ |= {
        "EVERYWEEK_HOME": str(Path(home)),
        "EVERYWEEK_DATABASE": os.environ.get("EVERYWEEK_DATABASE", ""),
        "EVERYWEEK_MAIL": f"smtp://127.0.0.1:{port}?tls=none",
        "EVERYWEEK_MAIL_FROM": "everyweek@example.nhs.uk",
        "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
    }
    import django

    django.setup()
    from everyweek.web.people.prepare import prepare_database

    prepare_database()


def make_people() -> None:
    """Members of learning networks, each with lines of the last hours before a digest is due."""
    from everyweek.web.people.models import Network, Notification, Person, Role
    from everyweek.web.people.notifications.digests import due_at

    now = datetime.now(UTC)
    told = due_at(now, "daily") - timedelta(hours=1)
    networks = [
        Network.objects.create(
            key=f"n{number}", name=f"Network {number}", kind="learning_network", created_at=now, updated_at=now
        )
        for number in range(NETWORKS)
    ]
    people = Person.objects.bulk_create(
        Person(email=f"person{number}@example.nhs.uk", name=f"Person {number}") for number in range(PEOPLE)
    )
    Role.objects.bulk_create(
        Role(person=one, kind="member", network=networks[(number + more) % NETWORKS], since=now)
        for number, one in enumerate(people)
        for more in (0, 1)
    )
    Notification.objects.bulk_create(
        (
            Notification(
                person=one,
                kind="reply" if line % 2 else "event",
                key=f"line-{line}",
                title=f"Somebody answered about corridor care, part {line}",
                text="We moved the frailty nurse to the front door at eight, and by noon the corridor was empty.",
                address="/inbox/",
                network=networks[(number + line % 2) % NETWORKS],
                at=told,
            )
            for number, one in enumerate(people)
            for line in range(LINES_EACH)
        ),
        batch_size=2000,
    )


def write() -> float:
    """Seconds to write every digest."""
    from everyweek.web.people.notifications.digests import write_digests

    begin = time.perf_counter()
    assert write_digests(datetime.now(UTC), "daily", say=print) == PEOPLE
    return time.perf_counter() - begin


def send() -> float:
    """Seconds to send every digest."""
    from everyweek.web.people.notifications.outbox.claims import this_worker
    from everyweek.web.people.notifications.outbox.sending import Sender, send_waiting
    from everyweek.web.people.notifications.outbox.smtp import MailServer

    begin = time.perf_counter()
    sent = send_waiting(Sender(this_worker(), MailServer(), lambda: datetime.now(UTC), lambda: False))
    assert sent.counts == {"sent": PEOPLE}, sent
    return time.perf_counter() - begin


def person_by_person() -> float:
    """Seconds for one mail in the other way: its reader, their lines and its words alone, and a connection for it."""
    from django.core.mail import send_mail
    from django.utils import timezone

    from everyweek.web.people.models import Notification, Person
    from everyweek.web.people.notifications.outbox.letters import Item, Letter, Link, Section
    from everyweek.web.people.notifications.queries import inbox_lines
    from everyweek.web.people.reader import reader_of

    numbers = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:OF_ALTERNATIVE])
    begin = time.perf_counter()
    for number in numbers:
        reader = reader_of(number)
        lines = list(inbox_lines(reader, only_unread=True))
        items = tuple(Item(Link(line.title, f"/inbox/{line.pk}/"), line.text, f"{line.at:%H:%M}") for line in lines)
        letter = Letter(to=reader.email, subject="A digest", sections=(Section("What is new", items),))
        send_mail(letter.subject, letter.text(), None, [letter.to], html_message=letter.html())
        Notification.objects.filter(pk__in=[line.pk for line in lines]).update(mailed_at=timezone.now())
    return (time.perf_counter() - begin) / len(numbers)


if __name__ == "__main__":
    main()
