"""The secret that signs what a browser must not change: made once, kept where only its owner can read it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key_kept_in(home: Path) -> str:
    """The key in `home/secret-key`; made with mode 600 when there is none, also when two processes start at once."""
    path = home / "secret-key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"secret-key.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        os.link(unfinished, path)  # unlike a rename, it fails when another process was first
    unfinished.unlink()
