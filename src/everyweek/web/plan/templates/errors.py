"""What can be wrong with a template's file."""


class FaultyTemplate(ValueError):
    """A template that nobody could begin a plan from: the sentence names the file, the place, and what would do."""
