"""How long saving as you type takes, over HTTP from a real server, in a round of 300 places × 10 × 8 × 4 parties.

Each save changes an answer that has words already, as somebody who goes on typing does. The named alternative, in the
same run: the button of the form, which saves the same and then loads the page of the theme again, as a page without a
script does. Prints milliseconds and ratios; slowness never fails it.
"""

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench_pages import BIN, SECONDS_TO_WARM_UP, environment, free_port, start, stop
from filled_round import PARTIES, fill_round

PLACES, TIMES, TIMES_OF_PAGE = 300, 200, 20
THEME = "sdec"


def main() -> None:
    """Fill, save, compare."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ |= environment(home) | {"DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings"}
        import django

        django.setup()
        began = time.perf_counter()
        cookie, questions = fill()
        print(f"filled {PLACES} places in {time.perf_counter() - began:.0f} s")
        with served(home) as port:
            browser = Browser(port, cookie, "filled-150")
            report(browser, questions)


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The port of a server of a home."""
    port = free_port()
    server = start(home, port)
    time.sleep(SECONDS_TO_WARM_UP)
    try:
        yield port
    finally:
        stop(server)


def fill() -> tuple[str, list[str]]:
    """The round, with somebody who leads one place in the middle of it; their cookie, and the keys of the questions."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from everyweek.web.assess.frameworks.queries import framework_of
    from everyweek.web.assess.models import PlaceMember
    from everyweek.web.people.actions import add_person
    from everyweek.web.people.prepare import prepare_database

    prepare_database()
    filled, now = fill_round(places=PLACES), datetime.now(tz=UTC)
    ann = add_person(email="ann@fenwick.example", name="Ann Other", password=None, now=now)
    place = filled.assessments[PLACES // 2].place
    PlaceMember.objects.create(place=place, person=ann, party="system", leads=True, added_at=now)
    session = SessionStore()
    session[SESSION_KEY] = str(ann.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = ann.get_session_auth_hash()
    session.set_expiry(timedelta(hours=1))
    session.create()
    theme = framework_of(filled.round.framework).theme(THEME)
    return f"sessionid={session.session_key}", [one.key for one in theme.questions]


class Browser:
    """Somebody who has the page of a theme open, on one connection."""

    def __init__(self, port: int, cookie: str, place: str) -> None:
        self.connection, self.cookie = HTTPConnection("127.0.0.1", port, timeout=60), cookie
        self.theme = f"/assess/rounds/filled/{place}/themes/{THEME}/"
        answer, body = self.ask("GET", self.theme)
        self.cookie += "; " + answer.headers["Set-Cookie"].partition(";")[0]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body)[1]  # type: ignore[index]

    def ask(self, how: str, address: str, body: str = "", **headers: str) -> tuple[Any, str]:
        """An answer and its text; anything but a success ends the run."""
        self.connection.request(how, address, body=body or None, headers={"Cookie": self.cookie, **headers})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status not in (200, 302):
            sys.exit(f"{address}: {answer.status}: {text[:300]}")
        return answer, text

    def save(self, question: str, party: str, text: str, base: int, key: str) -> int:
        """Save as the script of the page does; the version to go on from."""
        sent = json.dumps({"value": "yes", "wanted": "", "text": text, "base": base, "key": key})
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        _, answer = self.ask("POST", f"{self.theme}{question}/by/{party}/save/", sent, **headers)
        version: int = json.loads(answer)["version"]
        return version

    def save_by_button(self, question: str, party: str, text: str, base: int, key: str) -> None:
        """Save as a page without a script does: the form, and then the page of the theme again."""
        form = {"csrfmiddlewaretoken": self.token, "value": "yes", "text": text, "base": base, "key": key}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = self.ask("POST", f"{self.theme}{question}/by/{party}/save/", urlencode(form), **headers)
        self.ask("GET", answer.headers["Location"].partition("#")[0])


def report(browser: Browser, questions: list[str]) -> None:
    """The medians of both, and how many times as long the other takes."""
    versions: dict[tuple[str, str], int] = {}
    words = "We looked at the last four weeks"

    def by_script(number: int) -> None:
        one = (questions[number % len(questions)], PARTIES[number % len(PARTIES)])
        text = f"{words}, and at week {number}."
        versions[one] = browser.save(*one, text, versions.get(one, 1), f"by-script-{number:05}")

    def by_button(number: int) -> None:
        one = (questions[number % len(questions)], PARTIES[number % len(PARTIES)])
        browser.save_by_button(*one, f"{words}, by hand {number}.", versions.get(one, 1), f"by-button-{number:05}")

    ours, other = taken(by_script, TIMES), taken(by_button, TIMES_OF_PAGE)
    fast, slow = statistics.median(ours), statistics.median(other)
    nearly_all = statistics.quantiles(ours, n=20)[-1]
    print(f"saving as you type, median of {TIMES}: {fast:.1f} ms (under 50); 19 of 20 under {nearly_all:.1f} ms")
    print(f"by the button, with the page again, median of {TIMES_OF_PAGE}: {slow:.1f} ms: {slow / fast:.1f} times")


def taken(do: Callable[[int], None], times: int) -> list[float]:
    """Milliseconds of each, after one that warms up."""
    do(0)
    found = []
    for number in range(1, times + 1):
        began = time.perf_counter()
        do(number)
        found.append(1000 * (time.perf_counter() - began))
    return found


if __name__ == "__main__":
    assert BIN.is_dir()
    main()
