"""What takes long the first time, done once before anybody waits for it."""

from everyweek.web.measure.kept_structure import ONE_AT_A_TIME


def load_statistics() -> None:
    """Load the library that before and after is worked out with (1 to 2 s), while no chart is being compiled.

    The pages of "did it work?" call it too, as somebody may ask before the warm-up has come to it.
    """
    with ONE_AT_A_TIME:
        import statsmodels.regression.linear_model  # noqa: F401 - it brings pandas
