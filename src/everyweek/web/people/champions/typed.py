"""Small things that forms send beside what people type."""

from django.http import HttpRequest


def seen_version(request: HttpRequest) -> int:
    """The version that the form was made from; 0 when it says none, which is never the present one."""
    return whole_number(request.POST.get("version", ""))


def whole_number(text: str) -> int:
    """A number of at most seven digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
