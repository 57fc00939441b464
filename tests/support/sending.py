"""Sending the form of a page as a browser does: the page is opened, and its hidden token goes back with the fields."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client


def send(client: Client, address: str, **fields: Any) -> HttpResponse:
    """Open a page and send its form."""
    return client.post(address, {"once": token_in(client.get(address)), **fields})


def token_in(page: HttpResponse) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[:2000]
    return found[1]
