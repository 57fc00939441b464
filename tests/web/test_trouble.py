"""When something is wrong with us: the warehouse, or our own code."""

from pathlib import Path

import pytest
from django.test import Client
from support.site import words

from everyweek.web.project import views


def test_a_warehouse_that_cannot_be_read_is_a_503_that_hides_the_reason(tmp_path: Path, settings: object) -> None:
    home = tmp_path / "damaged"
    home.mkdir()
    (home / "warehouse.sqlite3").write_bytes(b"this is not a database" * 100)
    settings.EVERYWEEK_WAREHOUSE = f"sqlite:///{home / 'warehouse.sqlite3'}"  # type: ignore[attr-defined]
    client = Client(headers={"host": "localhost"})

    page, health = client.get("/"), client.get("/healthz")

    assert (page.status_code, health.status_code) == (503, 503)
    assert "The figures cannot be read" in words(page.content)
    assert str(tmp_path) not in page.content.decode()
    assert page["Content-Security-Policy"]


def test_our_own_mistake_is_a_500_of_our_own_design(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the secret reason")

    monkeypatch.setattr(views, "read_home", fail)
    client.raise_request_exception = False

    page = client.get("/")

    assert page.status_code == 500
    assert "It is our mistake" in words(page.content)
    assert "secret reason" not in page.content.decode()
    assert page["Content-Security-Policy"]


def test_health_says_ok_and_the_version(client: Client) -> None:
    assert client.get("/healthz").content.startswith(b"ok, warehouse version ")
