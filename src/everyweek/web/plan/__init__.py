"""Verb 5 of the loop: what is done about a gap, by whom and by when, and what it should move."""
