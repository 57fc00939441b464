"""When a network meets."""
