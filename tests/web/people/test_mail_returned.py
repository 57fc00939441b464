"""Mails that came back: what is believed of them, and what is not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.mail_server import MailBox, mail_goes_to_a_server
from support.people import person

from everyweek.web.people.models import AddressTrouble, AuditEntry, OutgoingMail
from everyweek.web.people.notifications.actions import write_mail
from everyweek.web.people.notifications.outbox.claims import this_worker
from everyweek.web.people.notifications.outbox.letters import message_id
from everyweek.web.people.notifications.outbox.returned import read_returned
from everyweek.web.people.notifications.outbox.sending import Sender, send_waiting
from everyweek.web.people.notifications.outbox.smtp import MailServer
from everyweek.web.people.notifications.outbox.troubles import address_trouble

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
ANN = "ann@example.nhs.uk"
NOTHING = "This is no report of a mail that came back (RFC 3464): nothing was noted."
# In the shape of RFC 3464, appendix E, as Postfix writes it
REPORT = """\
From: MAILER-DAEMON@mail.example.nhs.uk (Mail Delivery System)
To: everyweek@example.nhs.uk
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="limit"

--limit
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--limit
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.nhs.uk
Arrival-Date: Wed, 3 Jun 2026 09:30:00 +0000 (UTC)

{recipients}
--limit
{original}
--limit--
"""
RECIPIENT = """\
Final-Recipient: rfc822; {email}
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such
    user here
"""
WHOLE = """\
Content-Type: message/rfc822

From: everyweek@example.nhs.uk
To: ann@example.nhs.uk
Subject: You are invited
Message-ID: {id}

Hello
"""
HEAD = """\
Content-Type: text/rfc822-headers

From: everyweek@example.nhs.uk
Message-ID: {id}
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail(settings: Any, db: None) -> Iterator[MailBox]:
    with mail_goes_to_a_server(settings) as box:
        yield box


def sent(key: str = "a", *, to: str = ANN, now: datetime = NOW) -> None:
    """A mail that has gone."""
    write_mail(to=to, subject="You are invited", lines=("Hello",), key=key, now=now)
    send_waiting(Sender(this_worker(), MailServer(), lambda: now, lambda: False))


def report(
    *, email: str = ANN, status: str = "5.1.1", original: str = WHOLE, key: str = "a", recipients: str = ""
) -> bytes:
    one = recipients or RECIPIENT.format(email=email, status=status)
    return REPORT.format(recipients=one, original=original.format(id=message_id(key))).encode()


@pytest.mark.parametrize("original", [WHOLE, HEAD])
def test_a_mail_that_came_back_for_good_is_noted_of_its_address(original: str) -> None:
    ann = person("Ann Other", email=ANN)
    sent()

    told = read_returned(report(original=original), now=NOW)

    assert told == [
        f"{ANN}: came back with 5.1.1; nothing more is sent there until its owner says that it works again."
    ]
    trouble = address_trouble(ANN)
    assert trouble is not None
    assert trouble.said == "5.1.1 550 5.1.1 No such user here"
    assert OutgoingMail.objects.get().said == "It came back: 5.1.1 550 5.1.1 No such user here"
    entry = AuditEntry.objects.get(action="mail.came-back")
    assert (entry.about_id, entry.by_words) == (ann.pk, "a mail that came back")


def test_after_that_nothing_is_sent_there(mail: MailBox) -> None:
    sent("a")
    read_returned(report(), now=NOW)

    sent("b")

    assert len(mail.arrived) == 1
    assert OutgoingMail.objects.get(key="b").state == "refused"


def test_one_that_the_server_tries_again_changes_nothing() -> None:
    sent()

    told = read_returned(report(status="4.4.7"), now=NOW)

    assert told == [f"{ANN}: 4.4.7 is not for good, the server will try again; nothing was noted."]
    assert AddressTrouble.objects.count() == 0


def test_of_two_addresses_each_has_its_own_answer() -> None:
    sent("a")
    sent("b", to="ben@example.nhs.uk")
    both = RECIPIENT.format(email=ANN, status="5.1.1") + "\n" + RECIPIENT.format(email="ben@example.nhs.uk", status="4")

    told = read_returned(report(recipients=both), now=NOW)

    assert [sentence.partition(":")[0] for sentence in told] == [ANN, "ben@example.nhs.uk"]
    assert "came back with 5.1.1" in told[0]
    assert "holds no Message-ID of a mail that went from here to that address" in told[1]
    assert list(AddressTrouble.objects.values_list("email", flat=True)) == [ANN]


@pytest.mark.parametrize("original", ["Content-Type: text/plain\n\nnothing", WHOLE])
def test_a_report_without_the_message_id_of_a_mail_of_ours_is_not_believed(original: str) -> None:
    sent("a")

    told = read_returned(report(original=original, key="another"), now=NOW)

    assert told == [
        f"{ANN}: the report holds no Message-ID of a mail that went from here to that address; nothing was noted."
    ]
    assert AddressTrouble.objects.count() == 0


def test_the_message_id_of_a_mail_to_somebody_else_proves_nothing() -> None:
    sent("a")
    sent("b", to="ben@example.nhs.uk")

    told = read_returned(report(email="ben@example.nhs.uk", key="a"), now=NOW)

    assert "nothing was noted" in told[0]
    assert AddressTrouble.objects.count() == 0


def test_a_mail_of_long_ago_does_not_come_back() -> None:
    sent("a", now=NOW - timedelta(days=31))

    read_returned(report(), now=NOW)

    assert AddressTrouble.objects.count() == 0


def test_a_report_without_a_status_changes_nothing() -> None:
    sent()

    told = read_returned(report(recipients=f"Final-Recipient: rfc822; {ANN}\nAction: failed\n"), now=NOW)

    assert told == [f"{ANN}: the report gives no status; nothing was noted."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 1000,
        b"From: ann@example.nhs.uk\nSubject: I am on holiday\n\nBack on Monday",
        b"Content-Type: multipart/report; boundary=limit\n\n--limit\nContent-Type: message/delivery-status\n\nrubbish",
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: x400; /C=GB/\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 500,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(3000)),
    ],
)
def test_anything_else_is_a_sentence_and_changes_nothing(content: bytes) -> None:
    sent()

    assert read_returned(content, now=NOW) == [NOTHING]
    assert AddressTrouble.objects.count() == 0


def test_of_a_report_with_a_mail_of_twenty_megabytes_the_beginning_is_enough() -> None:
    sent()
    large = report(original=WHOLE.rstrip() + "x" * 20_000_000)

    told = read_returned(large, now=NOW)

    assert "came back with 5.1.1" in told[0]


def test_a_report_on_a_thousand_addresses_is_read_as_far_as_a_mail_of_ours_can_have() -> None:
    sent()
    many = "\n".join(RECIPIENT.format(email=f"x{number}@example.nhs.uk", status="5.1.1") for number in range(1000))

    assert len(read_returned(report(recipients=many), now=NOW)) == 20


def test_signs_that_no_header_holds_are_left_out_of_what_is_kept() -> None:
    sent()
    odd = RECIPIENT.format(email=ANN, status="5.1.1").replace("No such", "N\x00o \x1b[31m such\udcff")

    read_returned(report(recipients=odd.encode("utf-8", "replace").decode()), now=NOW)

    trouble = address_trouble(ANN)
    assert trouble is not None
    assert trouble.said.isprintable()
