"""The words of mails: a plain part and an HTML part from one template each, with the same in both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template
from django.utils.crypto import salted_hmac

LONGEST_SUBJECT = 200
WHY_WRITTEN = "Everyweek sent this e-mail by itself. Nobody reads answers to it."


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the path or address they lead to."""

    words: str
    path: str

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{settings.EVERYWEEK_SITE}{self.path}" if self.path.startswith("/") else self.path


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a section."""

    link: Link
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Section:
    """Things that belong together, under a heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it is put into MIME.

    why  : why its reader gets it. stop, choose : the links that stop such mails and that lead to all choices.
    """

    to: str
    subject: str
    paragraphs: tuple[str, ...] = ()
    button: Link | None = None
    sections: tuple[Section, ...] = ()
    more: str = ""
    why: str = ""
    stop: Link | None = None
    choose: Link | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The plain part."""
        return str(get_template("people/notifications/mail.txt").render({"letter": self})).strip() + "\n"

    def html(self) -> str:
        """The HTML part."""
        return str(get_template("people/notifications/mail.html").render({"letter": self}))


def one_line(text: str) -> str:
    """A text without line breaks and other signs that no subject may hold.

    >>> one_line("Hello\\r\\nBcc: everybody@example.nhs.uk")
    'Hello Bcc: everybody@example.nhs.uk'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_SUBJECT]


def clean_paragraphs(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs without signs that no database or mail holds, and without empty ones.

    >>> clean_paragraphs(["Hello\\x00 there", " "])
    ('Hello there',)
    """
    cleaned = ("".join(sign for sign in line if sign.isprintable() or sign in "\n\t").strip() for line in lines)
    return tuple(line for line in cleaned if line)


def message_id(key: str) -> str:
    """The Message-ID of the mail with this key: always the same, and to be guessed by nobody.

    A mail that is sent again by hand has it too, so that mail programs may show it once; and what comes back with it
    must have been ours.
    """
    host = settings.EVERYWEEK_SITE.split("://", 1)[-1].split(":")[0].strip("[]")
    return f"<{salted_hmac('everyweek.mail.message-id', key, algorithm='sha256').hexdigest()[:40]}@{host}>"


def as_message(*, key: str, to: str, subject: str, text: str, html: str, headers: Mapping[str, str]) -> bytes:
    """A mail as it goes over the wire. Raises ValueError for a header that would begin a second one."""
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={
            "Message-ID": message_id(key),
            "Auto-Submitted": "auto-generated",
            **headers,
        },
    )
    message.attach_alternative(html, "text/html")
    return bytes(message.message().as_bytes(linesep="\r\n"))
