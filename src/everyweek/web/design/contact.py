"""Whom readers can ask for help: one setting, shown in the footer of every page and wherever a page says to ask."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from markupsafe import Markup

LONGEST = 200
"""Two lines of a telephone's footer; whatever is longer belongs on a page of its own."""
HOW_TO_WRITE_IT = (
    'Write an e-mail address, words, or both, in one line: "Regional UEC team, uec@example.nhs.uk". Leave it out to '
    "name nobody."
)
ADDRESS = re.compile(r"[^\s,;:<>()]*@[^\s,;:<>()]*")
BETWEEN = " ,;:<>()–-"
"""What stands between the words and the address in any of the ways in which people write the two."""
KEEPER = "whoever looks after this server"


@dataclass(frozen=True, slots=True)
class Contact:
    """Who helps. words : a name or a telephone number, "" for none; email : their address, "" for none."""

    words: str
    email: str

    @property
    def text(self) -> str:
        """Both, as they stand within a sentence; "" when nobody is named."""
        return f"{self.words} ({self.email})" if self.words and self.email else self.words or self.email

    @property
    def mail_address(self) -> str:
        """Where a link that begins a mail to them leads; "" without an address."""
        return f"mailto:{quote(self.email, safe='@')}" if self.email else ""


def checked_contact(typed: str) -> str:
    """What EVERYWEEK_CONTACT says, when it can be shown. Raises ImproperlyConfigured.

    >>> checked_contact(" Regional UEC team, uec@example.nhs.uk ")
    'Regional UEC team, uec@example.nhs.uk'
    """
    text = typed.strip()
    if not text.isprintable():
        raise _wrong("holds a line break, or another sign that cannot be shown")
    if len(text) > LONGEST:
        raise _wrong(f"is longer than {LONGEST} characters")
    addresses = _addresses(text)
    if len(addresses) > 1:
        raise _wrong("names more than one e-mail address")
    for address in addresses:
        _check_address(address)
    if text and not any(sign.isalnum() for sign in text):
        raise _wrong("names nobody")
    return text


def read_contact(text: str) -> Contact:
    """Who helps, from what the setting says.

    >>> read_contact("Regional UEC team, uec@example.nhs.uk")
    Contact(words='Regional UEC team', email='uec@example.nhs.uk')
    >>> read_contact("Service desk <desk@example.nhs.uk>").text
    'Service desk (desk@example.nhs.uk)'
    >>> read_contact("the service desk, 0113 496 0000").email
    ''
    """
    address = next(iter(_addresses(text)), "")
    if not address:
        return Contact(text, "")
    before, _, after = text.partition(address)
    parts = (before.strip(BETWEEN), after.strip(f"{BETWEEN}."))
    return Contact(", ".join(part for part in parts if part), address)


def contact() -> Contact:
    """Who helps readers of this server; nobody when EVERYWEEK_CONTACT is not set."""
    return read_contact(settings.EVERYWEEK_CONTACT)


def whom_to_ask(*, otherwise: str = KEEPER) -> str:
    """Who helps, in the middle of a sentence: "Ask … ". otherwise : the words when the setting names nobody."""
    return contact().text or otherwise


def whom_to_ask_linked(otherwise: str = KEEPER) -> Markup:
    """The same for a page, with the e-mail address as a link."""
    named = contact()
    if not named.email:
        return Markup("{}").format(named.text or otherwise)
    link = Markup('<a class="ew-breakable" href="{}">{}</a>').format(named.mail_address, named.email)
    return Markup("{} ({})").format(named.words, link) if named.words else link


def _addresses(text: str) -> list[str]:
    return [found.rstrip(".") for found in ADDRESS.findall(text)]


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise _wrong("has an @ in something that is no e-mail address") from None


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"EVERYWEEK_CONTACT {what}. {HOW_TO_WRITE_IT}")
