"""A request that is too large is refused while it comes in: nothing of it reaches the disk."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from support.site import words

from everyweek.web.project import upload_limit


class Feigned(io.RawIOBase):
    """A body of as many bytes as it says, made as they are read."""

    def __init__(self, length: int) -> None:
        self.left, self.taken = length, 0

    def read(self, size: int = -1) -> bytes:
        given = min(self.left, size)
        self.left, self.taken = self.left - given, self.taken + given
        return b"x" * given


def asked(body: Any, length: object) -> Any:
    extra = {"wsgi.input": body, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "multipart/form-data; boundary=b"}
    return Client(headers={"host": "localhost"}).generic("POST", "/library/share/", **extra)


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Path:
    """Where Django puts what is uploaded; everything goes there, however small."""
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(tmp_path), 0
    return tmp_path


def test_a_request_above_the_limit_has_a_page_that_says_how_large_it_may_be(
    disk: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(upload_limit, "LARGEST_REQUEST", 1000)
    browser = Client(headers={"host": "localhost"})

    answer = browser.post("/library/share/", {"file": SimpleUploadedFile("a.pdf", b"x" * 2000)})

    assert answer.status_code == 413
    assert "A file can have 25 MB at most. Nothing was kept of it." in words(answer.content)
    assert answer["Content-Security-Policy"]
    assert list(disk.iterdir()) == []


def test_what_is_below_the_limit_leaves_nothing_on_the_disk_either(disk: Path, db: None) -> None:
    browser = Client(headers={"host": "localhost"})

    answer = browser.post("/library/share/", {"file": SimpleUploadedFile("a.pdf", b"x" * 2000)})

    assert answer.status_code == 302  # to signing in
    assert list(disk.iterdir()) == []


def test_what_comes_in_is_thrown_away_up_to_a_limit_and_then_no_more_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    little, much = Feigned(30_000_000), Feigned(10**12)

    answers = [asked(little, 30_000_000).status_code, asked(much, 10**12).status_code]

    assert answers == [413, 413]
    assert little.taken == 30_000_000
    assert much.taken == upload_limit.MOST_THROWN_AWAY


def test_whoever_goes_away_in_the_middle_is_no_trouble() -> None:
    class Broken(Feigned):
        def read(self, size: int = -1) -> bytes:
            raise OSError("connection lost")

    assert asked(Broken(1), 30_000_000).status_code == 413


@pytest.mark.parametrize("length", ["", "-5", "many", "9" * 30])
def test_a_length_that_is_none_reads_nothing(length: str, db: None) -> None:
    body = Feigned(10**12)

    answer = asked(body, length)

    assert answer.status_code in (302, 400, 403, 413)
    assert body.taken <= upload_limit.MOST_THROWN_AWAY


@pytest.mark.parametrize(
    "body",
    [
        {f"file{number}": SimpleUploadedFile("a.txt", b"x") for number in range(150)},
        {f"field{number}": "x" for number in range(2000)},
    ],
    ids=["150 files", "2,000 fields"],
)
def test_a_form_of_far_more_parts_than_any_of_ours_has_a_page_and_leaves_nothing(
    disk: Path, db: None, body: dict[str, Any]
) -> None:
    answer = Client(headers={"host": "localhost"}).post("/sign-in/", body)

    assert answer.status_code == 400
    assert "This request cannot be understood" in words(answer.content)
    assert list(disk.iterdir()) == []


def test_a_form_without_the_mark_between_its_parts_has_a_page(db: None) -> None:
    browser = Client(headers={"host": "localhost"})

    answer = browser.generic("POST", "/sign-in/", b"xx", content_type="multipart/form-data")

    assert answer.status_code == 400
