"""The link by which a person sets a password: good once, and for three days."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from everyweek.web.people.models import Person


def set_password_address(person: Person) -> str:
    """The address below the site's own; it stops working when it was used, and when the person signs in otherwise.

    Whoever holds it can become the person, so it goes to nobody else.
    """
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
