"""What a resource rests on, as it is typed: on each line a title, and behind a bar its address."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from everyweek.web.learn.library.draft import DraftSource
from everyweek.web.people.discussion.forms import TypedField
from everyweek.web.people.discussion.text import without_turning
from everyweek.web.people.discussion.web_address import LONGEST_ADDRESS, read_address

LONGEST_SOURCE = 400
MOST_SOURCES = 50
Line = tuple[str, str]


class SourcesField(TypedField):
    """Sources, one on each line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(longest=MOST_SOURCES * (LONGEST_SOURCE + LONGEST_ADDRESS), **more)

    def clean(self, value: Any) -> list[Line]:  # type: ignore[override]
        """Title and address of each. Raises ValidationError."""
        lines = list(filter(None, (without_turning(one) for one in super().clean(value).split("\n"))))
        if len(lines) > MOST_SOURCES:
            raise ValidationError(f"This has {len(lines)} lines; at most {MOST_SOURCES} can be kept.")
        return [_read(line) for line in lines]


def sources_typed(lines: Iterable[Line], before: Iterable[DraftSource]) -> tuple[DraftSource, ...]:
    """The sources of these lines. What was known of one before stays; whoever adds one has read it."""
    known = {(one.title, one.address): one for one in before}
    return tuple(known.get(line, DraftSource(line[0], line[1], was_read=True)) for line in lines)


def sources_in_lines(sources: Iterable[DraftSource]) -> str:
    """The lines from which `sources_typed` makes the same again."""
    return "\n".join(f"{one.title} | {one.address}" if one.address else one.title for one in sources)


def _read(line: str) -> Line:
    title, bar, typed = (part.strip() for part in line.rpartition("|"))
    if not bar:
        title, typed = typed, ""
    if not title:
        raise ValidationError(f"“{line[:40]}” has no title: write one before the bar.")
    if len(title) > LONGEST_SOURCE:
        raise ValidationError(
            f"“{title[:40]}…” has {len(title):,} characters; a title can have {LONGEST_SOURCE} at most."
        )
    try:
        return title, read_address(typed, schemes=("http", "https")) if typed else ""
    except ValidationError as error:
        raise ValidationError(f"“{title[:40]}”: {error.messages[0]}") from None
