"""The library of a test: the cast, and an index in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.people import FAST
from support.remembered_cast import remembered_cast


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.PASSWORD_HASHERS = FAST  # whoever makes the cast first makes it for all tests of this process
    return remembered_cast()


@pytest.fixture(autouse=True)
def index_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everyweek.web.learn.finding.keeping_current.folder", lambda: tmp_path / "library")
    monkeypatch.setattr("everyweek.web.learn.finding.queries.installed_embedder", lambda: None)
