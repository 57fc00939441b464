"""The secret in an invitation's link. Whoever holds it can accept, so only its digest is kept."""

import hashlib
import secrets


def new_token() -> str:
    """256 bits that nobody guesses, in signs that an address can hold."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It needs no salt and no slowness: nobody can try 2²⁵⁶ tokens."""
    return hashlib.sha256(token.encode()).hexdigest()


def masked(email: str) -> str:
    """An address that its owner recognises and nobody else can read.

    >>> masked("ann.other@fenwick.example")
    'a•••@f•••.example'
    """
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain[:1]}•••.{domain.rpartition('.')[2]}"
