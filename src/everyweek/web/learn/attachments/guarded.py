"""Looking into a file without danger for the pages: in a process that is ended when it takes too long or too much."""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from everyweek.web.learn.attachments.kinds import IS_DAMAGED, IS_EMPTY, IS_TOO_LARGE, KINDS, LARGEST, Kind, Refused

LONGEST_READING = 50.0
"""Seconds: more than the looking at objects and the reading of text may take together."""
READER = ("-I", "-m", "everyweek.web.learn.attachments.reading")


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A file that may be attached. text : "" also when it could not be read; preview : a PNG, or b""."""

    kind: Kind
    pages: int
    text: str
    text_was_read: bool
    preview: bytes


def look_into(content: bytes, name: str) -> LookedInto:
    """What is in the file. Raises Refused."""
    if not content:
        raise Refused(*IS_EMPTY)
    if len(content) > LARGEST:
        raise Refused(*IS_TOO_LARGE)
    found = _said(_output(content, name))
    if "refused" in found:
        raise Refused(*found["refused"])
    if "kind" not in found:
        raise Refused(*IS_DAMAGED)
    text = found.get("text")
    return LookedInto(
        kind=KINDS[found["kind"]],
        pages=found["pages"],
        text=text or "",
        text_was_read=text is not None,
        preview=base64.b64decode(found.get("preview", "")),
    )


def _output(content: bytes, name: str) -> bytes:
    """What the process said, also when it had to be ended."""
    try:
        done = subprocess.run(
            [sys.executable, *READER, name],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=LONGEST_READING,
        )
    except subprocess.TimeoutExpired as stopped:
        return stopped.output or b""
    return done.stdout


def _said(output: bytes) -> dict[str, Any]:
    """The lines that were whole, together."""
    found: dict[str, Any] = {}
    for line in output.splitlines(keepends=True):
        if line.endswith(b"\n"):
            found |= json.loads(line)
    return found
