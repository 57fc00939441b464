"""The folder for everything the product keeps, and the address of the warehouse."""

import os
from pathlib import Path


def home() -> Path:
    """The folder EVERYWEEK_HOME names; without it, `var` in the checkout, or below the current folder elsewhere."""
    named = os.environ.get("EVERYWEEK_HOME")
    if named:
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    base = checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()
    return base / "var"


def warehouse_url() -> str:
    """The database EVERYWEEK_WAREHOUSE names (a PostgreSQL address, say); without it, a SQLite file in home()."""
    return os.environ.get("EVERYWEEK_WAREHOUSE") or f"sqlite:///{home() / 'warehouse.sqlite3'}"
