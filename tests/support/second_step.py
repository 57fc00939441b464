"""An authenticator app of the tests: it knows a secret and shows the code of any moment (RFC 6238)."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache.backends import db

from everyweek.web.people.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class SecondStep:
    """The app, and a clock that only the test moves. at : seconds since 1970."""

    at: float

    def code(self, *, secret: str = SECRET, later: int = 0) -> str:
        """The six digits that the app shows, some half minutes later."""
        counter = struct.pack(">Q", int(self.at) // 30 + later)
        digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"

    def wait(self, half_minutes: int = 1) -> None:
        """Let time pass."""
        self.at += 30 * half_minutes

    def set_up(self, person: Person) -> list[str]:
        """Give somebody a second step; their recovery codes."""
        TOTP.activate(person, SECRET)
        return list(RecoveryCodes.activate(person).generate_codes())


def now_and_then(monkeypatch: Any) -> SecondStep:
    """An app whose clock is also the one by which codes, limits and the memory of used codes are reckoned.

    It begins with the present half minute, so that what reads the real clock is never far from it.
    """
    app = SecondStep(at=time.time() // 30 * 30)
    monkeypatch.setattr(time, "time", lambda: app.at)
    monkeypatch.setattr(db, "tz_now", lambda: datetime.fromtimestamp(app.at, tz=UTC))
    return app
