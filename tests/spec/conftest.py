"""One PostgreSQL server for all tests of both databases, and an empty database of it for each file."""

import os
from collections.abc import Iterator

import pytest
from support.postgresql import find_server, new_database, running_postgresql


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
