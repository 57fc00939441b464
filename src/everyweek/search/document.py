"""What can be found: one document, and who may find it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

EVERYBODY = "everybody"
"""The reader that everyone is, signed in or not: what may be read by everybody has it in its audience."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found.

    key      : never changes; what leads back to the thing itself.
    title, summary, body, origin, files : what is searched. origin: whose it is, organisations and authors by their
               names; files: the text inside attachments.
    facets   : by which properties the found are told apart and counted, such as {"type": ("guide",)}.
    audience : who may find it. Somebody who reads as any of these words does; an empty audience is nobody.
    day      : of its latest change, for the order of what nobody asked for by words; None comes last.
    weight   : what its rank by words is multiplied by, more than 0; below 1 for what only tells of something else.
    """

    key: str
    title: str
    summary: str = ""
    body: str = ""
    origin: str = ""
    files: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    audience: frozenset[str] = frozenset({EVERYBODY})
    day: dt.date | None = None
    weight: float = 1.0

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """Everything that is searched, in the order of the columns of the index."""
        return (self.title, self.summary, self.body, self.origin, self.files)


COLUMNS = ("title", "summary", "body", "origin", "files")
WEIGHTS = (2.0, 1.5, 1.0, 1.0, 0.6)
"""How much a word counts in each column: most in a title, least in a file that only hangs on."""
