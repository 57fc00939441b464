"""One PostgreSQL server for all tests of both databases, and databases of it that are ready to be copied."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.people_database import Places
from support.postgresql import find_server, new_database, running_postgresql

from everyweek.web.people.prepare import prepare_database

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the server's own database, in which nothing is kept."""
    programs = find_server()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a PostgreSQL: scripts/install-test-servers did not install it")
        pytest.skip("there is no PostgreSQL server on this machine (install the package postgresql)")
    with running_postgresql(programs) as address:
        yield address


@pytest.fixture(scope="module")
def postgresql(server: str) -> str:
    """The address of an empty database."""
    return new_database(server)


@pytest.fixture(scope="session")
def prepared(server: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Places:
    """People's database of either kind as the first start leaves it, at "prepared sqlite" and "prepared postgresql".

    To make its tables takes longer than most tests; to copy them does not.
    """
    places = Places(tmp_path_factory.mktemp("prepared"), server, django_db_blocker)
    for kind in KINDS:
        with places.at(f"prepared {kind}"):
            prepare_database()
    return places


@pytest.fixture(params=KINDS)
def surroundings(request: pytest.FixtureRequest, prepared: Places, tmp_path: Path) -> dict[str, str]:
    """The environment of a process that keeps people in a database of its own, in which nobody is yet."""
    kind: str = request.param
    place = f"{tmp_path.name} {kind}"
    prepared.copy(f"prepared {kind}", to=place)
    return {**prepared.environment(place), "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
