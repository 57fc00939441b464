"""How long signing in takes, over HTTP from a real server, next to the same server with the hashes of before.

The named alternative, in the same run: Django's default way of keeping passwords (PBKDF2), which this product used
before. Both servers run as in a region: behind HTTPS, here said by headers, so that each sign-in comes from
a network address of its own and no limit is met. Prints milliseconds and a ratio; slowness never fails it.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

BIN = Path(sys.executable).parent
PASSWORD = "harbour candle seventeen"
TIMES, WARM_UP = 60, 5
OLD = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
NEW = "everyweek.web.people.accounts.password_hashing.Argon2id"


def main() -> None:
    """Every part; each prints its own lines."""
    sign_in()


def sign_in() -> None:
    """Signing in with the present and the former way of keeping passwords; and asking for a forgotten password."""
    taken: dict[str, list[float]] = {NEW: [], OLD: []}
    with ExitStack() as open_ones:
        folders = {hasher: open_ones.enter_context(tempfile.TemporaryDirectory()) for hasher in taken}
        ports = {hasher: open_ones.enter_context(server(Path(folders[hasher]), hasher)) for hasher in taken}
        for number in range(WARM_UP + TIMES):  # in turn, so that whatever else the machine does slows both
            for hasher, port in ports.items():
                milliseconds = time_to_sign_in(port, number)
                taken[hasher] += [milliseconds] if number >= WARM_UP else []
        report_forgotten(ports[NEW])
    new, old = statistics.median(taken[NEW]), statistics.median(taken[OLD])
    print(
        f"sign-in, median of {TIMES}: {new:.0f} ms (slowest {max(taken[NEW]):.0f}; under 150); "
        f"with PBKDF2 as before: {old:.0f} ms, {old / new:.1f} times"
    )


def report_forgotten(port: int) -> None:
    """Whether how long the answer takes tells that there is an account."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * TIMES):
        is_known = number % 2 == 0
        email = f"person{number}@example.nhs.uk" if is_known else f"nobody{number}@example.nhs.uk"
        taken[is_known].append(time_to_send(port, "/account/forgotten/", {"email": email}, number))
    known, unknown = (statistics.median(taken[is_known]) for is_known in (True, False))
    print(f"forgotten password, median of {TIMES} each: known address {known:.1f} ms, unknown {unknown:.1f} ms")


def time_to_sign_in(port: int, number: int) -> float:
    """Milliseconds from sending address and password to the answer."""
    form = {"login": f"person{number}@example.nhs.uk", "password": PASSWORD}
    return time_to_send(port, "/sign-in/", form, number)


def time_to_send(port: int, address: str, form: dict[str, str], number: int) -> float:
    """Milliseconds from sending a form to the answer; the page with the form was opened before."""
    opened, page = ask(port, "GET", address, number)
    cookie = SimpleCookie(opened.getheader("Set-Cookie") or "")["csrftoken"].value
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    body = urlencode({**form, "csrfmiddlewaretoken": token.group(1)})
    started = time.perf_counter()
    answer, _ = ask(port, "POST", address, number, body=body, cookie=f"csrftoken={cookie}")
    taken = 1000 * (time.perf_counter() - started)
    if answer.status != 302:
        sys.exit(f"{address}: {answer.status}")
    return taken


def ask(
    port: int, method: str, address: str, number: int, *, body: str = "", cookie: str = ""
) -> tuple[HTTPResponse, str]:
    """One request, as a proxy in front passes it on for a reader with a network address of their own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": f"10.{number // 250}.0.{number % 250 + 1}",
        "Origin": f"https://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
        **({"Cookie": cookie} if cookie else {}),
    }
    connection.request(method, address, body or None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


@contextmanager
def server(home: Path, hasher: str) -> Iterator[int]:
    """A real server with people in it, whose passwords are kept in one way."""
    (home / "settings_of_this_run.py").write_text(
        f"from everyweek.web.project.settings import *\nPASSWORD_HASHERS = [{hasher!r}]\n"
        "EVERYWEEK_MAIL = 'smtp://nowhere.invalid'\n"
    )
    surroundings = os.environ | {
        "EVERYWEEK_HOME": str(home),
        "EVERYWEEK_HTTPS": "1",
        "PYTHONPATH": str(home),
        "DJANGO_SETTINGS_MODULE": "settings_of_this_run",
    }
    add = f"""
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from everyweek.web.people.actions import add_person
from everyweek.web.people.models import Person
first = add_person(email="person0@example.nhs.uk", name="Person", password={PASSWORD!r})
for number in range(1, {2 * TIMES}):
    add_person(email=f"person{{number}}@example.nhs.uk", name="Person", password=None)
Person.objects.update(password=first.password)
"""
    subprocess.run([sys.executable, "-c", add], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    command = [BIN / "everyweek", "serve", "--port", str(port), "--no-worker"]
    running = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait()


def wait_for(port: int) -> None:
    """Until the server answers, and has warmed up what it makes at its start."""
    for _ in range(300):
        try:
            if ask(port, "GET", "/healthz", 0)[0].status == 200:
                time.sleep(5)
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit("the server did not come up")


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
