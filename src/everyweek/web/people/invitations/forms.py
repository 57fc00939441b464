"""The forms of invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from everyweek.web.people.actions import check_can_be_added
from everyweek.web.people.errors import CannotBeAdded
from everyweek.web.people.invitations.actions import LONGEST_WORDS
from everyweek.web.people.models import LONGEST_NAME, Person
from everyweek.web.people.roles.catalogue import ROLES

LONGEST_LIST = 20_000


class InviteForm(forms.Form):
    """Addresses, a role for all of them, and a word to them."""

    addresses = forms.CharField(
        label="Whom to invite",
        max_length=LONGEST_LIST,
        widget=forms.Textarea,
        error_messages={
            "required": "Enter at least one e-mail address",
            "max_length": f"The list is longer than {LONGEST_LIST:,} characters. Send it in parts",
        },
    )
    kind = forms.ChoiceField(
        label="Their role", widget=forms.RadioSelect, error_messages={"required": "Choose their role"}
    )
    words = forms.CharField(
        label="A word to them (optional)",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={"max_length": f"Say it in at most {LONGEST_WORDS} characters"},
    )

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, ROLES[kind].title) for kind in kinds]  # type: ignore[attr-defined]


class NewPersonForm(forms.Form):
    """A name and a password, for somebody who was invited and has no account. email : the address that was invited."""

    name = forms.CharField(
        label="Your name",
        max_length=LONGEST_NAME,
        error_messages={"required": "Enter your name as others should read it"},
    )
    password1 = forms.CharField(
        label="Choose a password",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter a password"},
    )
    password2 = forms.CharField(
        label="The password again",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter the password again"},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_name(self) -> str:
        """Of signs that can be printed."""
        name = " ".join(self.cleaned_data["name"].split())
        try:
            check_can_be_added(self.email, name, None)
        except CannotBeAdded as error:
            raise ValidationError(str(error)) from error
        return name

    def clean(self) -> dict[str, Any]:
        """The two passwords are one, which is hard to guess."""
        values: dict[str, Any] = super().clean() or {}
        first, second = values.get("password1"), values.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same. Type the same one twice")
        if first:
            try:
                validate_password(first, Person(email=self.email, name=values.get("name", "")))
            except ValidationError as error:
                self.add_error("password1", error)
        return values
