"""Rounds in which systems nominate their recovery champions."""
