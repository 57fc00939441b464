"""Which mail server sends, who it says it is from, and where the pages are that mails lead to: from three settings.

No message here repeats what was set: an address of a mail server holds a password.
"""

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TLS = ("starttls", "none")
SECONDS_OF_SILENCE = 30
HOW_TO_WRITE_IT = (
    "Write it as smtp://user:password@host:587 (with %40 for an @ in the user or the password), as "
    "smtps://user:password@host:465, or leave it out to send no mail."
)
HOW_TO_WRITE_SENDER = 'Write it as name@example.nhs.uk, or as "Everyweek <name@example.nhs.uk>".'
HOW_TO_WRITE_SITE = "Write it as https://uec.example.nhs.uk, with nothing behind the host but a port."


@dataclass(frozen=True, slots=True)
class MailServerAddress:
    """A mail server. tls : "starttls", "from the start" or "none". shown : its address without user and password."""

    host: str
    port: int
    user: str
    password: str
    tls: str

    @property
    def shown(self) -> str:
        """Where it is, for messages and for asking whether there is one."""
        return f"{'smtps' if self.tls == 'from the start' else 'smtp'}://{self.host}:{self.port}"


def mail_settings(address: str, *, sender: str) -> dict[str, Any]:
    """Django's settings of mail; without an address, mail goes nowhere. Raises ImproperlyConfigured."""
    if not address:
        # Should anything send without asking, it must not reach for a mail server that nobody chose.
        return {"EVERYWEEK_MAIL": "", "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    server = read_server(address)
    return {
        "EVERYWEEK_MAIL": server.shown,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.tls == "starttls",
        "EMAIL_USE_SSL": server.tls == "from the start",
        "EMAIL_TIMEOUT": SECONDS_OF_SILENCE,
        "DEFAULT_FROM_EMAIL": checked_sender(sender),
    }


def read_server(address: str) -> MailServerAddress:
    """A mail server by its address. Raises ImproperlyConfigured.

    >>> read_server("smtp://ann:se%40cret@mail.example.nhs.uk").shown
    'smtp://mail.example.nhs.uk:587'
    >>> read_server("smtp://127.0.0.1:25?tls=none").tls
    'none'
    """
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _wrong("has a port or host that is none") from None
    if parts.scheme not in ("smtp", "smtps"):
        raise _wrong("does not begin with smtp:// or smtps://")
    if not host or parts.path not in ("", "/") or parts.fragment:
        raise _wrong("names no host, or has more behind it than a port")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if set(options) - {"tls"} or options.get("tls", "starttls") not in TLS:
        raise _wrong("has something behind its ? that is neither tls=starttls nor tls=none")
    if bool(parts.username) != bool(parts.password):
        raise _wrong("has a user without a password, or a password without a user")
    is_tls_from_the_start = parts.scheme == "smtps"
    if is_tls_from_the_start and options:
        raise _wrong("begins with smtps://, which is encrypted from the start, and has a ? all the same")
    return MailServerAddress(
        host=host,
        port=port or (465 if is_tls_from_the_start else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls="from the start" if is_tls_from_the_start else options.get("tls", "starttls"),
    )


def checked_sender(sender: str) -> str:
    """Whom mails are from. Raises ImproperlyConfigured."""
    if not sender:
        raise ImproperlyConfigured(
            f"EVERYWEEK_MAIL names a mail server, and EVERYWEEK_MAIL_FROM does not say whom mails are from. "
            f"{HOW_TO_WRITE_SENDER}"
        )
    try:
        validate_email(parseaddr(sender)[1])
    except ValidationError:
        raise ImproperlyConfigured(f"EVERYWEEK_MAIL_FROM is no e-mail address. {HOW_TO_WRITE_SENDER}") from None
    if not sender.isprintable():
        raise ImproperlyConfigured(f"EVERYWEEK_MAIL_FROM holds a line break. {HOW_TO_WRITE_SENDER}")
    return sender


def site_address(site: str) -> str:
    """Where the pages are, for links in mails, without a slash at its end. Raises ImproperlyConfigured.

    >>> site_address("https://uec.example.nhs.uk/")
    'https://uec.example.nhs.uk'
    """
    try:
        parts = urlsplit(site.strip())
        is_well = (
            site.strip().isprintable() and parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        )
    except ValueError:
        is_well = False
    if not is_well or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(f"EVERYWEEK_SITE is not the address of a site. {HOW_TO_WRITE_SITE}")
    return f"{parts.scheme}://{parts.netloc}"


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"EVERYWEEK_MAIL {what}. {HOW_TO_WRITE_IT}")
