"""Whom this server asks for a second step: the setting EVERYWEEK_SECOND_FACTOR."""

from django.core.exceptions import ImproperlyConfigured

CHOICES = ("", "administrators", "everybody")


def who_needs_it(chosen: str | None, *, is_public: bool) -> str:
    """One of CHOICES: by default those who administer, on a server behind HTTPS, and nobody on one's own machine.

    chosen : the setting; None when it is not set. Raises ImproperlyConfigured for any other word: a slip must not
    leave the door open.

    >>> who_needs_it(None, is_public=True), who_needs_it(None, is_public=False), who_needs_it("", is_public=True)
    ('administrators', '', '')
    """
    if chosen is None:
        return "administrators" if is_public else ""
    if chosen not in CHOICES:
        raise ImproperlyConfigured(
            f"EVERYWEEK_SECOND_FACTOR is “{chosen}”. Write administrators, everybody, or nothing behind the =."
        )
    return chosen
