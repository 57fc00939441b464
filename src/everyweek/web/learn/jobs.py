"""What the worker does for the library."""

from datetime import datetime

from everyweek.web.design.wording import several
from everyweek.web.people.notifications.worker import Part, Worker

SECONDS_BETWEEN = 60.0
SECONDS_BETWEEN_SAVED_SEARCHES = 15 * 60.0


def library_part(worker: Worker) -> Part:
    """Keep the search index of this machine current, and read new texts for their meaning."""
    return Part("search index", SECONDS_BETWEEN, lambda now: keep_index(now, worker))


def saved_searches_part(worker: Worker) -> Part:
    """Tell people what is new to the searches that they saved."""
    return Part("saved searches", SECONDS_BETWEEN_SAVED_SEARCHES, lambda now: search_again(now, worker))


def search_again(now: datetime, worker: Worker) -> str:
    """What was done, in words; "" for nothing. Stopped between two searches, the next round goes on."""
    from everyweek.web.learn.finding.saved_telling import tell_of_new

    told = tell_of_new(now=now, stopping=worker.stopping)
    return f"{told:,} {'match' if told == 1 else 'matches'} of saved searches told" if told else ""


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
