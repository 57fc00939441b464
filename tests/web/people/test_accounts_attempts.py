"""Counts of attempts do not wait for the disk, and everything else does."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

ASKS = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}


def waits_for_the_disk() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ASKS[connection.vendor])
        return cursor.fetchone()[0] in (2, "on")


@pytest.mark.django_db(transaction=True)
def test_a_count_is_written_without_waiting_and_what_comes_after_it_waits_again() -> None:
    with CaptureQueriesContext(connection) as asked:
        cache.set("tried", 1)
        cache.delete("tried-again")

    told = [one["sql"] for one in asked if "synchronous" in one["sql"]]
    assert len(told) == 4
    assert told[0] == told[2] != told[1] == told[3]
    assert cache.get("tried") == 1
    assert waits_for_the_disk()


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_of_others_nothing_is_hurried() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        cache.set("tried", 1)

    assert [one for one in asked if "synchronous" in one["sql"]] == []
    assert cache.get("tried") == 1


@pytest.mark.django_db(transaction=True)
def test_after_a_count_that_failed_what_comes_waits_again() -> None:
    with pytest.raises(AttributeError, match="pickle"):
        cache.set("tried", lambda: None)

    assert waits_for_the_disk()
