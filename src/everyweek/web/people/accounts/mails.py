"""The mails about an account."""

import secrets
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.contact import whom_to_ask
from everyweek.web.design.wording import moment
from everyweek.web.people.accounts.notices import Notice
from everyweek.web.people.accounts.sessions.device import device_in_words
from everyweek.web.people.notifications.actions import write_mail

NOT_YOU = (
    "If this was you, there is nothing to do. If it was not, set a new password now (“I have forgotten my password” on "
    "the page where you sign in) and tell {whom}."
)


def can_mail() -> bool:
    """Whether a mail server has been set."""
    return bool(getattr(settings, "EVERYWEEK_MAIL", ""))


def write_notice(notice: Notice, *, to: str, browser: str, now: datetime) -> None:
    """Tell somebody that their account was changed; nothing is written as long as no mail server is set."""
    if not can_mail():
        return
    write_mail(
        to=to,
        subject=notice.title,
        lines=(
            notice.text,
            f"When: {moment(timezone.localtime(now))}. With: {device_in_words(browser)}.",
            NOT_YOU.format(whom=whom_to_ask()),
        ),
        button=("Open your account", reverse("account")),
        key=new_key("account"),
        now=now,
    )


def write_link_to_set_password(*, to: str, link: str, person: int | None, key: str, now: datetime) -> None:
    """The mail for somebody who has forgotten their password."""
    write_mail(
        to=to,
        subject="Set a new password",
        lines=(
            "Somebody, most likely you, asked for a new password for your account.",
            "The link below works once, for three days. Whoever holds it can sign in as you: do not pass it on.",
            "If it was not you, ignore this mail. Your password stays as it is.",
        ),
        button=("Set a new password", link),
        key=key,
        person=person,
        now=now,
    )


def new_key(kind: str) -> str:
    """A key for a mail that may be written as often as it is asked for."""
    return f"{kind}-{secrets.token_hex(12)}"
