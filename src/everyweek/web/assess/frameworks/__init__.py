"""The frameworks that rounds use, each kept as it was when it was added."""
