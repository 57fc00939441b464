"""Searching the library."""
