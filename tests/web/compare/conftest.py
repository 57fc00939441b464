"""Comparing takes many: here the sample is the whole one, three regions with some twenty hospitals."""

from pathlib import Path

import pytest
from support.site import WHOLE_SAMPLE, make_home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EVERYWEEK_HOME with the whole sample loaded."""
    return make_home(tmp_path_factory.mktemp("whole-sample"), holding=WHOLE_SAMPLE)


@pytest.fixture(autouse=True)
def without_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library adds to these pages is tested with the library; without it they need no database of people."""
    monkeypatch.setattr("everyweek.web.compare.what_others_did.SOURCES", [])
    monkeypatch.setattr("everyweek.web.compare.what_others_did.STATES", [])
