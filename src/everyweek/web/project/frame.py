"""What the frame around every page needs to know."""

from typing import Any

from django.http import HttpRequest

from everyweek.web.measure.queries import holds_sample


def frame(request: HttpRequest) -> dict[str, Any]:
    """Whether to warn that the hospitals are invented, and which page this is."""
    return {"is_sample": holds_sample(), "page_address": request.path}
