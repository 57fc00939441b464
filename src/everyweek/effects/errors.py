"""What cannot be worked out because it was asked in a way that has no answer."""


class UnusableFigures(ValueError):
    """Figures, a row or a window that no change can be looked for in; the sentence says which, and what would do.

    A series that is too short, has gaps or stands alone is no error: that is an outcome, with its reason.
    """
