"""Writing into the assessment of Fenwick in the small framework as browsers do: its pages, its forms, its script."""

import json
from typing import Any

from django.test import Client
from support.site import words

HERE = "/assess/rounds/summer-assessment/fenwick/"
KETTLE = f"{HERE}themes/kettle/"
BOILS = f"{KETTLE}boils/"
SAVE = f"{BOILS}by/acute/save/"


def page(browser: Client, address: str = KETTLE) -> str:
    """What a page says."""
    return words(browser.get(address).content)


def post(browser: Client, to: str, /, *, on: str = KETTLE, **typed: Any) -> Any:
    """A form of a page, sent. on : the page that it stands on."""
    token = browser.get(on).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return browser.post(to, {"once": token, **typed})


def typed(browser: Client, text: str = "", *, address: str = SAVE, key: str = "a-key-of-mine", **more: Any) -> Any:
    """What the script of the page sends while somebody types."""
    sent = {"value": "", "wanted": "", "text": text, "base": 0, "key": key, **more}
    return browser.post(address, json.dumps(sent), content_type="application/json")


def settle(browser: Client, value: str = "yes", *, address: str = BOILS, **more: Any) -> Any:
    """Settle an answer for the hospital."""
    asked = {"value": value, "parties": ["acute"], "version": 0, "note": "", **more}
    return post(browser, f"{address}settle/", **asked)
