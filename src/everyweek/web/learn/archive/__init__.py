"""The whole public library in one folder that anybody can read for ever, and back."""
