"""No request is larger than the largest file that may be attached, with its form around it.

It is refused before anything of it is kept: a file would be on the disk before the page could say that it is too
large. What still comes in is read and thrown away, so that the browser gets to the answer, up to a limit.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from everyweek.web.learn.attachments.kinds import LARGEST
from everyweek.web.project.views import too_large

LARGEST_REQUEST = LARGEST + 10**6
"""Bytes: the file, and the form around it."""
MOST_THROWN_AWAY = 4 * LARGEST_REQUEST
"""Bytes: whoever sends even more sees that the connection ends."""
PIECE = 1 << 20


class UploadLimit:
    """Answer with status 413 whatever says that it is larger. A request that does not say how large it is has no body
    for the pages: nothing of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _length(request) <= LARGEST_REQUEST:
            return self.get_response(request)
        return _refused(request)


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() and len(said) < 20 else 0


def _refused(request: HttpRequest) -> HttpResponse:
    left = min(_length(request), MOST_THROWN_AWAY)
    try:
        while left > 0 and (piece := request.read(min(PIECE, left))):
            left -= len(piece)
    except OSError:
        pass  # the sender went away
    return too_large(LARGEST // 10**6)
