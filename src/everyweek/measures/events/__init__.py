"""Measures on event tables: the same number from a hospital's own rows, a feed or a simulated year."""
