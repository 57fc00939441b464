"""Signing in with an organisation's own sign-on (OpenID Connect)."""
