"""What a password must be. Length is what makes it hard to guess; rules about signs only make it hard to remember."""

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from everyweek.web.people.models import Person

SHORTEST = 12
SHORTEST_WORD = 3
HINT = (
    f"At least {SHORTEST} characters. Three words that have nothing to do with one another are easy to remember and "
    "hard to guess."
)


class MoreThanTheirName:
    """Refuses a password of which more than half is the person's own name or address.

    Django's own rule compares which letters occur, in any order: of a long name and three long words it says that they
    are alike, which "harbour candle seventeen" and "Ann Other of Applebridge" are not.
    """

    def validate(self, password: str, user: "Person | None" = None) -> None:
        """Raises ValidationError."""
        rest = whole = _plain(password)
        for own in _own_words(user) if user is not None else ():
            rest = rest.replace(own, "")
        if 2 * len(rest) < len(whole):
            raise ValidationError("This password is mostly your name or e-mail address. Choose other words.")

    def get_help_text(self) -> str:
        """In words."""
        return "It must not be mostly your name or e-mail address."


def _own_words(user: "Person") -> list[str]:
    """The name and the address, whole and in parts, the longest first."""
    texts = (user.email, user.email.partition("@")[0], user.name, *re.split(r"\W+", f"{user.name} {user.email}"))
    words = {_plain(text) for text in texts}
    return sorted((word for word in words if len(word) >= SHORTEST_WORD), key=len, reverse=True)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


HASHERS = [
    "everyweek.web.people.accounts.password_hashing.Argon2id",
    # Those of before: whoever has one of them gets a new hash when they next sign in.
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATORS = [
    {"NAME": "everyweek.web.people.accounts.passwords.MoreThanTheirName"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SHORTEST},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
