"""Calls to NHS 111, daily by contract."""
