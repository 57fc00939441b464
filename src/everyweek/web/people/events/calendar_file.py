"""An event as a file for calendars (iCalendar, RFC 5545).

The same event keeps its identity, and every change has a higher number, so that a calendar which reads the file again
moves or crosses out the entry it has instead of adding another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS_IN_A_LINE = 75


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar is told. identity : the same for ever; version : rises with every change; times : instants."""

    identity: str
    version: int
    title: str
    about: str
    place: str
    address: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    is_called_off: bool


def calendar_file(entry: CalendarEntry) -> bytes:
    """The file, in UTF-8 with the line ends that the standard asks for."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Everyweek//Events//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.identity)}",
        f"SEQUENCE:{entry.version}",
        f"DTSTAMP:{_utc(entry.changed_at)}",
        f"LAST-MODIFIED:{_utc(entry.changed_at)}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        f"SUMMARY:{escaped(entry.title)}",
        *((f"DESCRIPTION:{escaped(entry.about)}",) if entry.about else ()),
        *((f"LOCATION:{escaped(entry.place)}",) if entry.place else ()),
        f"URL:{_only_seen(entry.address)}",
        f"STATUS:{'CANCELLED' if entry.is_called_off else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    r"""Text as a value of the format: backslashes, semicolons, commas and line ends are written as two characters.

    >>> print(escaped("Beds, doors; and \\ more" + chr(10) + "at noon"))
    Beds\, doors\; and \\ more\nat noon
    """
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in "\\;,":
        one_end = one_end.replace(character, f"\\{character}")
    return _only_seen(one_end.replace("\n", "\\n"))


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, each further one after a blank; no character is cut in two.

    >>> folded("SUMMARY:" + "é" * 40).split(b"\\r\\n ")[0].decode()[-3:], len(folded("SUMMARY:" + "é" * 40))
    ('ééé', 93)
    """
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > OCTETS_IN_A_LINE:
            pieces.append(piece)
            piece = b" "  # it counts as the first octet of the next line
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _only_seen(text: str) -> str:
    """Without control characters, which the format does not allow."""
    return "".join(one for one in text if one >= " " and one != "\x7f")
