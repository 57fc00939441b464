"""A small OpenID provider on loopback: it signs identities with a real key, and can be told to get anything wrong."""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_NAME = "first"


@dataclass
class Provider:
    """The provider of one organisation.

    person       : the claims of whoever signs in there now.
    token_spoilt : claims put into the signed identity in place of the right ones; None removes one.
    userinfo     : what it tells besides, in place of the person's claims.
    """

    client_id: str = "everyweek"
    client_secret: str = "only between us"
    person: dict[str, Any] = field(default_factory=dict)
    token_spoilt: dict[str, Any] = field(default_factory=dict)
    published_spoilt: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    signs_with: str = "its key"
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    refuses: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    signed: str = ""

    def __post_init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Be down: the port is closed."""
        self.server.shutdown()
        self.server.server_close()

    def sign_in_at(self, address: str) -> str:
        """What a browser does that follows an address to the provider: the address it is led back to."""
        parts = urlsplit(address)
        connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 302, answer.status
        return answer.getheader("Location") or ""

    def published(self) -> dict[str, Any]:
        """What it says about itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        } | self.published_spoilt

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": KEY_NAME, "use": "sig", "alg": "RS256"}]}

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser is led back to, with a code that is good once; RFC 6749, 4.1, with RFC 7636."""
        assert asked["response_type"] == "code"
        assert asked["client_id"] == self.client_id
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        back = {"state": asked["state"]}
        if self.refuses:
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """The tokens for a code, once, for whoever asked for the code and knows the secret."""
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or sent["client_secret"] != self.client_secret
            or sent["redirect_uri"] != asked["redirect_uri"]
            or challenge.rstrip(b"=").decode() != asked["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        self.signed = self.identity(asked.get("nonce", ""))
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": self.signed}

    def identity(self, nonce: str) -> str:
        """The signed identity, spoilt as the test wants it."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "nonce": nonce} | self.person
        claims = {name: value for name, value in (claims | self.token_spoilt).items() if value is not None}
        if self.signs_with == "nothing":
            return jwt.encode(claims, "", algorithm="none", headers={"kid": KEY_NAME})
        if self.signs_with == "the shared secret":
            return jwt.encode(claims, self.client_secret.ljust(32), algorithm="HS256", headers={"kid": KEY_NAME})
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        key = other if self.signs_with == "another key" else self.key
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": KEY_NAME})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.provider.asked.append(parts.path)
        if parts.path in self.provider.answers:
            self._say(*self.provider.answers[parts.path])
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorise(dict(parse_qsl(parts.query))))
            self.end_headers()
        elif parts.path == "/.well-known/openid-configuration":
            self._say_json(200, self.provider.published())
        elif parts.path == "/keys":
            self._say_json(200, self.provider.keys())
        elif parts.path == "/userinfo" and self._bearer() in self.provider.tokens:
            told = self.provider.person if self.provider.userinfo is None else self.provider.userinfo
            self._say_json(200, told)
        else:
            self._say(404, b"nothing here")

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        sent = {name: values[0] for name, values in parse_qs(self._body()).items()}
        if self.path in self.provider.answers:
            self._say(*self.provider.answers[self.path])
        else:
            self._say_json(*self.provider.token(sent))

    def _body(self) -> str:
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def _bearer(self) -> str:
        return (self.headers["Authorization"] or "").removeprefix("Bearer ")

    def _say_json(self, status: int, value: Any) -> None:
        self._say(status, json.dumps(value).encode())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing."""
