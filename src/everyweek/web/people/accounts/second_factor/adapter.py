"""What we decide differently from allauth about a second step."""

import base64
import hashlib
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from everyweek.web.design.contact import whom_to_ask

INCORRECT = (
    "The code is not right. Type the six digits that the app shows now; each code works once. If they are never right, "
    "check that your phone sets its clock by itself."
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second steps as Everyweek keeps them: a copy of the database alone is not enough to make somebody's codes."""

    @property
    def error_messages(self) -> dict[str, str]:
        """Sentences for the page, by what went wrong."""
        return DefaultMFAAdapter.error_messages | {
            "incorrect_code": INCORRECT,
            "unverified_email": f"Your e-mail address has not been confirmed. Ask {whom_to_ask()}.",
            "cannot_generate_recovery_codes": "Set up the second step first. Recovery codes come with it.",
        }

    def encrypt(self, text: str) -> str:
        """The text, readable only with the server's secret key."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again; some other secret when the server's secret key was lost, so that no code is ever right."""
        try:
            return _locks().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _locks() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_lock_key(key)) for key in keys])


def _lock_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"everyweek.second-factor" + secret.encode()).digest())
