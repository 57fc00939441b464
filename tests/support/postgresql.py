"""A real PostgreSQL for the tests: started from the system's package on a loopback port, gone when they end.

scripts/with-postgresql COMMAND… runs a command with people's database on such a server.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from support.browser import free_port

PACKAGED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def main(command: list[str]) -> int:
    """Run a command with EVERYWEEK_DATABASE naming an empty database of a new server; the command's exit status."""
    programs = find_server()
    if programs is None:
        print("There is no PostgreSQL server on this machine: install the package postgresql.", file=sys.stderr)  # noqa: T201
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped on the way out
    with running_postgresql(programs) as address:
        return subprocess.run(command, env={**os.environ, "EVERYWEEK_DATABASE": address}).returncode


def find_server() -> Path | None:
    """The folder of initdb and pg_ctl: of the newest packaged server, else on the PATH; None when there is none."""
    if PACKAGED:
        return PACKAGED[0]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running_postgresql(programs: Path) -> Iterator[str]:
    """A server with one empty database; its SQLAlchemy address. The server never runs as root: it refuses to."""
    folder = Path(tempfile.mkdtemp(prefix="everyweek-postgresql-"))
    data, port = folder / "data", free_port()
    try:
        as_server(folder, programs / "initdb", "-D", data, "-U", "everyweek", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        as_server(folder, programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        yield f"postgresql://everyweek@127.0.0.1:{port}/postgres"
    finally:
        as_server(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, *, like: str | None = None) -> str:
    """The address of a new database of a server: empty, or with all that another one holds."""
    name = f"people_{uuid.uuid4().hex}"
    template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{template}")  # type: ignore[arg-type] # a name cannot be a parameter
    return f"{server.rpartition('/')[0]}/{name}"


def as_server(folder: Path, *words: object, check: bool = True) -> None:
    """Run one of the server's programs, as its own user when we are root."""
    is_root = os.geteuid() == 0
    if is_root:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    subprocess.run(
        [str(word) for word in words],
        user="postgres" if is_root else None,
        group="postgres" if is_root else None,
        cwd=folder,
        check=check,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
