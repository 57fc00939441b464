"""The index follows what is published: here, on another machine, after a crash and after a restore."""

from datetime import timedelta

import pytest
from django.utils import timezone
from support.library import published

from everyweek.search.answer import Question
from everyweek.search.errors import NoRoom
from everyweek.search.searching import search
from everyweek.web.learn.finding import keeping_current
from everyweek.web.learn.finding.documents import document_of
from everyweek.web.learn.finding.keeping_current import catch_up, current_index, library_index, make_index
from everyweek.web.learn.library.models import Resource, ResourceChange

pytestmark = pytest.mark.django_db(transaction=True)


def found() -> set[str]:
    return {hit.key for hit in search(library_index(), Question("")).hits}


@pytest.fixture(autouse=True)
def other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping_current._follower_of.cache_clear()


def test_what_is_published_is_found_at_once() -> None:
    make_index()

    published("a", now=timezone.now())

    assert found() == {"a"}


def test_what_happened_at_an_unknown_time_counts_a_little_less() -> None:
    undated = published("undated", kind="case study", title="Red bags")
    dated = published("dated", kind="case study", title="Red bags", dated="2024")
    guide = published("guide", kind="guide", title="Red bags")

    assert [document_of(one).weight for one in (undated, dated, guide)] == [0.9, 1.0, 1.0]


def test_what_another_machine_published_is_found_when_this_one_looks_next() -> None:
    make_index()
    published("a", now=timezone.now() - timedelta(hours=1))
    make_index()
    Resource.objects.filter(key="a").update(title="Changed elsewhere")
    ResourceChange.objects.create(key="a", at=timezone.now())

    current_index()

    (hit,) = search(library_index(), Question("elsewhere")).hits
    assert hit.key == "a"


def test_what_is_taken_away_is_found_no_more() -> None:
    make_index()
    published("a", now=timezone.now())
    Resource.objects.filter(key="a").update(live=False)
    ResourceChange.objects.create(key="a", at=timezone.now())

    catch_up()

    assert found() == set()


def test_a_change_whose_number_was_given_before_one_that_was_taken_up_is_not_lost() -> None:
    make_index()
    published("late", now=timezone.now())
    published("early", now=timezone.now())
    ResourceChange.objects.filter(key="late").delete()
    make_index()
    Resource.objects.filter(key="late").update(title="Came late")
    first = ResourceChange.objects.order_by("pk").first()
    assert first is not None
    ResourceChange.objects.create(pk=first.pk - 1, key="late", at=timezone.now())
    keeping_current._follower_of.cache_clear()

    catch_up()

    assert search(library_index(), Question("late")).total == 1


def test_an_index_of_another_database_is_made_anew() -> None:
    published("a", now=timezone.now())
    make_index()
    ResourceChange.objects.all().delete()
    Resource.objects.filter(key="a").update(live=False)

    current_index()

    assert found() == set()


def test_nothing_new_is_nothing_written() -> None:
    published("a", now=timezone.now())
    make_index()
    catch_up()
    version = library_index().made_at(), library_index().mark()

    catch_up()

    assert (library_index().made_at(), library_index().mark()) == version


def test_on_a_full_disk_the_old_index_serves_and_what_was_published_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    published("a", now=timezone.now())
    make_index()
    keeping_current._follower_of.cache_clear()

    def full(*given: object, **more: object) -> None:
        raise NoRoom("There is no room left for the search index.")

    monkeypatch.setattr(keeping_current, "change_index", full)
    published("b", now=timezone.now())
    current_index()
    before = found()
    monkeypatch.undo()

    assert before == {"a"}
    assert Resource.objects.filter(live=True).count() == 2
