"""Keep people's database as this version writes it, for the tests of every later one: run when a version is released.

python scripts/keep_released_version.py NUMBER
writes tests/fixtures/people/released-NUMBER.sql, invented people in every table, and holds the steps that made the
tables to be as they are now (tests/fixtures/people/released-migrations.sha256).
"""

import hashlib
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURES = REPOSITORY / "tests" / "fixtures" / "people"
SECRET = "only for tests"


def main(number: str) -> None:
    """Write both files; a number that is taken is refused."""
    target = FIXTURES / f"released-{number}.sql"
    if target.exists():
        sys.exit(f"{target.name} is there already: what was released is not written again.")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "EVERYWEEK_HOME": home,
            "EVERYWEEK_DATABASE": "",
            "EVERYWEEK_SECRET_KEY": SECRET,
            "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
        }
        sys.path.insert(0, str(REPOSITORY / "tests"))
        fill()
        written = sqlite3.connect(Path(home) / "people.sqlite3")
        target.write_text("\n".join(written.iterdump()) + "\n", encoding="utf-8")
        written.close()
    hold_steps()


def fill() -> None:
    """Somebody in every table."""
    import django

    django.setup()
    from django.db import connection
    from support.every_model import fill_every_model

    from everyweek.web.people.prepare import prepare_database

    prepare_database()
    fill_every_model()
    connection.close()


def hold_steps() -> None:
    """Every step that there is now is released with this version."""
    steps = sorted((REPOSITORY / "src" / "everyweek" / "web").glob("*/migrations/0*.py"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(REPOSITORY)}\n" for path in steps]
    (FIXTURES / "released-migrations.sha256").write_text("".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
