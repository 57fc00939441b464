"""The link by which a person sets a password: good once, and for three days."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from everyweek.web.people.models import Person


def set_password_address(person: Person) -> str:
    """The address below the site's own; it stops working when it was used, and when the person signs in otherwise.

    Whoever holds it can become the person, so it goes to nobody else.
    """
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})


def address_that_opens_nothing(email: str) -> str:
    """One that looks the same and takes as long to make, for an address that nobody has."""
    key = PasswordResetTokenGenerator().make_token(Person(pk=0, email=email))
    return reverse("account_reset_password_from_key", kwargs={"uidb36": "0", "key": key})
