"""The pages of a second step."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from everyweek.web.design.wording import day_in_words, moment, several
from everyweek.web.people.accounts.second_factor.queries import SecondStep

FEW = 3


@dataclass(frozen=True, slots=True)
class SecondStepPage:
    """Whether there is a second step. is_needed : a page that was wanted asks for one."""

    is_on: bool
    is_needed: bool
    since: str = ""
    used: str = ""
    codes: str = ""
    has_few_codes: bool = False


@dataclass(frozen=True, slots=True)
class SetUpPage:
    """What an app needs. picture : a data: address; secret : in groups of four, to be typed; address : for a phone."""

    picture: str
    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class CodesPage:
    """Recovery codes. file : a data: address of a text, so that nothing has to be kept to be downloaded later."""

    codes: tuple[str, ...]
    left: str
    file: str
    wanted: str


def second_step_page(found: SecondStep | None, *, is_needed: bool) -> SecondStepPage:
    """Whether there is one, since when, and how many recovery codes are left."""
    if found is None:
        return SecondStepPage(is_on=False, is_needed=is_needed)
    used = f"Last used on {moment(timezone.localtime(found.used_at))}" if found.used_at else "Not used yet"
    return SecondStepPage(
        is_on=True,
        is_needed=False,
        since=f"Since {day_in_words(timezone.localdate(found.since))}",
        used=used,
        codes=f"{several(found.recovery_codes_left, 'code')} left",
        has_few_codes=found.recovery_codes_left < FEW,
    )


def set_up_page(secret: str, *, picture: str, address: str) -> SetUpPage:
    """What an app needs."""
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return SetUpPage(picture=picture, secret=" ".join(groups), address=address)


def codes_page(codes: Sequence[str], *, can_show: bool, wanted: str) -> CodesPage:
    """The codes when they may be shown, else only how many are left. wanted : the page to go on to."""
    left = several(len(codes), "code")
    if not can_show:
        return CodesPage(codes=(), left=left, file="", wanted=wanted)
    text = "Recovery codes for Everyweek. Each works once in place of a code from the app.\r\n\r\n"
    encoded = base64.b64encode((text + "\r\n".join(codes) + "\r\n").encode()).decode()
    return CodesPage(codes=tuple(codes), left=left, file=f"data:text/plain;base64,{encoded}", wanted=wanted)
