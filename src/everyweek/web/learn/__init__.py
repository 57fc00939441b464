"""Verb 4 of the loop: a library of improvement that is found, trusted, kept current and never lost."""
