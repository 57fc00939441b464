"""Assessments in an empty database, before an empty warehouse: the pages that need figures fill one themselves."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import BELONGS, LEAD, SPEAKS_FOR_SYSTEM, an_assessment, open_now
from support.cast import Cast
from support.people import read_from, reader
from support.remembered_cast import remembered_cast
from support.site import EMPTY, make_home
from support.words_of_changes import check_words_of_every_change

from everyweek.web.assess.rounds.models import Assessment


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EVERYWEEK_HOME with nothing loaded."""
    return make_home(tmp_path_factory.mktemp("assess"), holding=EMPTY)


@pytest.fixture(autouse=True)
def surroundings(empty_home: Path, settings: Any) -> None:
    """The pages read an empty warehouse, and passwords cost nothing to check."""
    read_from(empty_home, settings)


@pytest.fixture(autouse=True)
def words_of_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is recorded in a test can be read on the page of changes, or the test fails."""
    check_words_of_every_change(monkeypatch)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody of tests/support/cast.py."""
    return remembered_cast()


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """The assessment of Fenwick, in a round that is open."""
    return an_assessment(cast, **open_now(timezone.now()))


@pytest.fixture
def member(assessment: Assessment, cast: Cast) -> Client:
    """Somebody of the hospital."""
    return reader(cast[BELONGS])


@pytest.fixture
def lead(assessment: Assessment, cast: Cast) -> Client:
    """Who leads the assessment."""
    return reader(cast[LEAD])


@pytest.fixture
def system(assessment: Assessment, cast: Cast) -> Client:
    """Who speaks for the system."""
    return reader(cast[SPEAKS_FOR_SYSTEM])
