"""Organisations, as those who look after their people see them."""
