"""A client that asks for pages of a real warehouse: empty, or filled with the sample through the real loader."""

import os
from pathlib import Path

import pytest
from django.test import Client
from support.daily import WINTERS, keep
from support.site import EMPTY, SAMPLE, make_home, url_of

os.environ.setdefault("EVERYWEEK_SECRET_KEY", "only for tests")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EVERYWEEK_HOME with the sample loaded, and three winters of days."""
    home = make_home(tmp_path_factory.mktemp("sample"), holding=SAMPLE)
    keep(home, WINTERS)
    return home


@pytest.fixture
def client(sample_home: Path, settings: object) -> Client:
    """Asks for pages of the sample."""
    return client_of(sample_home, settings)


@pytest.fixture
def empty_client(tmp_path: Path, settings: object) -> Client:
    """Asks for pages before anything was loaded."""
    return client_of(make_home(tmp_path / "empty", holding=EMPTY), settings)


@pytest.fixture
def fresh_home(tmp_path: Path, settings: object) -> Path:
    """An empty EVERYWEEK_HOME that the test fills itself, already the one that the pages read."""
    home = make_home(tmp_path / "own", holding=EMPTY)
    client_of(home, settings)
    return home


def client_of(home: Path, settings: object) -> Client:
    settings.EVERYWEEK_HOME = home  # type: ignore[attr-defined]
    settings.EVERYWEEK_WAREHOUSE = url_of(home)  # type: ignore[attr-defined]
    return Client(headers={"host": "localhost"})
