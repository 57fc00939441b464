"""The everyweek command: each file here is one family of its sub-commands."""

from everyweek.cli.main import main

__all__ = ["main"]
