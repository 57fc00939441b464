"""Where it is counted how often somebody tried to sign in: Django's database cache, without waiting for the disk.

The counts must hold over all processes, so they are in the database; see CountedAttempt. Signing in writes them fifteen
times. Each waited until the disk had it, on a busy machine longer together than the hash of the password took; but a
count that is lost when the machine loses its power harms nobody. What else is written waits as before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

UNHURRIED = {  # how a database is told not to wait for its disk, and to wait again
    "sqlite": ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"),
    "postgresql": ("SET synchronous_commit TO OFF", "SET synchronous_commit TO DEFAULT"),
}


class CountedAttempts(DatabaseCache):
    """Django's database cache; a process that is killed loses nothing, a machine perhaps the last second."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        with self._unhurried():
            done: bool = super()._base_set(mode, key, value, timeout)
            return done

    def _base_delete_many(self, keys: list[str]) -> bool:
        with self._unhurried():
            done: bool = super()._base_delete_many(keys)
            return done

    @contextmanager
    def _unhurried(self) -> Iterator[None]:
        """Nothing changes inside a transaction of others: what they write is to be on the disk."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        if connection.in_atomic_block:
            yield
            return
        begin, end = UNHURRIED[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(begin)
            try:
                yield
            finally:
                cursor.execute(end)
