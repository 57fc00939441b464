"""Commands of Django's own that work otherwise here."""
