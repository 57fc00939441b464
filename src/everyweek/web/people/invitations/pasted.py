"""Addresses as people paste them: one a line, from a spreadsheet, or from a mail's list of receivers."""

import re
from dataclasses import dataclass

ADDRESS = re.compile(r"<?([^\s<>,;\"]+@[^\s<>,;\"]+)>?")
MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody of a list. number : the line they stand in, from 1."""

    number: int
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line. number : 0 for the list as a whole."""

    number: int
    message: str

    @property
    def sentence(self) -> str:
        """For the page."""
        return f"Line {self.number}: {self.message}" if self.number else self.message


def read_addresses(text: str) -> tuple[tuple[Invited, ...], tuple[Fault, ...]]:
    """Everybody in a list, each once, and the lines in which nobody is found.

    A line holds one address, with a name before or behind it; or several addresses, parted by ; or , as mail programs
    write them.

    >>> people, faults = read_addresses("Ann Other <ann@fenwick.example>; bob@fenwick.example\\nCarol Dee")
    >>> [(one.email, one.name) for one in people]
    [('ann@fenwick.example', 'Ann Other'), ('bob@fenwick.example', '')]
    >>> [fault.sentence for fault in faults]
    ['Line 2: “Carol Dee” holds no e-mail address. Write it as in name@example.nhs.uk.']
    """
    found: dict[str, Invited] = {}
    faults: list[Fault] = []
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        for part in _parts(line):
            match = ADDRESS.search(part)
            if match is None:
                message = f"“{part[:60]}” holds no e-mail address. Write it as in name@example.nhs.uk."
                faults.append(Fault(number, message))
                continue
            email = match[1].lower()
            found.setdefault(email, Invited(number, email, _name(part.replace(match[0], " "))))
    if len(found) > MOST_LINES:
        faults.append(Fault(0, f"These are {len(found)} addresses. Invite at most {MOST_LINES} at once."))
    return tuple(found.values()), tuple(faults)


def _parts(line: str) -> list[str]:
    """A line in parts with one address each; commas between a name and its own address part nothing."""
    pieces = line.split(";")
    if line.count("@") > 1:
        pieces = [part for piece in pieces for part in (piece.split(",") if piece.count("@") > 1 else [piece])]
    if line.count("@") == 1:
        pieces = [line]
    return [piece.strip() for piece in pieces if piece.strip(' ,;\t"')]


def _name(text: str) -> str:
    return " ".join(re.sub(r"[\s,;<>\"]+", " ", text).split())[:100]
