"""Fixtures for every kind of test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from everyweek.warehouse import Warehouse, open_warehouse

# The browser of another test in this process keeps an event loop, at which Django would refuse to read its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

REPOSITORY = Path(__file__).resolve().parents[1]
USES_DATABASE = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})
PUBLISHED = REPOSITORY.parent / "shared" / "data"
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--people-database",
        choices=["sqlite", "postgresql"],
        help="Run only the tests that use people's database, and fail when it is not of this kind.",
    )


def pytest_configure(config: pytest.Config) -> None:
    asked = config.getoption("--people-database")
    named = "postgresql" if os.environ.get("EVERYWEEK_DATABASE") else "sqlite"
    if asked and asked != named:
        raise pytest.UsageError(f"EVERYWEEK_DATABASE names a database of {named}; scripts/with-postgresql sets it.")
    _leave_the_own_home_alone(config)


def _leave_the_own_home_alone(config: pytest.Config) -> None:
    """What a page or the worker of a test writes beside the database goes into a folder that is thrown away."""
    folder = tempfile.mkdtemp(prefix="everyweek-tests-")
    django_settings.EVERYWEEK_HOME = Path(folder)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only the tests of people's database when asked to; otherwise none that is of PostgreSQL alone.

    So each runs in one of the two: `make test`, or `make test-postgresql`, which CI runs as well.
    """
    if config.getoption("--people-database"):
        stay = [item for item in items if uses_database(item) or is_of_postgresql(item)]
    else:
        stay = [item for item in items if not is_of_postgresql(item)]
    kept = set(stay)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = stay


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI no test of a database may be skipped: a skip there fails the run."""
    report = session.config.pluginmanager.get_plugin("terminalreporter")
    must_run = session.config.getoption("--people-database") and os.environ.get("CI")
    if must_run and report and report.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def uses_database(item: pytest.Item) -> bool:
    """Whether a test may touch Django's database: pytest-django lets no other."""
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not USES_DATABASE.isdisjoint(names)


def is_of_postgresql(item: pytest.Item) -> bool:
    """Whether it is the variant of a test that works on a PostgreSQL."""
    return "postgresql" in item.name.partition("[")[2]


@pytest.fixture
def now() -> datetime:
    """A fixed instant: after the changes of April 2026."""
    return NOW


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty EVERYWEEK_HOME."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("EVERYWEEK_HOME", str(folder))
    monkeypatch.delenv("EVERYWEEK_WAREHOUSE", raising=False)
    return folder


@pytest.fixture
def warehouse(home: Path) -> Iterator[Warehouse]:
    """An empty warehouse in an empty home."""
    opened = open_warehouse()
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published files beside the checkout."""
    if not PUBLISHED.is_dir():
        pytest.skip("the published files are not on this machine (no folder shared/data beside the checkout)")
    return PUBLISHED
