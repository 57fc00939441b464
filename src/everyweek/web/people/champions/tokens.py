"""The link by which a nominee answers. It is worked out from the server's secret key, and kept nowhere.

A reminder must hold the same link as the first mail, or the first one would stop working; so the link cannot be drawn
by lot and forgotten. The database holds its digest only, from which it cannot be worked out.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac


def token_of(nominee: int, *, asked_at: datetime) -> str:
    """The token of a nominee who was asked at an instant; asked anew, they get another one."""
    said = f"{nominee} {asked_at.astimezone(UTC).isoformat()}"
    return urlsafe_b64encode(salted_hmac("everyweek.nomination", said, algorithm="sha256").digest()).decode().strip("=")


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
