"""What we decide differently from allauth: nobody signs up alone, and every error is a sentence for the page."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from everyweek.web.people.accounts.mails import write_notice
from everyweek.web.people.accounts.notices import NOTICES, note
from everyweek.web.people.models import Person

FORGOTTEN = "If you have forgotten your password, follow “I have forgotten my password” below."

TYPE_IT_AGAIN = (
    "Type the one with which you sign in, and look whether Caps Lock is on. If you have forgotten it, sign out and "
    "follow “I have forgotten my password”."
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as Everyweek keeps them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": f"The e-mail address or the password is not right. Check both. {FORGOTTEN}",
        "too_many_login_attempts": f"Too many attempts to sign in. Wait five minutes, then try again. {FORGOTTEN}",
        "rate_limited": "Too many attempts. Wait five minutes, then try again.",
        "enter_current_password": f"Your current password is not right. {TYPE_IT_AGAIN}",
        "incorrect_password": f"The password is not right. {TYPE_IT_AGAIN}",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a person is added by whoever looks after the server, or invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The person whose credentials these are; one who may not sign in any more is told no more than a guesser."""
        person = super().authenticate(request, **credentials)
        return person if isinstance(person, Person) and person.is_active else None

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in until the browser is closed, however the person proved who they are: computers are shared."""
        super().login(request, user)
        request.session.set_expiry(0)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Where somebody ends who set a password with an old link but may not sign in any more."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Your account, which says that the password was changed."""
        return f"{reverse('account')}?done=password"

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Something about how a person signs in has changed: it is noted, and they are told by mail."""
        note(NOTICES[template_prefix], person=user, now=timezone.now())
        super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the mail to the worker: a page never waits for a mail server."""
        write_notice(NOTICES[template_prefix], to=email, browser=context["user_agent"], now=context["timestamp"])
