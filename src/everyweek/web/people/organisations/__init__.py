"""The organisations that people belong to."""
