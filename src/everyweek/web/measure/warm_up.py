"""What takes long the first time, done once before anybody waits for it."""

from everyweek.measures import MEASURES
from everyweek.web.measure.charts import prepare
from everyweek.web.measure.drawings import start_engine


def warm_up() -> None:
    """Compile the structure of every chart, and start the engine that draws."""
    prepare(MEASURES.values())
    start_engine()
