"""The forms of a second step, in our words; each code counts once."""

import hashlib
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache
from django.forms import BaseForm

REQUIRED = "Enter the code"


class CodeAtSignIn(AuthenticateForm):
    """The code that is asked for after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self)

    def clean_code(self) -> str:
        """The code, which nobody has used before."""
        return _used_now(self, super().clean_code)


class CodeAgain(ReauthenticateForm):
    """The code that is asked for before something about the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self)

    def clean_code(self) -> str:
        """The code, which nobody has used before."""
        return _used_now(self, super().clean_code)


class FirstCode(ActivateTOTPForm):
    """The code that proves that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self)

    def clean_code(self) -> str:
        """The code, which cannot be used to sign in afterwards."""
        return _used_now(self, super().clean_code)


def _word(form: BaseForm) -> None:
    form.fields["code"].label = "Code"
    form.fields["code"].error_messages["required"] = REQUIRED


def _used_now(form: Any, check: Any) -> str:
    """The code after `check`, when it was not used already: whoever looks over a shoulder cannot use it again.

    It is looked for before the check, because a right code forgives earlier wrong ones, and marked after it by the
    cache's `add`, which only one of two requests at once can win.
    """
    typed = normalize_user_code(form.cleaned_data["code"])
    key = f"everyweek.code-used:{form.user.pk}:{hashlib.sha256(typed.encode()).hexdigest()}"
    if cache.get(key):
        check_rate_limit(form.user)
        raise get_adapter().validation_error("incorrect_code")
    code: str = check()
    # Good in its own half minute, one before and one after; allauth remembers it for one of them only.
    seconds_it_is_good_for = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)
    if not cache.add(key, 1, timeout=seconds_it_is_good_for):
        raise get_adapter().validation_error("incorrect_code")
    return code
