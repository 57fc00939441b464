"""A real mail server on loopback: it keeps what it got, and can refuse, be slow to answer, break off and be watched."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from support.browser import free_port

from everyweek.web.people.notifications.outbox.server_settings import mail_settings

BREAK_OFF = "break off"
SITE = "https://uec.example.nhs.uk"


@dataclass
class Arrived:
    """A mail as it arrived."""

    sender: str
    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """As a mail program reads it."""
        return message_from_bytes(self.content, policy=default)  # type: ignore[return-value]

    def part(self, kind: str) -> str:
        """The text of a part: "plain" or "html"."""
        body = self.message.get_body((kind,))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailBox:
    """What the server got, and how it answers.

    sender_answer, answers, text_answer : what it says to a sender, to recipients by address, and to the text of a mail;
    BREAK_OFF ends the connection in place of an answer.
    on_text : called with the number of the mail, when its text is there and before it is answered.
    """

    port: int = 0
    arrived: list[Arrived] = field(default_factory=list)
    connections: int = 0
    users: list[str] = field(default_factory=list)
    sender_answer: str = "250 OK"
    answers: dict[str, str] = field(default_factory=dict)
    text_answer: str = "250 OK"
    most_per_connection: int = 0
    on_text: Callable[[int], None] = lambda number: None

    def message_ids(self) -> Counter[str]:
        """How often each Message-ID arrived."""
        return Counter(str(one.message["Message-ID"]) for one in self.arrived)

    def recipients(self) -> list[str]:
        """To whom, in the order of arrival."""
        return [one.to for one in self.arrived]

    @property
    def address(self) -> str:
        """As EVERYWEEK_MAIL names it."""
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    # What aiosmtpd asks

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        session.mails = 0  # type: ignore[attr-defined]
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.most_per_connection and session.mails >= self.most_per_connection:  # type: ignore[attr-defined]
            return "421 enough over one connection"
        if self.sender_answer.startswith("250"):
            envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer == BREAK_OFF:
            return self._break_off(server)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        if self.text_answer == BREAK_OFF or self.text_answer.startswith("250"):
            self.arrived.append(Arrived(envelope.mail_from or "", envelope.rcpt_tos[0], content))
            session.mails += 1  # type: ignore[attr-defined]
            self.on_text(len(self.arrived))
        return self._break_off(server) if self.text_answer == BREAK_OFF else self.text_answer

    def _break_off(self, server: SMTP) -> str:
        assert server.transport is not None
        server.transport.abort()
        return "250 nobody hears this"


@contextmanager
def mail_server(*, password: str = "") -> Iterator[MailBox]:
    """The server, running; with a password, it takes mail only from whoever signs in with it."""
    box = MailBox(port=free_port())
    asked: dict[str, Any] = {}
    if password:

        def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            assert isinstance(data, LoginPassword)
            box.users.append(data.login.decode())
            return AuthResult(success=data.password == password.encode(), handled=False)

        asked = {"authenticator": check, "auth_require_tls": False, "auth_required": True}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **asked)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def mail_goes_to_a_server(settings: Any, *, password: str = "") -> Iterator[MailBox]:
    """The server, running, and the pages' own settings say that mail goes there."""
    with mail_server(password=password) as box:
        for name, value in mail_settings(box.address, sender="Everyweek <everyweek@example.nhs.uk>").items():
            setattr(settings, name, value)
        settings.EVERYWEEK_SITE = SITE
        yield box
