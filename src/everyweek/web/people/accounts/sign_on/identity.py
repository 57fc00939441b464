"""Who somebody is, as a sign-on says it: believed only when it is signed, fresh, for us, and an answer to our question.

allauth leaves out the signature of an identity that it fetched itself, and sends no nonce. Both are allowed where the
connection is trusted; checking them costs one more request and does not lean on that.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures with a key that only the sign-on has: never one with a secret that both sides know, and never none."""
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
SECONDS_OF_CLOCK_DRIFT = 60
LONGEST_SUBJECT = 191
TRUE = (True, 1, "true", "True", "1")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is. subject : what the sign-on calls them for ever."""

    subject: str
    email: str
    is_confirmed: bool


class Untrue(Exception):
    """Something about the identity is not as it must be; the message is for the log."""


def read_id_token(token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of a signed identity. Raises Untrue.

    keys : the published keys of the sign-on, as it publishes them (a JWK set).
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key_for(token, keys),
            algorithms=list(SIGNED_BY),
            audience=client_id,
            issuer=issuer,
            leeway=SECONDS_OF_CLOCK_DRIFT,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise Untrue(f"{type(error).__name__}: {error}") from error
    if not nonce or claims["nonce"] != nonce:
        raise Untrue("the nonce is not the one that was sent")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client_id:
        raise Untrue("the identity was made for somebody else too")
    return claims


def identity_of(claims: Mapping[str, Any], more: Mapping[str, Any], *, verified_claim: str) -> Identity:
    """Who it is, by the signed claims, and, where these are silent about the address, by what was fetched besides.

    Raises Untrue when the two tell of different people.
    """
    if more and more.get("sub") != claims["sub"]:
        raise Untrue("what was fetched about the person is about somebody else")
    subject = str(claims["sub"])
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise Untrue("what it calls the person cannot be kept")
    email = _address(claims) or _address(more)
    said = [one[verified_claim] for one in (claims, more) if _address(one) == email and verified_claim in one]
    return Identity(
        subject=subject,
        email=email,
        is_confirmed=bool(email and said) and all(value in TRUE for value in said),
    )


def _address(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    return email.strip().lower() if isinstance(email, str) else ""


def _key_for(token: str, keys: Mapping[str, Any]) -> Any:
    """The key by which a token says it is signed; the only one there is, when it does not say."""
    wanted = jwt.get_unverified_header(token).get("kid")
    published = [one for one in keys["keys"] if one.get("use", "sig") == "sig"]
    fitting = [one for one in published if wanted is None or one.get("kid") == wanted]
    if len(fitting) != 1:
        raise Untrue("the key that signed it is not published")
    return jwt.PyJWK.from_json(json.dumps(fitting[0])).key
