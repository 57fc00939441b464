"""Mails that did not arrive."""
