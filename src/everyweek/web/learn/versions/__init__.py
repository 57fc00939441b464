"""Changing what is published: working copies, new versions, who is told of them, and what readers say."""
