"""Opening the database: SQLite beside the product, or a PostgreSQL by its address."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from everyweek.warehouse import schema
from everyweek.warehouse.errors import WarehouseUnavailable

SECONDS_TO_WAIT_FOR_ANOTHER_LOAD = 120
WRITES = "everyweek_writes"


FULL = (
    "There is no room left for the warehouse ({where}: {said}). Nothing was changed. Free some space and do it again."
)
LOCKED = (
    "Another load has held the warehouse for over {seconds} seconds ({where}). Nothing was changed. "
    "Wait for it and do it again."
)
SHUT = "The warehouse cannot be opened for writing ({where}: {said}). Check who may write there."
DAMAGED = (
    "The file is not a warehouse, or it is damaged ({where}: {said}). Restore a copy, or load the files anew into "
    "another EVERYWEEK_HOME."
)
NO_ADDRESS = (
    "EVERYWEEK_WAREHOUSE is not the address of a database that can be used here. "
    "Write it as postgresql://user@host/database, or leave it out for a file in EVERYWEEK_HOME."
)
WORDS = {
    "full": FULL,
    "disk I/O": FULL,
    "locked": LOCKED,
    "readonly": SHUT,
    "unable to open": SHUT,
    "not a database": DAMAGED,
    "malformed": DAMAGED,
}
"""What the databases say, and what a person should hear and do."""


def open_database(url: str) -> Engine:
    """The database at a SQLAlchemy address, its tables made when they are not there.

    Raises WarehouseUnavailable when it cannot be opened or was made by another version of these tables.
    """
    try:
        address = make_url(url)
        if address.drivername in ("postgres", "postgresql"):
            address = address.set(drivername="postgresql+psycopg")
        if address.get_backend_name() == "sqlite":
            engine = open_sqlite(address)
        else:
            engine = create_engine(address, pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        raise WarehouseUnavailable(NO_ADDRESS) from error
    with explained(engine):
        make_tables(engine)
    return engine


def open_sqlite(address: URL) -> Engine:
    """A SQLite file, with readers that never wait for a writer, and writers that wait for one another."""
    path = address.database
    if path and path != ":memory:":
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseUnavailable(f"The folder {Path(path).parent} cannot be made: {error.strerror}.") from error
    engine = create_engine(address, connect_args={"timeout": SECONDS_TO_WAIT_FOR_ANOTHER_LOAD})
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Settings of one connection: a write-ahead log, and transactions that we begin ourselves."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def begin_sqlite(connection: Connection) -> None:
    """Begin; a transaction that will write takes the one write lock at once, so that it cannot fail half way."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one consistent version of everything, however long it reads."""
    with explained(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or, whatever happens, nothing. A second writer waits for the first."""
    with explained(engine), engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE warehouse_fact IN EXCLUSIVE MODE")
        yield connection


def make_tables(engine: Engine) -> None:
    """Make the tables once; two processes may try at the same time."""
    with reading(engine) as connection:
        version = schema_version(connection) if engine.dialect.has_table(connection, "warehouse_fact") else None
    if version is None:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20260401)")
            schema.metadata.create_all(connection)
            if schema_version(connection) is None:
                connection.execute(insert(schema.fact).values(name="schema_version", value=str(schema.SCHEMA_VERSION)))
        return
    if version != schema.SCHEMA_VERSION:
        raise WarehouseUnavailable(
            f"The warehouse was made by another version of Everyweek (tables {version}, this one reads "
            f"{schema.SCHEMA_VERSION}). Load the files anew into another EVERYWEEK_HOME; the files kept in its folder "
            "`releases` are all that was loaded."
        )


def schema_version(connection: Connection) -> int | None:
    """The version of the tables, None when they are empty."""
    found = connection.scalar(select(schema.fact.c.value).where(schema.fact.c.name == "schema_version"))
    return None if found is None else int(found)


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn the database's own complaints into sentences that say what to do."""
    try:
        yield
    except OperationalError as error:
        raise WarehouseUnavailable(in_words(engine, error)) from error
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise WarehouseUnavailable(in_words(engine, error)) from error
        raise


def in_words(engine: Engine, error: DBAPIError) -> str:
    """What happened, to what, and what to do."""
    where = engine.url.render_as_string(hide_password=True)
    said = str(error.orig).strip()
    for sign, sentence in WORDS.items():
        if sign in said:
            return sentence.format(where=where, said=said, seconds=SECONDS_TO_WAIT_FOR_ANOTHER_LOAD)
    return f"The warehouse did not answer ({where}: {said})."
