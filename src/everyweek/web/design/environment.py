"""The Jinja environment: components of NHS.UK, our icons, and the addresses of pages and assets."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment

from everyweek.web.design.contact import contact, whom_to_ask_linked
from everyweek.web.design.fields import choice_field, field, form_errors, tick_field
from everyweek.web.design.icons import assurance_icon, point_symbol, variation_icon


def environment(**options: Any) -> Environment:
    """Django calls this once per process."""
    # The macros of nhsuk-frontend-jinja read attributes of things that are not there: they need ChainableUndefined.
    options |= {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)
    made.globals.update(
        asset=asset,
        url=address,
        field=field,
        choice_field=choice_field,
        tick_field=tick_field,
        form_errors=form_errors,
        contact=contact,
        whom_to_ask=whom_to_ask_linked,
        variation_icon=variation_icon,
        assurance_icon=assurance_icon,
        point_symbol=point_symbol,
    )
    return made


def address(name: str, **parts: str) -> str:
    """The address of a page by its name: `url("organisation", code="RAJ")`."""
    return reverse(name, kwargs=parts)


def asset(name: str) -> str:
    """The address of a compiled asset, with the hash of its content in it: `asset("everyweek.css")`."""
    return f"{settings.STATIC_URL}{_hashed_names(Path(settings.STATIC_ROOT))[name]}"


@lru_cache(maxsize=1)
def _hashed_names(folder: Path) -> dict[str, str]:
    manifest = folder / "manifest.json"
    if not manifest.exists():
        message = f"There is no {manifest.name} in the folder of compiled assets. Run: make setup && make run"
        raise FileNotFoundError(message)
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return names
