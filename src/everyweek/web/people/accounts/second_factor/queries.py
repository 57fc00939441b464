"""Whether a person has a second step."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A second step that is set up. used_at : when a code of the app was last used; None when never."""

    since: datetime
    used_at: datetime | None
    recovery_codes_left: int


def find_second_step(person: int) -> SecondStep | None:
    """The second step of a person; None when they have none."""
    found = {row.type: row for row in Authenticator.objects.filter(user_id=person)}
    app, codes = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
    if app is None:
        return None
    return SecondStep(
        since=app.created_at,
        used_at=app.last_used_at,
        recovery_codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
    )
