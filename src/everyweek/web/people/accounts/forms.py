"""The forms of signing in and of one's own account, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from everyweek.web.people.accounts.forgotten import ask_for_new_password
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import LONGEST_JOB_TITLE, LONGEST_NAME, Person

AS_IN = "Write the e-mail address as in name@example.nhs.uk"
NOT_THE_SAME = "The two passwords are not the same. Type the same one twice"


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", label="E-mail address", required="Enter your e-mail address")
        _word(self, "password", label="Password", required="Enter your password")
        self.fields["login"].error_messages["invalid"] = AS_IN


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which a link is sent, when it is somebody's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "email", label="E-mail address", required="Enter your e-mail address")
        self.fields["email"].error_messages["invalid"] = AS_IN

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write the mail, which the worker sends."""
        email: str = self.cleaned_data["email"]
        ask_for_new_password(email=email, now=timezone.now())
        return email


class NewPasswordForm(ResetPasswordKeyForm):
    """A password for an account that has none, or whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)

    def clean(self) -> dict[str, Any]:
        """The same password twice."""
        return _typed_twice(self)


class OtherPasswordForm(ChangePasswordForm):
    """Another password for somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", label="Current password", required="Enter your current password")
        _word_new_password(self)

    def clean(self) -> dict[str, Any]:
        """The same new password twice."""
        return _typed_twice(self)


class PasswordAgainForm(ReauthenticateForm):
    """The password again, before something about how one signs in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password", label="Password", required="Enter your password")


class DetailsForm(forms.Form):
    """What others read of a person."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME, error_messages={"required": "Enter your name"})
    job_title = forms.CharField(label="Job title", max_length=LONGEST_JOB_TITLE, required=False)
    shows_email = forms.BooleanField(label="Show my e-mail address", required=False)

    def clean_name(self) -> str:
        """The name as it is kept."""
        return _in_one_line(self.cleaned_data["name"], required="Enter your name")

    def clean_job_title(self) -> str:
        """The job title as it is kept."""
        return _in_one_line(self.cleaned_data["job_title"])


class EraseForm(forms.Form):
    """Whether what somebody wrote goes too, and a proof that it is they who ask."""

    texts = forms.ChoiceField(
        label="What you wrote in networks",
        choices=[("keep", "Leave it, without my name"), ("remove", "Remove it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to what you wrote in networks"},
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False, strip=False)
    email = forms.CharField(label="Your e-mail address", required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        del self.fields["email" if person.has_usable_password() else "password"]

    def clean_password(self) -> str:
        """The person's password; guesses at it count with those of signing in."""
        password: str = self.cleaned_data["password"]
        if not password:
            raise ValidationError("Enter your password")
        if not get_adapter().reauthenticate(self.person, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean_email(self) -> str:
        """The address of somebody who has no password, because their organisation signs them in."""
        email: str = self.cleaned_data["email"]
        if one_spelling(email) != self.person.email:
            raise ValidationError("Type your own e-mail address, as your account shows it")
        return email


def _in_one_line(text: str, *, required: str = "") -> str:
    spelt = " ".join(text.split())
    if required and not spelt:
        raise ValidationError(required)
    if not spelt.isprintable():
        raise ValidationError("Use letters, digits and signs that can be printed")
    return spelt


def _typed_twice(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed, with an error in our words when the two differ: allauth's own check is not asked."""
    typed = form.cleaned_data
    if {"password1", "password2"} <= typed.keys() and typed["password1"] != typed["password2"]:
        form.add_error("password2", NOT_THE_SAME)
    return typed


def _word_new_password(form: forms.BaseForm) -> None:
    _word(form, "password1", label="New password", required="Enter a new password")
    _word(form, "password2", label="The new password again", required="Enter the new password again")


def _word(form: forms.BaseForm, name: str, *, label: str, required: str) -> None:
    form.fields[name].label = label
    form.fields[name].error_messages["required"] = required
