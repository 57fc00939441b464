"""What we decide differently from allauth: nobody signs up alone, and every error is a sentence for the page."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from everyweek.web.people.models import Person

FORGOTTEN = "If you have forgotten your password, ask whoever looks after this server for a link to set a new one."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as Everyweek keeps them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": f"The e-mail address or the password is not right. Check both. {FORGOTTEN}",
        "too_many_login_attempts": f"Too many attempts to sign in. Wait five minutes, then try again. {FORGOTTEN}",
        "enter_current_password": "Your current password is not right. Type the one you signed in with.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a person is added by whoever looks after the server."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The person whose credentials these are; one who may not sign in any more is told no more than a guesser."""
        person = super().authenticate(request, **credentials)
        return person if isinstance(person, Person) and person.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Where somebody ends who set a password with an old link but may not sign in any more."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Your account, which says that the password was changed."""
        return f"{reverse('account')}?password=changed"
