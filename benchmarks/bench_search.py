"""Searching a library of 10,000 generated resources: making the index, asking it, and its page from a real server.

The named alternative, in the same run: a LIKE scan over the same table, which is what a page does that has no index. It
needs no time to be made, and it ranks nothing and knows neither stems, abbreviations nor who may read what.

Reading 10,000 texts for their meaning takes minutes. Without --full, 500 are read and timed, the rest get drawn vectors
(searching takes as long with those), and the time for all is said to be reckoned. Slowness never fails it.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from http.client import HTTPConnection
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from everyweek.search.answer import Mode
    from everyweek.search.meaning import Embedder

RESOURCES, WORDS, READ = 10_000, 400, 500
QUESTIONS, PAGES, SCANS = 300, 100, 40
SEED = 20_260_602
BIN = Path(sys.executable).parent
SHORT = ("SDEC", "LOS", "UCR", "MFFD", "DTOC", "D2A")
SECONDS_TO_WARM_UP = 10


def main() -> None:
    """Generate, index, ask, serve; each prints its own lines."""
    full = "--full" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ |= {"EVERYWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings"}
        words = generate()
        print(f"{RESOURCES:,} resources of {WORDS} words; load of the machine {os.getloadavg()[0]:.1f} on {cores()}")
        making = make()
        embedder = read_for_meaning(making, full=full)
        ask(home, questions(words), embedder)
        over_http(home, questions(words, seed=SEED + 1))


def generate() -> list[str]:
    """Fill the library; the words of its texts, the commonest first, as often as they are in our own resources."""
    import django

    django.setup()
    from collections import Counter

    from everyweek.search.words import words_in
    from everyweek.web.learn.starting.loading import starting_resources
    from everyweek.web.people.prepare import prepare_database

    prepare_database()
    counts = Counter(word for one in starting_resources() for word in words_in(f"{one.title} {one.summary} {one.body}"))
    known = [word for word, _ in counts.most_common()]
    # Ten thousand texts hold more words than eighty: as many again, each seldom, such as names of places and people.
    known += [f"{first}{second}" for first in known[200:500] for second in known[500:520]]
    weights = list(accumulate([counts.get(word, 1) for word in known]))
    keep(random.Random(SEED), lambda rng, many: " ".join(rng.choices(known, cum_weights=weights, k=many)))
    return known


def keep(rng: random.Random, text: Callable[[random.Random, int], str]) -> None:
    """Rows as publishing writes them, all at once."""
    from datetime import UTC, datetime, timedelta

    from everyweek.web.learn.library.models import Origin, Resource, Topic
    from everyweek.web.learn.library.vocabulary import KINDS, TOPICS

    start, kinds = datetime(2024, 1, 1, tzinfo=UTC), list(KINDS)
    made = Resource.objects.bulk_create(
        (
            Resource(
                key=f"generated-{number}", slug=f"generated-{number}", kind=rng.choice(kinds), live=True,
                title=text(rng, 7).capitalize(), summary=text(rng, 28), body=text(rng, WORDS),
                dated=str(rng.randint(2012, 2026)), last_published_at=start + timedelta(hours=number),
            )
            for number in range(RESOURCES)
        ),
        batch_size=500,
    )  # fmt: skip
    topics = [
        Topic(resource=one, kind=kind, value=value)
        for one in made
        for kind, values in TOPICS.items()
        for value in rng.sample(values, rng.randint(0, 2))
    ]
    Topic.objects.bulk_create(topics, batch_size=2000)
    Origin.objects.bulk_create([Origin(resource=one, name=f"Place {rng.randint(1, 200)}") for one in made])


def make() -> float:
    """Seconds to make the index from nothing, by words."""
    from everyweek.web.learn.finding.keeping_current import make_index

    started = time.perf_counter()
    count = make_index()
    taken = time.perf_counter() - started
    print(f"index of {count:,} from nothing, by words: {taken:.1f} s ({1000 * taken / count:.2f} ms a resource)")
    return taken


def read_for_meaning(making: float, *, full: bool) -> "Embedder | None":
    """The model, with a vector for every text in the index; None when it is not installed."""
    from everyweek.search.meaning import installed_embedder
    from everyweek.search.writing import embed_missing
    from everyweek.web.learn.finding.keeping_current import folder

    embedder = installed_embedder()
    if embedder is None:
        print("the model of meaning is not installed (make meaning): by words only")
        return None
    reads = embedder if full else FirstFew(embedder, READ)
    started = time.perf_counter()
    embed_missing(folder(), reads, progress=tell)  # type: ignore[arg-type]
    taken, said = time.perf_counter() - started, "measured"
    if isinstance(reads, FirstFew):
        taken, said = reads.seconds / reads.done * RESOURCES, f"reckoned from {reads.done}, not measured"
    print(
        f"index of {RESOURCES:,} from nothing with meaning: {making + taken:.0f} s (under 180; {said}; "
        f"{1000 * taken / RESOURCES:.1f} ms a text; load {os.getloadavg()[0]:.1f} on {cores()})"
    )
    return embedder


class FirstFew:
    """Reads so many texts with the model, and gives the others vectors that are drawn."""

    def __init__(self, embedder: "Embedder", few: int) -> None:
        import numpy as np

        self.embedder, self.few = embedder, few
        self.done, self.seconds = 0, 0.0
        self.rng = np.random.default_rng(SEED)

    def embed(self, texts: Sequence[str]) -> Any:
        """One unit vector for each text."""
        if self.done < self.few:
            started = time.perf_counter()
            vectors = self.embedder.embed(texts)
            self.seconds += time.perf_counter() - started
            self.done += len(texts)
            return vectors
        drawn = self.rng.standard_normal((len(texts), self.embedder.DIMENSIONS)).astype("float32")
        return drawn / ((drawn**2).sum(axis=1, keepdims=True) ** 0.5)


def tell(done: int, of: int) -> None:
    """How far it is, every thousand."""
    if done == of or done % 1024 == 0:
        print(f"\r{done:,} of {of:,} texts have a vector", file=sys.stderr, end="\n" if done == of else "", flush=True)


def questions(words: list[str], *, seed: int = SEED) -> list[str]:
    """As people ask: two to six words, some seldom, now and then an abbreviation or a slip."""
    rng = random.Random(seed)
    telling = [word for word in words[40:1500] if len(word) > 3]
    made = []
    for _ in range(QUESTIONS):
        asked = rng.sample(telling, rng.randint(2, 6))
        if rng.random() < 0.2:
            asked.append(rng.choice(SHORT))
        if rng.random() < 0.2:
            word = asked[0]
            asked[0] = word[:2] + word[3:2:-1] + word[4:]
        made.append(" ".join(asked))
    return made


def ask(home: Path, asked: list[str], embedder: "Embedder | None") -> None:
    """Each question by words, by both, and as a scan of the table."""
    from everyweek.search.answer import Question
    from everyweek.search.searching import search
    from everyweek.web.learn.finding.documents import MEANINGS
    from everyweek.web.learn.finding.keeping_current import library_index

    def one(text: str, mode: "Mode") -> None:
        search(library_index(), Question(text, mode=mode), embedder=embedder, meanings=MEANINGS)

    one("warm up", "both")
    by_words = times(asked, lambda text: one(text, "words"))
    report("by words", by_words, "under 20 at the 95th")
    if embedder is not None:
        report("by words and meaning", times(asked, lambda text: one(text, "both")), "under 50 at the 95th")
    connection = sqlite3.connect(next(home.glob("people*.sqlite3")))
    scans = times(asked[:SCANS], lambda text: scan(connection, text))
    connection.close()
    report("LIKE scan of the table", scans, f"{statistics.median(scans) / statistics.median(by_words):.0f} times")


def scan(connection: sqlite3.Connection, text: str) -> None:
    """Any of the words anywhere, as the table itself can be asked."""
    words = text.split()
    any_of = " OR ".join("title LIKE ? OR summary LIKE ? OR body LIKE ?" for _ in words)
    values = [f"%{word}%" for word in words for _ in range(3)]
    connection.execute(f"SELECT key FROM learn_resource WHERE live AND ({any_of}) ORDER BY key", values).fetchall()


def times(asked: Iterable[str], work: Callable[[str], object]) -> list[float]:
    """Milliseconds for each."""
    taken = []
    for text in asked:
        started = time.perf_counter()
        work(text)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def report(name: str, taken: list[float], remark: str) -> None:
    """Median and 95th percentile."""
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{name}, {len(taken)} questions: median {statistics.median(taken):.1f} ms, 95th {p95:.1f} ms ({remark})")


def over_http(home: Path, asked: list[str]) -> None:
    """The page of the library from a real server, a new question each time, and how much memory that takes."""
    from socket import socket

    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [BIN / "everyweek", "serve", "--port", str(port), "--no-worker"]
    server = subprocess.Popen(command, env={**os.environ, "EVERYWEEK_HOME": str(home)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        time.sleep(SECONDS_TO_WARM_UP)
        page(port, "/library/?q=warm+up")
        found = times(asked[:PAGES], lambda text: page(port, f"/library/?{urlencode({'q': text})}"))
        report("library page over HTTP", found, "median under 100")
        report("all of the library over HTTP", times([""] * 20, lambda text: page(port, "/library/")), "no question")
        typed = times(asked[:PAGES], lambda text: page(port, f"/library/complete/?{urlencode({'q': text[:5]})}"))
        report("titles while typing, over HTTP", typed, "no target")
        print(f"memory of the web process after that: {memory(server.pid):.0f} MB at most (under 600)")
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers."""
    for _ in range(1200):
        try:
            page(port, "/healthz")
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit("the server did not come up")


def page(port: int, address: str) -> None:
    """One request, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")


def memory(pid: int) -> float:
    """The most that a process ever held, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def cores() -> str:
    """How many processors this process may use."""
    return f"{len(os.sched_getaffinity(0))} processors"


if __name__ == "__main__":
    main()
