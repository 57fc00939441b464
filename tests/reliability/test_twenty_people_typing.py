"""Twenty people type into one assessment on a served site, several into the same answers, over a bad connection.

Requests are cut before they are whole, and answers before they are read; each save is sent again under its key until an
answer to it came. In the end every word is in the texts that nobody took it out of, every word is in the saves, and no
save counts twice.
"""

import json
import os
import random
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.conversations import ASSESSMENT, made_conversation, what_was_kept
from support.postgresql import new_database
from support.serving import running_site
from support.site import SAMPLE, make_served_home

PEOPLE, SAVES, SEED = 20, 6, 20_261_122
ANSWERS = ("kettle/boils", "kettle/pours", "bread/fresh")
CUT_EARLY, CUT_LATE, DELETES = 0.15, 0.2, 0.15
MOST_TRIES = 200
TOKEN = "t" * 32
"""A form's token is compared with the cookie's, so that a client may choose both."""


@dataclass
class Typist:
    """Somebody with a page open. text, version : what their page shows, of each answer."""

    number: int
    cookie: str
    port: int
    text: dict[str, str] = field(default_factory=dict)
    version: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    cuts: int = 0

    def type(self) -> "Typist":
        """All saves of this person, one after the other."""
        chance = random.Random(f"{SEED} {self.number}")
        for turn in range(SAVES):
            answer = chance.choice(ANSWERS)
            before = self.text.get(answer, "").split(" ")
            if chance.random() < DELETES and len(before) > 1:
                self.deleted.add(before.pop(chance.randrange(len(before))))
            word = f"p{self.number}t{turn}"
            before.insert(chance.choice((0, len(before), chance.randint(0, len(before)))), word)
            key = f"key-{self.number:02}-{turn:02}-{chance.randrange(10**9)}"
            self.words.setdefault(answer, set()).add(word)
            self.keys[key] = answer
            self.save(answer, " ".join(one for one in before if one), key, chance)
        return self

    def save(self, answer: str, text: str, key: str, chance: random.Random) -> None:
        """Send it until an answer to it comes, and go on from what that says."""
        sent = {"value": "", "wanted": "", "text": text, "base": self.version.get(answer, 0), "key": key}
        for _ in range(MOST_TRIES):
            found = self.ask(answer, json.dumps(sent), chance.random(), chance)
            if found is not None:
                self.text[answer], self.version[answer] = found["text"], found["version"]
                return
        pytest.fail("no answer came, however often it was sent")

    def ask(self, answer: str, body: str, luck: float, chance: random.Random) -> dict[str, Any] | None:
        """What the server answers; None when the connection is cut, or when it is too busy."""
        lines = (
            f"POST {ASSESSMENT}themes/{answer}/by/acute/save/ HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: sessionid={self.cookie}; csrftoken={TOKEN}",
            f"X-CSRFToken: {TOKEN}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            "Connection: close",
        )
        request = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            if luck < CUT_EARLY:
                self.cuts += 1
                connection.sendall(request[: chance.randrange(1, len(request))])
                return None
            connection.sendall(request)
            if luck < CUT_EARLY + CUT_LATE:
                self.cuts += 1
                return None
            received = b"".join(iter(lambda: connection.recv(65_536), b""))
        head, _, rest = received.partition(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        if status == 503:
            return None
        assert status == 200, received
        found: dict[str, Any] = json.loads(rest if b"chunked" not in head else unchunked(rest))
        return found


def unchunked(body: bytes) -> bytes:
    """A body that came in pieces, each behind its length."""
    whole = b""
    while body:
        length, _, body = body.partition(b"\r\n")
        size = int(length, 16)
        whole, body = whole + body[:size], body[size + 2 :]
    return whole


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.slow), "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where people's words are kept, by the environment of the server; PostgreSQL is there when its tests run."""
    if request.param == "sqlite":
        monkeypatch.delenv("EVERYWEEK_DATABASE", raising=False)
    else:
        monkeypatch.setenv("EVERYWEEK_DATABASE", new_database(os.environ["EVERYWEEK_DATABASE"]))


def test_twenty_people_type_at_once_over_a_bad_connection_and_nothing_is_lost(database: None, tmp_path: Path) -> None:
    home = make_served_home(tmp_path / "home", holding=SAMPLE)
    cookies = made_conversation(home, people=PEOPLE).cookies
    with running_site(home) as address, ThreadPoolExecutor(PEOPLE) as pool:
        port = urlsplit(address).port or 0
        typists = list(pool.map(Typist.type, [Typist(one, cookies[str(one)], port) for one in range(PEOPLE)]))

    kept = {one["address"].removesuffix("/acute"): one for one in what_was_kept(home)}

    assert sum(one.cuts for one in typists) > PEOPLE
    deleted = set().union(*(one.deleted for one in typists))
    for answer, one in kept.items():
        typed = set().union(*(typist.words.get(answer, set()) for typist in typists))
        in_text, in_saves = words_of(one["text"]), words_of(" ".join(text for _, _, text, _ in one["saves"]))
        keys = [key for typist in typists for key, where in typist.keys.items() if where == answer]
        assert typed - deleted <= in_text
        assert typed <= in_saves
        assert sorted(key for _, key, _, _ in one["saves"]) == sorted(keys)
        assert [number for number, _, _, _ in one["saves"]] == list(range(1, len(keys) + 1))
        assert (one["version"], one["text"]) == (len(keys), one["saves"][-1][3])
        assert [word for word in typed - deleted if one["text"].split().count(word) != 1] == []


def words_of(text: str) -> set[str]:
    """The words in it, also those between two of which a blank was lost."""
    return set(re.findall(r"p\d+t\d+", text))
