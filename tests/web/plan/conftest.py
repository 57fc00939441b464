"""Plans of a test: the cast, in an empty warehouse unless the test asks for the sample."""

from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.people import FAST
from support.remembered_cast import remembered_cast


@pytest.fixture
def cast(db: None, settings: Any, fresh_home: Path) -> Cast:
    settings.PASSWORD_HASHERS = FAST  # whoever makes the cast first makes it for all tests of this process
    return remembered_cast()
