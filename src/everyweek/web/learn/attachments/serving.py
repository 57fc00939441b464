"""Handing a file out, as nothing but a download."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, StreamingHttpResponse

from everyweek.web.learn.attachments.files import path_of, pieces_of
from everyweek.web.learn.attachments.models import CheckedFile

NOTHING_IN_IT = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""A browser that opened it all the same would run and load nothing."""


class FileIsMissing(Http404):
    """The row is there, and the file on the disk is not."""

    title = "This file is missing"
    message = (
        "The file was attached here, but it is missing on the server. Whoever runs this site can put it back from a "
        "copy of the folder library/files."
    )


def as_download(request: HttpRequest, one: CheckedFile) -> StreamingHttpResponse:
    """The file itself, which no browser opens as a page. Raises FileIsMissing."""
    response = _served(request, one.sha256, content_type=one.media_type)
    response.headers["Content-Disposition"] = _disposition(one.name)
    return response


def as_picture(request: HttpRequest, one: CheckedFile) -> StreamingHttpResponse:
    """The picture of it that was drawn here. Raises FileIsMissing."""
    return _served(request, one.sha256, content_type="image/png", preview=True)


def etag_of(one: CheckedFile, *, is_preview: bool = False) -> str:
    """What tells a browser that it has the file already."""
    return f'"{one.sha256}{"-preview" if is_preview else ""}"'


def _served(request: HttpRequest, digest: str, *, content_type: str, preview: bool = False) -> StreamingHttpResponse:
    path = path_of(digest, preview=preview)
    if path is None:
        raise FileIsMissing
    response = StreamingHttpResponse(pieces_of(path), content_type=content_type)
    response.headers["Content-Length"] = str(path.stat().st_size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING_IN_IT
    response.headers["Cache-Control"] = "private, no-cache"  # asked again each time, since who may read it can change
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # packed already: packing it again would only take time
    return response


def _disposition(name: str) -> str:
    """The name in letters of English for old programs, and as it is for all others."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in " ._-()") else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
