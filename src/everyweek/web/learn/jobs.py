"""What the worker does for the library."""

from datetime import datetime

from everyweek.web.design.wording import several
from everyweek.web.people.notifications.worker import Part, Worker

SECONDS_BETWEEN = 60.0


def library_part(worker: Worker) -> Part:
    """Keep the search index of this machine current, and read new texts for their meaning."""
    return Part("search index", SECONDS_BETWEEN, lambda now: keep_index(now, worker))


def keep_index(now: datetime, worker: Worker) -> str:
    """What was done, in words; "" for nothing. Stopped between two steps, the next round goes on."""
    from everyweek.search.errors import NoIndex
    from everyweek.search.meaning import installed_embedder
    from everyweek.search.writing import embed_missing, lacks_vectors
    from everyweek.web.learn.finding.keeping_current import current_index, folder

    class Stopped(Exception):
        """The worker is asked to end."""

    def go_on(done: int, of: int) -> None:
        if worker.stopping():
            raise Stopped

    current_index()
    try:
        if not lacks_vectors(folder()) or (embedder := installed_embedder()) is None:
            return ""  # the model takes half a second to load, so it is not before there is anything to read
        made = embed_missing(folder(), embedder, progress=go_on)
    except (Stopped, NoIndex):
        return ""
    return f"{several(made, 'text')} read for meaning" if made else ""
