"""The secret key, made once and kept to its owner."""

from pathlib import Path
from stat import S_IMODE

from everyweek.web.project.secret_key import secret_key_kept_in


def test_it_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = secret_key_kept_in(tmp_path / "home")

    assert len(first) >= 50
    assert secret_key_kept_in(tmp_path / "home") == first
    assert S_IMODE((tmp_path / "home" / "secret-key").stat().st_mode) == 0o600


def test_two_homes_have_two_secrets(tmp_path: Path) -> None:
    assert secret_key_kept_in(tmp_path / "one") != secret_key_kept_in(tmp_path / "two")
