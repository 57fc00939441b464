"""Bringing returns in tests: taking one, typing into it, bringing it back, and pressing the button."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from support.assessing import small_framework
from support.returns import address, changed, workbook_of

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.web.assess.rounds.models import Assessment

Cells = dict[tuple[str, str], Any]
"""By (key of a question or theme, heading) what somebody typed."""


def taken(client: Client, assessment: Assessment, form: str = "xlsx") -> bytes:
    """The return as it is now."""
    return client.get(address(assessment, f"return.{form}")).content


def brought(client: Client, assessment: Assessment, content: bytes, *, name: str = "return.xlsx", **more: Any) -> str:
    """The page that says what a file would change."""
    file = SimpleUploadedFile(name, content)
    return client.post(address(assessment, "import/"), {"file": file, **more}).content.decode()


def typed(client: Client, assessment: Assessment, cells: Cells) -> bytes:
    """The return, as it is now, after somebody typed into it."""
    return workbook_of(changed(taken(client, assessment), cells))


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no hidden field {name}"
    return found[1]


def used(client: Client, assessment: Assessment, page: str, *, parties: tuple[str, ...] = ("acute", "system")) -> Any:
    """What comes of pressing “Use these answers”."""
    form = {"changes": hidden(page, "changes"), "once": hidden(page, "once"), "parties": list(parties)}
    return client.post(address(assessment, "import/use/"), form)


def bread_in_one() -> Framework:
    """Version 3 of the small framework: whether the bread is good takes the place of fresh and sliced."""
    plain = as_mapping(small_framework(version="3"))
    fresh, sliced = plain["themes"][1]["questions"]
    good = fresh | {"key": "good", "text": "Is it good?", "was": ["bread/fresh", "bread/sliced"]}
    plain["themes"][1]["questions"] = [good, sliced | {"key": "warm", "text": "Is it warm?"}]
    return read_framework(plain)
