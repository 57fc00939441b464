"""What takes long the first time, done once before anybody waits for it."""

import sys

from everyweek.web.measure.turns import COMPILING


def load_statistics() -> None:
    """Load the library that before and after is worked out with (1 to 2 s), while no chart is being compiled.

    The pages of "did it work?" call it too, as somebody may ask before the warm-up has come to it.
    """
    if "statsmodels.regression.linear_model" in sys.modules:
        return
    with COMPILING.alone():
        import statsmodels.regression.linear_model  # noqa: F401 - it brings pandas
