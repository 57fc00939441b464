"""The cast that tests are given is the one that actions make."""

from datetime import UTC, datetime

from support.cast import Cast
from support.people import person
from support.people_database import kept_models, rows_of
from support.remembered_cast import remembered_cast

from everyweek.web.people.audit.verify import verify_chain


def test_the_cast_that_is_put_back_is_the_one_that_was_made(cast: Cast) -> None:
    labels = {"people.Role", "people.Network", "account.EmailAddress"}
    models = [model for model in kept_models() if model._meta.label in labels]
    before = rows_of(models)
    for model in reversed(kept_models()):
        model._base_manager.all().delete()

    again = remembered_cast()

    assert rows_of(models) == before
    assert {who: someone.pk for who, someone in again.people.items()} == {
        who: someone.pk for who, someone in cast.people.items()
    }
    assert verify_chain(now=datetime(2026, 6, 1, tzinfo=UTC)).holds


def test_beside_somebody_else_the_cast_is_made_by_actions(db: None) -> None:
    ann = person("Ann Other")

    beside = remembered_cast()

    assert ann.pk not in {one.pk for one in beside.people.values()}
    assert verify_chain(now=datetime(2026, 6, 1, tzinfo=UTC)).holds
