"""Rounds of nominations, as far as somebody looks after a system in them."""
