"""The forms of signing in, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordKeyForm
from django.forms import BaseForm


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", label="E-mail address", required="Enter your e-mail address")
        _word(self, "password", label="Password", required="Enter your password")
        self.fields["login"].error_messages["invalid"] = "Write the e-mail address as in name@example.nhs.uk"


class NewPasswordForm(ResetPasswordKeyForm):
    """A password for an account that has none, or whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)


class OtherPasswordForm(ChangePasswordForm):
    """Another password for somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", label="Current password", required="Enter your current password")
        _word_new_password(self)


def _word_new_password(form: BaseForm) -> None:
    _word(form, "password1", label="New password", required="Enter a new password")
    _word(form, "password2", label="The new password again", required="Enter the new password again")


def _word(form: BaseForm, name: str, *, label: str, required: str) -> None:
    form.fields[name].label = label
    form.fields[name].error_messages["required"] = required
