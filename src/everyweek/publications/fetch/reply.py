"""One answer of a server, with its body in pieces: bounded in size and in time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from everyweek.publications.fetch.errors import NoAnswer, TooLarge

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

PIECE = 65_536
"""Bytes asked for at once."""


class Passing(Exception):
    """A trouble that may have passed when it is tried again. wait_seconds : what the server asked for, if anything."""

    def __init__(self, problem: str, *, wait_seconds: float = 0.0) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(problem)


@dataclass(frozen=True)
class Reply:
    """What came back.

    address      : what was asked for, after redirects.
    is_unchanged : the server says (304) that what we have is still what it has; there is no body.
    ends_clearly : whether the server said where the body ends, so that it can be told whether it came whole.
    pieces       : the body, decoded; raises Passing when it breaks off, TooLarge and NoAnswer.
    """

    address: str
    is_unchanged: bool
    headers: Mapping[str, str]
    ends_clearly: bool
    pieces: Iterator[bytes]

    @property
    def content_type(self) -> str:
        """The kind of content as the server names it, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def body(self) -> bytes:
        """The whole body."""
        return b"".join(self.pieces)


def reply_of(
    response: "BaseHTTPResponse", *, address: str, largest: int, deadline: float, monotonic: Callable[[], float]
) -> Reply:
    """A response as a reply.

    largest  : bytes. Raises TooLarge at once when the server declares more.
    deadline : on the monotonic clock.
    """
    declared = length_declared(response.headers)
    if declared is not None and declared > largest:
        raise too_large(address, declared, largest=largest)
    encoded = response.headers.get("content-encoding", "identity").lower() not in ("", "identity")
    chunked = "chunked" in response.headers.get("transfer-encoding", "").lower()
    return Reply(
        address=address,
        is_unchanged=response.status == 304,
        headers=response.headers,
        ends_clearly=chunked or declared is not None,
        pieces=pieces_of(
            response,
            address=address,
            largest=largest,
            expected=None if encoded or chunked else declared,
            out_of_time=lambda: monotonic() > deadline,
        ),
    )


def length_declared(headers: Mapping[str, str]) -> int | None:
    """The length the server declares, bytes; None when it declares none, or nonsense."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else None


def pieces_of(
    response: "BaseHTTPResponse", *, address: str, largest: int, expected: int | None, out_of_time: Callable[[], bool]
) -> Iterator[bytes]:
    """The body in pieces as they arrive. expected : bytes; None when they cannot be counted."""
    received = 0
    while piece := response.read1(PIECE, decode_content=True):
        received += len(piece)
        if received > largest:
            raise too_large(address, received, largest=largest)
        if out_of_time():
            raise NoAnswer(
                f"It came too slowly: {received:,} bytes in the time allowed.",
                address=address,
                advice="Nothing of it was kept. Run everyweek fetch again when the network is quieter.",
            )
        yield piece
    if expected is not None and received != expected:
        raise Passing(f"only {received:,} of {expected:,} bytes came")


def too_large(address: str, size: int, *, largest: int) -> TooLarge:
    """That something is larger than any publication."""
    return TooLarge(
        f"It is too large: {size:,} bytes or more, where at most {largest:,} are taken.",
        address=address,
        advice="Nothing of it was kept. Look at the address in a browser: it is hardly a publication.",
    )
