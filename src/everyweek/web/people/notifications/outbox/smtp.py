"""Handing a mail to the mail server, step by step, so that it is known how far it came when something goes wrong.

Django's backend opens the connection, encrypts it and signs in. It would then send with one call, of which a lost
connection does not tell whether the server has taken the mail. Here the last step, the server's answer to the whole
text, is apart: until then nothing can have been taken, from then on it may.
"""

import re
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email

CLOSING = 421
GO_ON = 354


class ServerTrouble(Exception):
    """The server cannot be used now, or will not take mail from us; no mail is to blame, and none has gone."""


class MayHaveGone(Exception):
    """The server had the whole mail and gave no answer: it may have taken it."""


class Refused(Exception):
    """The server does not take this mail.

    may_pass : it may take it later (greylisting, a full mailbox). is_of_address : it knows no such address.
    """

    def __init__(self, said: str, *, may_pass: bool, is_of_address: bool = False) -> None:
        super().__init__(said)
        self.may_pass = may_pass
        self.is_of_address = is_of_address


class MailServer:
    """One connection to the mail server that the settings name, opened when it is first needed."""

    def __init__(self) -> None:
        self._backend = EmailBackend()
        self._sender = sanitize_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "utf-8")
        self.handed_over = 0

    def hand_over(self, *, recipient: str, message: bytes) -> None:
        """Hand over one mail to a usable address. Raises Refused, ServerTrouble, MayHaveGone."""
        self.open()
        connection = self._backend.connection
        try:
            self._announce(connection, recipient)
            connection.send(_quoted(message))
        except OSError as error:  # every exception of smtplib is one
            self.drop()
            raise ServerTrouble(_said_by(error)) from error
        except Refused:
            self._begin_anew(connection)
            raise
        except ServerTrouble:
            self.drop()
            raise
        self._wait_for_answer(connection)
        self.handed_over += 1

    def open(self) -> None:
        """Connect, encrypt and sign in, unless that is done. Raises ServerTrouble."""
        try:
            if self._backend.open():
                self.handed_over = 0
        except OSError as error:
            raise ServerTrouble(_said_by(error)) from error

    def close(self) -> None:
        """Say goodbye."""
        try:
            self._backend.close()
        except OSError:  # it went first
            self._backend.connection = None

    def drop(self) -> None:
        """Let go of a connection that is broken, so that the next mail opens another."""
        if self._backend.connection is not None:
            self._backend.connection.close()
            self._backend.connection = None

    def _announce(self, connection: smtplib.SMTP, recipient: str) -> None:
        """Say whom the mail is from and for. Refused here, the mail has not been seen."""
        connection.ehlo_or_helo_if_needed()
        code, said = connection.mail(self._sender, ["BODY=8BITMIME"] if connection.has_extn("8bitmime") else [])
        if code != 250:  # about ourselves: it would be said of every mail
            raise ServerTrouble(f"mail from {self._sender} is not taken: {_words(code, said)}")
        code, said = connection.rcpt(recipient)
        if code not in (250, 251):
            raise _refusal(code, said, is_of_address=True)
        code, said = connection.docmd("DATA")
        if code != GO_ON:
            raise _refusal(code, said)

    def _wait_for_answer(self, connection: smtplib.SMTP) -> None:
        """What the server says to the whole text."""
        try:
            code, said = connection.getreply()
        except OSError as error:
            self.drop()
            raise MayHaveGone(_said_by(error)) from error
        if code == CLOSING:
            self.drop()
        if not 200 <= code <= 299:
            raise _refusal(code, said)

    def _begin_anew(self, connection: smtplib.SMTP) -> None:
        """After a refusal, on the same connection when it still stands."""
        try:
            is_well = connection.rset()[0] == 250
        except OSError:
            is_well = False
        if not is_well:
            self.drop()


def usable_address(to: str) -> str:
    """The address as the server is told it. Raises Refused for one that can be no address."""
    try:
        validate_email(to)
        return sanitize_address(to, "utf-8")
    except (ValidationError, ValueError) as error:
        raise Refused("This is no e-mail address.", may_pass=False) from error


def _refusal(code: int, said: bytes, *, is_of_address: bool = False) -> Refused | ServerTrouble:
    """What an answer means for the mail.

    5.7 is about what the server permits us (relaying, signing in first), which whoever looks after it can put right:
    such a mail is tried again, and its address is not held to be wrong.
    """
    words = _words(code, said)
    if code == CLOSING:
        return ServerTrouble(words)
    is_of_permission = re.match(rb"5\.7\.\d", said) is not None or code == 530
    is_final = 500 <= code <= 599 and not (is_of_address and is_of_permission)
    return Refused(words, may_pass=not is_final, is_of_address=is_of_address and is_final)


def _quoted(message: bytes) -> bytes:
    """The text as it goes over the wire: a line that begins with a dot has two, and a dot alone ends it."""
    ended = message if message.endswith(b"\r\n") else message + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _words(code: int, said: bytes) -> str:
    return f"{code} {' '.join(said.decode('utf-8', 'replace').split())}"[:300]


def _said_by(error: OSError) -> str:
    """What an exception says; of an answer of the server, its code and words."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _words(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return (" ".join(str(error).split()) or type(error).__name__)[:300]
