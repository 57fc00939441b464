"""What takes long the first time, done once before anybody waits for it."""


def load_statistics() -> None:
    """Load the library that before and after is worked out with (1 to 2 s), before the first reader asks."""
    import statsmodels.regression.linear_model  # noqa: F401
