"""Plans to start from, one for each high impact intervention."""
