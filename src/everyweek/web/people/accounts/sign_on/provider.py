"""Talking to a sign-on: allauth's steps, with an answer that is checked more strictly."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from everyweek.web.people.accounts.sign_on.configuration import SignOn
from everyweek.web.people.accounts.sign_on.errors import CannotBeTrusted, NotReachable
from everyweek.web.people.accounts.sign_on.identity import Identity, Untrue, identity_of, read_id_token

UNUSABLE = (RequestException, OAuth2Error, ValueError, KeyError, TypeError, AttributeError)
"""What comes of a sign-on that is down, refuses, or answers with something that is not what it should be."""
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class Asker(OpenIDConnectOAuth2Adapter):
    """Asks one sign-on. nonce : what was sent with the question, and must come back inside the signed answer.

    Whatever the sign-on answers, these raise NotReachable or CannotBeTrusted and nothing else.
    """

    nonce = ""

    @property
    def sign_on(self) -> SignOn:
        """Its configuration."""
        found: SignOn = settings.EVERYWEEK_SIGN_ONS[self.provider_id]
        return found

    @property
    def openid_config(self) -> dict[str, str]:
        """What the sign-on publishes about itself; refused when that is about another one."""
        with self._asking():
            published = super().openid_config
            known = {name: str(published[name]) for name in NEEDED}
        if known["issuer"].rstrip("/") != self.sign_on.issuer:
            raise CannotBeTrusted(self.sign_on.name, "it publishes the address of another issuer")
        if "userinfo_endpoint" in published:
            known["userinfo_endpoint"] = str(published["userinfo_endpoint"])
        return known

    @property
    def basic_auth(self) -> bool:
        """Whether our own secret goes into a header, which is what a sign-on expects that says nothing about it."""
        self.openid_config  # noqa: B018 - it is fetched, and may raise
        return "client_secret_post" not in (
            self._openid_config.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        )

    def get_access_token_data(self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None) -> Any:
        """What the sign-on gives for the code that the browser brought."""
        with self._asking():
            return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def parse_token(self, data: Any) -> SocialToken:
        """The token, which is used once and kept nowhere."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who it is."""
        try:
            with self._asking():
                identity = self._identity(token.token, kwargs["response"])
        except Untrue as error:
            raise CannotBeTrusted(self.sign_on.name, str(error)) from error
        claims = {"sub": identity.subject, "email": identity.email, "email_verified": identity.is_confirmed}
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        return login

    def _identity(self, access_token: str, response: dict[str, Any]) -> Identity:
        known = self.openid_config
        claims = read_id_token(
            response["id_token"],
            keys=self._fetch(known["jwks_uri"]),
            issuer=known["issuer"],
            client_id=self.sign_on.client_id,
            nonce=self.nonce,
        )
        more = self._fetch_user_info(access_token) if "userinfo_endpoint" in known else {}
        return identity_of(claims, more, verified_claim=self.sign_on.verified_claim)

    def _fetch(self, address: str) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
            return answer.json()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except UNUSABLE as error:
            raise NotReachable(self.sign_on.name, f"{type(error).__name__}: {error}") from error


class Answer(OAuth2CallbackView):
    """What the sign-on sent the browser back with."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        """What was kept when the question was asked; it is there once, and only for the browser that asked."""
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")  # type: ignore[attr-defined]
        return state, response


def authorisation(asker: Asker, *, nonce: str, next_address: str | None) -> HttpResponse:
    """Leads the browser to the page of the sign-on. Raises NotReachable, and CannotBeTrusted."""
    provider = asker.get_provider()
    provider.get_oauth2_adapter = lambda _: asker  # allauth would make one of its own, which checks less
    answer: HttpResponse = provider.redirect(
        asker.request, process="login", next_url=next_address, auth_params={"nonce": nonce}, nonce=nonce
    )
    return answer
