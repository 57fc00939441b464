"""What the frame around every page needs to know."""

from typing import Any

from django.http import HttpRequest

from everyweek.web.measure.queries import holds_sample
from everyweek.web.people.frame_parts import reader_in_frame
from everyweek.web.people.once.once import once_input
from everyweek.web.people.presence import sign_in_address


def frame(request: HttpRequest) -> dict[str, Any]:
    """Whether to warn that the hospitals are invented, which page this is, and who reads it."""
    return {
        "is_sample": holds_sample(),
        "page_address": request.path,
        "reader": reader_in_frame(request),
        "once_input": once_input,
        "sign_in_address": sign_in_address(request),
    }
