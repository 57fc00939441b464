"""What a password must be. Length is what makes it hard to guess; rules about signs only make it hard to remember."""

import re
from typing import TYPE_CHECKING

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from everyweek.web.people.models import Person

SHORTEST = 12
SHORTEST_WORD = 3
MOSTLY_YOU = "This password is mostly your name or e-mail address, which others know. Choose other words."
THREE_WORDS = "three words that have nothing to do with one another"
HINT = f"At least {SHORTEST} characters. T{THREE_WORDS[1:]} are easy to remember and hard to guess."


class LongEnough(password_validation.MinimumLengthValidator):
    """Refuses a password of few characters."""

    def get_error_message(self) -> str:
        """What is wrong, and what to do."""
        return f"This password is too short. Use at least {self.min_length} characters, such as {THREE_WORDS}."


class NotCommon(password_validation.CommonPasswordValidator):
    """Refuses one of the 20,000 passwords that most people choose; of one that is too short, that is enough to say."""

    def validate(self, password: str, user: "Person | None" = None) -> None:
        """Raises ValidationError."""
        if len(password) >= SHORTEST:
            super().validate(password, user)

    def get_error_message(self) -> str:
        """What is wrong, and what to do."""
        return (
            "This password is too common: those who guess passwords try it first. Choose another, such as "
            f"{THREE_WORDS}."
        )


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    """Refuses a password of digits alone; of one that is too short, that is enough to say."""

    def validate(self, password: str, user: "Person | None" = None) -> None:
        """Raises ValidationError."""
        if len(password) >= SHORTEST:
            super().validate(password, user)

    def get_error_message(self) -> str:
        """What is wrong, and what to do."""
        return f"This password is nothing but digits, which is quickly guessed. Use words, such as {THREE_WORDS}."


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
            raise ValidationError(MOSTLY_YOU)

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
        "NAME": "everyweek.web.people.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": SHORTEST},
    },
    {"NAME": "everyweek.web.people.accounts.passwords.NotCommon"},
    {"NAME": "everyweek.web.people.accounts.passwords.NotOnlyDigits"},
]
